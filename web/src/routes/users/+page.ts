import { listDimensionValues } from "$lib/api/client";
import { listUsers } from "$lib/api/identity";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  await loadWords("users");
  const { session } = await parent();
  if (!session?.user.may.includes("manage_users")) return { users: [], known: { sites: [], teams: [] } };
  const [users, sites, teams] = await Promise.all([
    listUsers(),
    listDimensionValues("site", ""),
    listDimensionValues("team", ""),
  ]);
  return { users, known: { sites, teams } };
};
