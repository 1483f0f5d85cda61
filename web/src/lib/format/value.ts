/** Numbers as a reader sees them. Values come in seconds, shares 0..1 and points; screens show display units. */

/** What formatting needs to know of a metric. */
export interface Unit {
  unit: string;
  display_unit: string;
}

const TIME_UNITS: Record<string, [seconds: number, intl: string]> = {
  min: [60, "minute"],
  h: [3600, "hour"],
  d: [86400, "day"],
};

/** A metric's value; null is a dash, never zero. */
export function formatValue(value: number | null, unit: Unit, tag: string): string {
  if (value === null || !Number.isFinite(value)) return "–";
  switch (unit.unit) {
    case "share":
      return formatShare(value, tag);
    case "s":
      return formatDuration(value, unit.display_unit, tag);
    case "count":
      return formatCount(value, tag);
    default:
      return formatDecimal(value, tag);
  }
}

/** A share 0..1 as a percentage with one decimal. */
export function formatShare(share: number, tag: string): string {
  return number(share, tag, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A count: whole numbers bare, means of counts with up to two decimals. */
export function formatCount(count: number, tag: string): string {
  return number(count, tag, { maximumFractionDigits: Math.abs(count) < 100 ? 2 : 0 });
}

/** From so many of a unit on the next longer one is read more easily: 599 minutes are ten hours. */
const LONGER: Record<string, [from: number, next: string]> = { min: [120, "h"], h: [72, "d"] };

/**
 * Seconds in a metric's display unit, or a longer one where there are many of it. Lengths of speech read as a clock (`5:12`,
 * `1:05:12`) from a minute on, and as seconds below; minutes, hours and days carry their unit.
 */
export function formatDuration(seconds: number, displayUnit: string, tag: string): string {
  const unit = TIME_UNITS[displayUnit];
  if (unit) {
    const longer = LONGER[displayUnit];
    const amount = seconds / unit[0];
    if (longer && longer[0] <= Math.abs(amount)) return formatDuration(seconds, longer[1], tag);
    return withUnit(amount, unit[1], tag);
  }
  const rounded = Math.round(Math.abs(seconds));
  if (rounded < 60) return withUnit(seconds, "second", tag);
  const sign = seconds < 0 ? "−" : "";
  const [hours, minutes, rest] = [
    Math.floor(rounded / 3600),
    Math.floor((rounded % 3600) / 60),
    rounded % 60,
  ];
  const two = (part: number) => String(part).padStart(2, "0");
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${two(rest)}` : `${sign}${minutes}:${two(rest)}`;
}

/**
 * How much a value changed, without a word for better or worse. Shares change by percentage points (the caller's
 * message names them), counts by a percentage of the earlier value, all else in its own unit. Sign always shown.
 */
export function formatChange(change: number, previous: number | null, unit: Unit, tag: string): string {
  const sign = change < 0 ? "−" : change > 0 ? "+" : "±";
  // Where reading goes from the right, a sign stays at the left of its number only by a mark of that direction; the
  // other mark keeps the whole from being taken for a text that reads from the left.
  const marks = tag.startsWith("he") ? "\u200f\u200e" : "";
  return marks + sign + formatChangeAmount(change, previous, unit, tag);
}

/** The amount of {@link formatChange} without its sign. */
export function formatChangeAmount(change: number, previous: number | null, unit: Unit, tag: string): string {
  const amount = Math.abs(change);
  if (unit.unit === "share") return formatDecimal(amount * 100, tag);
  if (unit.unit === "count" && previous !== null && previous !== 0) {
    return formatShare(amount / Math.abs(previous), tag);
  }
  return formatValue(amount, unit, tag);
}

/** A plain number with one decimal. */
export function formatDecimal(value: number, tag: string): string {
  return number(value, tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Whole numbers, for tables that write many. */
export function wholeNumbers(tag: string): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
}

/** Numbers with one decimal. */
export function oneDecimal(tag: string): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Numbers with one decimal where there is one. */
export function upToOneDecimal(tag: string): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
}

/** Shares as whole percent. */
export function wholePercent(tag: string): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
}

function withUnit(value: number, unit: string, tag: string): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return number(value, tag, {
    style: "unit",
    unit,
    // English abbreviations take a plural (`secs`) where the narrow form is the SI symbol.
    unitDisplay: tag.startsWith("en") ? "narrow" : "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/**
 * Hebrew writes a mark of the direction from the left before a sign, so that it stays at the left of its number. Alone at the
 * beginning it would turn the whole text round; the other mark before it keeps that from happening.
 */
function number(value: number, tag: string, options: Intl.NumberFormatOptions): string {
  // What rounds to nothing has no sign.
  const text = new Intl.NumberFormat(tag, { signDisplay: "negative", ...options }).format(value);
  return text.startsWith("\u200e") ? `\u200f${text}` : text;
}
