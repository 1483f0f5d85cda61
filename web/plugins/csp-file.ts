import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Plugin } from "vite";

/** The source expressions (`'sha256-…'`) of the inline scripts of a page, in their order. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return [...scripts].map(([, text]) => {
    const hash = createHash("sha256")
      .update(text ?? "")
      .digest("base64");
    return `'sha256-${hash}'`;
  });
}

/**
 * Writes `build/csp.txt`: what the server adds to `script-src` of its header, one line, so that header and page
 * agree on the one inline script there is.
 */
export function cspFile(): Plugin {
  return {
    name: "pharos-csp-file",
    apply: "build",
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const page = "build/index.html";
        if (!existsSync(page)) return;
        writeFileSync("build/csp.txt", inlineScriptHashes(readFileSync(page, "utf8")).join(" ") + "\n");
      },
    },
  };
}
