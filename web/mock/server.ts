/** The API in memory, behind the built page: the page is developed and tested without the product's server. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { Query, RowsRequest, Session } from "../src/lib/api/types";
import { AS_OF, contactsOf, EVENTS, TIME_ZONE, FIRST_DAY, midnight } from "./centre";
import { dimensionValues, listRows, prepare, Refusal, runQuery } from "./engine";
import { importsOf } from "./imports";
import { DIMENSIONS, METRICS } from "./metrics";

export interface MockOptions {
  /** Folder of the built page; none for the API alone. */
  build?: string;
  /** A centre without any contact. */
  empty?: boolean;
  /** The token of the printed address; none lets everybody in. */
  token?: string;
}

const COOKIE = "pharos_session";

/** A server that is not listening yet. */
export function createMock(options: MockOptions = {}): Server {
  const rows = options.empty ? [] : prepare(contactsOf(7));
  const imports = options.empty ? [] : importsOf();
  const session: Session = {
    user: {
      id: "noa",
      name: "Noa Levi",
      role: "supervisor",
      roles: ["supervisor"],
      agent_id: null,
      part: { kind: "whole", names: [] },
      may: [
        "read_metrics",
        "read_individuals",
        "read_contacts",
        "read_imports",
        "manage_data",
        // Where nothing is yet, the owner of the printed address looks.
        ...(options.empty ? (["operate"] as const) : []),
      ],
      has_account: false,
    },
    locale_default: "en",
    centre: {
      name: "Harbour Service",
      time_zone: TIME_ZONE,
      first_weekday: 1,
      simulated: true,
      filling: false,
      sends_mail: true,
    },
    as_of: options.empty ? null : AS_OF,
    since: options.empty ? null : new Date(midnight(FIRST_DAY)).toISOString(),
    first_start: false,
  };

  function answer(method: string, path: string, search: URLSearchParams, body: unknown): unknown {
    const route = `${method} ${path.replace(/^\/api\/v1/, "")}`;
    const values = /^GET \/dimensions\/([^/]+)\/values$/.exec(route);
    const undo = /^POST \/imports\/([^/]+)\/undo$/.exec(route);
    if (values?.[1])
      return { values: dimensionValues(rows, decodeURIComponent(values[1]), search.get("prefix") ?? "") };
    if (undo?.[1]) {
      const found = imports.find((item) => item.id === undo[1]);
      if (!found) throw new Refusal("status-404", 404, `no import '${undo[1]}'`);
      if (found.state !== "done")
        throw new Refusal("status-409", 409, `import '${undo[1]}' is ${found.state}`);
      found.state = "undone";
      return found;
    }
    switch (route) {
      case "GET /session":
      case "POST /session":
        return session;
      case "GET /sign-in":
        return { first_start: false, password: false, provider: null };
      case "GET /metrics":
        return { metrics: METRICS.map(({ metric }) => metric), dimensions: DIMENSIONS };
      case "POST /query":
        return { results: (body as { queries: Query[] }).queries.map((query) => runQuery(rows, query)) };
      case "POST /rows":
        return listRows(rows, body as RowsRequest);
      case "GET /events":
        return { events: EVENTS };
      case "GET /imports":
        return { imports };
      case "GET /import-options":
        return {
          sources: ["table", "interval-report", "asterisk-queue-log"],
          tables: [],
          sites: {},
          time_zone: TIME_ZONE,
          bytes_max: 1 << 31,
        };
      case "GET /mappings":
        return { mappings: [] };
      case "GET /views":
        return { views: [] };
      default:
        throw new Refusal("status-404", 404, `nothing at ${path}`);
    }
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body: unknown = request.method === "POST" ? JSON.parse((await text(request)) || "null") : null;
    try {
      if (url.pathname.endsWith("/exports")) {
        const { query, format } = body as { query: Query; format: string };
        const result = runQuery(rows, query);
        const lines = [result.columns.map((column) => column.name), ...result.rows].map((row) =>
          row.join(","),
        );
        response.setHeader(
          "content-disposition",
          `attachment; filename="pharos_${query.metrics[0]}.${format}"`,
        );
        send(
          response,
          200,
          "text/csv",
          undefined,
          `# metric,${query.metrics[0]}\r\n${lines.join("\r\n")}\r\n`,
        );
        return;
      }
      if (options.token !== undefined) {
        if (request.method === "POST" && url.pathname.endsWith("/session")) {
          if ((body as { token?: string }).token !== options.token)
            throw new Refusal("invalid-token", 401, "wrong token");
          response.setHeader("set-cookie", `${COOKIE}=1; HttpOnly; SameSite=Strict; Path=/`);
        } else if (!url.pathname.endsWith("/sign-in") && !request.headers.cookie?.includes(`${COOKIE}=1`)) {
          throw new Refusal("status-401", 401, "no session");
        }
      }
      send(
        response,
        200,
        "application/json",
        answer(request.method ?? "GET", url.pathname, url.searchParams, body),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { type, status, message: detail, parameters } = error;
      send(response, status, "application/problem+json", {
        type: `/problems/${type}`,
        title: type,
        status,
        detail,
        parameters,
      });
    }
  }

  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (url.pathname.startsWith("/api/")) {
      api(request, response, url).catch((error: unknown) =>
        send(response, 500, "application/problem+json", {
          type: "/problems/status-500",
          status: 500,
          detail: String(error),
        }),
      );
    } else if (options.build) {
      sendFile(response, options.build, url.pathname);
    } else {
      response.writeHead(404).end();
    }
  });
}

function send(response: ServerResponse, status: number, type: string, body: unknown, raw?: string): void {
  response.writeHead(status, { "content-type": type }).end(raw ?? JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of request) all += String(chunk);
  return all;
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain",
};

/** A file of the built page under the same header the product's server sends; every other address is the page. */
function sendFile(response: ServerResponse, build: string, path: string): void {
  const wanted = join(build, normalize(path));
  const isFile = wanted.startsWith(build) && existsSync(wanted) && statSync(wanted).isFile();
  const file = isFile ? wanted : join(build, "index.html");
  const hashes = existsSync(join(build, "csp.txt"))
    ? readFileSync(join(build, "csp.txt"), "utf8").trim()
    : "";
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "cache-control": path.startsWith("/_app/immutable/") ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": `default-src 'self'; script-src 'self' ${hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`,
  });
  response.end(readFileSync(file));
}
