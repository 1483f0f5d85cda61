import { expect, test } from "vitest";
import { toProblem } from "./problem";

test("a problem document keeps type, detail and parameters", () => {
  const problem = toProblem(
    {
      type: "/problems/unknown-metric",
      title: "Unknown metric",
      status: 400,
      detail: "no metric 'aht2'",
      parameters: { metric: "aht2" },
    },
    400,
  );
  expect([problem.kind, problem.detail, problem.parameters.metric]).toEqual([
    "unknown-metric",
    "no metric 'aht2'",
    "aht2",
  ]);
});

test("members beside the standard ones are parameters too", () => {
  expect(toProblem({ type: "urn:pharos:bad-where", column: "shoe_size" }, 400).parameters.column).toBe(
    "shoe_size",
  );
});

test("a body that is no problem document is told by its status", () => {
  expect(toProblem("gateway said no", 502).kind).toBe("status-502");
  expect(toProblem({ type: "about:blank", title: "Conflict" }, 409).kind).toBe("status-409");
});
