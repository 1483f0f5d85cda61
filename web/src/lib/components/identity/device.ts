/** What a browser says of itself, as people call it: the browser and the system, where they are known. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|HeadlessChrome|CriOS)\//, "Chrome"],
  [/\bVersion\/.*Safari\//, "Safari"],
  [/^curl\//, "curl"],
];
const SYSTEMS: [RegExp, string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** "Chrome, Linux"; the text itself where nothing in it is known. */
export function deviceName(agent: string): string {
  const named = [BROWSERS, SYSTEMS].flatMap((known) => known.find(([mark]) => mark.test(agent))?.[1] ?? []);
  return named.length > 0 ? named.join(", ") : agent;
}
