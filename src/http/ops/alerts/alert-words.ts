import { operationsWords as say } from "../../../words/operations-words.ts";
import type { Alert } from "./alert-book.ts";

/** `[firing page] DiskFull: 12 MB are free ...`, a line for each alert. */
export const linesOf = (alerts: readonly Alert[]): string =>
  alerts.map(({ status, severity, name, summary }) => `[${status} ${severity}] ${name}: ${summary}`).join("\n");

/** The subject of a mail: the most severe alert in it. A page that begins to fire comes first. */
export function subjectOf(alerts: readonly Alert[], instance: string): string {
  const weight = ({ status, severity }: Alert) => (status === "firing" ? 2 : 0) + (severity === "page" ? 1 : 0);
  const [first, ...more] = alerts.toSorted((a, b) => weight(b) - weight(a));
  if (first === undefined) return `openfees ${instance}`;
  const { status, severity, name, place } = first;
  return say("alert.subject", {
    instance,
    word: status === "firing" ? severity : say("alert.over"),
    name,
    place: place === undefined ? "" : ` ${place}`,
    more: more.length === 0 ? "" : say("alert.more", { count: more.length }),
  });
}

const instantOf = (at: number): string => new Date(at).toISOString();

/** The body of a mail: each alert in a paragraph with its times and its run-book. */
export function bodyOf(alerts: readonly Alert[], instance: string): string {
  const paragraphs = alerts.map(({ status, severity, name, summary, startsAt, endsAt }) =>
    [
      say(status === "firing" ? "alert.goes_on" : "alert.is_over", { name, severity }),
      summary,
      endsAt === undefined
        ? say("alert.from", { from: instantOf(startsAt) })
        : say("alert.from_to", { from: instantOf(startsAt), to: instantOf(endsAt) }),
      say("alert.what_to_do", { name }),
    ].join("\n"),
  );
  return `${paragraphs.join("\n\n")}\n\n-- \n${say("alert.foot", { instance })}\n`;
}
