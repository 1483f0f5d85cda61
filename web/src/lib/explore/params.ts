/** Parameters of metrics with closed lists of values; a parameter that is not here is typed. */
export const PARAM_CHOICES: Readonly<Record<string, readonly string[]>> = {
  clock: ["enqueued_else_started", "started", "left_self_service"],
  base: ["offered", "answered"],
  same_reason: ["true", "false"],
  final_only: ["true", "false"],
  exclude_on_hold: ["true", "false"],
};

/** What can be chosen for a parameter, with the value it has; null where it is typed. */
export function choicesOf(name: string, value: string): readonly string[] | null {
  const known = PARAM_CHOICES[name];
  if (!known) return null;
  return known.includes(value) ? known : [...known, value];
}
