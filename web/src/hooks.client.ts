import type { HandleClientError } from "@sveltejs/kit";
import { Problem } from "$lib/api/problem";

/** What a failed `load` tells the error page. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (error instanceof Problem) {
    const { detail: message, type, parameters } = error;
    return { message, type, parameters };
  }
  if (status !== 404) console.error(error);
  return { message };
};
