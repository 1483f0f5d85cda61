/** The one door to the server. Pages call these in their `load`; components never fetch. */
import { QueryClient } from "@tanstack/svelte-query";
import createClient from "openapi-fetch";
import { Problem, toProblem } from "./problem";
import type { paths } from "./schema";
import type {
  Catalogue,
  Import,
  Query,
  QueryResult,
  Rows,
  RowsRequest,
  Session,
  SpecialEvent,
} from "./types";

export const http = createClient<paths>({ baseUrl: "/" });

/** Answers already fetched, shared by all screens; `cache.clear()` after anything that changes facts. */
export const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });

export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function unwrap<T>(request: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch {
    throw new Problem("unreachable", 0, "The server does not answer.");
  }
  if (!answer.response.ok || answer.data === undefined) throw toProblem(answer.error, answer.response.status);
  return answer.data;
}

/** Who is signed in; null where nobody is. */
export async function getSession(): Promise<Session | null> {
  try {
    return await unwrap(http.GET("/api/v1/session"));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

/** Signs in with the token of the printed address; the server answers with a cookie no script can read. */
export function createSession(token: string): Promise<Session> {
  return unwrap(http.POST("/api/v1/session", { body: { token } }));
}

export function listMetrics(): Promise<Catalogue> {
  return cache.fetchQuery({
    queryKey: ["metrics"],
    staleTime: 300_000,
    queryFn: () => unwrap(http.GET("/api/v1/metrics")),
  });
}

/** All queries of a screen in one request. */
export function runQueries(queries: Query[]): Promise<QueryResult[]> {
  return cache.fetchQuery({
    queryKey: ["query", queries],
    queryFn: async () => (await unwrap(http.POST("/api/v1/query", { body: { queries } }))).results,
  });
}

export function listRows(request: RowsRequest): Promise<Rows> {
  return cache.fetchQuery({
    queryKey: ["rows", request],
    queryFn: () => unwrap(http.POST("/api/v1/rows", { body: request })),
  });
}

export function listDimensionValues(name: string, prefix = ""): Promise<string[]> {
  return cache.fetchQuery({
    queryKey: ["dimension", name, prefix],
    queryFn: async () => {
      const params = { path: { name }, query: prefix === "" ? {} : { prefix } };
      return (await unwrap(http.GET("/api/v1/dimensions/{name}/values", { params }))).values;
    },
  });
}

export function listEvents(): Promise<SpecialEvent[]> {
  return cache.fetchQuery({
    queryKey: ["events"],
    queryFn: async () => (await unwrap(http.GET("/api/v1/events"))).events,
  });
}

export async function listImports(): Promise<Import[]> {
  return (await unwrap(http.GET("/api/v1/imports"))).imports;
}

/** Takes an import back; every cached number is forgotten. */
export async function undoImport(id: string): Promise<void> {
  await unwrap(http.POST("/api/v1/imports/{id}/undo", { params: { path: { id } } }));
  cache.clear();
}
