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

test("numbers stay numbers, so that they are written the reader's way", () => {
  const { parameters } = toProblem(
    { type: "/problems/text-long", parameters: { most: 4000, name: "7001" } },
    400,
  );
  expect(parameters).toMatchObject({ most: 4000, name: "7001" });
});

test("the server's words say more where the kind is a general one", () => {
  const saysMore = (type: string): boolean => toProblem({ type: `/problems/${type}` }, 400).saysMore;
  expect(["status-400", "invalid-where", "import-failed"].map(saysMore)).toEqual([true, true, true]);
  expect(["status-500", "goal-ended", "unknown-team"].map(saysMore)).toEqual([false, false, false]);
});

test("a body that is no problem document is told by its status", () => {
  expect(toProblem("gateway said no", 502).kind).toBe("status-502");
  expect(toProblem({ type: "about:blank", title: "Conflict" }, 409).kind).toBe("status-409");
});
