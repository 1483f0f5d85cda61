/** Thanks as a page shows them: what people said apart from badges, the same words once. */
import type { Recognition } from "$lib/api/people";

/** Somebody with the badges earned. */
export interface Earned {
  agent: string;
  name: string;
  badges: string[];
}

/** Badges by person, by name: no order says who is better. */
export function badgesByPerson(recognitions: readonly Recognition[], tag: string): Earned[] {
  const people: Record<string, Earned> = {};
  for (const it of recognitions.filter(({ kind }) => kind === "badge")) {
    const known = (people[it.agent_id] ??= { agent: it.agent_id, name: it.agent, badges: [] });
    if (!known.badges.includes(it.text)) known.badges.push(it.text);
  }
  return Object.values(people).sort((one, other) => one.name.localeCompare(other.name, tag));
}

/** The same words from several people stand once, with how many said so; the most frequent first. */
export function counted(comments: readonly string[]): { text: string; times: number }[] {
  const times: Record<string, number> = {};
  for (const it of comments) times[it.trim()] = (times[it.trim()] ?? 0) + 1;
  return Object.entries(times)
    .map(([text, many]) => ({ text, times: many }))
    .sort((one, other) => other.times - one.times);
}
