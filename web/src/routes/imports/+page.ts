import { listImports } from "$lib/api/client";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, depends }) => {
  depends("pharos:imports");
  const { session } = await parent();
  return { imports: session ? await listImports() : [] };
};
