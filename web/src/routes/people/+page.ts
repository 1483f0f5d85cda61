import { listPeople, listPlanWorth, type Person, type PlanWorth } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, url }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  const show = url.searchParams.get("show") ?? "all";
  const none: { people: Person[]; worth: PlanWorth[] } = { people: [], worth: [] };
  if (!session) return { ...none, show };
  const [people, worth] = await Promise.all([
    listPeople(),
    session.user.may.includes("coach") ? listPlanWorth() : none.worth,
  ]);
  return { people, worth, show };
};
