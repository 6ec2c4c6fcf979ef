/** One idea: the first page: a search in the words of an alert, its answer above the fold, and the ways on. */
import type { FeeSummary, FeesView } from "../../app/list-fees.ts";
import type { SearchHit, SearchView } from "../../app/search-fees.ts";
import type { FeeView } from "../../app/show-fee.ts";
import { Entry, type PageView } from "../ui/document.tsx";
import { GradeSign } from "../ui/evidence.tsx";
import { RuleTable, upperFirst } from "../ui/rule-table.tsx";
import { Table } from "../ui/table.tsx";
import { GRADE_WORDS } from "../ui/words.ts";

export type HomeView = {
  readonly fees: FeesView;
  readonly search: SearchView | null;
  /** The first answer in full, so that it stands above the fold. */
  readonly best: FeeView | null;
  readonly examples: readonly { readonly id: string; readonly name: string }[];
};

/** Words as banks print them, each a search of one tap. */
const TRY = ["N50 charge", "NIP CHG", "AMC", "FGN stamp duty", "SMS alert charge"];
const ASKED = [
  "transfer.interbank",
  "levy.electronic_transfer",
  "alert.sms",
  "card.maintenance",
  "account.maintenance",
  "atm.off_us",
];

export function homePage(view: HomeView): PageView {
  const { search } = view;
  return {
    title: search ? `“${search.q}”` : "openfees",
    description:
      "What may a bank charge in Nigeria? Look up a fee in the words of your alert, or check your own statement.",
    body: (
      <>
        {search ? null : (
          <>
            <h1>What is that bank charge?</h1>
            <p class="lead">
              Type what your alert says. See what the bank may take, what the government takes, and what the law says.
            </p>
          </>
        )}
        <search>
          <form method="get" action="/" class="ask">
            <div class="field">
              <label for="q">Words of the alert</label>
              <input
                id="q"
                name="q"
                type="search"
                value={search?.q ?? ""}
                autocomplete="off"
                enterkeyhint="search"
                maxLength={200}
                required
              />
            </div>
            <button type="submit">Look it up</button>
          </form>
        </search>
        {search ? <Results view={view} search={search} /> : <Chips />}
        {search?.hits.length ? null : <Welcome view={view} />}
      </>
    ),
  };
}

function Chips() {
  return (
    <>
      <p class="small" id="try">
        For example
      </p>
      <ul class="chips" aria-labelledby="try">
        {TRY.map((words) => (
          <li key={words}>
            <a href={`/?q=${encodeURIComponent(words)}`}>{words}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Results({ view, search }: { view: HomeView; search: SearchView }) {
  const [first, ...others] = search.hits;
  if (!first)
    return (
      <>
        <h1>We found no fee for “{search.q}”</h1>
        <Banks search={search} />
        <div class="note">
          <p>
            Try fewer words, or only the word beside the sum. A sum alone works too. Leave out names and account
            numbers.
          </p>
        </div>
        <Chips />
        <p>
          <a class="tap" href="/fees">
            See all fees
          </a>
        </p>
      </>
    );
  return (
    <>
      <h1 class={first.name.length > 40 ? "long" : undefined}>{first.name}</h1>
      <p class="small">
        {first.because} <GradeSignOf hit={first} />
      </p>
      <Banks search={search} />
      {first.maximum ? <p class="most">{upperFirst(first.maximum)}</p> : null}
      {view.best && view.best.inForce.length > 0 ? (
        view.best.inForce.map((rule) => (
          <RuleTable
            key={rule.id}
            rule={rule}
            vat={view.best?.vat?.percent ?? null}
            caption={`The most that may be taken today${rule.appliesTo ? `: ${rule.appliesTo}` : ""}`}
          />
        ))
      ) : (
        <p class="unknown">We know no rule for it on this day.</p>
      )}
      <p class="pair">
        <a class="button" href={`/fees/${first.service}`}>
          Rule, banks and sources
        </a>
        <a class="button quiet" href={`/charge?service=${first.service}`}>
          Work out my charge
        </a>
      </p>
      {others.length > 0 ? (
        <Entry title="It could also be">
          <ul class="hits">
            {others.map((hit) => (
              <li key={hit.service}>
                <h3>
                  <a class="tap" href={`/fees/${hit.service}`}>
                    {hit.name}
                  </a>
                </h3>
                <p class="most">{hit.maximum ?? <span class="unknown">No rule known</span>}</p>
                <p class="small">{hit.because}</p>
              </li>
            ))}
          </ul>
        </Entry>
      ) : null}
    </>
  );
}

/** The banks that the question names, each with its page. */
function Banks({ search }: { search: SearchView }) {
  if (search.banks.length === 0) return null;
  return (
    <ul class="plain">
      {search.banks.map((bank) => (
        <li key={bank.bank}>
          <a class="tap" href={`/banks/${bank.bank}`}>
            {bank.name}
          </a>{" "}
          <small>{bank.because}</small>
        </li>
      ))}
    </ul>
  );
}

const GradeSignOf = ({ hit }: { hit: SearchHit }) =>
  hit.grade ? (
    <>
      <GradeSign grade={hit.grade} /> {GRADE_WORDS[hit.grade]}.
    </>
  ) : null;

function Welcome({ view }: { view: HomeView }) {
  const all = new Map<string, FeeSummary>(
    view.fees.groups.flatMap((group) => group.fees.map((fee) => [fee.service, fee] as const)),
  );
  const asked = ASKED.flatMap((id) => all.get(id) ?? []);
  const [example] = view.examples;
  return (
    <>
      <Entry title="Check a statement">
        <p>
          Give us a bank statement as your bank’s app saves it. We check each charge against the rule of that day, show
          the working, and say so when we cannot tell.
        </p>
        <p class="pair">
          {example ? (
            <a class="button" href={`/audit/server?example=${example.id}`}>
              Try it with a made-up statement
            </a>
          ) : null}
          <a class="button quiet" href="/audit">
            Check my own
          </a>
        </p>
      </Entry>
      <Entry title="Tell what your bank took">
        <p>
          A fee that is not here, or not that much? <a href="/report">Report it</a>. No account is needed.
        </p>
      </Entry>
      <Entry title="Often asked">
        <Table
          tight
          caption="The most that may be taken today, before VAT"
          columns={[{ label: "Fee" }, { label: "At most", kind: "words" }]}
          rows={asked.map((fee) => ({
            key: fee.service,
            cells: [
              <a key="a" class="tap" href={`/fees/${fee.service}`}>
                {fee.name}
              </a>,
              fee.maximum ?? "No rule known",
            ],
          }))}
        />
        <p>
          <a class="tap" href="/fees">
            All fees
          </a>
        </p>
      </Entry>
    </>
  );
}
