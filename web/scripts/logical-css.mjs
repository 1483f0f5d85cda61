// Fails on physical left and right in styles: a page that is read from the right needs logical properties.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PHYSICAL = [
  /(?:^|[\s;{])(?:left|right)\s*:/,
  /(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /border-(?:top|bottom)-(?:left|right)-radius/,
  /text-align\s*:\s*(?:left|right)\b/,
  /(?:float|clear)\s*:\s*(?:left|right)\b/,
];

const faults = [];
for (const name of readdirSync("src", { recursive: true })) {
  if (!/\.(svelte|css)$/.test(name)) continue;
  const file = join("src", name);
  const source = readFileSync(file, "utf8");
  const styles = name.endsWith(".css") ? [[source, 0]] : stylesOf(source);
  for (const [style, line] of styles) {
    style.split("\n").forEach((text, index) => {
      if (PHYSICAL.some((pattern) => pattern.test(text)))
        faults.push(`${file}:${line + index + 1}: ${text.trim()}`);
    });
  }
}

/** Style blocks and style attributes with the line they begin on. */
function stylesOf(source) {
  const blocks = [
    ...source.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g),
    ...source.matchAll(/\sstyle="([^"]*)"/g),
  ];
  const directives = [...source.matchAll(/\sstyle:((?:left|right|margin-left|margin-right)\s*)=/g)];
  return [
    ...blocks.map((match) => [match[1], source.slice(0, match.index).split("\n").length - 1]),
    ...directives.map((match) => [`${match[1]}:`, source.slice(0, match.index).split("\n").length - 1]),
  ];
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log("styles are logical");
