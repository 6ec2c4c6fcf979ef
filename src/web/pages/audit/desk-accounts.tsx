/** What was seen of each account: its months as a table of words, and the days that no statement shows. */
import type { JoinedAccount, MonthSeen } from "../../../domain/audit/claim/join-accounts.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, MONTHS } from "../../ui/words.ts";
import { minor, type Names } from "./audit-view.ts";
import type { AccountView } from "./desk-view.ts";

const SEEN_WORDS: Readonly<Record<MonthSeen["seen"], string>> = { whole: "whole", part: "part", none: "missing" };
const SEEN_LOOK: Readonly<Record<MonthSeen["seen"], string | undefined>> = {
  whole: undefined,
  part: "unsure",
  none: "over",
};

export function DeskAccounts({ accounts, names }: { accounts: readonly AccountView[]; names: Names }) {
  if (accounts.length === 0) return null;
  return (
    <Entry title="Months seen" id="months">
      <p>
        A month is whole when your statements show each of its days. A fee for a month that is missing, or here in part,
        may be one that we cannot judge.
      </p>
      {accounts.map((account, i) => (
        <div key={i}>
          <h3>{accountName(account, names, i)}</h3>
          <p>
            {dateWords(account.from)} to {dateWords(account.to)}. {wholeWords(account)}
          </p>
          <Joints account={account} />
          <Years account={account} />
        </div>
      ))}
    </Entry>
  );
}

const accountName = ({ bank, masked, currency }: JoinedAccount, names: Names, i: number): string =>
  [bank === null ? `Account ${i + 1}, bank not named` : (names.banks[bank] ?? bank), masked, currency]
    .filter(Boolean)
    .join(" ");

function wholeWords({ months }: JoinedAccount): string {
  const whole = months.filter(({ seen }) => seen === "whole").length;
  if (months.length === 1) return whole === 1 ? "The month is whole." : "The month is here in part.";
  return whole === months.length ? `All ${whole} months are whole.` : `${whole} of ${months.length} months are whole.`;
}

function Joints({ account }: { account: AccountView }) {
  const open = account.joints.filter(({ kind, missing }) => kind === "gap" || (kind === "unproven" && missing));
  if (open.length === 0) return null;
  const money = (text: string | null) => exactMoney(minor(text), account.currency ?? "NGN");
  return (
    <ul>
      {open.map(({ kind, before, after, missing, moved }) => (
        <li key={after}>
          {kind === "gap" ? <strong>Gap</strong> : "No balance proves it whole"} between{" "}
          <bdi class="told">{account.names[before]}</bdi> and <bdi class="told">{account.names[after]}</bdi>:{" "}
          {missing
            ? missing.from === missing.to
              ? `${dateWords(missing.from)} is missing`
              : `${dateWords(missing.from)} to ${dateWords(missing.to)} are missing`
            : "no whole day is missing, but lines are"}
          .
          {kind === "gap" ? (
            <>
              {" "}
              The balance moved by <span class="nowrap">{money(moved)}</span> meanwhile.
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Years({ account }: { account: JoinedAccount }) {
  const years = [...new Set(account.months.map(({ month }) => month.slice(0, 4)))];
  const seen = new Map(account.months.map((one) => [one.month, one.seen]));
  return (
    <div class="map">
      <Table
        caption="Each month: whole, in part, or missing"
        columns={[{ label: "Year" }, ...MONTHS.map((label) => ({ label }))]}
        rows={years.map((year) => ({
          key: year,
          cells: [
            year,
            ...MONTHS.map((_name, i) => {
              const of = seen.get(`${year}-${String(i + 1).padStart(2, "0")}`);
              return of === undefined ? "" : <span class={SEEN_LOOK[of]}>{SEEN_WORDS[of]}</span>;
            }),
          ],
        }))}
      />
    </div>
  );
}
