// Weighs the built page and fails where a budget is broken. Sizes are gzip -9, as the server sends them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1024;
const BUDGET = { initial_js: 150 * KB, initial_css: 20 * KB, route_js: 40 * KB, lazy_js: 60 * KB };

const CLIENT = ".svelte-kit/output/client";
const manifest = JSON.parse(readFileSync(join(CLIENT, ".vite/manifest.json"), "utf8"));
const generated = readFileSync(".svelte-kit/generated/client-optimized/app.js", "utf8");

/** A chunk with everything it imports before it can run. */
function closure(keys, into = new Set()) {
  for (const key of keys) {
    if (into.has(key)) continue;
    into.add(key);
    closure(manifest[key].imports ?? [], into);
  }
  return into;
}

const weights = new Map();
function weigh(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(CLIENT, file)), { level: 9 }).length);
  return weights.get(file);
}

function sum(keys, pick) {
  const files = new Set([...keys].flatMap((key) => pick(manifest[key])));
  return [...files].reduce((total, file) => total + weigh(file), 0);
}

const js = (chunk) => (chunk.file.endsWith(".js") ? [chunk.file] : []);
const css = (chunk) => chunk.css ?? [];
const nodeKey = (index) => Object.keys(manifest).find((key) => key.endsWith(`/nodes/${index}.js`));
const start = Object.keys(manifest).filter((key) =>
  /\/client\/entry\.js$|client-optimized\/app\.js$/.test(key),
);

/** Which nodes (layout, error, page) an address loads: `"/explore": [3]` of the generated dictionary. */
const routes = [...generated.matchAll(/"(\/[^"]*)": \[~?(\d+)/g)].map(([, route, node]) => ({
  route,
  node: Number(node),
}));
const shell = closure([...start, nodeKey(0), nodeKey(1)]);

const lines = [];
let broken = false;
function check(name, size, budget) {
  broken ||= size > budget;
  lines.push(
    `${size > budget ? "OVER" : "ok  "} ${name.padEnd(40)} ${(size / KB).toFixed(1).padStart(7)} KB of ${budget / KB}`,
  );
}

lines.push(`     shell ${(sum(shell, js) / KB).toFixed(1)} KB`);
for (const { route, node } of routes) {
  const all = closure([...shell, nodeKey(node)]);
  check(`initial JS ${route}`, sum(all, js), BUDGET.initial_js);
  check(`initial CSS ${route}`, sum(all, css), BUDGET.initial_css);
  const own = [...all].filter((key) => !shell.has(key));
  check(`route JS ${route}`, sum(own, js), BUDGET.route_js);
}
const early = closure([...shell, ...routes.map(({ node }) => nodeKey(node))]);
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || early.has(key) || !chunk.file.endsWith(".js")) continue;
  const own = [...closure([key])].filter((other) => !early.has(other));
  check(`lazy JS ${key.replace(/^src\/lib\//, "")}`, sum(own, js), BUDGET.lazy_js);
}
console.log(lines.join("\n"));

const page = readFileSync("build/index.html", "utf8");
const hash = readFileSync("build/csp.txt", "utf8").trim();
if (!hash.startsWith("'sha256-") || !page.includes(hash.slice(1, -1))) {
  console.error("build/csp.txt does not name the start script of build/index.html");
  broken = true;
}
for (const name of readdirSync("build/_app/immutable/entry")) {
  if (name.endsWith(".js") && !existsSync(`build/_app/immutable/entry/${name}.br`)) {
    console.error(`${name} is not pre-compressed`);
    broken = true;
  }
}
if (broken) process.exit(1);
