import { expect, test } from "vitest";
import type { AuditRecord } from "$lib/api/identity";
import { recordsAsCsv } from "./audit";

const RECORD: AuditRecord = {
  seq: 7,
  at: "2026-11-29T07:00:00Z",
  actor: "u",
  login: null,
  action: "user.add",
  object_kind: "user",
  object_id: "=1+1",
  object_name: null,
  persons: null,
  details: 'he said "no", twice\nthen left',
  erased: false,
  hash: "ab",
};

test("a record is a line, quoted where it must be, and no formula", () => {
  expect(recordsAsCsv([RECORD])).toBe(
    "seq,at,actor,login,action,object_kind,object_id,object_name,persons,details,erased,hash\n" +
      '7,2026-11-29T07:00:00Z,u,,user.add,user,\'=1+1,,,"he said ""no"", twice\nthen left",false,ab\n',
  );
  expect(recordsAsCsv([{ ...RECORD, details: "＝cmd", persons: 3 }])).toContain(",3,'＝cmd,");
});
