import { listImports } from "$lib/api/client";
import { getImportOptions, listMappings } from "$lib/api/importing";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, depends }) => {
  depends("pharos:imports");
  await loadWords("importing", "facts");
  const { session } = await parent();
  if (!session) return { imports: [], options: null, mappings: [] };
  // Whoever may only look sees what was imported, and is offered nothing else.
  if (!["import_data", "manage_data"].some((action) => session.user.may.includes(action))) {
    return { imports: await listImports(), options: null, mappings: [] };
  }
  const [imports, options, mappings] = await Promise.all([listImports(), getImportOptions(), listMappings()]);
  return { imports, options, mappings };
};
