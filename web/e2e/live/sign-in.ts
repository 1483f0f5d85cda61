import { expect, type Page } from "@playwright/test";

const PASSWORD = "four words far apart";

/** Where a server stands, of the address it printed. */
function origin(printed: string | undefined): string {
  return new URL(printed ?? "http://127.0.0.1:7070").origin;
}

/** Trades the token of the printed address for a session of the browser. */
export async function signInByToken(page: Page, printed: string | undefined): Promise<void> {
  const token = new URLSearchParams(new URL(printed ?? "").hash.slice(1)).get("token");
  const answer = await page.request.post(`${origin(printed)}/api/v1/session`, { data: { token } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Makes a user of a role: a supervisor of a team, or an agent who is one of its people. */
export async function makeUser(page: Page, printed: string | undefined, role: string): Promise<string> {
  await signInByToken(page, printed);
  const api = `${origin(printed)}/api/v1`;
  const { people } = (await (await page.request.get(`${api}/organisation`)).json()) as {
    people: { agent_id: string; left_on: string | null; history: { team: string | null }[] }[];
  };
  const one = people.find(({ left_on, history }) => left_on === null && history.at(-1)?.team);
  const login = `${role}-${Date.now().toString(36)}`;
  const answer = await page.request.post(`${api}/users`, {
    headers: { origin: origin(printed) },
    data: {
      login,
      name: login,
      password: PASSWORD,
      roles: [role],
      part:
        role === "agent"
          ? { kind: "own", names: [] }
          : { kind: "teams", names: [one?.history.at(-1)?.team ?? ""] },
      agent_id: role === "agent" ? one?.agent_id : null,
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return login;
}

/** Signs the browser in with login and password; the answer is what is open to the user. */
export async function signInAs(page: Page, printed: string | undefined, login: string): Promise<string[]> {
  await page.context().clearCookies();
  const answer = await page.request.post(`${origin(printed)}/api/v1/session`, {
    headers: { origin: origin(printed) },
    data: { login, password: PASSWORD },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return ((await answer.json()) as { user: { may: string[] } }).user.may;
}
