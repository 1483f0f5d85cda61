/** Goals, purposes, boards: the server's answers by name. */
import { http, unwrap } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Goal = Schemas["Goal"];
export type GoalDefinition = Schemas["GoalDefinition"];
export type GoalMeasure = Schemas["GoalMeasure"];
export type GoalTarget = Schemas["GoalTarget"];
export type GoalWhom = Schemas["GoalWhom"];
export type GoalStanding = Schemas["GoalStanding"];
export type GoalWork = Schemas["GoalWork"];
export type GoalDraft = Schemas["GoalDraft"];
export type GoalProgress = Schemas["GoalProgress"];
export type GoalVersion = Schemas["GoalVersion"];
export type GoalEntries = Schemas["GoalEntries"];
export type GoalEntry = Schemas["GoalEntry"];
export type GoalFormAnswer = Schemas["GoalFormAnswer"];
export type GoalWarning = Schemas["GoalWarning"];
export type GoalSentenceAnswer = Schemas["GoalSentenceAnswer"];
export type GoalPeriodValue = Schemas["GoalPeriodValue"];
export type MyGoal = Schemas["MyGoal"];
export type GoalReport = Schemas["GoalReport"];
export type GoalReportLine = Schemas["GoalReportLine"];
export type Purpose = Schemas["Purpose"];
export type NewGoalEntry = Schemas["NewGoalEntry"];
export type GoalStep = Schemas["GoalStep"];
export type Board = Schemas["GoalBoard"];
export type BoardSpec = Schemas["BoardSpec"];

export async function listGoals(): Promise<Goal[]> {
  return (await unwrap(http.GET("/api/v1/goals"))).goals;
}

export async function listGoalsProgress(): Promise<Record<string, GoalProgress>> {
  return (await unwrap(http.GET("/api/v1/goals/progress"))).progress;
}

export type NewPurpose = Schemas["NewPurpose"];

export async function createPurpose(purpose: Partial<NewPurpose> & { title: string }): Promise<void> {
  await unwrap(http.POST("/api/v1/purposes", { body: purpose as NewPurpose }));
}

export async function listPurposes(): Promise<Purpose[]> {
  return (await unwrap(http.GET("/api/v1/purposes"))).purposes;
}

/** The goals of an agent with the agent's own numbers. */
export async function listAgentGoals(agent: string): Promise<MyGoal[]> {
  return (await unwrap(http.GET("/api/v1/goals/agents/{agent}", { params: { path: { agent } } }))).goals;
}

/** The content of the report of a month, `2026-10`. */
export function getGoalReport(month: string): Promise<GoalReport> {
  return unwrap(http.GET("/api/v1/goals/report", { params: { query: { month } } }));
}

export function getGoal(id: string): Promise<Goal> {
  return unwrap(http.GET("/api/v1/goals/{id}", { params: { path: { id } } }));
}

export function getGoalProgress(id: string): Promise<GoalProgress> {
  return unwrap(http.GET("/api/v1/goals/{id}/progress", { params: { path: { id } } }));
}

export async function listGoalVersions(id: string): Promise<GoalVersion[]> {
  return (await unwrap(http.GET("/api/v1/goals/{id}/versions", { params: { path: { id } } }))).versions;
}

export function listGoalEntries(id: string): Promise<GoalEntries> {
  return unwrap(http.GET("/api/v1/goals/{id}/entries", { params: { path: { id } } }));
}

/** Says something about a goal; what is left out is not said. */
export function addGoalEntry(
  id: string,
  entry: Partial<NewGoalEntry> & { kind: string },
): Promise<GoalEntry> {
  const nothing = { about: null, text: "", score: null, satisfied: null, seeing_results: null };
  return unwrap(
    http.POST("/api/v1/goals/{id}/entries", { params: { path: { id } }, body: { ...nothing, ...entry } }),
  );
}

export async function readSentence(sentence: string): Promise<GoalSentenceAnswer> {
  // The client's types lose the lengths of pairs.
  return (await unwrap(http.POST("/api/v1/goals/sentence", { body: { sentence } }))) as GoalSentenceAnswer;
}

/**
 * The live answers about a goal. They take seconds, and a browser holds six connections to a server:
 * who asks anew ends the question before by `signal`, else what the person does next waits behind it.
 */
export async function assessGoal(
  draft: GoalDraft,
  id: string | null,
  signal: AbortSignal,
): Promise<GoalFormAnswer> {
  return (await unwrap(http.POST("/api/v1/goals/assess", { body: { draft, id }, signal }))) as GoalFormAnswer;
}

export function createGoal(draft: GoalDraft): Promise<Goal> {
  return unwrap(http.POST("/api/v1/goals", { body: draft }));
}

export function activateGoal(id: string): Promise<Goal> {
  return unwrap(http.POST("/api/v1/goals/{id}/activate", { params: { path: { id } } }));
}

/** A new version of a goal; refused where somebody has made another one after `from_version`. */
export function reviseGoal(
  id: string,
  definition: GoalDefinition,
  reason: string,
  from_version: number,
): Promise<Goal> {
  const body = { definition, reason, from_version };
  return unwrap(http.POST("/api/v1/goals/{id}/revise", { params: { path: { id } }, body }));
}

export function endGoal(id: string, state: string, reason: string): Promise<Goal> {
  return unwrap(http.POST("/api/v1/goals/{id}/end", { params: { path: { id } }, body: { state, reason } }));
}

export function changeGoalWork(id: string, work: GoalWork): Promise<Goal> {
  return unwrap(http.PUT("/api/v1/goals/{id}/work", { params: { path: { id } }, body: work }));
}

export function proposeNextGoal(id: string): Promise<GoalDraft> {
  return unwrap(http.GET("/api/v1/goals/{id}/next", { params: { path: { id } } }));
}

/** Replaces what a draft says. */
export function changeGoal(id: string, draft: GoalDraft): Promise<Goal> {
  return unwrap(http.PUT("/api/v1/goals/{id}", { params: { path: { id } }, body: draft }));
}

/** A month of goals: of all, of one, or of those a team has a part in. */
export async function reportGoals(month: string, goal?: string, team?: string): Promise<GoalReport> {
  const query = { month, ...(goal ? { goal } : {}), ...(team ? { team } : {}) };
  return (await unwrap(http.GET("/api/v1/goals/report", { params: { query } }))) as GoalReport;
}

export async function listBoards(): Promise<Board[]> {
  return (await unwrap(http.GET("/api/v1/boards"))).boards as Board[];
}

export async function createBoard(spec: BoardSpec): Promise<void> {
  await unwrap(http.POST("/api/v1/boards", { body: spec }));
}

export async function changeBoard(id: string, spec: BoardSpec, ended: boolean): Promise<void> {
  await unwrap(http.PUT("/api/v1/boards/{id}", { params: { path: { id } }, body: { spec, ended } }));
}
