import { listUsers } from "$lib/api/identity";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("users");
  const { session } = await parent();
  return { users: session?.user.may.includes("manage_users") ? await listUsers() : [] };
};
