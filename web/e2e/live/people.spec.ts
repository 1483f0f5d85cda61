import { audit, expect, test } from "../fixtures";
import { makeUser, signInAs, signInByToken } from "./sign-in";

/** BASE_URL is the address a real server printed, token included. */
test("from the list of people to a 1:1 with its agenda", async ({ page, baseURL }) => {
  await signInByToken(page, baseURL);
  await page.goto("/people");
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toBeVisible();
  const names = await page.getByRole("rowheader").allTextContents();
  expect(names).toEqual([...names].sort((one, other) => (one < other ? -1 : 1)));
  expect(await audit(page)).toEqual([]);

  await page.getByRole("rowheader").first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Scorecard" })).toBeVisible();
  expect(await audit(page)).toEqual([]);
  await page.getByRole("button", { name: "Note a talk" }).click();
  await page.getByRole("textbox", { name: /Two lines/ }).fill("all well, likes the new shift");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("all well, likes the new shift").first()).toBeVisible();
  await page.getByRole("link", { name: "1:1 mode" }).click();
  await expect(page.getByText("How are you?")).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

for (const address of ["/my-day", "/courses", "/kudos", "/people/settings"]) {
  test(`${address} opens without a problem`, async ({ page, baseURL }) => {
    await signInByToken(page, baseURL);
    await page.goto(address);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await audit(page)).toEqual([]);
  });
}

test("a plan the person does not agree to comes back to the lead", async ({ page, baseURL }) => {
  const login = await makeUser(page, baseURL, "agent");
  await signInAs(page, baseURL, login);
  const session = await page.request.get(new URL("/api/v1/session", baseURL).href);
  const { user } = (await session.json()) as { user: { agent_id: string } };

  // A plan stands on a concern that the person has seen and the lead has signed.
  await signInByToken(page, baseURL);
  await page.goto(`/people/${user.agent_id}`);
  await page.getByRole("button", { name: "Propose a support plan" }).click();
  await expect(page.getByText(/stands on a concern that somebody has signed/)).toBeVisible();
  const ask = async (path: string, data: object): Promise<{ id: string }> => {
    const headers = { origin: new URL(baseURL ?? "").origin };
    const answer = await page.request.post(new URL(path, baseURL).href, { data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const concern = await ask(`/api/v1/people/${user.agent_id}/concerns`, { text: "calls have become hard" });
  await signInAs(page, baseURL, login);
  await ask(`/api/v1/concerns/${concern.id}/steps`, { step: "see", reason: "" });
  await page.context().clearCookies();
  await signInByToken(page, baseURL);
  await ask(`/api/v1/concerns/${concern.id}/steps`, { step: "sign", reason: "we talked" });
  await page.goto(`/people/${user.agent_id}`);
  await page.getByRole("button", { name: "Propose a support plan" }).click();
  await page.getByRole("textbox", { name: /What is to be better/ }).fill("calls feel manageable again");
  await page.getByRole("textbox", { name: "Add a measure" }).first().fill("a talk every Tuesday");
  await page.getByRole("button", { name: "Save" }).click();
  const plan = page.locator("#plans article").filter({ hasText: "calls feel manageable again" }).first();
  await expect(plan).toContainText("waits for the person to agree");

  await signInAs(page, baseURL, login);
  await page.goto("/my-day");
  const own = page.locator("article").filter({ hasText: "calls feel manageable again" }).first();
  await own.getByRole("button", { name: "Not like this" }).click();
  await own.getByRole("textbox", { name: /Why not/ }).fill("not on Tuesdays");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(own).toContainText("not agreed");
  expect(await audit(page)).toEqual([]);

  await page.context().clearCookies();
  await signInByToken(page, baseURL);
  await page.goto("/today");
  await page.getByRole("button", { name: /^Show all/ }).click();
  await expect(page.getByText(/does not agree to the support plan/).first()).toBeVisible();
  await page.goto(`/people/${user.agent_id}`);
  await expect(plan).toContainText("not on Tuesdays");
  await plan.getByRole("button", { name: "withdrawn" }).click();
  await expect(plan.locator(".chip").filter({ hasText: "withdrawn" })).toBeVisible();
});
