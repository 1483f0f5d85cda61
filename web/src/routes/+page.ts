import type { PageLoad } from "./$types";

/** Nothing is asked for here: the page goes on to where one's day begins. */
export const load: PageLoad = () => ({});
