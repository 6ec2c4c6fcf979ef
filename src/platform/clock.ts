/** No time zone moves its midnight by less, so that within one of these a civil day stays what it is. */
const QUARTER_MS = 15 * 60_000;

/** Tells the civil day, `YYYY-MM-DD`, in a time zone at an instant; `now` defaults to the machine's clock. */
export function civilDayIn(timeZone: string, now: () => Date = () => new Date()): () => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  let [quarter, day] = [Number.NaN, ""];
  return () => {
    const at = now();
    const current = Math.floor(at.getTime() / QUARTER_MS);
    if (current !== quarter) {
      const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
      [quarter, day] = [current, `${parts.year}-${parts.month}-${parts.day}`];
    }
    return day;
  };
}
