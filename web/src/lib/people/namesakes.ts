/** People by a name that tells them apart: namesakes by their team, in the same team by the id the data know them by. */
export interface Named {
  agent_id: string;
  name: string;
  team?: string | null;
}

export function namesApart<Who extends Named>(people: readonly Who[]): (Who & { label: string })[] {
  return people.map((who) => {
    const others = people.filter((it) => it.name === who.name && it.agent_id !== who.agent_id);
    if (others.length === 0) return { ...who, label: who.name };
    const isAlone = Boolean(who.team) && others.every((it) => it.team !== who.team);
    return { ...who, label: `${who.name} · ${isAlone ? who.team : who.agent_id}` };
  });
}
