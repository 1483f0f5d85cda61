import { error } from "@sveltejs/kit";
import { listMetrics } from "$lib/api/client";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  const { session } = await parent();
  const metrics = session ? (await listMetrics()).metrics : [];
  const metric = metrics.find((candidate) => candidate.id === params.id) ?? null;
  if (session && !metric) error(404, { message: params.id, type: "unknown-metric" });
  return { metrics, metric };
};
