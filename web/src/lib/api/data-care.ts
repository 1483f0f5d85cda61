/** Care of the data: a contact, corrections, names, people and sites, sources, saved views, reconciliation, exports. */
import { cache, http, unwrap } from "./client";
import { toProblem } from "./problem";
import type {
  Contact,
  Correction,
  CorrectFacts,
  ExportRequest,
  Names,
  Organisation,
  PersonLine,
  Reconcilable,
  Reconciliation,
  ReconcileRequest,
  Source,
  View,
  ViewDraft,
} from "./types";

export function getContact(id: string, source: string | null): Promise<Contact> {
  const params = { path: { id }, query: source === null ? {} : { source } };
  return unwrap(http.GET("/api/v1/contacts/{id}", { params }));
}

export async function listCorrections(): Promise<Correction[]> {
  return (await unwrap(http.GET("/api/v1/corrections"))).corrections;
}

/** Corrects facts; every cached number is forgotten. */
export async function correctFacts(request: CorrectFacts): Promise<void> {
  const { data, error, response } = await http.POST("/api/v1/corrections", { body: request });
  if (!data) throw toProblem(error, response.status);
  cache.clear();
}

export async function undoCorrection(id: number): Promise<void> {
  await unwrap(http.POST("/api/v1/corrections/{id}/undo", { params: { path: { id } } }));
  cache.clear();
}

export function getNames(): Promise<Names> {
  return unwrap(http.GET("/api/v1/names"));
}

/** From now on a name counts under another, in all data. */
export async function setAlias(kind: string, name: string, to: string, reason: string): Promise<void> {
  const params = { path: { kind, name } };
  const { error, response } = await http.PUT("/api/v1/names/{kind}/{name}", { params, body: { to, reason } });
  if (!response.ok) throw toProblem(error, response.status);
  cache.clear();
}

export async function removeAlias(kind: string, name: string): Promise<void> {
  const { error, response } = await http.DELETE("/api/v1/names/{kind}/{name}", {
    params: { path: { kind, name } },
  });
  if (!response.ok) throw toProblem(error, response.status);
  cache.clear();
}

export function getOrganisation(): Promise<Organisation> {
  return unwrap(http.GET("/api/v1/organisation"));
}

export async function changeOrganisation(lines: PersonLine[]): Promise<number> {
  const changed = await unwrap(http.POST("/api/v1/organisation/people", { body: { lines } }));
  cache.clear();
  return changed.lines;
}

export async function setSite(site: string, timeZone: string): Promise<void> {
  const params = { path: { site } };
  const { error, response } = await http.PUT("/api/v1/organisation/sites/{site}", {
    params,
    body: { time_zone: timeZone },
  });
  if (!response.ok) throw toProblem(error, response.status);
  cache.clear();
}

export async function listSources(): Promise<Source[]> {
  return (await unwrap(http.GET("/api/v1/sources"))).sources;
}

export async function listViews(): Promise<View[]> {
  return (await unwrap(http.GET("/api/v1/views"))).views;
}

export async function createView(draft: ViewDraft): Promise<void> {
  const { data, error, response } = await http.POST("/api/v1/views", { body: draft });
  if (!data) throw toProblem(error, response.status);
}

export async function forgetView(id: string): Promise<void> {
  const { error, response } = await http.DELETE("/api/v1/views/{id}", { params: { path: { id } } });
  if (!response.ok) throw toProblem(error, response.status);
}

export function listReconcilable(): Promise<Reconcilable> {
  return unwrap(http.GET("/api/v1/reconcile"));
}

export function reconcile(request: ReconcileRequest): Promise<Reconciliation> {
  return unwrap(http.POST("/api/v1/reconcile", { body: request }));
}

/** A file the server makes of all that a question means, with its name. */
export async function exportFile(request: ExportRequest): Promise<{ name: string; blob: Blob }> {
  const { data, error, response } = await http.POST("/api/v1/exports", { body: request, parseAs: "blob" });
  if (!response.ok || data === undefined) throw toProblem(error, response.status);
  const disposition = response.headers.get("content-disposition") ?? "";
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? `pharos.${request.format}`;
  return { name, blob: data as unknown as Blob };
}
