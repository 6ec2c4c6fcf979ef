/** Which facts a person is asked for, because one or two taps would settle charges that cannot be told. */
import { type AuditBundle, type AuditLine, type AuditResult, resultsOf } from "../audit-result.ts";
import { type FactName, type ToldFact, toldName } from "../told-facts.ts";

export type FactAsked = {
  readonly place: number;
  readonly fact: FactName;
  /** The payment that it is about; null where it is about the whole statement. */
  readonly payment: AuditLine | null;
  /** How the form names the answer. */
  readonly name: string;
  /** Charges that wait for it. */
  readonly charges: number;
  /** What was told already; null before that. */
  readonly told: string | null;
};

/**
 * The questions in the order of the statements: bank, kind of account, then each payment. A fact that was told stays in the list
 * with its answer, so that it can be told otherwise. A charge that waits for something else as well is not counted.
 */
export function factsAsked(answer: AuditResult | AuditBundle, told: readonly ToldFact[] = []): FactAsked[] {
  return resultsOf(answer).flatMap((result, place) => {
    const own = told.filter((one) => one.place === place);
    return [...ofStatement(result, place, own), ...ofPayments(result, place, own)];
  });
}

const waitsFor = (line: AuditLine, fact: string): boolean =>
  line.verdict === "cannot_tell" && line.missing.length === 1 && line.missing[0] === fact;

function ofStatement(result: AuditResult, place: number, told: readonly ToldFact[]): FactAsked[] {
  const asked = (fact: "bank" | "account", charges: number): FactAsked[] => {
    const said = told.find((one) => one.fact === fact)?.value ?? null;
    return charges === 0 && said === null
      ? []
      : [{ place, fact, payment: null, name: toldName({ place, row: null, fact }), charges, told: said }];
  };
  const count = (wanted: (line: AuditLine) => boolean) => result.lines.filter(wanted).length;
  return [
    ...asked("bank", result.statement.bank === null ? count(({ verdict }) => verdict !== null) : 0),
    ...asked(
      "account",
      count((line) => waitsFor(line, "account") && result.statement.account.type === "unknown"),
    ),
  ];
}

const OF_PAYMENTS = ["locality", "sameOwner"] as const;

function ofPayments(result: AuditResult, place: number, told: readonly ToldFact[]): FactAsked[] {
  const waiting = new Map<string, { row: number; fact: FactName; charges: number }>();
  const of = (row: number, fact: FactName) => {
    const name = toldName({ place, row, fact });
    const one = waiting.get(name) ?? { row, fact, charges: 0 };
    waiting.set(name, one);
    return one;
  };
  for (const { row, fact } of told) if (row !== null) of(row, fact);
  for (const line of result.lines) {
    const fact = OF_PAYMENTS.find((one) => waitsFor(line, one));
    // a tax waits for its fee, which is asked about
    if (fact && typeof line.for === "number" && line.kind !== "tax") of(line.for, fact).charges++;
  }
  if (waiting.size === 0) return [];
  const byRow = new Map(result.lines.map((line) => [line.row, line]));
  return [...waiting.entries()].flatMap(([name, { row, fact, charges }]): FactAsked[] => {
    const payment = byRow.get(row);
    const said = told.find((one) => one.row === row && one.fact === fact)?.value ?? null;
    return payment ? [{ place, fact, payment, name, charges, told: said }] : [];
  });
}
