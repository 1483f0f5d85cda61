/** The doors of the screen that keeps the data. */
import { cache, http, unwrap } from "./client";
import type { paths } from "./schema";

type Ok<P extends keyof paths, M extends keyof paths[P], S extends number = 200> = paths[P][M] extends {
  responses: Record<S, { content: { "application/json": infer Body } }>;
}
  ? Body
  : never;

export type Check = Ok<"/api/v1/check", "get">;
export type Backups = Ok<"/api/v1/backups", "get">;
export type Backup = Backups["backups"][number];
export type Retention = Ok<"/api/v1/retention", "get">;
export type RetentionOutcome = Ok<"/api/v1/retention/apply", "post">;
export type Erasure = Ok<"/api/v1/erasures", "get">["erasures"][number];
export type ErasureResult = Ok<"/api/v1/erasures", "post">;
export type AccessReport = Ok<"/api/v1/access-reports", "post">;
export type PersonKind = "customer" | "agent";

export function getCheck(): Promise<Check> {
  return unwrap(http.GET("/api/v1/check"));
}

export function startCheck(): Promise<Check> {
  return unwrap(http.POST("/api/v1/check"));
}

export function listBackups(): Promise<Backups> {
  return unwrap(http.GET("/api/v1/backups"));
}

export function startBackup(): Promise<Backups> {
  return unwrap(http.POST("/api/v1/backups"));
}

export async function removeBackup(id: string): Promise<void> {
  await unwrap(
    http
      .DELETE("/api/v1/backups/{id}", { params: { path: { id } } })
      .then(({ error, response }) => ({ data: response.ok ? true : undefined, error, response })),
  );
}

export function archiveAddress(id: string): string {
  return `/api/v1/backups/${encodeURIComponent(id)}/archive`;
}

export function getRetention(): Promise<Retention> {
  return unwrap(http.GET("/api/v1/retention"));
}

export interface RetentionRules {
  tables: Record<string, number>;
  rejects_days: number | null;
  backups_days: number;
}

export function setRetention(rules: RetentionRules): Promise<Retention> {
  return unwrap(http.PUT("/api/v1/retention", { body: rules }));
}

/** Lets go of what is older than the rules that are set say. */
export async function applyRetention(): Promise<RetentionOutcome> {
  const outcome = await unwrap(http.POST("/api/v1/retention/apply", { body: { dry_run: false } }));
  cache.clear();
  return outcome;
}

/** What would go by rules, set or not. */
export function tryRetention(rules: RetentionRules): Promise<RetentionOutcome> {
  return unwrap(http.POST("/api/v1/retention/apply", { body: { dry_run: true, rules } }));
}

export async function listErasures(): Promise<Erasure[]> {
  return (await unwrap(http.GET("/api/v1/erasures"))).erasures;
}

/** Erases a person, or counts what would go; every cached number is forgotten. */
export async function erasePerson(kind: PersonKind, id: string, dryRun: boolean): Promise<ErasureResult> {
  const result = await unwrap(http.POST("/api/v1/erasures", { body: { kind, id, dry_run: dryRun } }));
  if (!dryRun) cache.clear();
  return result;
}

export function createAccessReport(kind: PersonKind, id: string): Promise<AccessReport> {
  return unwrap(http.POST("/api/v1/access-reports", { body: { kind, id } }));
}
