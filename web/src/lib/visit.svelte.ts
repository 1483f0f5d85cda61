/** What is known of this visit beyond its screens. */
export const visit = $state({
  /** The first screen stands and the address is clean: a step taken earlier would end the one that brings it here. */
  arrived: false,
});
