import { listImports } from "$lib/api/client";
import { getImportOptions, listMappings } from "$lib/api/importing";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, depends }) => {
  depends("pharos:imports");
  const { session } = await parent();
  if (!session) return { imports: [], options: null, mappings: [] };
  const [imports, options, mappings] = await Promise.all([listImports(), getImportOptions(), listMappings()]);
  return { imports, options, mappings };
};
