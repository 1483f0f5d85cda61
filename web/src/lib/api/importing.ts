/** Importing files: sending, looking at, beginning, following. */
import { cache, http, unwrap } from "./client";
import { Problem, toProblem } from "./problem";
import type { ImportOptions, Job, Preview, PreviewRequest, SavedMapping, StartImport, Upload } from "./types";

/**
 * Sends a file; `progress` is told the share sent. By XMLHttpRequest: `fetch` says nothing of what has left the house.
 */
export function sendFile(
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Upload);
      else reject(toProblem(request.response, request.status));
    };
    request.onerror = () => reject(new Problem("unreachable", 0, "The server does not answer."));
    request.onabort = () => reject(new DOMException("The file was not sent.", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

export function previewFile(upload: string, request: PreviewRequest): Promise<Preview> {
  const params = { path: { id: upload } };
  return unwrap(http.POST("/api/v1/uploads/{id}/preview", { params, body: request }));
}

/** Forgets a file that was sent; that it is gone already is no problem. */
export async function forgetFile(upload: string): Promise<void> {
  await http.DELETE("/api/v1/uploads/{id}", { params: { path: { id: upload } } });
}

export function getImportOptions(): Promise<ImportOptions> {
  return unwrap(http.GET("/api/v1/import-options"));
}

export function startImport(request: StartImport): Promise<Job> {
  return unwrap(http.POST("/api/v1/imports", { body: request }));
}

export function getJob(id: string): Promise<Job> {
  return unwrap(http.GET("/api/v1/jobs/{id}", { params: { path: { id } } }));
}

/** Asks for a job until it has ended; numbers fetched before are forgotten then. */
export async function followJob(id: string, told: (job: Job) => void): Promise<Job> {
  for (;;) {
    const job = await getJob(id);
    told(job);
    if (job.state !== "running") {
      cache.clear();
      return job;
    }
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

export async function listMappings(): Promise<SavedMapping[]> {
  return (await unwrap(http.GET("/api/v1/mappings"))).mappings;
}

export async function forgetMapping(name: string): Promise<void> {
  await http.DELETE("/api/v1/mappings/{name}", { params: { path: { name } } });
}

/** The address of the rejected records of an import. */
export function rejectsHref(id: string): string {
  return `/api/v1/imports/${encodeURIComponent(id)}/rejects`;
}
