import { getStrategy } from "$lib/api/day";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await loadWords("day");
  return { strategy: session ? await getStrategy() : null, may: session?.user.may ?? [] };
};
