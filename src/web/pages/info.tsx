/** The pages that tell how we work: method, about, privacy, accessibility, data. Plain words, nothing promised that is not so. */

import { VERDICTS } from "../../words/en/names.ts";
import { ENGLISH, LANGUAGES, type Language, OWN_NAMES } from "../../words/languages.ts";
import { nameWords, parityOf } from "../../words/page-words.ts";
import type { PageView, Site } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../ui/say.tsx";
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
const noneOr = (count: number, say: Say): string => (count === 0 ? say.text("about.none") : grouped(count));

export function methodPage(view: MethodView, say: Say = IN_ENGLISH): PageView {
  return {
    title: say.text("about.how_we_judge"),
    language: say.language,
    section: "/method",
    body: (
      <>
        <h1>{say("about.how_we_judge")}</h1>
        <p class="lead">{say("about.method_lead")}</p>
        <Entry title={say("about.one_charge")}>
          <p>{say("about.for_each_charge_in")}</p>
          <p>{say("about.if_a_fact_is")}</p>
        </Entry>
        <Entry title={say("about.three_sums")}>
          <p>{say("about.the_fee_the_tax")}</p>
        </Entry>
        <Entry title={say("about.grades")} id="grades">
          <p>{say("about.grades_lead")}</p>
          <Table
            caption={say.text("about.the_rules_in_our", { rules: view.rules })}
            columns={[
              { label: say.text("about.grade") },
              { label: say.text("about.the_figure_comes_from"), kind: "words" },
              { label: say.text("about.may_it_accuse") },
              { label: say.text("about.rules"), kind: "num" },
            ]}
            rows={(["A", "B", "C", "D"] as const).map((grade) => ({
              key: grade,
              cells: [
                <span key="g" class="nowrap">
                  {say("fees.sign", { grade })}
                </span>,
                say.called("GRADES", grade),
                grade === "D"
                  ? say.text("about.never")
                  : grade === "C"
                    ? say.text("about.yes_and_we_say")
                    : say.text("about.yes"),
                view.byGrade[grade] ?? 0,
              ],
            }))}
          />
          <p>{say("about.we_note_the_day", { days: view.staleAfterDays })}</p>
        </Entry>
        <Entry title={say("about.when_sources_differ")}>
          <p>{say("about.then_the_higher_figure")}</p>
        </Entry>
        <Entry title={say("about.which_banks")}>
          <p>{say("about.we_list_banks_the", { banks: view.banks })}</p>
        </Entry>
        <Entry title={say("about.our_own_errors")}>
          <p id="false-alarms">
            {say("about.we_made_statements_in", {
              statements: grouped(MEASURED_ALARMS.statements),
              charges: grouped(MEASURED_ALARMS.charges),
              day: dateWords(MEASURED_ALARMS.on),
              falseAlarms: noneOr(MEASURED_ALARMS.falseAlarms, say),
              judged: grouped(MEASURED_ALARMS.judged),
            })}
          </p>
          <p>
            {say("about.we_made_more_from", {
              statements: grouped(MEASURED_BY_LAW.statements),
              planted: grouped(MEASURED_BY_LAW.planted),
              found: grouped(MEASURED_BY_LAW.found),
              falseAlarms: noneOr(MEASURED_BY_LAW.falseAlarms, say),
              count: grouped(MEASURED_BY_LAW.charges - MEASURED_BY_LAW.planted),
            })}
          </p>
          <p>{say("about.what_can_still_go")}</p>
          <p class="small">{say("about.data_version", { version: view.version })}</p>
        </Entry>
        <Entry title={say("about.languages")} id="languages">
          <p>{say("about.english_has_every_word")}</p>
          <Table
            caption={say.text("about.how_much_is_said")}
            columns={[
              { label: say.text("frame.language") },
              { label: say.text("about.words_and_sentences_of"), kind: "num" },
              { label: say.text("about.names_of_fees"), kind: "num" },
            ]}
            rows={LANGUAGES.map((language) => {
              const { done, all } = parityOf(language);
              const named = language === ENGLISH ? view.services : (view.named[language] ?? 0);
              return {
                key: language,
                cells: [
                  OWN_NAMES[language],
                  say("about.of", { done, all }),
                  say("about.of", { done: named, all: view.services }),
                ],
              };
            })}
          />
          <Table
            caption={say.text("about.what_we_may_say")}
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

const orNotSet = (text: string | null, say: Say) =>
  text === null ? <span class="unknown">{say("about.not_set")}</span> : text;

function Name({ language, verdict }: { language: Language; verdict: string }) {
  const said = nameWords(language, "VERDICTS", verdict);
  return <span lang={said.language}>{said.text}</span>;
}

export function aboutPage(site: Pick<Site, "operator" | "funding" | "contact">, say: Say = IN_ENGLISH): PageView {
  return {
    title: say.text("about.about"),
    language: say.language,
    section: "/about",
    body: (
      <>
        <h1>{say("about.about")}</h1>
        <p class="lead">{say("about.lead")}</p>
        <Entry title={say("about.who_runs_this_site")}>
          <dl class="sum">
            <div>
              <dt>{say("about.run_by")}</dt>
              <dd>{orNotSet(site.operator, say)}</dd>
            </div>
            <div>
              <dt>{say("about.paid_for_by")}</dt>
              <dd>{orNotSet(site.funding, say)}</dd>
            </div>
            <div>
              <dt>{say("about.write_to")}</dt>
              <dd>{orNotSet(site.contact, say)}</dd>
            </div>
          </dl>
          <p class="small">{say("about.not_set_means_that")}</p>
        </Entry>
        <Entry title={say("about.what_we_do_not")}>
          <ul>
            <li>{say("about.we_move_no_money")}</li>
            <li>{say("about.we_take_no_commission")}</li>
            <li>{say("about.we_give_no_legal")}</li>
          </ul>
        </Entry>
        <Entry title={say("about.open")}>
          <p>{say.dressed("about.the_code_and_the", { link: (words) => <A href="/api">{words}</A> })}</p>
        </Entry>
      </>
    ),
  };
}

export function privacyPage(say: Say = IN_ENGLISH): PageView {
  return {
    title: say.text("about.privacy"),
    language: say.language,
    section: "/privacy",
    body: (
      <>
        <h1>{say("about.privacy")}</h1>
        <p class="lead">{say("about.privacy_lead")}</p>
        <Entry title={say("about.your_statement")}>
          <p>{say.dressed("about.check_it_on_your", { link: (words) => <A href="/audit">{words}</A> })}</p>
          <p>{say.dressed("about.you_can_also_send", { link: (words) => <A href="/audit/server">{words}</A> })}</p>
          <p>{say("about.if_the_file_has")}</p>
          <p>{say("about.the_two_files_that")}</p>
        </Entry>
        <Entry title={say("about.your_report_of_a")}>
          <p>{say.dressed("about.when_you_report_a", { link: (words) => <A href="/report">{words}</A> })}</p>
        </Entry>
        <Entry title={say("about.what_we_write_down")}>
          <p>{say("about.for_each_page_when")}</p>
          <p>{say("about.the_network_between_you")}</p>
        </Entry>
      </>
    ),
  };
}

export function accessibilityPage(say: Say = IN_ENGLISH): PageView {
  return {
    title: say.text("about.accessibility"),
    language: say.language,
    section: "/accessibility",
    body: (
      <>
        <h1>{say("about.accessibility")}</h1>
        <p class="lead">{say("about.accessibility_lead")}</p>
        <Entry title={say("about.what_holds")}>
          <ul>
            <li>{say("about.every_page_works_without")}</li>
            <li>{say("about.every_page_fits_a")}</li>
            <li>{say("about.buttons_and_menu_links")}</li>
            <li>{say("about.colour_is_never_the")}</li>
            <li>{say("about.pages_follow_your_light")}</li>
          </ul>
        </Entry>
        <Entry title={say("about.how_we_know")}>
          <p>{say("about.each_change_is_tested")}</p>
        </Entry>
        <Entry title={say("about.what_we_have_not")}>
          <p>{say("about.nobody_who_uses_a")}</p>
          <p>{say.dressed("about.something_in_your_way", { link: (words) => <A href="/about">{words}</A> })}</p>
        </Entry>
      </>
    ),
  };
}
