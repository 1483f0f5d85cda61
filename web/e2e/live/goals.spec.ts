import { expect, test, type APIRequestContext, type Page } from "@playwright/test";

// The goals of the demo centre, each in its own life, and a goal worked on from the page.
// Needs a real `pharos demo`: BASE_URL is the address it printed, with its token.

interface Goal {
  id: string;
  state: string;
  version: number;
  definition: { title: string };
}

async function signIn(page: Page): Promise<void> {
  await page.goto(process.env.BASE_URL ?? "/");
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

async function asked<T>(request: APIRequestContext, page: Page, path: string): Promise<T> {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await request.get(new URL(path, page.url()).toString(), { headers: { cookie } });
  expect(answer.ok(), path).toBe(true);
  return (await answer.json()) as T;
}

test("the demo has goals reached, behind, revised and retired", async ({ page, request }) => {
  await signIn(page);
  const { goals } = await asked<{ goals: Goal[] }>(request, page, "/api/v1/goals");
  const { progress } = await asked<{
    progress: Record<string, { standing: { status: string } | null; cannot: string | null }>;
  }>(request, page, "/api/v1/goals/progress");
  const begun = goals.filter(({ state }) => state !== "draft");
  // The thirteen of the centre, and the planner's: forecasts that hold.
  expect(begun.length).toBe(14);
  const status = (id: string) => progress[id]?.standing?.status;
  expect(begun.filter(({ id }) => !status(id)).map(({ definition }) => definition.title)).toEqual([]);
  const reached = begun.filter(({ id, state }) => state === "reached" || status(id) === "reached");
  const behind = begun.filter(({ id }) => ["off_track", "at_risk", "missed"].includes(status(id) ?? ""));
  expect(reached.length).toBeGreaterThan(0);
  expect(behind.length).toBeGreaterThan(0);
  expect(begun.filter(({ version }) => version === 2).length).toBe(1);
  expect(begun.filter(({ state }) => state === "retired").length).toBe(1);
});

test("a goal is stated, begun, worked on, revised, printed and retired", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto("/goals/new");
  await page.locator(".sentence input").fill("Abandonment at most 4 % a week by the end of the year");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByLabel("Number").and(page.locator("input")).first()).toHaveValue("4");
  await page.getByRole("button", { name: "Add a milestone" }).click();
  await page.getByLabel("Milestone", { exact: true }).fill("Half of the way");
  await page.locator("fieldset").last().locator("input[type=date]").last().fill("2027-01-15");
  await page.getByRole("button", { name: "Keep and begin" }).click();
  await expect(page.getByRole("heading", { name: "Action plan" })).toBeVisible();

  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("Step", { exact: true }).fill("Call-back after 30 seconds");
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByText("Call-back after 30 seconds")).toBeVisible();
  await page.getByLabel("Obstacle", { exact: true }).fill("An outage");
  await page.getByLabel("What is done about it").fill("A recorded notice");
  await page.getByRole("button", { name: "Add", exact: true }).first().click();
  await page.getByRole("button", { name: "It happened: make it a step" }).click();
  await expect(page.getByText("A recorded notice").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Say" }).selectOption("check_in");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText(/Check-ins: feels 3/)).toBeVisible();
  await page.getByRole("button", { name: "I sign measure and source off" }).click();
  await expect(page.getByText(/1 signed/)).toBeVisible();

  await page.getByRole("link", { name: "Revise" }).click();
  await page.getByLabel("Number").and(page.locator("input")).first().fill("5");
  await page.getByRole("textbox", { name: "Reason" }).fill("A step first");
  await page.getByRole("button", { name: "Revise" }).click();
  await expect(page.getByText("Version 2").first()).toBeVisible();

  await page.getByRole("link", { name: "Sheet" }).click();
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await page.goBack();
  await page.getByText("End it").click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Only a trial");
  await page.getByRole("button", { name: "Retire" }).click();
  await expect(page.getByText("retired").first()).toBeVisible();
});

test("the monthly report opens as a page and as a workbook", async ({ page, request }) => {
  await signIn(page);
  await page.goto("/goals/report");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Goals,");
  await expect(page.locator("article section").first()).toBeVisible();
  const href = await page.getByRole("link", { name: "Workbook (XLSX)" }).getAttribute("href");
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const file = await request.get(new URL(href ?? "", page.url()).toString(), { headers: { cookie } });
  expect(file.headers()["content-type"]).toContain("spreadsheetml");
  expect((await file.body()).subarray(0, 2).toString()).toBe("PK");
});
