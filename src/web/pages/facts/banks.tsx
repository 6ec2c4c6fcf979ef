import type { BanksView } from "../../../app/list-banks.ts";
import { alternatesOf, dayQuery, PastNote } from "../../ui/as-of.tsx";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { type GivenBack, NOTHING_WRONG } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { upperFirst } from "../../ui/rule-table.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

export function banksPage(view: BanksView, _back: GivenBack = NOTHING_WRONG, say: Say = IN_ENGLISH): PageView {
  const query = dayQuery(view);
  const known = view.banks.filter((bank) => bank.listedServices > 0);
  const others = view.banks.filter((bank) => bank.otherDaysOnly);
  const unknown = view.banks.filter((bank) => bank.listedServices === 0 && !bank.otherDaysOnly);
  return {
    title: say.text("banks.title"),
    language: say.language,
    section: "/banks",
    description: say.text("banks.description"),
    alternates: alternatesOf("/banks", query, true, say),
    cite: { title: say.text("banks.cite"), path: "/banks", dated: view },
    body: (
      <>
        <h1>{say("banks.title")}</h1>
        <PastNote dated={view} path="/banks" say={say} />
        <p class="lead">
          {seen(view.banks.length, known.length, others.length, say)} {say("banks.for_all")}
        </p>
        {known.length > 0 ? (
          <Entry title={say("banks.seen")}>
            <Table
              tight
              caption={say.text("banks.caption", { services: view.services })}
              columns={[
                { label: say.text("banks.bank") },
                { label: say.text("banks.licence"), kind: "words" },
                { label: say.text("banks.seen") },
                { label: say.text("banks.checked"), kind: "num" },
              ]}
              rows={known.map((bank) => ({
                key: bank.bank,
                cells: [
                  <A key="a" class="tap" href={`/banks/${bank.bank}${query}`}>
                    {bank.name}
                  </A>,
                  `${upperFirst(say.calledText("LICENCES", bank.licence))}${endedWords(bank.ended, say)}`,
                  say("banks.seen_of", { known: bank.listedServices, services: view.services }),
                  bank.checkedOn ? dateWords(bank.checkedOn) : "",
                ],
              }))}
            />
          </Entry>
        ) : null}
        {others.length > 0 ? (
          <Entry title={say("banks.other_days_head")} id="other-days">
            <p>{say("banks.other_days_lead")}</p>
            <BankList banks={others} query={query} say={say} />
          </Entry>
        ) : null}
        <Entry title={say("banks.not_seen")}>
          <p>{say("banks.not_seen_lead")}</p>
          <BankList banks={unknown} query={query} say={say} />
        </Entry>
      </>
    ),
  };
}

/** Fees of another day are counted apart: what changed is worked out from them too. */
function seen(banks: number, known: number, more: number, say: Say) {
  if (known + more === 0) return say("banks.none", { banks });
  return more === 0 ? say("banks.known", { known, banks }) : say("banks.known_more", { known, banks, more });
}

function BankList({ banks, query, say }: { banks: BanksView["banks"]; query: string; say: Say }) {
  return (
    <ul class="plain columns">
      {banks.map((bank) => (
        <li key={bank.bank}>
          <A class="tap" href={`/banks/${bank.bank}${query}`}>
            {bank.name}
          </A>{" "}
          <small>
            {say.called("LICENCES", bank.licence)}
            {endedWords(bank.ended, say)}
          </small>
        </li>
      ))}
    </ul>
  );
}

function endedWords(ended: BanksView["banks"][number]["ended"], say: Say): string {
  if (!ended) return "";
  return ended.on ? say.text("banks.ended", { day: dateWords(ended.on) }) : say.text("banks.ending");
}
