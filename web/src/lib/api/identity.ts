/** Signing in, accounts, users, tokens, the audit log: the server's answers by name. */
import { http, unwrap } from "./client";
import { Problem, toProblem } from "./problem";
import type { components, paths } from "./schema";
import type { Session } from "./types";

type Schemas = components["schemas"];
export type SignInOptions = Schemas["SignInOptions"];
export type Account = Schemas["Account"];
export type SecondFactor = Schemas["SecondFactor"];
export type User = Schemas["UserAccount"];
export type UserNew = Schemas["UserAccountNew"];
export type UserChange = Schemas["UserAccountChange"];
export type Part = Schemas["OrganisationPart"];
export type ApiToken = Schemas["ApiToken"];
export type ApiTokens = Schemas["ApiTokens"];
export type ApiTokenNew = Schemas["ApiTokenNew"];
export type AuditRecords = Schemas["AuditRecords"];
export type AuditRecord = Schemas["AuditRecord"];
export type AuditChain = Schemas["AuditChain"];
export type AuditQuery = NonNullable<paths["/api/v1/audit"]["get"]["parameters"]["query"]>;

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

export function getSignIn(): Promise<SignInOptions> {
  return unwrap(http.GET("/api/v1/sign-in"));
}

export function signIn(login: string, password: string, code: string | null): Promise<Session> {
  return unwrap(http.POST("/api/v1/session", { body: { login, password, code } }));
}

export function endSession(): Promise<void> {
  return done(http.DELETE("/api/v1/session"));
}

export function createFirstUser(login: string, name: string, password: string): Promise<Session> {
  return unwrap(http.POST("/api/v1/first-user", { body: { login, name, password } }));
}

export function getAccount(): Promise<Account> {
  return unwrap(http.GET("/api/v1/account"));
}

export function changePassword(old: string, fresh: string): Promise<void> {
  return done(http.PUT("/api/v1/account/password", { body: { old, new: fresh } }));
}

export function beginSecondFactor(password: string): Promise<SecondFactor> {
  return unwrap(http.POST("/api/v1/account/second-factor", { body: { password } }));
}

export async function confirmSecondFactor(code: string): Promise<string[]> {
  return (await unwrap(http.POST("/api/v1/account/second-factor/confirm", { body: { code } }))).codes;
}

export function endSecondFactor(password: string): Promise<void> {
  return done(http.POST("/api/v1/account/second-factor/off", { body: { password } }));
}

export function endOwnSession(id: string): Promise<void> {
  return done(http.DELETE("/api/v1/account/sessions/{id}", { params: { path: { id } } }));
}

export async function listUsers(): Promise<User[]> {
  return (await unwrap(http.GET("/api/v1/users"))).users;
}

export function createUser(body: UserNew): Promise<User> {
  return unwrap(http.POST("/api/v1/users", { body }));
}

export function changeUser(id: string, body: UserChange): Promise<User> {
  return unwrap(http.PATCH("/api/v1/users/{id}", { params: { path: { id } }, body }));
}

export function deleteUser(id: string): Promise<void> {
  return done(http.DELETE("/api/v1/users/{id}", { params: { path: { id } } }));
}

export function listTokens(): Promise<ApiTokens> {
  return unwrap(http.GET("/api/v1/tokens"));
}

/** Makes a token for a program; it is told once. */
export async function createToken(body: ApiTokenNew): Promise<string> {
  return (await unwrap(http.POST("/api/v1/tokens", { body }))).token;
}

export function deleteToken(id: string): Promise<void> {
  return done(http.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } }));
}

export function listAudit(query: AuditQuery): Promise<AuditRecords> {
  return unwrap(http.GET("/api/v1/audit", { params: { query } }));
}

export function verifyAudit(): Promise<AuditChain> {
  return unwrap(http.GET("/api/v1/audit/chain"));
}
