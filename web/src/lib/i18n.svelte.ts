/** Words: Fluent messages of the reader's language, reactive, with bidirectional isolation on. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { direction, intlTag, isLocale, matchLocale, type Locale } from "./locale";
import type { MsgId } from "./messages/ids";

const STORED = "pharos.locale";
/** The areas every screen needs; the others are named by the screens that use them ({@link loadWords}). */
const CORE = ["shell", "explore", "contacts", "metrics", "imports", "lists", "problems"];
const sources = import.meta.glob<string>("./messages/*/*.ftl", { query: "?raw", import: "default" });

/** The areas asked for so far; a change of the language loads them all. */
let areas: readonly string[] = CORE;
let locale = $state<Locale>("en");
let bundle = $state.raw<FluentBundle | null>(null);

/** The reader's language. */
export function currentLocale(): Locale {
  return locale;
}

/** The `Intl` tag of the reader's language. */
export function currentTag(): string {
  return intlTag(locale);
}

/** The message `id` in the reader's language. */
export function t(id: MsgId, values?: Record<string, FluentVariable>): string {
  return format(id, values) ?? id;
}

/**
 * The word for a key of an open list (`dim` + `queue`): a source may bring keys the product has no word for; they
 * are shown as they are.
 */
export function word(list: string, key: string): string {
  return format(idIn(list, key)) ?? key;
}

/** As {@link word}, with values; null where the product has no word for the key. */
export function wordWith(list: string, key: string, values: Record<string, FluentVariable>): string | null {
  return format(idIn(list, key), values);
}

/** Whether there is a word for a key of an open list. */
export function hasWord(list: string, key: string): boolean {
  return bundle?.hasMessage(idIn(list, key)) ?? false;
}

/** A text of the catalogue (`{en, "zh-Hans", ...}`) in the reader's language, else in English, else `fallback`. */
export function said(
  texts: Partial<Record<string, string | null>> | null | undefined,
  fallback: string,
): string {
  return texts?.[locale] || texts?.en || fallback;
}

/** Texts as a list in words: “a, b and c”. */
export function listText(items: readonly string[]): string {
  // Hebrew writes its “and” onto a Hebrew word: a mark before the word would hide that it is one.
  const bare = items.map((item) =>
    item.replace(/^\u200f?\u2068([\u05d0-\u05ea][^\u2068\u2069]*)\u2069/, "$1"),
  );
  return new Intl.ListFormat(intlTag(locale), { type: "conjunction" }).format(bare);
}

/** Items beside each other, without an “and”: “a, b, c”. `Intl` has none for that which Chinese could be read in (“abc”). */
export function enumeration(items: readonly string[]): string {
  const list = items.map((item) => `\u2068${item}\u2069`).join(locale.startsWith("zh") ? "、" : ", ");
  // A list whose items are all isolated has no direction of its own: the mark gives it the reader's.
  const text = direction(locale) === "rtl" ? `\u200f${list}` : list;
  return needsIsolation(text) ? text : text.replace(/[\u2068\u2069]/g, "");
}

/** What stands between a name and what is said of it; Chinese has a wide sign of its own, without a space. */
export function colon(): string {
  return locale.startsWith("zh") ? "：" : ": ";
}

/** A name and what is said of it: “Channel: Phone”. */
export function pair(name: string, value: string): string {
  return `${name}${colon()}${value}`;
}

/** Whole clauses after each other: “one; another”. */
export function clauses(items: readonly string[]): string {
  return items.join(locale.startsWith("zh") ? "；" : "; ");
}

/** The language a reader has chosen before, else the browser's where the product has it. */
export function preferredLocale(): Locale | null {
  const stored = readStored();
  return isLocale(stored) ? stored : matchLocale(navigator.languages);
}

/** Loads the words of a language and turns the page to it. */
export async function setLocale(next: Locale, remember: boolean): Promise<void> {
  bundle = await readAll(next);
  locale = next;
  document.documentElement.lang = next;
  document.documentElement.dir = direction(next);
  if (remember) writeStored(next);
}

/**
 * Loads the words of more areas (files `messages/<language>/<area>.ftl`); called by the `load` of the screens that use
 * them. Before the reader's language is known it only notes them.
 */
export async function loadWords(...more: string[]): Promise<void> {
  const fresh = more.filter((area) => !areas.includes(area));
  if (fresh.length > 0) areas = [...areas, ...fresh];
  if (bundle && fresh.length > 0) bundle = await readAll(locale);
}

/** As {@link read}, again while a screen has asked for more areas in the meantime. */
async function readAll(next: Locale): Promise<FluentBundle> {
  for (;;) {
    const asked = areas;
    const all = await read(next);
    if (asked === areas) return all;
  }
}

/** The words of all areas asked for, in one language. */
async function read(next: Locale): Promise<FluentBundle> {
  const read = new FluentBundle(intlTag(next));
  const texts = areas.map((area) => {
    const load = sources[`./messages/${next}/${area}.ftl`];
    if (!load) throw new Error(`no words of ${area} in ${next}`);
    return load();
  });
  for (const text of await Promise.all(texts)) read.addResource(new FluentResource(text));
  return read;
}

/** Message ids have hyphens for what a key has else: `threshold_s` of `param` is `param-threshold-s`, where it is not itself. */
function idIn(list: string, key: string): string {
  const id = `${list}-${key}`;
  return bundle?.hasMessage(id) ? id : id.replace(/[^A-Za-z0-9]/g, "-");
}

function format(id: string, values?: Record<string, FluentVariable>): string | null {
  const message = bundle?.getMessage(id);
  if (!bundle || !message?.value) return null;
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, values ?? null, errors);
  if (errors.length > 0) console.error(id, errors);
  if (!needsIsolation(text)) return text.replace(/[\u2068\u2069]/g, "");
  // One that begins with an isolated part may have no direction of its own where it is inserted into another: “Limit: 10”.
  return direction(locale) === "rtl" && text.startsWith("\u2068") ? `\u200f${text}` : text;
}

/**
 * Whether a text must keep the marks that isolate its inserted parts: always where reading goes from the right, else
 * only where something inserted does (a Hebrew name in an English sentence). Elsewhere they would only be copied along.
 */
function needsIsolation(text: string): boolean {
  return direction(locale) === "rtl" || /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text);
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function writeStored(value: string): void {
  try {
    localStorage.setItem(STORED, value);
  } catch {
    // Storage is forbidden: the choice holds for this visit.
  }
}
