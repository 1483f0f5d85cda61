import type { PageLoad } from "./$types";

/** Nothing is asked for here: the navigation is there before the home screen's numbers are. */
export const load: PageLoad = () => ({});
