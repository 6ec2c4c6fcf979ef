/** Each file in the binder: what was read of it and what was found, and its rows when they are asked for. */
import { exactMoney } from "../../../domain/money/money-words.ts";
import { BINDER_FILES } from "../../../words/en/audit/binder.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { Entry } from "../../ui/entry.tsx";
import { dateWords } from "../../ui/words.ts";
import { accuseNoneWords, missingOf, missingWords, Settles } from "./audit-untold.tsx";
import { minor } from "./audit-view.ts";
import { type BinderView, lines, resultsIn } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";

const filesSay = sayOf({ ...RESULT, ...CHARGES, ...BINDER_FILES });

export function BinderFiles({ view }: { view: BinderView }) {
  return (
    <>
      <CannotTell view={view} />
      <Entry title={filesSay(view)("binder.files", { count: view.files.length })} id="files">
        {view.files.map((file, i) => (
          <div key={i} class="file">
            <h3>
              <bdi class="told">{file.name}</bdi>
            </h3>
            {file.places.map((place) => (
              <Statement key={place} view={view} place={place} />
            ))}
            {file.notes.map((note) => (
              <p key={note} class="small">
                {note}
              </p>
            ))}
          </div>
        ))}
      </Entry>
    </>
  );
}

function Statement({ view, place }: { view: BinderView; place: number }) {
  const result = resultsIn(view)[place];
  if (!result) return null;
  const { bank, account, from, to, rows, chain } = result.statement;
  const say = filesSay(view);
  const broken = chain.breaks.slice(0, 5).join(", ");
  return (
    <>
      <p>
        {from && to ? <>{say("result.span", { from: dateWords(from), until: dateWords(to) })} </> : null}
        {bank ? (view.banks[bank] ?? bank) : say("result.no_bank")}
        {account.masked ? `, ${account.masked}` : ""}.{" "}
        {rows.read === rows.total
          ? say("binder.file_all_read", { lines: lines(rows.total, view) })
          : say("binder.file_read", { read: rows.read, total: rows.total })}
        ; {broken === "" ? say(`binder.chain.${chain.state}`) : say("binder.broken_at", { rows: broken })}.{" "}
        {say("binder.file_over", { sum: exactMoney(minor(result.totals.over), account.currency ?? "NGN") })}
      </p>
      <details data-list={`s${place}`}>
        <summary>
          {say.dressed("binder.every_row", { of: (words) => <span class="gone">{words}</span> }, { nth: place + 1 })}
        </summary>
        <div />
      </details>
    </>
  );
}

/** Charges that are not judged, by what is missing. */
function CannotTell({ view }: { view: BinderView }) {
  const groups = cannotTellGroups(view);
  if (groups.length === 0) return null;
  const say = filesSay(view);
  return (
    <Entry title={say("result.untold")} id="cannot-tell">
      <p>
        {accuseNoneWords(
          groups.reduce((sum, { places }) => sum + places.length, 0),
          view,
        )}
      </p>
      {groups.map(({ missing, places, sum, currency }, i) => (
        <details key={missing.join(" ")} data-list={`u${i}`}>
          <summary>
            {say(places.length === 1 ? "binder.need_one" : "binder.need", {
              count: places.length,
              sum: exactMoney(sum, currency),
              facts: missingWords(missing, view),
            })}
          </summary>
          <Settles missing={missing} spoken={view} />
          <div />
        </details>
      ))}
    </Entry>
  );
}

export type Untold = {
  readonly missing: readonly string[];
  readonly currency: string;
  readonly sum: bigint;
  readonly places: readonly { readonly place: number; readonly at: number }[];
};

/** What cannot be told, by the fact that is missing; each line by its statement and its place there. */
export function cannotTellGroups(view: BinderView): Untold[] {
  const again = new Set(
    "duplicates" in view.result ? view.result.duplicates.map(({ results, rows }) => `${results[1]}/${rows[1]}`) : [],
  );
  const groups = new Map<string, Untold & { sum: bigint; places: { place: number; at: number }[] }>();
  resultsIn(view).forEach((result, place) => {
    const currency = result.statement.account.currency ?? "NGN";
    result.lines.forEach((line, at) => {
      if (line.verdict !== "cannot_tell" || again.has(`${place}/${line.row}`)) return;
      const missing = missingOf(line);
      const key = [currency, ...missing].join(" ");
      const group = groups.get(key) ?? { missing, currency, sum: 0n, places: [] };
      group.sum += minor(line.charged);
      group.places.push({ place, at });
      groups.set(key, group);
    });
  });
  return [...groups.values()].sort((a, b) => b.places.length - a.places.length);
}
