import type { Import } from "../src/lib/api/types";

/** Imports of the invented centre, newest first. */
export function importsOf(): Import[] {
  return [
    {
      id: "imp-3",
      source: "asterisk-queue-log",
      source_name: "harbour-acd",
      made_by: "Lee",
      may_change: true,
      at: "2026-11-20T18:02:11Z",
      state: "done",
      counts: {
        read: 18422,
        accepted: 18240,
        filtered: { test: 96, internal: 41 },
        duplicate: 12,
        rejected: 3,
        unchanged: 30,
        replaced: 18,
      },
      tables: {
        contact_segments: { inserted: 8122, replaced: 18, unchanged: 30 },
        agent_offers: { inserted: 10118, replaced: 0, unchanged: 0 },
      },
      quality: [
        { check: "missing_end", count: 7, example: "1366720340.303267" },
        { check: "unknown_agent", count: 2, example: "SIP/8007" },
        { check: "agent_overlap", count: 1, example: "agent-beacon-4, 2026-11-19T09:12:44Z" },
      ],
      has_rejects: false,
    },
    {
      id: "imp-2",
      source: "table",
      source_name: "hill-chat",
      made_by: "Lee",
      may_change: true,
      at: "2026-11-19T06:30:00Z",
      state: "done",
      counts: {
        read: 6210,
        accepted: 6210,
        filtered: {},
        duplicate: 0,
        rejected: 0,
        unchanged: 0,
        replaced: 0,
      },
      tables: { contact_segments: { inserted: 6210, replaced: 0, unchanged: 0 } },
      quality: [],
      has_rejects: false,
    },
    {
      id: "imp-1",
      source: "table",
      source_name: "hill-chat, first try",
      made_by: "Lee",
      may_change: true,
      at: "2026-11-18T15:10:00Z",
      state: "undone",
      counts: {
        read: 6210,
        accepted: 5900,
        filtered: {},
        duplicate: 0,
        rejected: 310,
        unchanged: 0,
        replaced: 0,
      },
      tables: { contact_segments: { inserted: 5900, replaced: 0, unchanged: 0 } },
      has_rejects: false,
      quality: [{ check: "negative_duration", count: 310, example: null }],
    },
  ];
}
