import { computeSpan, getHiringStart, listHirings, planHiring } from "$lib/api/planning";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("capacity");
  const { session } = await parent();
  if (!session?.as_of) return { start: null, answer: null, span: null, kept: [] };
  const [start, span, kept] = await Promise.all([getHiringStart(), computeSpan(), listHirings()]);
  return { start, answer: await planHiring(start.plan), span, kept };
};
