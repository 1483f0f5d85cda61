import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default ts.config(
  {
    ignores: [
      "build/",
      ".svelte-kit/",
      "src/lib/api/schema.d.ts",
      "src/lib/messages/ids.ts",
      "test-results/",
      "playwright-report/",
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", 500],
      // The page lives at the root of its host: addresses need no base to be put before them.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  {
    // Components show what they are given; pages load it.
    files: ["src/lib/components/**", "src/lib/charts/**"],
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Load it in +page.ts and pass it in." }],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["$lib/api/client"], message: "Load it in +page.ts and pass it in." }] },
      ],
    },
  },
);
