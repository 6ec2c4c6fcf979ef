import type { Dated } from "../../app/dated-pack.ts";
import { type GivenBack, NOTHING_WRONG, TextField } from "./field.tsx";
import { A, Form } from "./link.tsx";
import { IN_ENGLISH, type Say } from "./say.tsx";
import { dateWords } from "./words.ts";

/** A small form to ask for another day; what was known then stays as it was. */
export function AsOf({
  dated,
  path,
  back = NOTHING_WRONG,
  say = IN_ENGLISH,
}: {
  dated: Dated;
  path: string;
  back?: GivenBack;
  say?: Say;
}) {
  const { wrong, typed } = back;
  return (
    <Form method="get" action={path} class="ask">
      <TextField
        id="on"
        label={say.text("day.ask")}
        type="date"
        short
        value={wrong.on ? typed.on : dated.on}
        wrong={wrong.on}
      />
      {dated.known ? <input type="hidden" name="known" value={dated.known} /> : null}
      <button type="submit" class="button quiet">
        {say("day.show")}
      </button>
    </Form>
  );
}

/** Stands under the heading of a page that is not for today, so that an old rule is not taken for a new one. */
export function PastNote({ dated, path, say = IN_ENGLISH }: { dated: Dated; path: string; say?: Say }) {
  if (dated.on === dated.today && !dated.known) return null;
  const day = { day: () => <strong>{dateWords(dated.on)}</strong> };
  return (
    <p class="note wait">
      {dated.known
        ? say.dressed("day.past_known", day, { known: dateWords(dated.known.slice(0, 10)) })
        : say.dressed("day.past", day)}{" "}
      <A href={path}>{say("day.today")}</A>
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
export const alternatesOf = (path: string, query: string, csv = true, say = IN_ENGLISH) => [
  { href: `${path}.json${query}`, type: "application/json", label: say.text("frame.json") },
  ...(csv ? [{ href: `${path}.csv${query}`, type: "text/csv", label: say.text("frame.csv") }] : []),
];
