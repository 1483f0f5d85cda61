import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMock } from "./server";

const mock = createMock({ token: "open-sesame" });
let base = "";

beforeAll(async () => {
  await new Promise<void>((done) => mock.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(mock.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => void mock.close());

const post = (path: string, body: unknown, headers = {}) =>
  fetch(base + path, { method: "POST", body: JSON.stringify(body), headers });

test("without a session every answer is a problem document", async () => {
  const response = await fetch(`${base}/metrics`);
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("a wrong token is refused, the right one sets a cookie no script can read", async () => {
  expect((await post("/session", { token: "wrong" })).status).toBe(401);
  const response = await post("/session", { token: "open-sesame" });
  expect(response.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict/);
});

test("an import is undone once", async () => {
  const headers = { cookie: "pharos_session=1" };
  const first = await post("/imports/imp-2/undo", null, headers);
  expect(((await first.json()) as { state: string }).state).toBe("undone");
  expect((await post("/imports/imp-2/undo", null, headers)).status).toBe(409);
});
