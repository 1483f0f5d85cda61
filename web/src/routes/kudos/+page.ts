import { listPulses, listRecognitions } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  const goal = url.searchParams.get("for") ?? "";
  if (!session) return { recognitions: [], pulses: [], colleagues: [], goal };
  const [{ recognitions, colleagues }, pulses] = await Promise.all([listRecognitions(), listPulses()]);
  return { recognitions, pulses, colleagues, goal };
};
