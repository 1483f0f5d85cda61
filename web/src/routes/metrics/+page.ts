import { listMetrics } from "$lib/api/client";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  return {
    metrics: session ? (await listMetrics()).metrics : [],
    search: url.searchParams.get("q") ?? "",
    level: url.searchParams.get("level") ?? "",
  };
};
