/**
 * The audit of one statement, stage by stage: open, link, judge, take off what came back, print, sum up. Pure: the same
 * statement and pack give the same bytes in a browser, on a server and on the command line.
 */
import type { AccountType, Pack } from "../fees/pack.ts";
import { priceEvent } from "../fees/price-event.ts";
import type { Sum } from "../fees/priced.ts";
import { vatOn } from "../fees/vat.ts";
import { NO_FACTS_NEEDED } from "../reason.ts";
import type { SaidFile, SaidStatement } from "../statements/statement.ts";
import { ACCUSATIONS, type AuditLine, type AuditResult, type LineKind } from "./audit-result.ts";
import { type Coverage, coverageOf } from "./judge/coverage.ts";
import { cannotTell, type Finding } from "./judge/finding.ts";
import { judgeFee, judgeOnPayment } from "./judge/judge-fee.ts";
import { judgeLevy, judgeOneLevy, lawChangedBefore } from "./judge/judge-levy.ts";
import { missingReturn, returnPending } from "./judge/judge-return.ts";
import { judgeTax } from "./judge/judge-tax.ts";
import { priceFor } from "./judge/price-charge.ts";
import { handRare, type RareJudges, rareOf } from "./judge/rare.ts";
import type { Fit } from "./link/assign.ts";
import { isDue, linkFees } from "./link/link-fees.ts";
import { type LevyLinks, linkLevies } from "./link/link-levies.ts";
import { Reversals } from "./link/link-reversals.ts";
import { linkTaxes, linkTaxesByPayment } from "./link/link-taxes.ts";
import { tellFeesByAmount, tellReversalsByWords, tellTaxesByAmount } from "./link/same-narration.ts";
import { type Book, type Entry, isCharge, ofKind, openBook, sizeOf, unlinkCharges } from "./open/book.ts";
import { printCharge, printPlain, type Say } from "./print-line.ts";
import { type ToldFact, toldOf } from "./told-facts.ts";
import { Totals } from "./totals.ts";

/** What a person says of the account, where the file does not; a product is said by its id. */
export type Said = {
  readonly bank?: string | undefined;
  readonly accountType?: AccountType | undefined;
  readonly product?: string | undefined;
};

export type AuditOptions = Said & {
  /** Version of the engine, printed in the result. */
  readonly engineVersion: string;
  /** In which language the answer is said. */
  readonly say: Say;
  /** What a person told beside the files. */
  readonly told?: readonly ToldFact[];
  /** The judges of rare charges; without them an audit that meets one throws `NeedsRareJudges`. */
  readonly rare?: RareJudges;
};

/**
 * Audits one statement of a file. The file lends its format and encoding to the result; `place` is that of the statement among
 * all that are audited together, by which told facts name it.
 */
export function auditStatement(
  pack: Pack,
  file: SaidFile,
  statement: SaidStatement,
  options: AuditOptions,
  place = 0,
): AuditResult {
  const told = toldOf(options.told ?? [], place);
  const book = openBook(pack, statement, {
    bank: told.bank ?? options.bank,
    account: told.account ?? options.accountType,
    marks: told.marks,
    product: options.product,
  });
  return auditBook(book, file, options);
}

/** The same of a statement that is laid out already. */
export function auditBook(
  book: Book,
  file: SaidFile,
  options: Pick<AuditOptions, "engineVersion" | "say" | "rare">,
): AuditResult {
  const { pack, statement } = book;
  handRare(book, options.rare);
  const coverage = coverageOf(book);
  const levies = link(book, coverage);
  const findings = judge(book, levies, coverage);
  const totals = new Totals();
  const lines: AuditLine[] = [];
  for (const entry of inRowOrder(book.entries)) {
    const finding = findings[entry.at];
    if (!finding) lines.push(printPlain(entry, options.say));
    else {
      const { line, count } = printCharge(entry, finding, returnPending(entry, coverage), options.say);
      lines.push(line);
      totals.add(count);
    }
  }
  const read = book.entries.length;
  const refused = book.refused.map((one) => ({ ...one, reason: options.say.say(THIRD_DECIMAL) }));
  const rejected = [...statement.rejected, ...refused].sort((a, b) => a.row - b.row);
  return {
    engine: {
      name: "openfees",
      version: options.engineVersion,
      rules: { jurisdiction: pack.jurisdiction, version: pack.version, sha256: pack.sha256 },
    },
    statement: {
      format: file.format,
      encoding: file.encoding,
      bank: book.bank,
      account: {
        type: book.account ?? "unknown",
        currency: statement.account.currency,
        masked: statement.account.masked,
      },
      from: statement.from,
      to: statement.to,
      opening: statement.opening,
      closing: statement.closing,
      rows: { total: read + rejected.length, read, rejected: rejected.length },
      chain: statement.chain,
      warnings: file.warnings.map(({ code, message, row }) => ({ code, message, row: row ?? null })),
    },
    totals: totals.printed(),
    lines,
    rejected,
  };
}

const THIRD_DECIMAL = { code: "third_decimal", facts: NO_FACTS_NEEDED } as const;

/** Where the reader had to guess something of a charge or of its payment, an accusation becomes "cannot tell". */
function withDoubt(finding: Finding, { line, event, parent }: Entry): Finding {
  const doubt = line.doubt ?? event?.line.doubt ?? parent?.line.doubt;
  if (doubt === undefined || !ACCUSATIONS.has(finding.verdict)) return finding;
  return cannotTell(finding, ["reading"], { code: "nothing_proves", facts: { doubt } });
}

