import { expect, PERIOD, search, test } from "./fixtures";

test("a first visit ends at an absolute period, five numbers and a verdict", async ({ page }) => {
  await page.goto("/explore");
  await expect(page).toHaveURL(/\/explore\?from=2026-10-24&to=2026-11-21/);
  await expect(page.getByRole("region", { name: "Numbers" }).getByRole("article")).toHaveCount(5);
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText(
    "Service level: answered in time of offered was",
  );
  await expect(page.getByText("Simulated data")).toBeVisible();
});

test("a screen asks for all its numbers in one request", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/query")) asked.push(request.postData() ?? "");
  });
  await page.goto(`/explore?${PERIOD}&by=queue`);
  await expect(page.getByRole("table", { name: /by Queue/ })).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(JSON.parse(asked[0] ?? "").queries).toHaveLength(4);
});

test("a metric is found by its name and joins the numbers", async ({ page }) => {
  await page.goto(`/explore?m=asa&${PERIOD}`);
  await page.getByRole("button", { name: /^Metric:/ }).click();
  await page.getByRole("combobox", { name: "Metric" }).fill("promoter");
  await page.getByRole("option", { name: "Net promoter score" }).click();
  await expect(page).toHaveURL(/m=asa&m=nps&show=nps/);
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.getByRole("article").first().hover();
  await page.getByRole("button", { name: "Remove Average speed of answer" }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("split by a dimension: lines, groups with intervals, and no rank for few", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await page.getByRole("button", { name: "Split by" }).click();
  await page.getByRole("option", { name: "Queue" }).click();
  await expect(page).toHaveURL(/by=queue/);
  const table = page.getByRole("table", { name: /by Queue/ });
  await expect(table.getByRole("row")).toHaveCount(6);
  await expect(table.getByRole("row", { name: /Press office/ })).toContainText("few");
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Lowest: Billing");
  await table.getByRole("button", { name: "Queue" }).click();
  await expect(page).toHaveURL(/sort=group/);
  await expect(table.getByRole("rowheader").first()).toHaveText("Billing");
});

test("filters are built from the values there are, and taken away again", async ({ page }) => {
  await page.goto(`/explore?m=offered&${PERIOD}`);
  const number = page.getByRole("article").getByRole("link");
  const all = await number.textContent();
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("combobox", { name: "Dimension" }).selectOption("queue");
  await page.getByRole("checkbox", { name: "Billing" }).check();
  await expect(page).toHaveURL(/f=queue%3ABilling/);
  await expect(number).not.toHaveText(all ?? "");
  await page.getByRole("textbox", { name: "Expression" }).fill("wait_s > 60");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/where=wait_s/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove filter Queue: Billing" }).click();
  await page.getByRole("button", { name: "Remove filter wait_s > 60" }).click();
  await expect(number).toHaveText(all ?? "");
});

test("an expression that cannot be read is said, and can be mended", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}&where=shoe_size+%3D+1`);
  await expect(page.getByRole("alert")).toContainText("The filter expression cannot be understood.");
  await page.getByRole("button", { name: "Remove filter shoe_size = 1" }).click();
  await expect(page.getByRole("article")).toHaveCount(5);
});

test("the period is chosen by preset and by calendar", async ({ page }) => {
  // From the first month of thirteen weeks to November it is three presses.
  await page.goto(`/explore?${PERIOD}`);
  await page.getByRole("button", { name: /^Period:/ }).click();
  await page.getByRole("button", { name: "Last 13 weeks" }).click();
  await expect(page).toHaveURL(/from=2026-08-22&to=2026-11-21/);
  await page.getByRole("button", { name: /^Period:/ }).click();
  await expect(page.getByRole("grid")).toContainText("Mon");
  while ((await page.getByRole("button", { name: /\b2 November 2026/ }).count()) === 0) {
    await page.getByRole("button", { name: "Next month" }).click();
  }
  await page.getByRole("button", { name: /\b2 November 2026/ }).click();
  await page.getByRole("button", { name: /\b6 November 2026/ }).click();
  await expect(page).toHaveURL(/from=2026-11-02&to=2026-11-07/);
});

test("a parameter changes the number and is named with it", async ({ page }) => {
  await page.goto(`/explore?m=sl.answered_over_offered&${PERIOD}`);
  const number = page.getByRole("article").getByRole("link");
  const usual = await number.textContent();
  await page.getByRole("button", { name: "Parameters" }).click();
  await page.getByRole("textbox", { name: "Threshold (s)" }).fill("60");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/p\.threshold_s=60/);
  await expect(number).not.toHaveText(usual ?? "");
  await expect(page.locator("footer")).toContainText(/Threshold \(s\):.*60/);
});

test("special events are marked and left out on demand", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await page.getByRole("checkbox", { name: "Leave out: Phone outage" }).check();
  await expect(page).toHaveURL(/without=outage-1/);
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("One special event is left out");
});

test("comparison is on, and can be switched off", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("before:");
  await page.getByRole("checkbox", { name: "Compare with the period before" }).uncheck();
  await expect(page).toHaveURL(/compare=none/);
  await expect(page.getByRole("region", { name: "Verdict" })).not.toContainText("before:");
});

test("few observations are grey, and a wider period is one press away", async ({ page }) => {
  await page.goto("/explore?m=csat.t2b&from=2026-11-20&to=2026-11-21&f=queue:Sales");
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("at least 30 are needed");
  await page.getByRole("button", { name: "Look at 4 days instead" }).click();
  await expect(page).toHaveURL(/from=2026-11-17&to=2026-11-21/);
});

test("the chart has its table, with every number a link", async ({ page }) => {
  await page.goto(`/explore?m=offered&${PERIOD}`);
  await expect(page.locator("canvas")).toBeVisible();
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/view=table/);
  const table = page.getByRole("table", { name: /By day/ });
  const cell = table.getByRole("row", { name: /5 Nov 2026/ }).getByRole("link");
  const shown = Number((await cell.textContent())?.replace(/\D/g, ""));
  await cell.click();
  await expect(page).toHaveURL(/\/contacts\?/);
  await expect(page.getByRole("status").filter({ hasText: "rows" })).toHaveText(`${shown} rows`);
});

test("the number behind a group has as many contacts as it says", async ({ page }) => {
  await page.goto(`/explore?m=offered&by=queue&${PERIOD}`);
  const link = page
    .getByRole("table", { name: /by Queue/ })
    .getByRole("row", { name: /Billing/ })
    .getByRole("link");
  const shown = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("status").filter({ hasText: "rows" })).toHaveText(`${shown} rows`);
  await expect(page.locator("dl code")).toHaveText("queue = 'Billing'");
});

test("a file holds what was asked, with what it means", async ({ page }) => {
  await page.goto(`/explore?m=asa&${PERIOD}&by=queue`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("pharos_asa.csv");
  const stream = await download.createReadStream();
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  const [about, head] = text.split("\r\n");
  expect(about).toBe("# metric,asa");
  expect(head).toMatch(/^metric,version,params,period_start,period_end,queue,value/);
});

test("a picture of the chart is handed over", async ({ page }) => {
  await page.goto(`/explore?m=asa&${PERIOD}`);
  await expect(page.locator("canvas")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Picture" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("pharos_asa_2026-10-24_2026-11-21.png");
});

test("a time over all channels asks for one", async ({ page }) => {
  await page.goto(`/explore?m=asa&${PERIOD}`);
  const ask = page.getByRole("region", { name: "Channel" });
  await ask.getByRole("button", { name: "Voice" }).click();
  await expect(page).toHaveURL(/f=channel%3Avoice/);
  await expect(ask).toHaveCount(0);
});

test("the definition opens by key", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await expect(page.getByRole("article")).toHaveCount(5);
  await page.keyboard.press("i");
  await expect(page.getByRole("dialog")).toContainText("Wilson interval");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the way back leads through the states", async ({ page }) => {
  await page.goto(`/explore?${PERIOD}`);
  await page.getByRole("button", { name: "Average handle time", exact: true }).click();
  await expect(page).toHaveURL(/show=aht/);
  await page.goBack();
  expect(search(page).get("show")).toBeNull();
});
