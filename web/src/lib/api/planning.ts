/** Staffing, scenarios, hiring, span of control: the server's answers by name. */
import { http, unwrap } from "./client";
import { Problem, toProblem } from "./problem";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type StaffingQuestion = Schemas["StaffingQuestion"];
export type Staffing = Schemas["Staffing"];
export type StaffingSlot = Schemas["StaffingSlot"];
export type StaffingDay = Schemas["StaffingDay"];
export type Requirements = Schemas["Requirements"];
export type ScenarioQuestion = Schemas["ScenarioQuestion"];
export type ScenarioChanges = Schemas["ScenarioChanges"];
export type ScenarioAnswer = Schemas["ScenarioAnswer"];
export type ScenarioSide = Schemas["ScenarioSide"];
export type SimulatedValue = Schemas["SimulatedValue"];
export type KeptScenario = Schemas["KeptScenario"];
export type HiringPlan = Schemas["HiringPlan"];
export type HiringStart = Schemas["HiringStart"];
export type HiringAnswer = Schemas["HiringAnswer"];
export type KeptHiring = Schemas["KeptHiring"];
export type Span = Schemas["Span"];
export type SpanResult = Schemas["SpanResult"];

export function computeStaffing(question: StaffingQuestion): Promise<Staffing> {
  return unwrap(http.POST("/api/v1/staffing", { body: question }));
}

export function publishRequirements(question: StaffingQuestion): Promise<Requirements> {
  return unwrap(http.POST("/api/v1/requirements", { body: question }));
}

export function simulateScenario(question: ScenarioQuestion): Promise<ScenarioAnswer> {
  return unwrap(http.POST("/api/v1/scenarios/simulate", { body: question }));
}

export async function listScenarios(): Promise<KeptScenario[]> {
  return (await unwrap(http.GET("/api/v1/scenarios"))).scenarios;
}

export function keepScenario(
  name: string,
  shared: boolean,
  question: ScenarioQuestion,
): Promise<KeptScenario> {
  return unwrap(http.POST("/api/v1/scenarios", { body: { name, shared, question } }));
}

export function forgetScenario(id: string): Promise<void> {
  return gone(http.DELETE("/api/v1/scenarios/{id}", { params: { path: { id } } }));
}

export function getHiringStart(): Promise<HiringStart> {
  return unwrap(http.GET("/api/v1/hiring/start"));
}

export function planHiring(plan: HiringPlan): Promise<HiringAnswer> {
  return unwrap(http.POST("/api/v1/hiring/plan", { body: plan }));
}

export async function listHirings(): Promise<KeptHiring[]> {
  return (await unwrap(http.GET("/api/v1/hiring"))).hirings;
}

export function keepHiring(name: string, shared: boolean, question: HiringPlan): Promise<KeptHiring> {
  return unwrap(http.POST("/api/v1/hiring", { body: { name, shared, question } }));
}

export function forgetHiring(id: string): Promise<void> {
  return gone(http.DELETE("/api/v1/hiring/{id}", { params: { path: { id } } }));
}

export function computeSpan(levels?: SpanResult["level"][]): Promise<Span> {
  return unwrap(http.POST("/api/v1/span", { body: levels ? { levels } : {} }));
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
