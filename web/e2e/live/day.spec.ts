import { audit, expect, test } from "../fixtures";
import { signInByToken } from "./sign-in";

// What a supervisor's week touches beside goals and people: strategy, spans, notices, thanks for a goal, boards, letters.
// Needs a real `pharos demo`: BASE_URL is the address it printed, with its token.

const PATIENCE = { timeout: 45_000 };

test.beforeEach(async ({ page, baseURL }) => {
  await signInByToken(page, baseURL);
});

test("a purpose is stated, an activity serves it, and what nobody owns is named", async ({ page }) => {
  await page.goto("/strategy");
  const purposes = page.getByRole("region", { name: "Purposes and objectives" });
  await expect(purposes.getByRole("row").nth(1)).toBeVisible(PATIENCE);
  const title = `Nobody asks twice ${Date.now().toString(36)}`;
  await purposes.getByLabel("What", { exact: true }).fill(title);
  await purposes.getByRole("button", { name: "Add a purpose or objective" }).click();
  const row = purposes.getByRole("row", { name: title });
  await expect(row).toContainText("no owner");
  await expect(row).toContainText("nothing pursues it");

  const register = page.locator("form").last();
  const activity = `Call before they do ${Date.now().toString(36)}`;
  await register.getByLabel("What", { exact: true }).fill(activity);
  await register.getByLabel("Serves").selectOption({ label: title });
  await register.getByRole("button", { name: "Keep" }).click();
  const kept = page.getByRole("row", { name: activity });
  await expect(kept).toContainText(title);
  await expect(kept).toContainText("no owner");
  await expect(kept).not.toContainText("serves nothing");
  expect(await audit(page)).toEqual([]);
});

test("spans stand against their bands, and other bands can be tried", async ({ page }) => {
  await page.goto("/organisation?tab=span");
  await expect(page.getByRole("heading", { name: "Leaders of agents" })).toBeVisible(PATIENCE);
  const supervisors = page.getByRole("row", { name: /^Supervisors/ });
  await page.getByRole("group", { name: "Supervisors" }).getByLabel("at most").fill("60");
  await page.getByRole("group", { name: "Supervisors" }).getByLabel("at least").fill("2");
  await page.getByRole("button", { name: "Use these bands" }).click();
  await expect(supervisors).toContainText("within the band");
  expect(await audit(page)).toEqual([]);
});

test("people leave as a CSV that can be read in again", async ({ page }) => {
  await page.goto("/organisation");
  await expect(page.getByRole("row").nth(1)).toBeVisible(PATIENCE);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("people.csv");
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines[0]).toContain("agent_id,name,from,to,site,team,supervisor,role");
  expect(lines.length).toBeGreaterThan(60);
});

test("the notice says what is on, in words that follow the switches", async ({ page }) => {
  await page.goto("/people/settings");
  const papers = page.getByRole("region", { name: "Notice and assessment" });
  await expect(papers).toContainText("What is on here", PATIENCE);
  const on = papers.locator("dt", { hasText: "What is on here" }).locator("xpath=following-sibling::dd[1]");
  await expect(on).toContainText("Badges");
  await page.getByLabel("Badges").uncheck();
  await expect(on).not.toContainText("Badges");
  expect(await audit(page)).toEqual([]);
});

test("thanks for a goal come with its name, badges stand apart", async ({ page }) => {
  await page.goto(`/kudos?for=${encodeURIComponent("Half the wait")}`);
  await expect(page.getByRole("heading", { name: "Badges" })).toBeVisible(PATIENCE);
  await expect(page.getByLabel(/What for/)).toHaveValue(/Half the wait/);
});

test("a screen waits with a code, and a paired one shows the board", async ({ page, browser, baseURL }) => {
  const television = await browser.newContext({ baseURL: new URL(baseURL ?? "").origin });
  const screen = await television.newPage();
  await screen.goto("/wall");
  const code = screen.locator("code, .code").first();
  await expect(code).toHaveText(/^\s*[A-Z0-9]{3}\s*-?\s*[A-Z0-9]{3}\s*$/, PATIENCE);
  const letters = ((await code.textContent()) ?? "").replace(/[^A-Z0-9]/g, "");
  await page.goto("/walls");
  const board = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Floor" }) });
  await board.getByRole("textbox").fill(letters);
  await board.getByRole("button", { name: /Pair/ }).click();
  await expect(screen.getByRole("heading", { name: "Floor" })).toBeVisible(PATIENCE);
  await television.close();
});
