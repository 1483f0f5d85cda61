/** Kinds that are worded the same whatever the cause; the cause is about something technical that was typed or sent. */
const GENERAL =
  /^(status-(400|404|409|503)|invalid-[a-z]+|file-unreadable|import-failed|damaged-file|disk-full|unknown)$/;

/** A failed request as problem details (RFC 9457). The page words it by `type` and `parameters`; `detail` is the server's English. */
export class Problem extends Error {
  constructor(
    readonly type: string,
    readonly status: number,
    readonly detail: string,
    readonly parameters: Record<string, string | number> = {},
  ) {
    super(`${type}: ${detail}`);
    this.name = "Problem";
  }

  /** The last part of the type's address: `…/problems/unknown-metric` is `unknown-metric`. */
  get kind(): string {
    return this.type.split(/[/#:]/).filter(Boolean).at(-1) ?? "unknown";
  }

  /** Whether `detail` says more than the words of the kind. */
  get saysMore(): boolean {
    return GENERAL.test(this.kind);
  }
}

/** What a response's body says went wrong; a body that is no problem document still gives one. */
export function toProblem(body: unknown, status: number): Problem {
  const fields: Record<string, unknown> =
    typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const type = typeof fields.type === "string" && fields.type !== "about:blank" ? fields.type : null;
  const parameters: Record<string, string | number> = {};
  const nested = typeof fields.parameters === "object" && fields.parameters !== null ? fields.parameters : {};
  for (const [key, value] of Object.entries({ ...fields, ...nested })) {
    if (typeof value === "string" || typeof value === "number") parameters[key] = value;
  }
  const detail = typeof fields.detail === "string" ? fields.detail : String(fields.title ?? "");
  return new Problem(type ?? `status-${status}`, status, detail, parameters);
}

/** What was asked, or why it was refused: the form stays, with the reason beside it. Who is signed out leaves the screen. */
export async function answeredOr<T>(
  question: Promise<T>,
): Promise<{ answer: T | null; refused: Problem | null }> {
  try {
    return { answer: await question, refused: null };
  } catch (error) {
    if (error instanceof Problem && error.status !== 401 && error.status !== 403) {
      return { answer: null, refused: error };
    }
    throw error;
  }
}
