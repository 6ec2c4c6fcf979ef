/** Each file on the desk: what was read of it and what was found, and its rows when they are asked for. */
import { exactMoney } from "../../../domain/money/money-words.ts";
import { untoldWords } from "../../../words/en/missing-in-audit.ts";
import { Entry } from "../../ui/entry.tsx";
import { dateWords } from "../../ui/words.ts";
import { missingOf, missingWords, settlesWords } from "./audit-untold.tsx";
import { minor } from "./audit-view.ts";
import { type DeskView, lines, resultsIn } from "./desk-view.ts";

const CHAIN_WORDS = {
  complete: "the balances add up",
  broken: "the balances do not add up",
  absent: "there is no balance to prove it by",
} as const;

export function DeskFiles({ view }: { view: DeskView }) {
  return (
    <>
      <CannotTell view={view} />
      <Entry title={`Files (${view.files.length})`} id="files">
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

function Statement({ view, place }: { view: DeskView; place: number }) {
  const result = resultsIn(view)[place];
  if (!result) return null;
  const { bank, account, from, to, rows, chain } = result.statement;
  const breaks = chain.breaks.slice(0, 5).join(", ");
  return (
    <>
      <p>
        {from && to ? `${dateWords(from)} to ${dateWords(to)}. ` : ""}
        {bank ? (view.banks[bank] ?? bank) : "Bank not named, judged as a commercial bank"}
        {account.masked ? `, ${account.masked}` : ""}.{" "}
        {rows.read === rows.total ? `All ${lines(rows.total)} read` : `${rows.read} of ${rows.total} lines read`};{" "}
        {CHAIN_WORDS[chain.state]}
        {breaks === "" ? "" : ` at row ${breaks}`}. Too much:{" "}
        {exactMoney(minor(result.totals.over), account.currency ?? "NGN")}.
      </p>
      <details data-list={`s${place}`}>
        <summary>
          Show every row<span class="gone"> of statement {place + 1}</span>
        </summary>
        <div />
      </details>
    </>
  );
}

/** Charges that are not judged, by what is missing. */
function CannotTell({ view }: { view: DeskView }) {
  const groups = cannotTellGroups(view);
  if (groups.length === 0) return null;
  return (
    <Entry title="We cannot tell" id="cannot-tell">
      <p>{untoldWords(groups.reduce((sum, { places }) => sum + places.length, 0))}</p>
      {groups.map(({ missing, places, sum, currency }, i) => (
        <details key={missing.join(" ")} data-list={`u${i}`}>
          <summary>
            {places.length} {places.length === 1 ? "line" : "lines"}, {exactMoney(sum, currency)}: we would need{" "}
            {missingWords(missing)}
          </summary>
          {settlesWords(missing) === "" ? null : (
            <p>
              <strong>What would settle it:</strong> {settlesWords(missing)}
            </p>
          )}
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
export function cannotTellGroups(view: DeskView): Untold[] {
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
