import { listMetrics } from "$lib/api/client";
import {
  assessGoal,
  getGoal,
  getGoalProgress,
  listGoalEntries,
  listGoals,
  listGoalVersions,
  listPurposes,
} from "$lib/api/goals";
import { listPeople } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

/** Ends the answers to a goal that are still being found: what is done on its page loads it anew. */
const asking = new Map<string, AbortController>();

export const load: PageLoad = async ({ parent, params }) => {
  await loadWords("goals", "goalwork");
  const { session } = await parent();
  const may: string[] = session?.user.may ?? [];
  if (!session) return { found: null, may };
  const { id } = params;
  const [goal, progress, said, catalogue, goals, purposes] = await Promise.all([
    getGoal(id),
    getGoalProgress(id),
    listGoalEntries(id),
    listMetrics(),
    listGoals(),
    listPurposes(),
  ]);
  const metric = catalogue.metrics.find(({ id: known }) => known === goal.definition.measure?.metric);
  // Odds and revisions take longer than the rest: the page shows them when they come.
  const versions = listGoalVersions(id).catch(() => []);
  const { definition, work } = goal;
  asking.get(id)?.abort();
  const overtaken = new AbortController();
  asking.set(id, overtaken);
  const answer = assessGoal({ definition, work, follows: null }, id, overtaken.signal).catch(() => null);
  const below = progress.standing?.members?.below ?? [];
  const people = below.length > 0 && may.includes("read_individuals") ? listPeople().catch(() => []) : [];
  const found = {
    people,
    goal,
    progress,
    versions,
    said,
    metric,
    metrics: catalogue.metrics,
    goals,
    purposes,
    answer,
  };
  return { found, may };
};
