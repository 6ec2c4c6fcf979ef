/** What a request may take beside the time in which a sent statement is read. */
const REQUEST_MS = 5_000;

/** By route, how long a request may run: an audit also has the time of its upload, and holds no connection meanwhile. */
export const requestDeadline =
  (uploadTimeMs: number) =>
  (route: string): number =>
    (route.includes("audit") ? uploadTimeMs : 0) + REQUEST_MS;
