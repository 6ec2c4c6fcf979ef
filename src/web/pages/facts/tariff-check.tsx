/** A tariff checked before it is published: the form that takes the file, and what was found. Nothing of it is kept. */

import type { CivilDate } from "../../../domain/dates/civil-date.ts";
import type { Pack } from "../../../domain/fees/pack.ts";
import type { CheckedFee, TariffReport } from "../../../domain/tariff-check/check-tariff.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { columnWords, draftsWords, findingWords, headWords, noticeWords, refusalWords } from "../../ui/tariff-words.ts";
import { dateWords } from "../../ui/words.ts";

export type TariffFormView = {
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly limits: { readonly size: string };
  readonly notice: string;
  readonly typed: { readonly bank?: string | undefined };
  readonly wrong: Readonly<Record<string, string>>;
};

export function tariffFormPage(view: TariffFormView, say: Say = IN_ENGLISH): PageView {
  return {
    title: say.text("tariff.check_a_tariff"),
    language: say.language,
    section: "/tariff-check",
    faults: faultsOf(view.wrong),
    description: say.text("tariff.description"),
    body: (
      <>
        <h1>{say("tariff.check_a_tariff")}</h1>
        <p class="lead">{say("tariff.lead")}</p>
        <div class="note">
          <p>
            {say.dressed("tariff.your_file_is_sent", {
              strong: (words) => <strong>{words}</strong>,
              code: (words) => <code>{words}</code>,
            })}
          </p>
        </div>
        <TariffForm view={view} say={say} />
        <Entry title={say("tariff.the_template")}>
          <p>{say("tariff.one_fee_a_row")}</p>
          <p>
            <A class="button quiet" href="/tariff-check.csv">
              {say("tariff.get_the_template_csv")}
            </A>
          </p>
          <p class="small">{view.notice}</p>
        </Entry>
        <ColumnsTable say={say} />
      </>
    ),
  };
}

function ColumnsTable({ say }: { say: Say }) {
  return (
    <Entry title={say("tariff.columns")} id="columns">
      <p>{say("tariff.sums")}</p>
      <Table
        caption={say.text("tariff.columns")}
        columns={[
          { label: say.text("tariff.column"), named: true },
          { label: say.text("tariff.says"), kind: "words" },
          { label: say.text("tariff.allowed"), kind: "words" },
        ]}
        rows={columnWords(say).map((one) => ({
          key: one.column,
          cells: [<code key="c">{one.column}</code>, one.says, one.allowed],
        }))}
      />
    </Entry>
  );
}

function TariffForm({ view, say }: { view: Pick<TariffFormView, "banks" | "limits" | "typed" | "wrong">; say: Say }) {
  return (
    <Form method="post" action="/tariff-check" enctype="multipart/form-data">
      <TextField
        id="file"
        label={say.text("tariff.tariff_file")}
        hint={say.text("tariff.the_template_as_csv", { size: view.limits.size })}
        type="file"
        accept=".csv,.txt,.tsv"
        required
        wrong={view.wrong.file}
      />
      <SelectField
        id="bank"
        label={say.text("banks.bank")}
        hint={say.text("tariff.the_table_of_limits")}
        empty={say.text("tariff.any_bank_under_the")}
        value={view.typed.bank}
        options={view.banks.map(({ id, name }) => [id, name] as const)}
        wrong={view.wrong.bank}
      />
      <button type="submit">{say("tariff.check_this_tariff")}</button>
    </Form>
  );
}

/** Findings past this are counted only: a file of thousands of faults has one reason. */
const MOST_SHOWN = 200;

