/** The first page: a search in the words of an alert, its answer above the fold, and the ways on. */
import type { ChargeView } from "../../../app/ask-charge.ts";
import type { ChangeView } from "../../../app/change-view.ts";
import type { FeeSummary, FeesView } from "../../../app/list-fees.ts";
import type { SearchAnswer, SearchHit, SearchView } from "../../../app/search-site.ts";
import type { FeeView } from "../../../app/show-fee.ts";
import { isUnderTheTable } from "../../../domain/fees/price-event.ts";
import { moveWords, subjectWords, whenWords } from "../../ui/change-words.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Evidence, GradeSign } from "../../ui/evidence.tsx";
import { ListedPrice } from "../../ui/listed-price.tsx";
import { DraftBeside, RuleTable, upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { WholeTable } from "../../ui/whole-table.tsx";
import { dateWords, GRADE_WORDS, LICENCE_WORDS } from "../../ui/words.ts";
import { Answer } from "./charge.tsx";

export type HomeView = {
  readonly fees: FeesView;
  readonly search: SearchView | null;
  /** The first answer in full, so that it stands above the fold. */
  readonly best: FeeView | null;
  /** Worked out, where the question names a sum for it. */
  readonly charge: ChargeView | null;
  /** The newest changes of the law. */
  readonly changes: readonly ChangeView[];
  readonly examples: readonly { readonly id: string; readonly name: string }[];
};

/** How many others stand under an answer that is sure. */
const MOST_OTHERS = 3;

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
              <label for="q">What do you want to know?</label>
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
        {search?.answers.length ? null : <Welcome view={view} />}
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
  const [first, ...others] = search.answers;
  if (!first) return <NothingFound q={search.q} />;
  if (!first.sure)
    return (
      <>
        <h1>We are not sure what you mean</h1>
        <Entry title="Did you mean">
          <Answers answers={search.answers} />
        </Entry>
        <Chips />
      </>
    );
  const hit = search.hits.find(({ service }) => service === first.service);
  return (
    <>
      <h1 class={first.title.length > 40 ? "long" : undefined}>{first.title}</h1>
      <p class="small">
        {first.because} {hit ? <GradeSignOf hit={hit} /> : null}
      </p>
      {view.charge?.answer ? (
        <>
          <Answer view={view.charge} answer={view.charge.answer} />
          <p>
            <a
              class="button"
              href={first.amount ? first.address : `/charge?service=${first.service}&account=${first.account}`}
            >
              Change the question
            </a>
          </p>
        </>
      ) : first.service && hit && view.best ? (
        <FeeFound first={first} hit={hit} best={view.best} bank={search.banks[0]?.bank ?? null} />
      ) : (
        <p>
          <a class="button" href={first.address}>
            Open this page
          </a>
        </p>
      )}
      {others.length > 0 ? (
        <Entry title="It could also be">
          <Answers answers={others.slice(0, MOST_OTHERS)} />
        </Entry>
      ) : null}
    </>
  );
}

type Found = {
  readonly first: SearchAnswer;
  readonly hit: SearchHit;
  readonly best: FeeView;
  /** The institution that the question names. */
  readonly bank: string | null;
};

/** What the institution that was asked about lists itself; the table of the rules is the banks', and is no measure of a wallet. */
function OwnPrice({ best, bank }: Pick<Found, "best" | "bank">) {
  const own = best.listed.find((one) => one.bank === bank);
  if (!own || best.duty) return null;
  return (
    <div class="note">
      {own.fees.length > 0 ? (
        own.fees.map((fee) => (
          <p key={fee.id}>
            <strong>{own.name}’s own price:</strong> <ListedPrice fee={fee} service={best.name} />{" "}
            <GradeSign grade={fee.grade} />
          </p>
        ))
      ) : (
        <p>
          {own.name}’s own price is <span class="unknown">unknown</span> to us.
        </p>
      )}
      {isUnderTheTable(own) || best.inForce.every(({ bindsEveryone }) => bindsEveryone) ? null : (
        <p>
          The table below binds banks, and {own.name} is none of them ({LICENCE_WORDS[own.licence]}): we know no rule
          that sets its price, so by that table nothing it takes can be called too much.
        </p>
      )}
      <p>
        <a class="tap" href={`/banks/${own.bank}`}>
          All that {own.name} lists
        </a>
      </p>
    </div>
  );
}

