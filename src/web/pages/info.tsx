/** The pages that tell how we work: method, about, privacy, accessibility, data. Plain words, nothing promised that is not so. */

import { GRADES, VERDICTS } from "../../words/en/names.ts";
import { ENGLISH, LANGUAGES, type Language, OWN_NAMES } from "../../words/languages.ts";
import { nameWords, parityOf } from "../../words/page-words.ts";
import type { PageView, Site } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
import { Table } from "../ui/table.tsx";
import { dateWords } from "../ui/words.ts";
import { MEASURED_ALARMS, MEASURED_BY_LAW } from "./audit/measured-alarms.ts";

export type MethodView = {
  readonly version: string;
  readonly rules: number;
  readonly byGrade: Readonly<Record<string, number>>;
  readonly banks: number;
  readonly staleAfterDays: number;
  /** How many services there are, and how many have a name in each language beside English. */
  readonly services: number;
  readonly named: Readonly<Record<string, number>>;
};

const grouped = (count: number): string => count.toLocaleString("en");
const noneOr = (count: number): string => (count === 0 ? "none" : grouped(count));

export function methodPage(view: MethodView): PageView {
  return {
    title: "How we judge",
    section: "/method",
    body: (
      <>
        <h1>How we judge</h1>
        <p class="lead">A wrong charge is your money. A wrong claim is your word. So we say only what we can show.</p>
        <Entry title="One charge">
          <p>
            For each charge in a statement we find the payment it was taken for, and the rule of that day. We work out
            the most the bank could take. Then we compare.
          </p>
          <p>
            If a fact is missing that decides the case, we say “we cannot tell” and name the fact. We never guess. We
            never show zero for something we do not know.
          </p>
        </Entry>
        <Entry title="Three sums">
          <p>
            The fee, the tax on it and a levy are three things. They go to different people. We show them apart, each
            with who keeps it.
          </p>
        </Entry>
        <Entry title="Grades" id="grades">
          <p>Each figure has a grade. It says how sure we are. It is not a mark for the bank.</p>
          <Table
            caption={`The ${view.rules} rules in our data by grade`}
            columns={[
              { label: "Grade" },
              { label: "The figure comes from", kind: "words" },
              { label: "May it accuse?" },
              { label: "Rules", kind: "num" },
            ]}
            rows={(["A", "B", "C", "D"] as const).map((grade) => ({
              key: grade,
              cells: [
                <span key="g" class="nowrap">
                  Grade {grade}
                </span>,
                GRADES[grade],
                grade === "D" ? "Never" : grade === "C" ? "Yes, and we say so: ask the bank for its rule" : "Yes",
                view.byGrade[grade] ?? 0,
              ],
            }))}
          />
          <p>
            We note the day on which we last looked at each source. After {view.staleAfterDays} days we call a figure
            stale.
          </p>
        </Entry>
        <Entry title="When sources differ">
          <p>
            Then the higher figure counts as the limit. A draft is never held against a bank. One kobo more or less is
            never a finding.
          </p>
        </Entry>
        <Entry title="Which banks">
          <p>
            We list {view.banks} banks. The central bank’s table binds commercial, merchant and non-interest banks. We
            have not seen the tables for microfinance banks and mobile money. For those we do not judge a fee by the
            banks’ table.
          </p>
        </Entry>
        <Entry title="Our own errors">
          <p id="false-alarms">
            We made {grouped(MEASURED_ALARMS.statements)} statements in which each charge is right, with{" "}
            {grouped(MEASURED_ALARMS.charges)} charges. On {dateWords(MEASURED_ALARMS.on)} our check called{" "}
            {noneOr(MEASURED_ALARMS.falseAlarms)} of them wrong. It judged {grouped(MEASURED_ALARMS.judged)}, and said
            “we cannot tell” of the rest. Each change of our code is put to this test.
          </p>
          <p>
            We made {grouped(MEASURED_BY_LAW.statements)} more from the law alone, three in four of a kind that we wrote
            before we looked at how our check works, the others of wallets, agents and accounts in other money. Their
            banks print in other ways, and took too much {grouped(MEASURED_BY_LAW.planted)} times. Our check found{" "}
            {grouped(MEASURED_BY_LAW.found)} of these. It called {noneOr(MEASURED_BY_LAW.falseAlarms)} of the other{" "}
            {grouped(MEASURED_BY_LAW.charges - MEASURED_BY_LAW.planted)} charges wrong. What it missed: some taxes, and
            some charges that a bank kept when the payment came back.
          </p>
          <p>
            What can still go wrong: a note that stands alone in a bank’s own words, two people of nearly one name, and
            a payment in words that we have not met. Real statements hold more than we thought of. No one outside has
            measured us on them yet. Read each finding with its working.
          </p>
          <p class="small">Data version {view.version}.</p>
        </Entry>
        <Entry title="Languages" id="languages">
          <p>English has every word. Another language is begun, and no one who speaks it has read our words yet.</p>
          <Table
            caption="How much is said in each language"
            columns={[
              { label: "Language" },
              { label: "Words and sentences of ours", kind: "num" },
              { label: "Names of fees", kind: "num" },
            ]}
            rows={LANGUAGES.map((language) => {
              const { done, all } = parityOf(language);
              const named = language === ENGLISH ? view.services : (view.named[language] ?? 0);
              return {
                key: language,
                cells: [OWN_NAMES[language], `${done} of ${all}`, `${named} of ${view.services}`],
              };
            })}
          />
          <Table
            caption="What we may say of a charge"
            columns={LANGUAGES.map((language) => ({ label: OWN_NAMES[language], kind: "words" as const }))}
            rows={Object.keys(VERDICTS).map((verdict) => ({
              key: verdict,
              cells: LANGUAGES.map((language) => <Name key={language} language={language} verdict={verdict} />),
            }))}
          />
        </Entry>
      </>
    ),
  };
}

