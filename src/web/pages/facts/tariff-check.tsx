/** A tariff checked before it is published: the form that takes the file, and what was found. Nothing of it is kept. */

import type { CivilDate } from "../../../domain/dates/civil-date.ts";
import type { Pack } from "../../../domain/fees/pack.ts";
import type { CheckedFee, TariffReport } from "../../../domain/tariff-check/check-tariff.ts";
import { TARIFF_WORDS } from "../../../words/en/tariff.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import {
  columnWords,
  draftsWords,
  findingWords,
  headWords,
  noticeWords,
  refusalWords,
  STATE_WORDS,
} from "../../ui/tariff-words.ts";
import { dateWords } from "../../ui/words.ts";

export type TariffFormView = {
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly limits: { readonly size: string };
  readonly notice: string;
  readonly typed: { readonly bank?: string | undefined };
  readonly wrong: Readonly<Record<string, string>>;
};

export function tariffFormPage(view: TariffFormView): PageView {
  return {
    title: "Check a tariff",
    section: "/tariff-check",
    faults: faultsOf(view.wrong),
    description: "For banks: hold next year’s tariff against the limits before you publish it.",
    body: (
      <>
        <h1>Check a tariff</h1>
        <p class="lead">
          For a bank that is about to publish its prices: what stands above a limit, percent where per mille was meant,
          gaps between bands, VAT and notice.
        </p>
        <div class="note">
          <p>
            <strong>Your file is sent to this server.</strong> It is read in memory and then gone. We store nothing of
            it and write nothing of it in a log. The same check runs on your own machine:{" "}
            <code>openfees data tariff check FILE</code>.
          </p>
        </div>
        <TariffForm view={view} />
        <Entry title="The template">
          <p>
            One fee a row; a fee with bands has a row for each, with above and up_to. A rate says its unit: 0.5 % or 5
            per mille. Rows without a price are left out.
          </p>
          <p>
            <A class="button quiet" href="/tariff-check.csv">
              Get the template (CSV)
            </A>
          </p>
          <p class="small">{view.notice}</p>
        </Entry>
        <ColumnsTable />
      </>
    ),
  };
}

function ColumnsTable() {
  const { columns, column, says, allowed, sums } = TARIFF_WORDS;
  return (
    <Entry title={columns} id="columns">
      <p>{sums}</p>
      <Table
        caption={columns}
        columns={[
          { label: column, named: true },
          { label: says, kind: "words" },
          { label: allowed, kind: "words" },
        ]}
        rows={columnWords().map((one) => ({
          key: one.column,
          cells: [<code key="c">{one.column}</code>, one.says, one.allowed],
        }))}
      />
    </Entry>
  );
}

function TariffForm({ view }: { view: Pick<TariffFormView, "banks" | "limits" | "typed" | "wrong"> }) {
  return (
    <Form method="post" action="/tariff-check" enctype="multipart/form-data">
      <TextField
        id="file"
        label="Tariff file"
        hint={`The template as CSV, filled in, up to ${view.limits.size}.`}
        type="file"
        accept=".csv,.txt,.tsv"
        required
        wrong={view.wrong.file}
      />
      <SelectField
        id="bank"
        label="Bank"
        hint="The table of limits binds banks. For a wallet only taxes and levies can be checked."
        empty="Any bank under the table"
        value={view.typed.bank}
        options={view.banks.map(({ id, name }) => [id, name] as const)}
        wrong={view.wrong.bank}
      />
      <button type="submit">Check this tariff</button>
    </Form>
  );
}

/** Findings past this are counted only: a file of thousands of faults has one reason. */
const MOST_SHOWN = 200;

export function tariffResultPage(
  report: TariffReport,
  { pack, on, bank }: { readonly pack: Pack; readonly on: CivilDate; readonly bank: string | null },
): PageView {
  const back = (
    <p>
      <A class="button quiet" href="/tariff-check">
        Check another file
      </A>
    </p>
  );
  if (!report.ok)
    return {
      title: "We could not read this tariff",
      section: "/tariff-check",
      body: (
        <>
          <h1>We could not read this tariff</h1>
          <div class="note bad">
            <p>{refusalWords(report)}</p>
          </div>
          {back}
        </>
      ),
    };
  const { findings, fees, rows } = report;
  const named = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    title: headWords(report),
    section: "/tariff-check",
    body: (
      <>
        <h1>{headWords(report)}</h1>
        <p class="lead">
          {rows} {rows === 1 ? "row" : "rows"}, {fees.length} {fees.length === 1 ? "fee" : "fees"}
          {bank === null ? "" : `, for ${bank}`}, held against the rules of {pack.jurisdiction.toUpperCase()} as known
          on {dateWords(on)} (version {pack.version}). Nothing of it was kept.
        </p>
        {findings.length > 0 ? (
          <Entry title="What was found" id="findings">
            <Table
              caption={
                findings.length > MOST_SHOWN
                  ? `The first ${MOST_SHOWN} of ${findings.length}, by the line of the file`
                  : "By the line of the file"
              }
              columns={[
                { label: "Line", named: true },
                { label: "Fee", kind: "words" },
                { label: "What", kind: "words" },
                { label: "What to do" },
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
                  <bdi key="w">{findingWords(finding, pack)}</bdi>,
                  finding.severity === "fault" ? <strong key="s">Put right</strong> : "Look at it",
                ],
              }))}
            />
          </Entry>
        ) : null}
        <Drafts fees={fees} pack={pack} />
        <Entry title="Every fee" id="fees">
          <details open={findings.length === 0}>
            <summary>{fees.length} fees</summary>
            <Table
              tight
              caption="Each fee and its limit"
              columns={[
                { label: "Line", named: true },
                { label: "Fee", kind: "words" },
                { label: "From" },
                { label: "Limit", kind: "words" },
                { label: "Notice, working days", kind: "num" },
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
                  upperFirst(STATE_WORDS[fee.state]),
                  fee.noticeDays ?? "",
                ],
              }))}
            />
          </details>
          <p class="small">{noticeWords(pack)}</p>
        </Entry>
        {back}
      </>
    ),
  };
}

function Drafts({ fees, pack }: { fees: readonly CheckedFee[]; pack: Pack }) {
  const drafts = draftsWords(fees, pack);
  if (drafts.length === 0) return null;
  return (
    <Entry title={TARIFF_WORDS.drafts} id="drafts">
      <p>{TARIFF_WORDS.drafts_lead}</p>
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
