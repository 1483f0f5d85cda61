import { expect, test } from "vitest";
import { toCsv } from "./export";

test("cells are quoted by RFC 4180, NULL is empty, formulas are made harmless, numbers are not touched", () => {
  const columns = ["group", "value", "note"].map((name) => ({ name, type: "string", unit: null }));
  const rows = [
    ["Billing, EU", -0.25, null],
    ['say "hi"', 3, "=HYPERLINK(1)"],
    ["+1 555", null, "@sum"],
  ];
  expect(toCsv({ columns, rows })).toBe(
    'group,value,note\r\n"Billing, EU",-0.25,\r\n"say ""hi""",3,\'=HYPERLINK(1)\r\n\'+1 555,,\'@sum\r\n',
  );
});