/** Where a rule begins at each bank on a day of its own: the banks that told theirs. */
function Begun({ best }: Pick<Found, "best">) {
  if (!best.inForce.some(({ byBank }) => byBank)) return null;
  const begun = best.listed.flatMap(({ bank, name, fees }) =>
    fees.flatMap(({ from }) => (from ? [{ bank, name, from }] : [])),
  );
  return begun.length === 0 ? null : (
    <>
      <p>From these days on the bank may take nothing for it. One taken later is wrong:</p>
      <ul>
        {begun.map(({ bank, name, from }) => (
          <li key={bank}>
            {name}, <span class="nowrap">{dateWords(from)}</span>
          </li>
        ))}
      </ul>
      <p>
        <a class="tap" href="/complain">
          How to complain
        </a>
      </p>
    </>
  );
}

/** Since when it is so, and who says so. */
function SinceWhen({ best }: Pick<Found, "best">) {
  const [change] = best.changes.filter(({ state }) => state !== "proposed" && state !== "announced");
  const [rule] = best.inForce;
  if (!rule) return null;
  return (
    <>
      {change ? (
        <p>
          Last change: {moveWords(change)}, {whenWords(change)}.{" "}
          <a class="tap" href={`/changes/${change.id}`}>
            Old and new
          </a>
        </p>
      ) : null}
      <Evidence of={rule} />
    </>
  );
}

function FeeFound({ first, hit, best, bank }: Found) {
  return (
    <>
      {hit.maximum ? <p class="most">{upperFirst(hit.maximum)}</p> : null}
      <OwnPrice best={best} bank={bank} />
      {best.whole ? (
        <>
          <WholeTable whole={best.whole} vat={best.vat?.percent ?? null} />
          {best.inForce.map((rule) => (
            <DraftBeside
              key={rule.id}
              rule={rule}
              vat={best.vat?.percent ?? null}
              caption="The most that may be taken today"
              beside
            />
          ))}
        </>
      ) : best.inForce.length > 0 ? (
        best.inForce.map((rule) => (
          <RuleTable
            key={rule.id}
            rule={rule}
            vat={best.vat?.percent ?? null}
            caption={`The most that may be taken today${rule.appliesTo ? `: ${rule.appliesTo}` : ""}`}
          />
        ))
      ) : (
        <p class="unknown">We know no rule for it on this day.</p>
      )}
      <Begun best={best} />
      <SinceWhen best={best} />
      <p class="pair">
        <a class={first.amount ? "button quiet" : "button"} href={`/fees/${first.service}`}>
          Rule, banks and sources
        </a>
        <a
          class={first.amount ? "button" : "button quiet"}
          href={first.amount ? first.address : `/charge?service=${first.service}`}
        >
          {first.amount ? "Work it out for this sum" : "Work out my charge"}
        </a>
      </p>
    </>
  );
}

function NothingFound({ q }: { q: string }) {
  return (
    <>
      <h1>We found nothing for “{q}”</h1>
      <div class="note">
        <p>
          Try fewer words, or only the word beside the sum. A sum alone works too. Leave out names and account numbers.
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
}

function Answers({ answers }: { answers: readonly SearchAnswer[] }) {
  return (
    <ul class="hits">
      {answers.map((answer) => (
        <li key={answer.address}>
          <h3>
            <a class="tap" href={answer.address}>
              {answer.title}
            </a>
          </h3>
          <p class="small">{answer.because}</p>
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
      {view.changes.length > 0 ? (
        <Entry title="What changed">
          <ul>
            {view.changes.map((change) => (
              <li key={change.id}>
                <a href={`/changes/${change.id}`}>{subjectWords(change)}</a>: {moveWords(change)}, {whenWords(change)}.
              </li>
            ))}
          </ul>
          <p>
            <a class="tap" href="/changes">
              All changes, and feeds to follow
            </a>
          </p>
        </Entry>
      ) : null}
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
