const MINUTE = 60_000;
/** How many subjects are kept separately. */
const SUBJECTS = 500;

/** Lines for people: of one subject one a minute, which says how many came since the last. */
export class OnceAMinute {
  readonly #said = new Map<string, { at: number; since: number }>();
  readonly #report: (line: string) => void;

  constructor(report: (line: string) => void) {
    this.#report = report;
  }

  /** `line` gets `; 3 more since the last line`, or nothing, to put where it belongs. */
  say(subject: string, now: number, line: (more: string) => string): void {
    const last = this.#said.get(subject);
    if (last !== undefined && now - last.at < MINUTE) {
      last.since++;
      return;
    }
    if (this.#said.size >= SUBJECTS) this.#said.clear();
    this.#said.set(subject, { at: now, since: 0 });
    this.#report(line(last?.since ? `; ${last.since} more since the last line` : ""));
  }
}
