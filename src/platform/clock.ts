/** Tells the civil day, `YYYY-MM-DD`, in a time zone at an instant; `now` defaults to the machine's clock. */
export function civilDayIn(timeZone: string, now: () => Date = () => new Date()): () => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return () => {
    const parts = Object.fromEntries(format.formatToParts(now()).map((part) => [part.type, part.value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}
