/** Today, meetings, daily updates, wallboards, the strategy register. */
import { http, unwrap } from "./client";
import type { paths } from "./schema";

type Ok<P extends keyof paths, M extends keyof paths[P], S extends number = 200> = paths[P][M] extends {
  responses: Record<S, { content: { "application/json": infer Body } }>;
}
  ? Body
  : never;
type Sent<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

export type Today = Ok<"/api/v1/today", "get">;
export type DayNumber = Today["numbers"][number];
export type Need = Today["needs"][number];
export type DayGoal = Today["goals"][number];
export type DayMeeting = Today["meetings"][number];
export type Agenda = Ok<"/api/v1/agendas/{meeting}", "get">;
export type Strategy = Ok<"/api/v1/strategy", "get">;
export type StrategyItem = Strategy["items"][number];
export type StrategyItemNew = Sent<"/api/v1/strategy/items", "post">;
export type Update = Ok<"/api/v1/updates/{id}", "get">;
export type UpdateNew = Sent<"/api/v1/updates", "post">;
export type Walls = Ok<"/api/v1/walls", "get">;
export type Wall = Walls["walls"][number];
export type WallNew = Sent<"/api/v1/walls", "post">;
export type ScreenNow = Ok<"/api/v1/wall-screens/own", "get">;
export type WallFrame = NonNullable<ScreenNow["frame"]>;

export const MEETINGS = ["huddle", "obstacles", "escalations", "operations"] as const;

export function getToday(day?: string): Promise<Today> {
  return unwrap(http.GET("/api/v1/today", { params: { query: day === undefined ? {} : { day } } }));
}

export function getAgenda(meeting: string, day?: string): Promise<Agenda> {
  const params = { path: { meeting }, query: day === undefined ? {} : { day } };
  return unwrap(http.GET("/api/v1/agendas/{meeting}", { params }));
}

export function addPoint(meeting: string, day: string, words: string): Promise<Agenda> {
  return unwrap(
    http.POST("/api/v1/agendas/{meeting}/points", { params: { path: { meeting } }, body: { day, words } }),
  );
}

export function closePoint(id: string): Promise<Agenda> {
  return unwrap(http.POST("/api/v1/agenda-points/{id}/close", { params: { path: { id } } }));
}

/** Makes an action of a point; without an owner it is the reader's. */
export function actOnPoint(
  id: string,
  action: { text: string; owner_id: string | null; due_at: string },
): Promise<Agenda> {
  return unwrap(http.POST("/api/v1/agenda-points/{id}/actions", { params: { path: { id } }, body: action }));
}

export function getStrategy(): Promise<Strategy> {
  return unwrap(http.GET("/api/v1/strategy"));
}

export function saveStrategyItem(item: StrategyItemNew, id: string | null): Promise<Strategy> {
  return id === null
    ? unwrap(http.POST("/api/v1/strategy/items", { body: item }))
    : unwrap(http.PUT("/api/v1/strategy/items/{id}", { params: { path: { id } }, body: item }));
}

export async function listUpdates(): Promise<Update[]> {
  return (await unwrap(http.GET("/api/v1/updates"))).updates;
}

export function getUpdate(id: string): Promise<Update> {
  return unwrap(http.GET("/api/v1/updates/{id}", { params: { path: { id } } }));
}

export function saveUpdate(update: UpdateNew, id: string | null): Promise<Update> {
  return id === null
    ? unwrap(http.POST("/api/v1/updates", { body: update }))
    : unwrap(http.PUT("/api/v1/updates/{id}", { params: { path: { id } }, body: update }));
}

export function sendUpdate(id: string, at: string | null): Promise<Update> {
  return unwrap(http.POST("/api/v1/updates/{id}/send", { params: { path: { id } }, body: { at } }));
}

export function retryUpdate(id: string): Promise<Update> {
  return unwrap(http.POST("/api/v1/updates/{id}/retry", { params: { path: { id } } }));
}

export function listWalls(): Promise<Walls> {
  return unwrap(http.GET("/api/v1/walls"));
}

export function saveWall(wall: WallNew, id: string | null): Promise<Wall> {
  return id === null
    ? unwrap(http.POST("/api/v1/walls", { body: wall }))
    : unwrap(http.PUT("/api/v1/walls/{id}", { params: { path: { id } }, body: wall }));
}

export async function removeWall(id: string): Promise<void> {
  const { response } = await http.DELETE("/api/v1/walls/{id}", { params: { path: { id } } });
  if (!response.ok) await unwrap(Promise.resolve({ response }));
}

export async function pairScreen(id: string, code: string): Promise<void> {
  await unwrap(http.POST("/api/v1/walls/{id}/screens", { params: { path: { id } }, body: { code } }));
}

export async function unpairScreen(id: string): Promise<void> {
  const { response } = await http.DELETE("/api/v1/wall-screens/{id}", { params: { path: { id } } });
  if (!response.ok) await unwrap(Promise.resolve({ response }));
}

export function getWallFrame(id: string): Promise<WallFrame> {
  return unwrap(http.GET("/api/v1/walls/{id}/frame", { params: { path: { id } } }));
}

/** A screen asks for a code to show. */
export function askScreen(): Promise<{ token: string; code: string }> {
  return unwrap(http.POST("/api/v1/wall-screens"));
}

/** What a screen shows; its token is sent as a bearer, never as a cookie. */
export function getOwnScreen(token: string): Promise<ScreenNow> {
  return unwrap(http.GET("/api/v1/wall-screens/own", { headers: { Authorization: `Bearer ${token}` } }));
}
