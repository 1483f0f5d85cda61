/** Filters on dimensions, as the address holds them and as the query language says them. */

/** One condition on one dimension; several values are alternatives. */
export interface Filter {
  dimension: string;
  values: string[];
  exclude: boolean;
}

/** `queue:Billing` or, excluding, `queue!Billing`; one per value, so that a value may hold anything. */
export function filterToAddress(filters: readonly Filter[]): string[] {
  return filters.flatMap((f) => f.values.map((value) => `${f.dimension}${f.exclude ? "!" : ":"}${value}`));
}

/** The inverse of {@link filterToAddress}; entries that are no filter are left out. */
export function filtersFromAddress(entries: readonly string[]): Filter[] {
  const filters: Filter[] = [];
  for (const entry of entries) {
    // `attr:NAME` is a dimension that holds a colon itself.
    const match = /^((?:attr:)?[A-Za-z_][A-Za-z0-9_]*)([:!])([\s\S]*)$/.exec(entry);
    if (!match) continue;
    const [, dimension, sign, value] = match as unknown as [string, string, string, string];
    const exclude = sign === "!";
    const same = filters.find((f) => f.dimension === dimension && f.exclude === exclude);
    if (!same) filters.push({ dimension, exclude, values: [value] });
    else if (!same.values.includes(value)) same.values.push(value);
  }
  return filters;
}

/** A text as a literal of the query language. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The condition that a dimension has a value; null is a value of its own. */
export function isValue(dimension: string, value: string | null): string {
  return value === null ? `${column(dimension)} is null` : `${column(dimension)} = ${literal(value)}`;
}

/** All filters and a free expression as one `where`; null where there is nothing to leave out. */
export function whereOf(filters: readonly Filter[], expression: string): string | null {
  const parts = filters.map(condition);
  if (expression.trim() !== "") parts.push(parts.length > 0 ? `(${expression.trim()})` : expression.trim());
  return parts.length > 0 ? parts.join(" and ") : null;
}

/** `where` narrowed by more conditions. */
export function narrow(where: string | null, conditions: readonly string[]): string | null {
  if (conditions.length === 0) return where;
  return where === null ? conditions.join(" and ") : [`(${where})`, ...conditions].join(" and ");
}

function condition(filter: Filter): string {
  const name = column(filter.dimension);
  const [first] = filter.values;
  if (filter.values.length === 1 && first !== undefined) {
    const literalValue = literal(first);
    return filter.exclude ? `(${name} <> ${literalValue} or ${name} is null)` : `${name} = ${literalValue}`;
  }
  const list = filter.values.map(literal).join(", ");
  return filter.exclude ? `(${name} not in (${list}) or ${name} is null)` : `${name} in (${list})`;
}

function column(dimension: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(dimension) ? dimension : `"${dimension.replaceAll('"', '""')}"`;
}
