// Lighthouse over the main screens of a running server, as a desktop sees them; fails where a category is under 0.95.
// BASE_URL is the address a server printed, token included. Fetched by npx when asked for: a hundred packages that
// nothing else needs stay out of the lock.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";

const LIGHTHOUSE = "lighthouse@12.8.2";
const SCREENS =
  process.argv.slice(2).length > 0 ? process.argv.slice(2) : ["/explore", "/today", "/contacts", "/imports"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const LEAST = 0.95;
const OUT = "test-results/lighthouse";

const printed = process.env.BASE_URL;
if (!printed) {
  console.error("BASE_URL is missing: the address a server printed, token included");
  process.exit(2);
}
const { origin, hash } = new URL(printed);
const chrome = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);

/** The cookie of a session, traded for the token; a server without tokens (the mock) wants none. */
async function cookie() {
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (token === null) return null;
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`the token was refused: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

function measure(screen, signedIn) {
  const path = `${OUT}/${screen.replaceAll(/\W+/g, "_")}.json`;
  execFileSync(
    "npx",
    [
      "--yes",
      LIGHTHOUSE,
      origin + screen,
      "--preset=desktop",
      "--quiet",
      `--only-categories=${CATEGORIES.join(",")}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
      "--output=json",
      `--output-path=${path}`,
      ...(signedIn === null ? [] : [`--extra-headers=${JSON.stringify({ Cookie: signedIn })}`]),
    ],
    { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, CHROME_PATH: chrome } },
  );
  return JSON.parse(readFileSync(path, "utf8"));
}

mkdirSync(OUT, { recursive: true });
const signedIn = await cookie();
let broken = false;
for (const screen of SCREENS) {
  const { categories, audits } = measure(screen, signedIn);
  const scores = CATEGORIES.map((id) => categories[id].score);
  broken ||= scores.some((score) => score === null || score < LEAST);
  const seconds = (id) => `${((audits[id].numericValue ?? 0) / 1000).toFixed(2)} s`;
  console.log(
    [
      screen.padEnd(12),
      ...CATEGORIES.map((id, place) => `${id} ${scores[place]?.toFixed(2) ?? "–"}`),
      `first paint ${seconds("first-contentful-paint")}`,
      `largest ${seconds("largest-contentful-paint")}`,
      `blocked ${Math.round(audits["total-blocking-time"].numericValue ?? 0)} ms`,
      `shift ${(audits["cumulative-layout-shift"].numericValue ?? 0).toFixed(3)}`,
    ].join("  "),
  );
  for (const id of CATEGORIES) {
    for (const { id: audit, weight } of categories[id].auditRefs) {
      const { score, title } = audits[audit];
      if (weight > 0 && score !== null && score < 0.9)
        console.log(`  ${score.toFixed(2)} ${audit}: ${title}`);
    }
  }
}
process.exit(broken ? 1 : 0);
