/** Filter expressions of the query language, as far as the page writes them and a reader would type them. */

type Row = Record<string, unknown>;
type Test = (row: Row) => boolean;

/** What is wrong with an expression. */
export class WhereError extends Error {}

/** Dimensions whose column has another name. */
const ALIASES: Record<string, string> = { agent: "agent_id" };

/** A test of rows from an expression; `columns` are the names it may use. */
export function parseWhere(expression: string, columns: ReadonlySet<string>): Test {
  const tokens = tokenize(expression);
  let at = 0;
  const peek = () => tokens[at]?.toLowerCase();
  const take = (wanted?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token.toLowerCase() !== wanted)) {
      throw new WhereError(`expected ${wanted ?? "more"} but found ${token ?? "the end"}`);
    }
    return token;
  };

  function either(): Test {
    let left = both();
    while (peek() === "or") {
      take();
      const [before, after] = [left, both()];
      left = (row) => before(row) || after(row);
    }
    return left;
  }
  function both(): Test {
    let left = single();
    while (peek() === "and") {
      take();
      const [before, after] = [left, single()];
      left = (row) => before(row) && after(row);
    }
    return left;
  }
  function single(): Test {
    if (peek() === "not") {
      take();
      const inner = single();
      return (row) => !inner(row);
    }
    if (peek() === "(") {
      take();
      const inner = either();
      take(")");
      return inner;
    }
    return comparison();
  }
  function comparison(): Test {
    const written = unquoted(take());
    const name = ALIASES[written] ?? written;
    if (!columns.has(name)) throw new WhereError(`no column '${written}'`);
    const operator = take().toLowerCase();
    if (operator === "is") {
      const not = peek() === "not" ? (take(), true) : false;
      take("null");
      return (row) => (row[name] === null) !== not;
    }
    const negated = operator === "not";
    if (negated || operator === "in") {
      if (negated) take("in");
      const values = list();
      return (row) => row[name] !== null && values.includes(row[name] as string) !== negated;
    }
    const value = literal(take());
    return compare(name, operator, value);
  }
  function list(): (string | number)[] {
    take("(");
    const values = [literal(take())];
    while (peek() === ",") {
      take();
      values.push(literal(take()));
    }
    take(")");
    return values;
  }

  const test = either();
  if (at < tokens.length) throw new WhereError(`unexpected ${tokens[at]}`);
  return test;
}

function compare(name: string, operator: string, value: string | number): Test {
  const known = (row: Row) => row[name] !== null && row[name] !== undefined;
  const cell = (row: Row) => row[name] as string | number;
  switch (operator) {
    case "=":
      return (row) => known(row) && cell(row) === value;
    case "<>":
    case "!=":
      return (row) => known(row) && cell(row) !== value;
    case "<":
      return (row) => known(row) && cell(row) < value;
    case "<=":
      return (row) => known(row) && cell(row) <= value;
    case ">":
      return (row) => known(row) && cell(row) > value;
    case ">=":
      return (row) => known(row) && cell(row) >= value;
    default:
      throw new WhereError(`unknown operator ${operator}`);
  }
}

function tokenize(expression: string): string[] {
  const pattern = /\s*('(?:[^']|'')*'|"[^"]*"|<=|>=|<>|!=|[=<>(),]|[A-Za-z_][A-Za-z0-9_]*|-?\d+(?:\.\d+)?)/y;
  const tokens: string[] = [];
  while (expression.slice(pattern.lastIndex).trim() !== "") {
    const from = pattern.lastIndex;
    const match = pattern.exec(expression);
    if (!match?.[1]) throw new WhereError(`cannot read '${expression.slice(from).trim()}'`);
    tokens.push(match[1]);
  }
  return tokens;
}

function literal(token: string): string | number {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  const value = Number(token);
  if (Number.isNaN(value)) throw new WhereError(`'${token}' is no value`);
  return value;
}

function unquoted(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1) : token;
}
