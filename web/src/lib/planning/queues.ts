import { listDimensionValues, runQueries } from "$lib/api/client";
import { metricRows } from "$lib/explore/result";
import { addDays } from "$lib/explore/period";

/** Days looked back for the queue a planning screen begins with: one that has had nothing lately has no future to plan. */
const LATELY_DAYS = 28;

export interface PlanningQueues {
  /** All there are, in order. */
  queues: string[];
  /** The one with the most contacts lately; the first of all where none had any. */
  first: string;
}

/** The queues to plan for, as of the newest fact. */
export async function planningQueues(asOf: string): Promise<PlanningQueues> {
  const day = asOf.slice(0, 10);
  const lately = { from: addDays(day, -LATELY_DAYS), to: addDays(day, 1) };
  const [queues, results] = await Promise.all([
    listDimensionValues("queue", ""),
    runQueries([{ metrics: ["offered"], by: ["queue"], ...lately }]),
  ]);
  const rows = results[0] ? metricRows(results[0], ["queue"]) : [];
  const busiest = rows
    .filter((row) => row.group[0] && (row.value ?? 0) > 0)
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0))[0];
  return { queues, first: busiest?.group[0] ?? queues[0] ?? "" };
}
