import { getUpdate } from "$lib/api/day";
import { loadWords } from "$lib/i18n.svelte";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent, params }) => {
  const { session } = await parent();
  await loadWords("day");
  return {
    update: session ? await getUpdate(params.id) : null,
    timeZone: session?.centre.time_zone ?? "UTC",
    may: session?.user.may ?? [],
  };
};
