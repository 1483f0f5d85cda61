// Fails where src/lib/api/schema.d.ts is not what the server's contract gives today.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "pharos-api-"));
const fresh = join(folder, "schema.d.ts");
execFileSync("npx", ["openapi-typescript", "../openapi/pharos.json", "-o", fresh], { stdio: "pipe" });
const same = readFileSync(fresh, "utf8") === readFileSync("src/lib/api/schema.d.ts", "utf8");
rmSync(folder, { recursive: true });
if (!same) {
  console.error("src/lib/api/schema.d.ts is stale: run `npm run api`");
  process.exit(1);
}
