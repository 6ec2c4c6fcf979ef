import type { Alert } from "./alert-book.ts";

/** `[firing page] DiskFull: 12 MB are free ...`, a line for each alert. */
export const linesOf = (alerts: readonly Alert[]): string =>
  alerts.map(({ status, severity, name, summary }) => `[${status} ${severity}] ${name}: ${summary}`).join("\n");

/** What a mail is headed: the worst of what it tells, in one line. A page that begins comes before all else. */
export function subjectOf(alerts: readonly Alert[], instance: string): string {
  const weight = ({ status, severity }: Alert) => (status === "firing" ? 2 : 0) + (severity === "page" ? 1 : 0);
  const [first, ...more] = alerts.toSorted((a, b) => weight(b) - weight(a));
  if (first === undefined) return `openfees ${instance}`;
  const { status, severity, name, place } = first;
  const word = status === "firing" ? severity : "over";
  const others = more.length === 0 ? "" : `, and ${more.length} more`;
  return `[openfees ${instance}] ${word}: ${name}${place === undefined ? "" : ` ${place}`}${others}`;
}

/** The body of a mail: each alert in a paragraph with its times and its run-book. */
export const bodyOf = (alerts: readonly Alert[], instance: string): string =>
  `${alerts
    .map(({ status, severity, name, summary, startsAt, endsAt }) =>
      [
        `${name} (${severity}): ${status === "firing" ? "it goes on" : "it is over"}`,
        summary,
        `From ${new Date(startsAt).toISOString()}${endsAt === undefined ? "" : ` to ${new Date(endsAt).toISOString()}`}.`,
        `What to do: docs/runbooks/${name}.md`,
      ].join("\n"),
    )
    .join(
      "\n\n",
    )}\n\n-- \nopenfees, instance ${instance}. docs/guide/operations.md says who sends this and how it is turned off.\n`;
