import { listWalls } from "$lib/api/day";
import { listMetrics } from "$lib/api/client";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await loadWords("day");
  if (!session) return { walls: null, metrics: [], may: [] as string[], timeZone: "UTC" };
  const [walls, catalogue] = await Promise.all([listWalls(), listMetrics()]);
  return { walls, metrics: catalogue.metrics, may: session.user.may, timeZone: session.centre.time_zone };
};