const orNotSet = (text: string | null) => (text === null ? <span class="unknown">not set</span> : text);

function Name({ language, verdict }: { language: Language; verdict: string }) {
  const said = nameWords(language, "VERDICTS", verdict);
  return <span lang={said.language}>{said.text}</span>;
}

export function aboutPage(site: Pick<Site, "operator" | "funding" | "contact">): PageView {
  return {
    title: "About",
    section: "/about",
    body: (
      <>
        <h1>About</h1>
        <p class="lead">
          openfees shows what a bank may charge and does charge. It checks your statement and shows its working.
        </p>
        <Entry title="Who runs this site">
          <dl class="sum">
            <div>
              <dt>Run by</dt>
              <dd>{orNotSet(site.operator)}</dd>
            </div>
            <div>
              <dt>Paid for by</dt>
              <dd>{orNotSet(site.funding)}</dd>
            </div>
            <div>
              <dt>Write to</dt>
              <dd>{orNotSet(site.contact)}</dd>
            </div>
          </dl>
          <p class="small">“Not set” means that whoever runs this server has not said it yet.</p>
        </Entry>
        <Entry title="What we do not do">
          <ul>
            <li>We move no money and ask for no bank password.</li>
            <li>We take no commission and show no adverts. No bank can pay to stand first.</li>
            <li>We give no legal advice.</li>
          </ul>
        </Entry>
        <Entry title="Open">
          <p>
            The code and the facts are open. Anyone can check a figure, and use it. See <A href="/api">data and API</A>.
          </p>
        </Entry>
      </>
    ),
  };
}

export function privacyPage(): PageView {
  return {
    title: "Privacy",
    section: "/privacy",
    body: (
      <>
        <h1>Privacy</h1>
        <p class="lead">No account, no cookie, no tracker. Nothing on these pages comes from another site.</p>
        <Entry title="Your statement">
          <p>
            <A href="/audit">Check it on your own device</A>, and nothing of it is sent. The page reads it there. Your
            browser holds the page to that: it may not connect, send a form or open another page with your data.
          </p>
          <p>
            You can also <A href="/audit/server">send the file to this server</A>. It is read in memory, and the result
            is sent back to you. Then both are gone. We write neither to a disk, a database or a log. No copy is made,
            so we cannot give you one later.
          </p>
          <p>If the file has a password, it is used once to open the file and then forgotten.</p>
          <p>The two files that you can save at the end are made for you and lie only on your device.</p>
        </Entry>
        <Entry title="Your report of a fee">
          <p>
            When you <A href="/report">report a fee</A>, we keep the bank, the fee, the sum, the day and your words. We
            do not keep who you are or where you wrote from. What looks like a number or an address of a person is taken
            out of your words before they are kept. No one report is shown to others.
          </p>
        </Entry>
        <Entry title="What we write down">
          <p>
            For each page: when it was asked for, which kind of page, how long it took and whether it worked. Not your
            address, not what you searched for, not what you typed.
          </p>
          <p>The network between you and us may keep its own records. We have no hand in that.</p>
        </Entry>
      </>
    ),
  };
}

export function accessibilityPage(): PageView {
  return {
    title: "Accessibility",
    section: "/accessibility",
    body: (
      <>
        <h1>Accessibility</h1>
        <p class="lead">
          These pages are made for everyone: on a small phone, with a screen reader, with the keyboard alone.
        </p>
        <Entry title="What holds">
          <ul>
            <li>Every page works without scripts. One page has some: the check of a statement on your own device.</li>
            <li>Every page fits a screen 320 pixels wide.</li>
            <li>Buttons and menu links are at least 44 pixels high.</li>
            <li>Colour is never the only sign.</li>
            <li>Pages follow your light or dark setting, and your text size.</li>
          </ul>
        </Entry>
        <Entry title="How we know">
          <p>
            Each change is tested in a browser with a tool that looks for faults (axe), in light and dark. The check of
            a statement is done in a test with the keyboard alone. We aim for WCAG 2.2, level AA.
          </p>
        </Entry>
        <Entry title="What we have not done">
          <p>Nobody who uses a screen reader every day has tested these pages yet. The pages are in English only.</p>
          <p>
            Something in your way? <A href="/about">Who to tell</A>.
          </p>
        </Entry>
      </>
    ),
  };
}
