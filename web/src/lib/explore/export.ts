/** Files handed to the reader. What they hold is made by the server: all that the filter means, safe for spreadsheets. */

/** Hands a file to the reader. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
