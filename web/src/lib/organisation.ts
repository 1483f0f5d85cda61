/** People's lines as a CSV brings them: names of columns in the languages of the product, two ids that may be one person. */
import type { Person, PersonLine } from "$lib/api/types";

const COLUMNS: Record<keyof PersonLine, string[]> = {
  agent_id: ["agent_id", "agent", "id", "login", "נציג", "מזהה", "座席", "工号", "客服專員", "員工編號"],
  name: ["name", "full name", "agent name", "שם", "姓名"],
  from: ["from", "valid_from", "since", "start", "מתאריך", "מ", "起始日期", "开始日期", "開始日期"],
  to: ["to", "valid_to", "until", "end", "עד תאריך", "עד", "结束日期", "結束日期"],
  site: ["site", "location", "אתר", "站点", "據點"],
  team: ["team", "group", "צוות", "团队", "團隊"],
  supervisor: ["supervisor", "team leader", "manager", "ראש צוות", "主管", "督導"],
  role: ["role", "תפקיד", "角色"],
  shift: ["shift", "משמרת", "班次", "班別"],
  contract: ["contract", "חוזה", "合同", "合約"],
  fte: ["fte", "משרה", "全职等效", "全職人力"],
  hired_on: ["hired_on", "hired", "hire date", "hired_at", "תאריך קבלה", "入职日期", "到職日期"],
  left_on: ["left_on", "left", "leave date", "left_at", "תאריך עזיבה", "离职日期", "離職日期"],
};

export interface ParsedPeople {
  lines: PersonLine[];
  /** The line of the file each of them begins on, from 1: headings and empty lines count as well. */
  at: number[];
  /** Columns of the file nothing is done with. */
  ignored: string[];
}

/** Lines of a CSV text (comma, semicolon or tab; quoted fields); null where no column names the agent. */
export function parsePeople(text: string): ParsedPeople | null {
  const [first, ...rows] = parseCsv(text.replace(/^\uFEFF/, ""));
  if (!first) return null;
  const head = first.cells;
  const roles = head.map((name) => columnOf(name));
  if (!roles.includes("agent_id")) return null;
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  const lines = filled.map(({ cells }) => {
    const line: PersonLine = { agent_id: "" };
    roles.forEach((role, index) => {
      const value = (cells[index] ?? "").trim();
      if (role === null || value === "") return;
      if (role === "fte") line.fte = Number(value.replace(",", "."));
      else line[role] = role === "from" || role === "to" || role.endsWith("_on") ? isoDay(value) : value;
    });
    return line;
  });
  const at = filled.map(({ line }) => line);
  return { lines, at, ignored: head.filter((_, index) => roles[index] === null) };
}

const EXPORTED = [
  "agent_id",
  "name",
  "from",
  "to",
  "site",
  "team",
  "supervisor",
  "role",
  "shift",
  "contract",
  "fte",
  "hired_on",
  "left_on",
] as const;

/** Everybody with the whole history as a CSV that can be read in again: a line for each stretch of time. */
export function peopleCsv(people: readonly Person[]): string {
  const rows = people.flatMap((person) => {
    const { agent_id, name, hired_on, left_on } = person;
    const stretches: Partial<Person["history"][number]>[] = person.history.length > 0 ? person.history : [{}];
    return stretches.map((stretch) => {
      const line: Partial<Record<(typeof EXPORTED)[number], string | number | null>> = {
        ...stretch,
        agent_id,
        name,
        hired_on,
        left_on,
      };
      return EXPORTED.map((column) => cell(line[column] ?? "")).join(",");
    });
  });
  return "\uFEFF" + [EXPORTED.join(","), ...rows].join("\r\n") + "\r\n";
}

/** A field by RFC 4180. */
function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function columnOf(name: string): keyof PersonLine | null {
  const plain = name.trim().toLowerCase();
  const found = Object.entries(COLUMNS).find(([, names]) => names.includes(plain));
  return (found?.[0] as keyof PersonLine | undefined) ?? null;
}

/** `31/12/2026`, `31.12.2026` and `2026/12/31` as `2026-12-31`; anything else stays, and the server names it. */
export function isoDay(value: string): string {
  const year = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})/.exec(value);
  if (year) return `${year[1]}-${pad(year[2])}-${pad(year[3])}`;
  const day = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})/.exec(value);
  return day ? `${day[3]}-${pad(day[2])}-${pad(day[1])}` : value;
}

function pad(text: string | undefined): string {
  return (text ?? "").padStart(2, "0");
}

/** The rows of a text, each with the line it begins on. */
function parseCsv(text: string): { cells: string[]; line: number }[] {
  const first = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const delimiter = ["\t", ";", ","].find((mark) => first.includes(mark)) ?? ",";
  const rows: { cells: string[]; line: number }[] = [];
  let row: string[] = [];
  let [line, begun] = [1, 1];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? "";
    if (quoted) {
      if (mark === "\n" || (mark === "\r" && text[at + 1] !== "\n")) line += 1;
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === delimiter) {
      row.push(cell);
      cell = "";
    } else if (mark === "\n" || mark === "\r") {
      if (mark === "\r" && text[at + 1] === "\n") at += 1;
      rows.push({ cells: [...row, cell], line: begun });
      row = [];
      cell = "";
      begun = line += 1;
    } else cell += mark;
  }
  if (cell !== "" || row.length > 0) rows.push({ cells: [...row, cell], line: begun });
  return rows;
}

/** Names that differ only in case, spaces and marks, or are the same words in another order: maybe one person. */
export function doubled(names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .sort()
      .join(" ");
    if (key !== "") groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
