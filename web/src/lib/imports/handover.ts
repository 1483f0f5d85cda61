/** A file dropped on another screen waits here for the imports screen. */
import type { Upload } from "$lib/api/types";

let waiting: Upload | null = null;

export function handOver(upload: Upload): void {
  waiting = upload;
}

/** The file that waits, once. */
export function takeUpload(): Upload | null {
  const upload = waiting;
  waiting = null;
  return upload;
}
