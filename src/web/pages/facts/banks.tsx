import type { BanksView } from "../../../app/list-banks.ts";
import { FACTS } from "../../../words/en/facts.ts";
import { LICENCES } from "../../../words/en/names.ts";
import { filled } from "../../../words/message.ts";
import { alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

export function banksPage(view: BanksView): PageView {
  const query = dayQuery(view);
  const known = view.banks.filter((bank) => bank.listedServices > 0);
  const others = view.banks.filter((bank) => bank.otherDaysOnly);
  const unknown = view.banks.filter((bank) => bank.listedServices === 0 && !bank.otherDaysOnly);
  return {
    title: "Banks",
    section: "/banks",
    description: "The banks we list in Nigeria and how many of their own fees we have seen.",
    alternates: alternatesOf("/banks", query),
    cite: { title: "Banks and wallets", path: "/banks", dated: view },
    body: (
      <>
        <h1>Banks</h1>
        <PastNote dated={view} path="/banks" />
        <p class="lead">
          {seenWords(view.banks.length, known.length, others.length)} The legal maximum holds for all commercial banks,
          seen or not.
        </p>
        {known.length > 0 ? (
          <Entry title="Fees seen">
            <Table
              tight
              caption={`Of ${view.services} kinds of fee`}
              columns={[
                { label: "Bank" },
                { label: "Licence", kind: "words" },
                { label: "Fees seen" },
                { label: "Checked", kind: "num" },
              ]}
              rows={known.map((bank) => ({
                key: bank.bank,
                cells: [
                  <A key="a" class="tap" href={`/banks/${bank.bank}${query}`}>
                    {bank.name}
                  </A>,
                  `${upperFirst(LICENCES[bank.licence])}${endedWords(bank.ended)}`,
                  `${bank.listedServices} of ${view.services} fees`,
                  bank.checkedOn ? dateWords(bank.checkedOn) : "",
                ],
              }))}
            />
          </Entry>
        ) : null}
        {others.length > 0 ? (
          <Entry title={FACTS["banks.other_days_head"]} id="other-days">
            <p>{FACTS["banks.other_days_lead"]}</p>
            <BankList banks={others} query={query} />
          </Entry>
        ) : null}
        <Entry title="Not seen yet">
          <p>Their own fees are unknown to us. That says nothing about how much they charge.</p>
          <BankList banks={unknown} query={query} />
        </Entry>
      </>
    ),
  };
}

/** Fees of another day are counted apart: what changed is worked out from them too. */
function seenWords(banks: number, known: number, more: number): string {
  if (known + more === 0) return filled(FACTS["banks.none"], { banks });
  const others = more === 0 ? "" : filled(FACTS["banks.other_days"], { more });
  return `${filled(FACTS["banks.known"], { known, banks })}${others}.`;
}

function BankList({ banks, query }: { banks: BanksView["banks"]; query: string }) {
  return (
    <ul class="plain columns">
      {banks.map((bank) => (
        <li key={bank.bank}>
          <A class="tap" href={`/banks/${bank.bank}${query}`}>
            {bank.name}
          </A>{" "}
          <small>
            {LICENCES[bank.licence]}
            {endedWords(bank.ended)}
          </small>
        </li>
      ))}
    </ul>
  );
}

function endedWords(ended: BanksView["banks"][number]["ended"]): string {
  if (!ended) return "";
  return ended.on ? `, ended on ${dateWords(ended.on)}` : ", ending, day not verified";
}
