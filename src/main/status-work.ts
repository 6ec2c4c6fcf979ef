/** The room that looks at a site from outside. Its page is JSX in the source tree; the package holds JavaScript, for any Node. */
export async function statusWork() {
  if (import.meta.url.endsWith(".ts")) await import("../build/tsx-loader.ts");
  return import("../status/status-work.ts");
}
