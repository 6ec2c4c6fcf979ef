import type { BanksView } from "../../../app/list-banks.ts";
import { alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, LICENCE_WORDS } from "../../ui/words.ts";

export function banksPage(view: BanksView): PageView {
  const query = dayQuery(view);
  const known = view.banks.filter((bank) => bank.listedServices > 0);
  const unknown = view.banks.filter((bank) => bank.listedServices === 0);
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
          {known.length === 0
            ? `We list ${view.banks.length} banks. We have not seen the own fees of any of them yet.`
            : `We have seen fees of their own for ${known.length} of the ${view.banks.length} banks we list.`}{" "}
          The legal maximum holds for all commercial banks, seen or not.
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
                  <a key="a" class="tap" href={`/banks/${bank.bank}${query}`}>
                    {bank.name}
                  </a>,
                  `${upperFirst(LICENCE_WORDS[bank.licence])}${endedWords(bank.ended)}`,
                  `${bank.listedServices} of ${view.services} fees`,
                  bank.checkedOn ? dateWords(bank.checkedOn) : "",
                ],
              }))}
            />
          </Entry>
        ) : null}
        <Entry title="Not seen yet">
          <p>Their own fees are unknown to us. That says nothing about how much they charge.</p>
          <ul class="plain columns">
            {unknown.map((bank) => (
              <li key={bank.bank}>
                <a class="tap" href={`/banks/${bank.bank}${query}`}>
                  {bank.name}
                </a>{" "}
                <small>
                  {LICENCE_WORDS[bank.licence]}
                  {endedWords(bank.ended)}
                </small>
              </li>
            ))}
          </ul>
        </Entry>
      </>
    ),
  };
}

function endedWords(ended: BanksView["banks"][number]["ended"]): string {
  if (!ended) return "";
  return ended.on ? `, ended on ${dateWords(ended.on)}` : ", ending, day not verified";
}
