/** Details of an audit record in the reader's words. The log itself keeps what the server wrote; what is not known here stays so. */
import { dimensionName } from "$lib/explore/words";
import { formatInstant } from "$lib/format/time";
import { formatCount } from "$lib/format/value";
import { currentTag, enumeration, t, word, wordWith } from "$lib/i18n.svelte";

export interface Naming {
  /** A metric's name by its id. */
  metric: (id: string) => string;
  timeZone: string;
}

const OPTION = /--([a-z-]+) (.*?)(?= --[a-z-]+ |$)/g;
const FIELD = /(\w+)=(.*?)(?= \w+=|$)/g;
const CORRECTION = /(\S+) (\S+): (exclude|agent|queue) (?:None|Some\("((?:[^"\\]|\\.)*)"\))(?:; |$)/g;
/** An id that a machine made up says nothing to people. */
const GENERATED = /^[0-9a-f]{32}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function detailsInWords(action: string, details: string, naming: Naming): string {
  if (details === "" || GENERATED.test(details)) return "";
  if (details.startsWith("--metric ")) {
    return details
      .split("\n")
      .map((line) => question(line, naming))
      .join("\n");
  }
  if (/^\w+=/.test(details)) return fields(details, naming);
  if (action === "import.add") return files(details);
  if (action === "facts.correct") return corrections(details);
  const ended = /^(reached|missed|retired): (.*)$/s.exec(details);
  if (action === "goal.end" && ended)
    return t("audit-detail-pair", { name: word("goal-state", ended[1] ?? ""), value: ended[2] ?? "" });
  const lines = /^(\d+) lines$/.exec(details);
  if (lines) return t("audit-detail-lines", { count: Number(lines[1]) });
  return word("audit-said", details);
}

function question(line: string, naming: Naming): string {
  const options = new Map([...line.matchAll(OPTION)].map((match) => [match[1] ?? "", match[2] ?? ""]));
  const parts = [list((options.get("metric") ?? "").split(","), naming.metric)];
  const by = options.get("by");
  if (by) parts.push(t("split-by", { dimensions: list(by.split(","), dimensionName) }));
  const where = options.get("where");
  if (where) parts.push(t("audit-detail-pair", { name: t("filter"), value: where }));
  const [from, to] = ["from", "to"].map((name) => instant(options.get(name), naming.timeZone));
  if (from || to) parts.push(t("audit-detail-period", { from: from ?? "…", to: to ?? "…" }));
  const grain = options.get("grain");
  if (grain) parts.push(word("grain", grain));
  if (options.has("compare")) parts.push(t("compare"));
  const rows = /(\d+|all) from (\d+)$/.exec(options.get("rows") ?? "");
  if (rows) parts.push(rowsInWords(rows[1] ?? "", Number(rows[2])));
  return parts.join(" · ");
}

function rowsInWords(limit: string, offset: number): string {
  if (limit === "all") return t("audit-detail-all-rows");
  const number = (value: number) => formatCount(value, currentTag());
  return t("audit-detail-rows", { first: number(offset + 1), last: number(offset + Number(limit)) });
}

function instant(text: string | undefined, timeZone: string): string | undefined {
  return text !== undefined && text.includes("T") && !Number.isNaN(Date.parse(text))
    ? formatInstant(text, currentTag(), timeZone)
    : text;
}

function fields(details: string, naming: Naming): string {
  const said = [...details.matchAll(FIELD)].map(([, name = "", value = ""]) =>
    t("audit-detail-pair", { name: word("audit-field", name), value: fieldValue(name, value, naming) }),
  );
  return said.join(" · ");
}

function fieldValue(name: string, value: string, naming: Naming): string {
  if (name === "roles") return list(value.split(","), (role) => word("role", role));
  if (name === "action") return word("audit-act", value);
  if (name === "object_kind") return word("audit-kind", value);
  if (name === "from" || name === "to") return instant(value, naming.timeZone) ?? value;
  return name === "part" ? part(value) : value;
}

/** `"own"`, or `{"teams":["carmel"]}`. */
function part(value: string): string {
  const parsed = json(value);
  if (typeof parsed === "string") return word("part", parsed);
  const [kind, names] = Object.entries((parsed ?? {}) as Record<string, unknown>)[0] ?? [];
  if (kind === undefined || !Array.isArray(names)) return value;
  return t("part-of", { kind: word("part", kind), names: list(names.map(String), (name) => name) });
}

function files(details: string): string {
  const names = json(details);
  return Array.isArray(names) ? list(names.map(String), (name) => name) : details;
}

function corrections(details: string): string {
  const all = [...details.matchAll(CORRECTION)];
  const [first] = all;
  if (first === undefined) return details;
  const reason = details.slice(0, first.index).replace(/: $/, "");
  const said = all.map(([, , key = "", what = "", value = "–"]) =>
    wordWith("correction", what, { key, value }),
  );
  return [reason, ...said].join("\n");
}

function list(keys: readonly string[], name: (key: string) => string): string {
  return enumeration(keys.map(name));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
