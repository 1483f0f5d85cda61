// Serves the built page with the API in memory.
//   node mock/start.mjs [--port 7070] [--build build] [--empty] [--token T]
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { runnerImport } from "vite";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "7070" },
    build: { type: "string" },
    empty: { type: "boolean", default: false },
    token: { type: "string" },
  },
});
const { module } = await runnerImport(resolve("mock/server.ts"), { configFile: false });
const build = values.build === undefined ? undefined : resolve(values.build);
const mock = module.createMock({ build, empty: values.empty, token: values.token });
mock.listen(Number(values.port), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${values.port}/`);
});
