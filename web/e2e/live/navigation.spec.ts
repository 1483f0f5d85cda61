import { audit, expect, test } from "../fixtures";

// Over every kind of store; `screens.spec.ts` looks at each screen more closely, over one.
test("every screen of the navigation opens", async ({ page, baseURL }) => {
  test.setTimeout(180_000);
  await page.goto(baseURL ?? "/");
  const links = page.getByRole("navigation").getByRole("link");
  await expect(links.first()).toBeVisible();
  const addresses = () => links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  const seen = new Set<string>();
  const left = await addresses();
  for (let address = left.pop(); address !== undefined; address = left.pop()) {
    if (seen.has(address)) continue;
    seen.add(address);
    await page.goto(address);
    await expect(page.locator("main h1")).toBeAttached();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await audit(page), address).toEqual([]);
    // A section shows its screens once one is in it.
    left.push(...(await addresses()));
  }
  expect([...seen]).toEqual(expect.arrayContaining(["/explore", "/contacts", "/metrics", "/imports"]));
});
