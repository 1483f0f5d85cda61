import { getCheck, getRetention, listBackups, listErasures } from "$lib/api/care";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, depends }) => {
  depends("pharos:data-care");
  const [{ session }] = await Promise.all([parent(), loadWords("care", "facts")]);
  if (!session) return { care: null };
  const [check, backups, retention, erasures] = await Promise.all([
    getCheck(),
    listBackups(),
    getRetention(),
    listErasures(),
  ]);
  return { care: { check, backups, retention, erasures } };
};
