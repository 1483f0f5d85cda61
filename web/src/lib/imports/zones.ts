/** Names of time zones the browser knows. */
let names: string[] | null = null;

export function timeZones(): string[] {
  names ??= [...Intl.supportedValuesOf("timeZone"), "UTC"];
  return names;
}
