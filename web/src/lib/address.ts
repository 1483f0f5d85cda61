/** Words an address says once and does not keep: addresses are copied and stand in histories. */
export const SAID_ONCE = ["token", "sign_in"] as const;
export type SaidOnce = (typeof SAID_ONCE)[number];

/** A word of the address, of its fragment before its search. */
export function said(address: URL, name: SaidOnce): string | null {
  return new URLSearchParams(address.hash.slice(1)).get(name) ?? address.searchParams.get(name);
}

/** The address without these words; null where it has none of them. */
export function without(address: URL, names: readonly SaidOnce[]): URL | null {
  if (names.every((name) => said(address, name) === null)) return null;
  const clean = new URL(address);
  const fragment = new URLSearchParams(clean.hash.slice(1));
  for (const name of names) {
    fragment.delete(name);
    clean.searchParams.delete(name);
  }
  clean.hash = fragment.toString();
  return clean;
}
