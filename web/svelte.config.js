import adapter from "@sveltejs/adapter-static";
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    // The page is a single application: the server answers every address that is no file with index.html.
    adapter: adapter({ fallback: "index.html", precompress: true }),
    // The hash of SvelteKit's start script is written to build/csp.txt, for the server's header.
    csp: {
      mode: "hash",
      directives: {
        "default-src": ["self"],
        "script-src": ["self"],
        "style-src": ["self", "unsafe-inline"],
        "img-src": ["self", "data:"],
        "font-src": ["self"],
        "connect-src": ["self"],
        "object-src": ["none"],
        "base-uri": ["none"],
        "form-action": ["self"],
      },
    },
    output: { bundleStrategy: "split" },
    version: { name: process.env.PHAROS_UI_REV ?? "dev" },
  },
};
