import { redirect } from "@sveltejs/kit";
import { homeOf } from "$lib/components/shell/screens";
import type { PageLoad } from "./$types";

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  redirect(307, homeOf(session?.user));
};
