import { listPeople } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  return { people: session ? await listPeople() : [] };
};
