/** Which numbers say nothing over all channels together: a mail waits hours where a call waits seconds. */
import type { Metric } from "$lib/api/types";
import type { MetricRow } from "./result";
import type { ExploreState } from "./state";

/** Relations whose rows belong to a channel. */
const OF_CHANNELS = ["contact_segments", "contacts", "message_episodes", "reply_turns"];

/** Whether the shown number is a time over every channel at once, with neither a filter nor a split by channel. */
export function mixesChannels(
  metric: Pick<Metric, "unit" | "relation">,
  state: Pick<ExploreState, "by" | "filters" | "where">,
): boolean {
  const isTime = metric.unit === "s" && OF_CHANNELS.includes(metric.relation);
  const isOne =
    state.by.includes("channel") ||
    state.filters.some(
      ({ dimension, exclude, values }) => dimension === "channel" && !exclude && values.length === 1,
    ) ||
    /\bchannel\b/.test(state.where);
  return isTime && !isOne;
}

/** The channel with the most observations among a number's rows by channel; null where there is only one. */
export function mainChannel(rows: readonly Pick<MetricRow, "group" | "n" | "value">[]): string | null {
  const known = rows.filter((row) => row.group[0] && row.value !== null);
  if (known.length < 2) return null;
  const most = known.reduce((best, row) => ((row.n ?? 0) > (best.n ?? 0) ? row : best));
  return most.group[0] ?? null;
}
