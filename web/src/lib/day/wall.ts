/** When a board shows what is no longer so. Pure. */

/** Facts older than this are not of now: a floor that works has calls every quarter of an hour. */
export const OLD_MS = 30 * 60_000;

/** True where the newest fact is so old that numbers of it must not look live. */
export function isOld(asOf: string | null, now: number): boolean {
  return asOf === null || OLD_MS < now - Date.parse(asOf);
}
