/** Does something for a panel; what it gives is said to the reader. */
export type Act = (work: () => Promise<string | void>) => Promise<void>;

/** Bytes in the reader's language: `12.3 MB`. */
export function formatBytes(bytes: number, tag: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  let place = 0;
  let value = bytes;
  while (value >= 1000 && place < units.length - 1) {
    value /= 1000;
    place += 1;
  }
  return new Intl.NumberFormat(tag, {
    style: "unit",
    unit: units[place],
    unitDisplay: "short",
    maximumFractionDigits: place === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}
