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

/** The inverse of {@link whereOf}: what is no condition on one dimension stays an expression. */
export function filtersOf(where: string): { filters: Filter[]; expression: string } {
  const filters: Filter[] = [];
  const rest: string[] = [];
  for (const part of conjuncts(where)) {
    const found = filterOf(part);
    if (found) filters.push(found);
    else rest.push(part);
  }
  // What was put into brackets by the inverse comes back without them.
  const [alone] = rest;
  const isBracketed = rest.length === 1 && alone !== undefined && closes(alone);
  return { filters, expression: isBracketed ? alone.slice(1, -1).trim() : rest.join(" and ") };
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

const NAME = String.raw`(?:"((?:[^"]|"")+)"|([A-Za-z_][A-Za-z0-9_]*))`;
const TEXT = String.raw`'(?:[^']|'')*'`;
const ONE = new RegExp(`^${NAME}\\s*(=|<>|!=)\\s*(${TEXT})$`, "s");
const MANY = new RegExp(`^${NAME}\\s+(not\\s+)?in\\s*\\((${TEXT}(?:\\s*,\\s*${TEXT})*)\\)$`, "is");
const OR_NULL = new RegExp(`^\\((.*)\\s+or\\s+${NAME}\\s+is\\s+null\\)$`, "is");

function filterOf(part: string): Filter | null {
  const loose = OR_NULL.exec(part);
  const found = loose ? plainFilterOf(loose[1]!.trim()) : plainFilterOf(part);
  if (!found) return null;
  // Without "or is null" an exclusion leaves those without a value out as well: that is said as it stands.
  const isSame = loose ? found.dimension === nameIn(loose[2], loose[3]) : !found.exclude;
  return isSame && found.exclude === Boolean(loose) ? found : null;
}

function plainFilterOf(part: string): Filter | null {
  const one = ONE.exec(part);
  if (one) {
    const [, quoted, bare, sign, value] = one;
    return { dimension: nameIn(quoted, bare), values: [textOf(value!)], exclude: sign !== "=" };
  }
  const many = MANY.exec(part);
  if (!many) return null;
  const [, quoted, bare, not, list] = many;
  const values = [...list!.matchAll(new RegExp(TEXT, "gs"))].map(([value]) => textOf(value));
  return { dimension: nameIn(quoted, bare), values, exclude: not !== undefined };
}

const nameIn = (quoted: string | undefined, bare: string | undefined): string =>
  quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"');

const textOf = (value: string): string => value.slice(1, -1).replaceAll("''", "'");

/** The parts of an expression between its outermost "and"; one with an outermost "or" is a single part. */
function conjuncts(where: string): string[] {
  const parts: string[] = [];
  let [depth, begin] = [0, 0];
  let quote = "";
  for (let at = 0; at < where.length; at += 1) {
    const sign = where[at]!;
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    else if (depth === 0 && /^\s/.test(sign)) {
      const word = /^\s+(and|or|between)\s/i.exec(where.slice(at))?.[1]?.toLowerCase();
      if (word === "or" || word === "between") return [where.trim()];
      if (word === "and") {
        parts.push(where.slice(begin, at).trim());
        begin = at + /^\s+and/i.exec(where.slice(at))![0].length;
        at = begin - 1;
      }
    }
  }
  parts.push(where.slice(begin).trim());
  return parts.filter(Boolean);
}

/** Whether a text begins with a bracket that closes at its end. */
function closes(text: string): boolean {
  if (!text.startsWith("(")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && (depth -= 1) === 0) return at === text.length - 1;
  }
  return false;
}
