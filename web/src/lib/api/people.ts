/** People: pages, talks, to-dos, learning, thanks, concerns, plans; the server's answers by name. */
import { http, unwrap } from "./client";
import { Problem, toProblem } from "./problem";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Person = Schemas["Person"];
export type AgentPage = Schemas["AgentPage"];
export type MyDay = Schemas["MyDay"];
export type Scorecard = Schemas["Scorecard"];
export type ScoreLine = Schemas["ScoreLine"];
export type Concern = Schemas["Concern"];
export type SupportPlan = Schemas["SupportPlan"];
export type PlanChange = Schemas["PlanChange"];
export type Point = Schemas["Point"];
export type OneOnOne = Schemas["OneOnOne"];
export type OneOnOneChange = Schemas["OneOnOneChange"];
export type Todo = Schemas["Todo"];
export type Talk = Schemas["Talk"];
export type Course = Schemas["Course"];
export type Assignment = Schemas["Assignment"];
export type Recognition = Schemas["Recognition"];
export type Pulse = Schemas["Pulse"];
export type PeopleSettings = Schemas["PeopleSettings"];
export type CalendarAddress = Schemas["CalendarAddress"];

export type Look = Schemas["DeclineLook"];
export type PlanWorth = Schemas["PlanWorth"];

interface Empty {
  error?: unknown;
  response: Response;
}

/** Waits for an answer without a body. */
async function done(request: Promise<Empty>): Promise<void> {
  let answer: Empty;
  try {
    answer = await request;
  } catch {
    throw new Problem("unreachable", 0, "The server does not answer.");
  }
  if (!answer.response.ok) throw toProblem(answer.error, answer.response.status);
}

const at = (id: string) => ({ params: { path: { id } } });

export async function listPeople(): Promise<Person[]> {
  return (await unwrap(http.GET("/api/v1/people"))).people;
}

export function getPerson(id: string): Promise<AgentPage> {
  return unwrap(http.GET("/api/v1/people/{id}", at(id)));
}

export function getMyDay(): Promise<MyDay> {
  return unwrap(http.GET("/api/v1/my-day"));
}

export function noteTalk(id: string, text: string): Promise<Talk> {
  return unwrap(http.POST("/api/v1/people/{id}/talks", { ...at(id), body: { text } }));
}

export function planOneOnOne(id: string, body: Schemas["OneOnOneNew"]): Promise<OneOnOne> {
  return unwrap(http.POST("/api/v1/people/{id}/one-on-ones", { ...at(id), body }));
}

export function changeOneOnOne(id: string, body: OneOnOneChange): Promise<OneOnOne> {
  return unwrap(http.PATCH("/api/v1/one-on-ones/{id}", { ...at(id), body }));
}

export function addTodo(body: Schemas["TodoNew"]): Promise<Todo> {
  return unwrap(http.POST("/api/v1/todos", { body }));
}

export function changeTodo(id: string, body: Schemas["TodoChange"]): Promise<Todo> {
  return unwrap(http.PATCH("/api/v1/todos/{id}", { ...at(id), body }));
}

export function getCalendar(): Promise<CalendarAddress> {
  return unwrap(http.GET("/api/v1/calendar"));
}

export function makeCalendar(): Promise<CalendarAddress> {
  return unwrap(http.POST("/api/v1/calendar"));
}

export function revokeCalendar(): Promise<void> {
  return done(http.DELETE("/api/v1/calendar"));
}

/** Thanks, small wins and badges, and who can be thanked. */
export async function listRecognitions(): Promise<Schemas["Recognitions"]> {
  return await unwrap(http.GET("/api/v1/recognitions"));
}

export function recognise(body: Schemas["RecognitionNew"]): Promise<Recognition> {
  return unwrap(http.POST("/api/v1/recognitions", { body }));
}

export async function listPulses(): Promise<Pulse[]> {
  return (await unwrap(http.GET("/api/v1/pulses"))).pulses;
}

export function openPulse(body: Schemas["PulseNew"]): Promise<Pulse> {
  return unwrap(http.POST("/api/v1/pulses", { body }));
}

export function answerPulse(id: string, value: number, comment: string): Promise<void> {
  return done(http.POST("/api/v1/pulses/{id}/answers", { ...at(id), body: { value, comment } }));
}

export async function listCourses(): Promise<Course[]> {
  return (await unwrap(http.GET("/api/v1/courses"))).courses;
}

export function addCourse(body: Schemas["CourseNew"]): Promise<Course> {
  return unwrap(http.POST("/api/v1/courses", { body }));
}

export async function listAssignments(): Promise<Assignment[]> {
  return (await unwrap(http.GET("/api/v1/assignments"))).assignments;
}

export async function assignCourse(id: string, body: Schemas["AssignmentNew"]): Promise<Assignment[]> {
  return (await unwrap(http.POST("/api/v1/courses/{id}/assignments", { ...at(id), body }))).assignments;
}

export function noteResult(id: string, body: Schemas["ResultNew"]): Promise<Assignment> {
  return unwrap(http.POST("/api/v1/assignments/{id}/results", { ...at(id), body }));
}

export function openConcern(id: string, text: string): Promise<Concern> {
  return unwrap(http.POST("/api/v1/people/{id}/concerns", { ...at(id), body: { text } }));
}

export function stepConcern(id: string, step: string, reason: string): Promise<Concern> {
  return unwrap(http.POST("/api/v1/concerns/{id}/steps", { ...at(id), body: { step, reason } }));
}

export function proposePlan(id: string, body: Schemas["PlanNew"]): Promise<SupportPlan> {
  return unwrap(http.POST("/api/v1/people/{id}/plans", { ...at(id), body }));
}

export function changePlan(id: string, body: PlanChange): Promise<SupportPlan> {
  return unwrap(http.PATCH("/api/v1/plans/{id}", { ...at(id), body }));
}

export function getPeopleSettings(): Promise<PeopleSettings> {
  return unwrap(http.GET("/api/v1/people-settings"));
}

export function changePeopleSettings(body: PeopleSettings): Promise<PeopleSettings> {
  return unwrap(http.PUT("/api/v1/people-settings", { body }));
}

/** How support plans ended, by kind of measure. */
export async function listPlanWorth(): Promise<PlanWorth[]> {
  return (await unwrap(http.GET("/api/v1/plan-worth"))).kinds;
}

/** Looks at the weeks of all agents; each week is looked at once. */
export function lookForDecline(): Promise<Look> {
  return unwrap(http.POST("/api/v1/decline-looks"));
}
