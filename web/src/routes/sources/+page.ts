import { listSources } from "$lib/api/data-care";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("sources", "facts");
  const { session } = await parent();
  return { sources: session ? await listSources() : [] };
};
