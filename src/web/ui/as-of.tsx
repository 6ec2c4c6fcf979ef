import type { Dated } from "../../app/dated-pack.ts";
import { type GivenBack, NOTHING_WRONG, TextField } from "./field.tsx";
import { A, Form } from "./link.tsx";
import { dateWords } from "./words.ts";

/** A small form to ask for another day; what was known then stays as it was. */
export function AsOf({ dated, path, back = NOTHING_WRONG }: { dated: Dated; path: string; back?: GivenBack }) {
  const { wrong, typed } = back;
  return (
    <Form method="get" action={path} class="ask">
      <TextField
        id="on"
        label="Rules on this day"
        type="date"
        short
        value={wrong.on ? typed.on : dated.on}
        wrong={wrong.on}
      />
      {dated.known ? <input type="hidden" name="known" value={dated.known} /> : null}
      <button type="submit" class="button quiet">
        Show that day
      </button>
    </Form>
  );
}

/** Stands under the heading of a page that does not speak of today, so that nobody takes an old rule for a new one. */
export function PastNote({ dated, path }: { dated: Dated; path: string }) {
  if (dated.on === dated.today && !dated.known) return null;
  return (
    <p class="note wait">
      You see <strong>{dateWords(dated.on)}</strong>
      {dated.known ? <>, as we knew it on {dateWords(dated.known.slice(0, 10))}</> : null}.{" "}
      <A href={path}>Show today</A>
    </p>
  );
}

/** The query that keeps the day and the knowledge while a reader moves between pages. */
export function dayQuery(dated: Dated): string {
  const params = [
    dated.on !== dated.today ? `on=${dated.on}` : "",
    dated.known ? `known=${encodeURIComponent(dated.known)}` : "",
  ].filter(Boolean);
  return params.length > 0 ? `?${params.join("&")}` : "";
}

/** Links to the same data for programs. */
export const alternatesOf = (path: string, query: string, csv = true) => [
  { href: `${path}.json${query}`, type: "application/json", label: "This page as JSON" },
  ...(csv ? [{ href: `${path}.csv${query}`, type: "text/csv", label: "This page as CSV" }] : []),
];
