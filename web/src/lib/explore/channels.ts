/** Which numbers say nothing over all channels together: a mail waits hours where a call waits seconds. */
import type { Metric } from "$lib/api/types";
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
    state.filters.some((filter) => filter.dimension === "channel" && !filter.exclude) ||
    /\bchannel\b/.test(state.where);
  return isTime && !isOne;
}
