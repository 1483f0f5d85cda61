declare global {
  namespace App {
    interface Error {
      message: string;
      /** Problem type (RFC 9457), worded by the page. */
      type?: string;
      /** Values its wording needs. */
      parameters?: Record<string, string | number>;
    }
  }
}

export {};
