/** The API's shapes by name, read off the generated contract so that a renamed schema breaks nothing here. */
import type { paths } from "./schema";

type Ok<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { "application/json": infer Sent } };
}
  ? Sent
  : never;

type Answer201<P extends keyof paths> = paths[P] extends {
  post: { responses: { 201: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

export type Session = Ok<"/api/v1/session", "get">;
export type Catalogue = Ok<"/api/v1/metrics", "get">;
export type Metric = Catalogue["metrics"][number];
export type Dimension = Catalogue["dimensions"][number];
export type Query = Body<"/api/v1/query", "post">["queries"][number];
export type QueryResult = Ok<"/api/v1/query", "post">["results"][number];
export type RowsRequest = Body<"/api/v1/rows", "post">;
export type Rows = Ok<"/api/v1/rows", "post">;
export type SpecialEvent = Ok<"/api/v1/events", "get">["events"][number];
export type Import = Ok<"/api/v1/imports", "get">["imports"][number];
export type Upload = Answer201<"/api/v1/uploads">;
export type Preview = Ok<"/api/v1/uploads/{id}/preview", "post">;
export type PreviewRequest = Body<"/api/v1/uploads/{id}/preview", "post">;
export type Mapping = NonNullable<PreviewRequest["mapping"]>;
export type MappingTarget = NonNullable<Mapping["target"]>[number];
export type FileColumn = Preview["columns"][number];
export type ImportOptions = Ok<"/api/v1/import-options", "get">;
export type FactTable = ImportOptions["tables"][number];
export type FactColumn = FactTable["columns"][number];
export type StartImport = Body<"/api/v1/imports", "post">;
export type Job = Ok<"/api/v1/jobs/{id}", "get">;
export type SavedMapping = Ok<"/api/v1/mappings", "get">["mappings"][number];
export type Contact = Ok<"/api/v1/contacts/{id}", "get">;
export type ContactFacts = Contact["segments"];
export type Correction = Ok<"/api/v1/corrections", "get">["corrections"][number];
export type CorrectFacts = Body<"/api/v1/corrections", "post">;
export type Names = Ok<"/api/v1/names", "get">;
export type Organisation = Ok<"/api/v1/organisation", "get">;
export type Person = Organisation["people"][number];
export type PersonLine = Body<"/api/v1/organisation/people", "post">["lines"][number];
export type Source = Ok<"/api/v1/sources", "get">["sources"][number];
export type View = Ok<"/api/v1/views", "get">["views"][number];
export type ViewDraft = Body<"/api/v1/views", "post">;
export type Reconcilable = Ok<"/api/v1/reconcile", "get">;
export type ReconcileRequest = Body<"/api/v1/reconcile", "post">;
export type Reconciliation = Ok<"/api/v1/reconcile", "post">;
export type Quantity = Reconciliation["quantities"][number];
export type ExportRequest = Body<"/api/v1/exports", "post">;
/** A value of a result's row, as its column's type says. */
export type Cell = string | number | boolean | null;
export type Grain = NonNullable<Query["grain"]>;
