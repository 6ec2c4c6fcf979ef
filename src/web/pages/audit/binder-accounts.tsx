/** What was seen of each account: its months as a table of words, and the days that no statement shows. */
import type { JoinedAccount, MonthSeen } from "../../../domain/audit/claim/join-accounts.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { BINDER_FILES } from "../../../words/en/audit/binder.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { MONTHS } from "../../../words/en/months.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { minor, type Names } from "./audit-view.ts";
import type { AccountView } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";

const accountsSay = sayOf({ ...RESULT, ...BINDER_FILES });

const SEEN_LOOK: Readonly<Record<MonthSeen["seen"], string | undefined>> = {
  whole: undefined,
  part: "unsure",
  none: "over",
};

export function BinderAccounts({ accounts, names }: { accounts: readonly AccountView[]; names: Names }) {
  if (accounts.length === 0) return null;
  const say = accountsSay(names);
  return (
    <Entry title={say("binder.months")} id="months">
      <p>{say("binder.months_lead")}</p>
      {accounts.map((account, i) => (
        <div key={i}>
          <h3>{accountName(account, names, i + 1)}</h3>
          <p>
            {say("result.span", { from: dateWords(account.from), until: dateWords(account.to) })}{" "}
            {wholeWords(account, names)}
          </p>
          <Joints account={account} names={names} />
          <Years account={account} names={names} />
        </div>
      ))}
    </Entry>
  );
}

const accountName = ({ bank, masked, currency }: JoinedAccount, names: Names, nth: number): string =>
  [
    bank === null ? accountsSay(names).text("binder.account_nth", { nth }) : (names.banks[bank] ?? bank),
    masked,
    currency,
  ]
    .filter(Boolean)
    .join(" ");

function wholeWords({ months }: JoinedAccount, names: Names) {
  const say = accountsSay(names);
  const whole = months.filter(({ seen }) => seen === "whole").length;
  const count = months.length;
  if (count === 1) return say(whole === 1 ? "binder.month_whole" : "binder.month_part");
  return whole === count ? say("binder.all_whole", { count }) : say("binder.some_whole", { whole, count });
}

function Joints({ account, names }: { account: AccountView; names: Names }) {
  const say = accountsSay(names);
  const open = account.joints.filter(({ kind, missing }) => kind === "gap" || (kind === "unproven" && missing));
  if (open.length === 0) return null;
  const money = (text: string | null) => exactMoney(minor(text), account.currency ?? "NGN");
  return (
    <ul>
      {open.map(({ kind, before, after, missing, moved }) => (
        <li key={after}>
          {say.dressed(
            kind === "gap" ? "binder.gap" : "binder.joint",
            {
              strong: (words) => <strong>{words}</strong>,
              before: () => <bdi class="told">{account.names[before]}</bdi>,
              after: () => <bdi class="told">{account.names[after]}</bdi>,
              sum: () => <span class="nowrap">{money(moved)}</span>,
            },
            { days: daysWords(missing, names) },
          )}
        </li>
      ))}
    </ul>
  );
}

function daysWords(missing: JoinedAccount["joints"][number]["missing"], names: Names): string {
  const { text } = accountsSay(names);
  if (!missing) return text("binder.no_day_missing");
  const [from, until] = [dateWords(missing.from), dateWords(missing.to)];
  return from === until ? text("binder.day_missing", { day: from }) : text("binder.days_missing", { from, until });
}

function Years({ account, names }: { account: JoinedAccount; names: Names }) {
  const say = accountsSay(names);
  const years = [...new Set(account.months.map(({ month }) => month.slice(0, 4)))];
  const seen = new Map(account.months.map((one) => [one.month, one.seen]));
  return (
    <div class="map">
      <Table
        caption={say.text("binder.each_month")}
        columns={[{ label: say.text("binder.year") }, ...MONTHS.map((label) => ({ label }))]}
        rows={years.map((year) => ({
          key: year,
          cells: [
            year,
            ...MONTHS.map((_name, i) => {
              const of = seen.get(`${year}-${String(i + 1).padStart(2, "0")}`);
              return of === undefined ? "" : <span class={SEEN_LOOK[of]}>{say(`binder.seen.${of}`)}</span>;
            }),
          ],
        }))}
      />
    </div>
  );
}