export function tariffResultPage(
  report: TariffReport,
  { pack, on, bank }: { readonly pack: Pack; readonly on: CivilDate; readonly bank: string | null },
  say: Say = IN_ENGLISH,
): PageView {
  const back = (
    <p>
      <A class="button quiet" href="/tariff-check">
        {say("tariff.check_another_file")}
      </A>
    </p>
  );
  if (!report.ok)
    return {
      title: say.text("tariff.we_could_not_read"),
      language: say.language,
      section: "/tariff-check",
      body: (
        <>
          <h1>{say("tariff.we_could_not_read")}</h1>
          <div class="note bad">
            <p>{refusalWords(report, say)}</p>
          </div>
          {back}
        </>
      ),
    };
  const { findings, fees, rows } = report;
  const named = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    title: headWords(report, say),
    language: say.language,
    section: "/tariff-check",
    body: (
      <>
        <h1>{headWords(report, say)}</h1>
        <p class="lead">
          {say(bank === null ? "tariff.held" : "tariff.held_for", {
            rows: rows === 1 ? say.text("tariff.row") : say.text("tariff.rows", { count: rows }),
            fees: fees.length === 1 ? say.text("tariff.fee") : say.text("tariff.fees", { count: fees.length }),
            bank: bank ?? "",
            country: pack.jurisdiction.toUpperCase(),
            day: dateWords(on),
            version: pack.version,
          })}
        </p>
        {findings.length > 0 ? (
          <Entry title={say("tariff.what_was_found")} id="findings">
            <Table
              caption={
                findings.length > MOST_SHOWN
                  ? say.text("tariff.the_first_of_by", { shown: MOST_SHOWN, count: findings.length })
                  : say.text("tariff.by_the_line_of")
              }
              columns={[
                { label: say.text("tariff.line"), named: true },
                { label: say.text("home.fee"), kind: "words" },
                { label: say.text("tariff.what"), kind: "words" },
                { label: say.text("tariff.what_to_do") },
              ]}
              rows={findings.slice(0, MOST_SHOWN).map((finding, i) => ({
                key: String(i),
                cells: [
                  finding.line,
                  finding.service ? (
                    <A key="a" class="tap" href={`/fees/${finding.service}`}>
                      {named.get(finding.service) ?? finding.service}
                    </A>
                  ) : (
                    ""
                  ),
                  <bdi key="w">{findingWords(finding, pack, say)}</bdi>,
                  finding.severity === "fault" ? (
                    <strong key="s">{say("tariff.put_right")}</strong>
                  ) : (
                    say.text("tariff.look_at_it")
                  ),
                ],
              }))}
            />
          </Entry>
        ) : null}
        <Drafts fees={fees} pack={pack} say={say} />
        <Entry title={say("tariff.every_fee")} id="fees">
          <details open={findings.length === 0}>
            <summary>{say("fees.count", { count: fees.length })}</summary>
            <Table
              tight
              caption={say.text("tariff.each_fee_and_its")}
              columns={[
                { label: say.text("tariff.line"), named: true },
                { label: say.text("home.fee"), kind: "words" },
                { label: say.text("part.from") },
                { label: say.text("tariff.limit"), kind: "words" },
                { label: say.text("tariff.notice_working_days"), kind: "num" },
              ]}
              rows={fees.slice(0, MOST_SHOWN).map((fee) => ({
                key: String(fee.line),
                cells: [
                  fee.line,
                  <bdi key="n">
                    {fee.name}
                    {fee.product ? ` (${fee.product})` : ""}
                  </bdi>,
                  fee.from ? dateWords(fee.from) : "",
                  upperFirst(say.text(`tariff.state.${fee.state}`)),
                  fee.noticeDays ?? "",
                ],
              }))}
            />
          </details>
          <p class="small">{noticeWords(pack, say)}</p>
        </Entry>
        {back}
      </>
    ),
  };
}

function Drafts({ fees, pack, say }: { fees: readonly CheckedFee[]; pack: Pack; say: Say }) {
  const drafts = draftsWords(fees, pack, say);
  if (drafts.length === 0) return null;
  return (
    <Entry title={say("tariff.drafts")} id="drafts">
      <p>{say("tariff.drafts_lead")}</p>
      <ul>
        {drafts.map(({ rule, said }) => (
          <li key={rule}>
            <A class="tap" href={`/rules/${rule}`}>
              {said}
            </A>
          </li>
        ))}
      </ul>
    </Entry>
  );
}
