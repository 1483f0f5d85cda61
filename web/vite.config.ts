import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vitest/config";
import { cspFile } from "./plugins/csp-file.ts";

export default defineConfig({
  plugins: [sveltekit(), cspFile()],
  build: { target: "es2022", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: { proxy: { "/api": process.env.PHAROS_API ?? "http://127.0.0.1:7070" } },
  test: {
    include: ["src/**/*.test.ts", "mock/**/*.test.ts", "plugins/**/*.test.ts"],
    environment: "node",
  },
});
