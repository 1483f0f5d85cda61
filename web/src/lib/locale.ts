/** The product's languages, and what the platform calls them. */
export const LOCALES = ["en", "zh-Hans", "zh-Hant", "he"] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language by its own name: a reader who landed in the wrong one must recognise hers. */
export const LOCALE_NAMES: Record<Locale, string> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  he: "עברית",
};

/** The region whose numbers, dates and calendars a language's readers expect (`Intl` tag). */
const INTL_TAGS: Record<Locale, string> = {
  en: "en-GB",
  "zh-Hans": "zh-CN",
  "zh-Hant": "zh-TW",
  he: "he-IL",
};

export function intlTag(locale: Locale): string {
  return INTL_TAGS[locale];
}

export function direction(locale: Locale): "ltr" | "rtl" {
  return locale === "he" ? "rtl" : "ltr";
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale);
}

/** The product's language nearest to the first of a browser's that is known; null where none is. */
export function matchLocale(tags: readonly string[]): Locale | null {
  for (const tag of tags) {
    const lower = tag.toLowerCase();
    if (/^zh\b.*(hant|-tw|-hk|-mo)/.test(lower)) return "zh-Hant";
    if (lower.startsWith("zh")) return "zh-Hans";
    if (/^(he|iw)\b/.test(lower)) return "he";
    if (/^en\b/.test(lower)) return "en";
  }
  return null;
}
