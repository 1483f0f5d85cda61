// Checks the message files and writes the union of their ids.
//   node scripts/messages.mjs          fails on differences between the languages, unused ids, a stale ids.ts
//   node scripts/messages.mjs --write  writes src/lib/messages/ids.ts first
import { FluentResource } from "@fluent/bundle";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, "src/lib/messages");
const LOCALES = ["en", "zh-Hans", "zh-Hant", "he"];
const faults = [];

/** The files of the English words, `shell.ftl`; every language has the same. */
const AREAS = readdirSync(join(FOLDER, "en")).sort();
for (const locale of LOCALES) {
  const files = readdirSync(join(FOLDER, locale)).sort();
  if (files.join() !== AREAS.join())
    faults.push(`${locale}: files ${files.join(", ")}; en has ${AREAS.join(", ")}`);
}

/** Ids of a language with the variables each uses and the plural forms it tells apart. */
function read(locale) {
  const source = AREAS.map((area) => readFileSync(join(FOLDER, locale, area), "utf8")).join("\n");
  const written = [...source.matchAll(/^([A-Za-z][\w-]*) *=/gm)].map(([, id]) => id);
  const messages = new Map();
  for (const { id, value } of new FluentResource(source).body) {
    if (messages.has(id)) faults.push(`${locale}: ${id} is written twice`);
    messages.set(id, { variables: variablesOf(value), selectors: selectorsOf(value) });
  }
  // The parser drops what it cannot read without a word.
  for (const id of written) if (!messages.has(id)) faults.push(`${locale}: ${id} cannot be parsed`);
  return messages;
}

function walk(node, visit) {
  if (Array.isArray(node)) node.forEach((child) => walk(child, visit));
  else if (node && typeof node === "object") {
    visit(node);
    Object.values(node).forEach((child) => walk(child, visit));
  }
}

function variablesOf(value) {
  const names = new Set();
  walk(value, (node) => node.type === "var" && names.add(node.name));
  return [...names].sort().join(" ");
}

function selectorsOf(value) {
  const found = [];
  walk(value, (node) => {
    if (node.type === "select") found.push(node.variants.map((variant) => variant.key.value));
  });
  return found;
}

const languages = new Map(LOCALES.map((locale) => [locale, read(locale)]));
const english = languages.get("en");
for (const [locale, messages] of languages) {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const [id, { variables }] of english) {
    const other = messages.get(id);
    if (!other) faults.push(`${locale}: ${id} is missing`);
    else if (other.variables !== variables) {
      faults.push(`${locale}: ${id} uses {${other.variables}}, en uses {${variables}}`);
    }
  }
  for (const [id, { selectors }] of messages) {
    if (!english.has(id)) faults.push(`${locale}: ${id} is not in en`);
    for (const keys of selectors) {
      const missing = forms.filter((form) => !keys.includes(form));
      const extra = keys.filter((key) => !forms.includes(key));
      if (missing.length + extra.length > 0) {
        faults.push(
          `${locale}: ${id} has the forms ${keys.join(", ")}; the language has ${forms.join(", ")}`,
        );
      }
    }
  }
}

/** Lists whose keys come from data; the rest must be named in the source. */
const OPEN_LISTS = [
  "action",
  "audience",
  "audit-act",
  "audit-field",
  "audit-said",
  "audit-kind",
  "boards-refused",
  "care-area",
  "care-person",
  "check",
  "clock",
  "col",
  "dim",
  "direction",
  "event",
  "final",
  "flag",
  "goal-ask",
  "goal-dream",
  "goal-guardrail",
  "forecast-decide",
  "forecast-decision",
  "forecast-grain",
  "forecast-interval",
  "forecast-kind",
  "forecast-measure",
  "forecast-odd",
  "forecast-set",
  "forecast-source",
  "forecast-unit",
  "goal-kind",
  "goal-missing",
  "goal-mode",
  "goal-period",
  "goal-resource",
  "goal-roll-up",
  "goal-state",
  "goal-status",
  "goal-warning",
  "goal-whom",
  "goals-gap",
  "goals-view",
  "hiring-outlook",
  "intraday-source",
  "kind",
  "level-use",
  "mail-state",
  "measure",
  "method",
  "need",
  "note",
  "param",
  "part",
  "phase",
  "problem",
  "quantity",
  "reason-filtered",
  "role",
  "severity",
  "source",
  "span-role",
  "span-verdict",
  "staffing-every",
  "staffing-model",
  "staffing-warning",
  "state",
  "step",
  "strategy-fault",
  "strategy-kind",
  "table",
  "unit",
  "update-state",
  "val",
  "workload-source",
];
const source = sources(join(ROOT, "src"));
for (const id of english.keys()) {
  const open = OPEN_LISTS.some((list) => id.startsWith(`${list}-`));
  const templated = [...source.matchAll(/`([a-z]+-)\$\{/g)].some(([, prefix]) => id.startsWith(prefix));
  if (!open && !templated && !source.includes(`"${id}"`)) faults.push(`${id} is used nowhere`);
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith("ids.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

const ids = [...english.keys()].sort();
const union =
  "// Written by scripts/messages.mjs from the English words.\n" +
  `export type MsgId =\n${ids.map((id) => `  | "${id}"`).join("\n")};\n`;
const target = join(FOLDER, "ids.ts");
if (process.argv.includes("--write")) writeFileSync(target, union);
else if (readFileSync(target, "utf8") !== union) faults.push("ids.ts is stale: run `npm run messages`");

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${ids.length} messages in ${LOCALES.length} languages agree`);
