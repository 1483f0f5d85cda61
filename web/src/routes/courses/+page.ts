import { listAssignments, listCourses, listPeople } from "$lib/api/people";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const [{ session }] = await Promise.all([parent(), loadWords("people")]);
  if (!session) return { courses: [], assignments: [], people: [] };
  const [courses, assignments, people] = await Promise.all([listCourses(), listAssignments(), listPeople()]);
  return { courses, assignments, people };
};
