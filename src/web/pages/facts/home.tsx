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
import { Evidence } from "../../ui/evidence.tsx";
import { GradeSign } from "../../ui/grade-sign.tsx";
import { A, Form } from "../../ui/link.tsx";
import { ListedPrice } from "../../ui/listed-price.tsx";
import { DraftBeside, RuleTable, upperFirst } from "../../ui/rule-table.tsx";
import { English, IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { WholeTable } from "../../ui/whole-table.tsx";
import { dateWords } from "../../ui/words.ts";
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
  /** Names of services in the language of the page, where that is not English. */
  readonly names?: Readonly<Record<string, string>>;
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

export function homePage(view: HomeView, say: Say): PageView {
  const { search } = view;
  return {
    title: search ? say.text("home.title", { q: search.q }) : "openfees",
    description: say.text("home.description"),
    language: say.language,
    body: (
      <>
        {search ? null : (
          <>
            <h1>{say("home.head")}</h1>
            <p class="lead">{say("home.lead")}</p>
          </>
        )}
        <search>
          <Form method="get" action="/" class="ask">
            <div class="field">
              <label for="q">{say("home.ask")}</label>
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
            <button type="submit">{say("home.go")}</button>
          </Form>
        </search>
        {search ? <Results view={view} search={search} say={say} /> : <Chips say={say} />}
        {search?.answers.length ? null : <Welcome view={view} say={say} />}
      </>
    ),
  };
}

function Chips({ say }: Spoken) {
  return (
    <>
      <p class="small" id="try">
        {say("home.try")}
      </p>
      <ul class="chips" aria-labelledby="try">
        {TRY.map((words) => (
          <li key={words}>
            <A href={`/?q=${encodeURIComponent(words)}`}>{words}</A>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether what was taken is right: the answer itself, and no remark on how it was found. */
const JUDGED: readonly string[] = ["found.too_much", "found.just_all", "found.more_than_fee", "found.hangs"];

function Results({ view, search, say }: Spoken & { view: HomeView; search: SearchView }) {
  const [first, ...others] = search.answers;
  if (!first) return <NothingFound q={search.q} say={say} />;
  if (!first.sure)
    return (
      <>
        <h1>{say("home.unsure")}</h1>
        <Entry title={say("home.meant")}>
          <Answers answers={search.answers} say={say} />
        </Entry>
        <Chips say={say} />
      </>
    );
  const hit = search.hits.find(({ service }) => service === first.service);
  const isJudged = JUDGED.includes(first.because.code);
  return (
    <>
      <h1 class={first.title.length > 40 ? "long" : undefined}>{titled(say, first)}</h1>
      {isJudged ? <p class="most">{say.reason(first.because)}</p> : null}
      <p class="small">
        {isJudged ? null : say.reason(first.because)} {hit ? <GradeSignOf hit={hit} say={say} /> : null}
      </p>
      {view.charge?.answer ? (
        <>
          <Answer view={view.charge} answer={view.charge.answer} say={say} />
          <p>
            <A
              class="button"
              href={first.amount ? first.address : `/charge?service=${first.service}&account=${first.account}`}
            >
              {say("home.change")}
            </A>
          </p>
        </>
      ) : first.service && hit && view.best ? (
        <FeeFound first={first} hit={hit} best={view.best} bank={search.banks[0]?.bank ?? null} say={say} />
      ) : (
        <p>
          <A class="button" href={first.address}>
            {say("home.open")}
          </A>
        </p>
      )}
      {others.length > 0 ? (
        <Entry title={say("home.others")}>
          <Answers answers={others.slice(0, MOST_OTHERS)} say={say} />
        </Entry>
      ) : null}
    </>
  );
}

type Spoken = { readonly say: Say };

type Found = Spoken & {
  readonly first: SearchAnswer;
  readonly hit: SearchHit;
  readonly best: FeeView;
  /** The institution that the question names. */
  readonly bank: string | null;
};

/** The institution that the question names is none that the rules of the fee bind: their figure is no answer about it. */
function isUnbound(best: FeeView, bank: string | null): boolean {
  const own = best.listed.find((one) => one.bank === bank);
  return (
    own !== undefined &&
    !best.duty &&
    !isUnderTheTable(own) &&
    !best.inForce.every(({ bindsEveryone }) => bindsEveryone)
  );
}

/** What the institution that was asked about lists itself; the table of the rules is the banks', and is no measure of a wallet. */
function OwnPrice({ best, bank, say }: Pick<Found, "best" | "bank" | "say">) {
  const own = best.listed.find((one) => one.bank === bank);
  if (!own || best.duty) return null;
  return (
    <div class="note">
      {own.fees.length > 0 ? (
        own.fees.map((fee) => (
          <p key={fee.id}>
            <strong>{say("home.own_price", { bank: own.name })}</strong>{" "}
            <English say={say}>
              <ListedPrice fee={fee} service={best.name} /> <GradeSign grade={fee.grade} say={say} />
            </English>
          </p>
        ))
      ) : (
        <p>
          {say.dressed(
            "home.own_unknown",
            { unknown: (words) => <span class="unknown">{words}</span> },
            { bank: own.name },
          )}
        </p>
      )}
      {isUnbound(best, bank) ? (
        <p>{say("home.not_bound", { bank: own.name, licence: say.calledText("LICENCES", own.licence) })}</p>
      ) : null}
      <p>
        <A class="tap" href={`/banks/${own.bank}`}>
          {say("home.all_of_bank", { bank: own.name })}
        </A>
      </p>
    </div>
  );
}

/** Where a rule begins at each bank on a day of its own: the banks that told theirs. */
function Begun({ best, say }: Pick<Found, "best" | "say">) {
  if (!best.inForce.some(({ byBank }) => byBank)) return null;
  const begun = best.listed.flatMap(({ bank, name, fees }) =>
    fees.flatMap(({ from }) => (from ? [{ bank, name, from }] : [])),
  );
  return begun.length === 0 ? null : (
    <>
      <p>{say("home.begun")}</p>
      <ul>
        {begun.map(({ bank, name, from }) => (
          <li key={bank}>
            {name}, <span class="nowrap">{dateWords(from)}</span>
          </li>
        ))}
      </ul>
      <p>
        <A class="tap" href="/complain">
          {say("home.how_to_complain")}
        </A>
      </p>
    </>
  );
}

/** Since when it is so, and who says so. */
function SinceWhen({ best, say }: Pick<Found, "best" | "say">) {
  const [change] = best.changes.filter(({ state }) => state !== "proposed" && state !== "announced");
  const [rule] = best.inForce;
  if (!rule) return null;
  return (
    <>
      {change ? (
        <p>
          {say("home.last_change")}{" "}
          <English say={say}>
            {moveWords(change)}, {whenWords(change)}.
          </English>{" "}
          <A class="tap" href={`/changes/${change.id}`}>
            {say("home.old_and_new")}
          </A>
        </p>
      ) : null}
      <English say={say} block>
        <Evidence say={IN_ENGLISH} of={rule} />
      </English>
    </>
  );
}

function FeeFound({ first, hit, best, bank, say }: Found) {
  return (
    <>
      {hit.maximum && !isUnbound(best, bank) ? <p class="most">{upperFirst(hit.maximum)}</p> : null}
      <OwnPrice best={best} bank={bank} say={say} />
      {best.whole ? (
        <>
          <WholeTable whole={best.whole} vat={best.vat?.percent ?? null} say={say} />
          {best.inForce.map((rule) => (
            <DraftBeside
              key={rule.id}
              rule={rule}
              vat={best.vat?.percent ?? null}
              caption={say.text("home.most_today")}
              beside
              say={say}
            />
          ))}
        </>
      ) : best.inForce.length > 0 ? (
        best.inForce.map((rule) => (
          <RuleTable
            key={rule.id}
            say={say}
            rule={rule}
            vat={best.vat?.percent ?? null}
            caption={
              rule.appliesTo ? say.text("home.most_today_for", { whom: rule.appliesTo }) : say.text("home.most_today")
            }
          />
        ))
      ) : null}
      {best.whole || best.inForce.length > 0 ? null : <p class="unknown">{say("home.no_rule")}</p>}
      <Begun best={best} say={say} />
      <SinceWhen best={best} say={say} />
      <p class="pair">
        <A class={first.amount ? "button quiet" : "button"} href={`/fees/${first.service}`}>
          {say("home.rule_and_sources")}
        </A>
        <A
          class={first.amount ? "button" : "button quiet"}
          href={first.amount ? first.address : `/charge?service=${first.service}`}
        >
          {first.amount ? say("home.for_this_sum") : say("home.for_me")}
        </A>
      </p>
    </>
  );
}

function NothingFound({ q, say }: Spoken & { q: string }) {
  return (
    <>
      <h1>{say("home.nothing", { q })}</h1>
      <div class="note">
        <p>{say("home.fewer")}</p>
      </div>
      <Chips say={say} />
      <p>
        <A class="tap" href="/fees">
          {say("home.see_all")}
        </A>
      </p>
    </>
  );
}

const titled = (say: Say, { title, titleIn }: SearchAnswer) => say.said({ text: title, language: titleIn });

function Answers({ answers, say }: Spoken & { answers: readonly SearchAnswer[] }) {
  return (
    <ul class="hits">
      {answers.map((answer) => (
        <li key={answer.address}>
          <h3>
            <A class="tap" href={answer.address}>
              {titled(say, answer)}
            </A>
          </h3>
          <p class="small">{say.reason(answer.because)}</p>
        </li>
      ))}
    </ul>
  );
}

const GradeSignOf = ({ hit, say }: Spoken & { hit: SearchHit }) =>
  hit.grade ? (
    <>
      <GradeSign grade={hit.grade} say={say} /> {say.called("GRADES", hit.grade)}.
    </>
  ) : null;

function Welcome({ view, say }: Spoken & { view: HomeView }) {
  const all = new Map<string, FeeSummary>(
    view.fees.groups.flatMap((group) => group.fees.map((fee) => [fee.service, fee] as const)),
  );
  const asked = ASKED.flatMap((id) => all.get(id) ?? []);
  const [example] = view.examples;
  return (
    <>
      <Entry title={say("home.check")}>
        <p>{say("home.check_says")}</p>
        <p class="pair">
          {example ? (
            <A class="button" href={`/audit/server?example=${example.id}`}>
              {say("home.check_made_up")}
            </A>
          ) : null}
          <A class="button quiet" href="/audit">
            {say("home.check_own")}
          </A>
        </p>
      </Entry>
      {view.changes.length > 0 ? (
        <Entry title={say("home.changed")}>
          <ul>
            {view.changes.map((change) => (
              <li key={change.id}>
                <English say={say}>
                  <A href={`/changes/${change.id}`}>{subjectWords(change)}</A>: {moveWords(change)}, {whenWords(change)}
                  .
                </English>
              </li>
            ))}
          </ul>
          <p>
            <A class="tap" href="/changes">
              {say("home.all_changes")}
            </A>
          </p>
        </Entry>
      ) : null}
      <Entry title={say("home.tell")}>
        <p>{say.dressed("home.tell_says", { link: (words) => <A href="/report">{words}</A> })}</p>
      </Entry>
      <Entry title={say("home.often")}>
        <Table
          tight
          caption={say.text("home.often_table")}
          columns={[{ label: say.text("home.fee") }, { label: say.text("home.at_most"), kind: "words" }]}
          rows={asked.map((fee) => ({
            key: fee.service,
            cells: [
              <A key="a" class="tap" href={`/fees/${fee.service}`}>
                {nameOf(view, fee, say)}
              </A>,
              fee.maximum ?? say("home.no_rule_known"),
            ],
          }))}
        />
        <p>
          <A class="tap" href="/fees">
            {say("home.all_fees")}
          </A>
        </p>
      </Entry>
    </>
  );
}

/** A fee by its name in the language of the page, else in English, which says so. */
const nameOf = ({ names }: HomeView, { service, name }: FeeSummary, say: Say) =>
  names?.[service] ?? say.said({ text: name, language: "en" });