/** Entries as the file prints them; most files print them in time order. */
function inRowOrder(entries: readonly Entry[]): readonly Entry[] {
  const rises = entries.every((entry, i) => i === 0 || (entries[i - 1] as Entry).line.row < entry.line.row);
  return rises ? entries : [...entries].sort((a, b) => a.line.row - b.line.row);
}

function link(book: Book, coverage: Coverage): LevyLinks {
  const expected = (service: string, event: Entry): Sum | null =>
    priceFor(book, service, event.line.date, sizeOf(event)).maximum;
  const vatRate = (entry: Entry) => vatOn(book.pack, entry.line.date)?.rate ?? null;
  tellFeesByAmount(book, { expected, vatRate });
  tellTaxesByAmount(book, { expected, vatRate });
  tellReversalsByWords(book);
  const reversals = new Reversals(book);
  reversals.linkPayments();
  reversals.linkSure();
  const linkCharges = (): LevyLinks => {
    linkTaxes(book, vatRate);
    linkFees(
      book,
      coverage,
      (fee, event) => {
        const on = { ...fee, event };
        const exact = isDue(expected(fee.service as string, event), sizeOf(fee));
        return keptOr(missingReturn(book, on, coverage), fitOf(judgeOnPayment(book, on, coverage), exact));
      },
      expected,
    );
    linkTaxesByPayment(book);
    return linkLevies(book, coverage, {
      unitOf: (on) => levyUnit(book, on),
      fitOf: (levy, event) =>
        keptOr(missingReturn(book, { ...levy, event }, coverage), fitOf(judgeOneLevy(book, levy, event), true)),
      lawChangedBefore: (service, on) => lawChangedBefore(book, service, on),
    });
  };
  let levies = linkCharges();
  if (reversals.open.length > 0) {
    const found = judge(book, levies, coverage);
    const cameBack = (charge: Entry) => (charge.event ?? charge.parent?.event)?.returns.length ?? 0;
    const wrong = (charge: Entry) => cameBack(charge) > 0 || ACCUSATIONS.has(found[charge.at]?.verdict ?? "right");
    if (reversals.linkRest(wrong)) {
      unlinkCharges(book);
      levies = linkCharges();
    }
  }
  reversals.linkCombined();
  const loose = reversals.open;
  if (loose.length > 0) {
    const found = judge(book, levies, coverage);
    rareOf(book).linkExcess(book, loose, (charge) => overOf(charge, found[charge.at]));
  }
  return levies;
}

/** What was too much of a charge that is accused, before anything came back; nothing of one that is not. */
const overOf = (charge: Entry, finding: Finding | undefined): bigint =>
  finding && ACCUSATIONS.has(finding.verdict) ? sizeOf(charge) - (finding.allowed ?? 0n) : 0n;

const fitOf = ({ verdict, allowed }: Finding, exact: boolean): Fit =>
  verdict === "right"
    ? { as: "right", exact }
    : verdict === "cannot_tell"
      ? { as: "open", open: null }
      : { as: "wrong", allowed: allowed ?? 0n };

/** A charge of a reversed payment that had to come back is wrong there, whatever its sum. */
const keptOr = (missing: Finding | null, fit: Fit): Fit =>
  missing && fit.as !== "none" ? { as: "wrong", allowed: 0n, kept: fit.as === "right" } : fit;

/** The sum of one levy on a day: that of a payment so large that it owes one, whichever side does. */
function levyUnit(book: Book, on: Entry["line"]["date"]): bigint | null {
  for (const party of ["sender", "receiver"] as const) {
    const priced = priceEvent(book.pack, {
      service: "levy.electronic_transfer",
      on,
      amount: 10n ** 15n,
      account: "current",
      facts: { party },
    });
    if (priced.state === "charged" && priced.maximum) return priced.maximum.total;
  }
  return null;
}

/** What was found of each charge, at its place in time; undefined for what is no charge. */
function judge(book: Book, levies: LevyLinks, coverage: Coverage): readonly (Finding | undefined)[] {
  const findings = new Array<Finding | undefined>(book.entries.length).fill(undefined);
  const charges = (kind: LineKind) => ofKind(book, kind).filter(isCharge);
  for (const fee of charges("fee")) findings[fee.at] = inItsMoney(book, judgeFee(book, fee, coverage));
  for (const levy of charges("levy"))
    findings[levy.at] = inItsMoney(book, judgeLevy(book, levy, levies.batches.get(levy), coverage));
  for (const tax of charges("tax"))
    findings[tax.at] = judgeTax(book, tax, tax.parent ? findings[tax.parent.at] : undefined, coverage);
  return findings.map((finding, at) => finding && withDoubt(finding, book.entries[at] as Entry));
}

/** On an account in other money than the pack's only a rule in that money says anything: of the others nothing can be told. */
function inItsMoney({ pack, statement }: Book, finding: Finding): Finding {
  const { currency } = statement.account;
  if (!currency || currency === pack.currency || finding.verdict === "cannot_tell") return finding;
  return pack.rules.some((rule) => rule.id === finding.rule && rule.currency === currency)
    ? finding
    : cannotTell(finding, ["rule"], { code: "other_currency", facts: NO_FACTS_NEEDED });
}
