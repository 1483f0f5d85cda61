/** Forecasts: run, published, judged; events and odd days; the rest of today. */
import { http, unwrap } from "./client";
import { Problem, toProblem } from "./problem";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type ForecastQuestion = Schemas["ForecastQuestion"];
export type Forecast = Schemas["Forecast"];
export type ForecastPart = Schemas["ForecastPart"];
export type ForecastSlot = Schemas["ForecastSlot"];
export type CameDay = Schemas["CameDay"];
export type ForecastLine = Schemas["ForecastLine"];
export type ForecastEntry = Schemas["ForecastEntry"];
export type ForecastChange = Schemas["ForecastChange"];
export type StoredForecast = Schemas["StoredForecast"];
export type Spread = Schemas["Spread"];
export type OddDay = Schemas["OddDay"];
export type PlanningEvent = Schemas["PlanningEvent"];
export type NewPlanningEvent = Schemas["NewPlanningEvent"];
export type CleaningDecision = Schemas["CleaningDecision"];
export type PlanningSettings = Schemas["PlanningSettings"];
export type ForecastAccuracy = Schemas["ForecastAccuracy"];
export type AccuracyRow = Schemas["AccuracyRow"];
export type IntradayQuestion = Schemas["IntradayQuestion"];
export type Intraday = Schemas["Intraday"];
export type IntradaySlot = Schemas["IntradaySlot"];

export function runForecast(question: ForecastQuestion): Promise<Forecast> {
  return unwrap(http.POST("/api/v1/forecasts/run", { body: question }));
}

export function publishForecast(question: ForecastQuestion, note: string): Promise<ForecastEntry> {
  return unwrap(http.POST("/api/v1/forecasts", { body: { question, note } }));
}

export async function listForecasts(queue: string | null, channel: string | null): Promise<ForecastLine[]> {
  const query = { ...(queue ? { queue } : {}), ...(channel ? { channel } : {}) };
  return (await unwrap(http.GET("/api/v1/forecasts", { params: { query } }))).forecasts;
}

export function getForecast(id: string): Promise<StoredForecast> {
  return unwrap(http.GET("/api/v1/forecasts/{id}", { params: { path: { id } } }));
}

export function planByForecast(id: string): Promise<ForecastEntry> {
  return unwrap(http.POST("/api/v1/forecasts/{id}/plan", { params: { path: { id } } }));
}

export function changeForecast(id: string, change: ForecastChange): Promise<ForecastEntry> {
  return unwrap(http.POST("/api/v1/forecasts/{id}/changes", { params: { path: { id } }, body: change }));
}

export function judgeForecasts(question: ForecastQuestion, backtest: number): Promise<ForecastAccuracy> {
  return unwrap(http.POST("/api/v1/forecasts/accuracy", { body: { question, backtest } }));
}

export function getIntraday(question: IntradayQuestion): Promise<Intraday> {
  return unwrap(http.POST("/api/v1/intraday", { body: question }));
}

export function addPlanningEvent(event: NewPlanningEvent): Promise<PlanningEvent> {
  return unwrap(http.POST("/api/v1/planning-events", { body: event }));
}

export function removePlanningEvent(id: string): Promise<void> {
  return gone(http.DELETE("/api/v1/planning-events/{id}", { params: { path: { id } } }));
}

export function decideCleaning(decision: CleaningDecision): Promise<void> {
  return gone(http.POST("/api/v1/cleaning", { body: decision }));
}

export function getPlanningSettings(): Promise<PlanningSettings> {
  return unwrap(http.GET("/api/v1/planning-settings"));
}

export function setPlanningCountry(country: string | null): Promise<PlanningSettings> {
  return unwrap(http.PUT("/api/v1/planning-settings", { body: { country } }));
}

/** Waits for an answer without a body. */
async function gone(request: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  let answer: { error?: unknown; response: Response };
  try {
    answer = await request;
  } catch {
    throw new Problem("unreachable", 0, "The server does not answer.");
  }
  if (!answer.response.ok) throw toProblem(answer.error, answer.response.status);
}
