import type { ComponentChildren } from "preact";
import { type AuditBundle, type AuditResult, resultsOf } from "../../../domain/audit/audit-result.ts";
import type { ToldFact } from "../../../domain/audit/told-facts.ts";
import type { CivilDate } from "../../../domain/dates/civil-date.ts";
import { datedName } from "../../../domain/fees/name-on.ts";
import type { DatedName, Pack } from "../../../domain/fees/pack.ts";
import { parseMinor } from "../../../domain/money/money.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { type Spoken, textIn } from "../../../words/tongue.ts";
import type { SaveFrom } from "../../ui/save.tsx";
import type { LetterLinks } from "./letter-entry.tsx";

export type AuditView = Spoken & {
  readonly result: AuditResult | AuditBundle;
  readonly services: Readonly<Record<string, string>>;
  /** Services that had another name on another day. */
  readonly named: Readonly<Record<string, readonly DatedName[]>>;
  readonly banks: Readonly<Record<string, string>>;
  readonly example: string | null;
  /** What a person told us beside the statement. */
  readonly told: readonly ToldFact[];
  /** Who judges again when a question is answered; absent where the statement is not there any more, and nothing is asked. */
  readonly again?: "here" | "server" | undefined;
  /** Where links that leave the page open: `_blank` on a page that a person could not come back to. */
  readonly away?: "_blank" | undefined;
  /** Set in a file that stands alone, from which a link to a page of this site would lead nowhere. */
  readonly alone?: true;
  /** The section of what its charges would be at other banks, on a page that is looked at. */
  readonly elsewhere?: ComponentChildren;
  /** Where the files to keep come from; null inside such a file itself. */
  readonly keep: {
    readonly html: SaveFrom;
    readonly json: SaveFrom;
    readonly letters: readonly LetterLinks[];
    /** In which the result goes back to the server to be saved; absent where the files are made on the device. */
    readonly form?: ComponentChildren;
    /** Leads on to the binder for many files; only where the files are made on the device. */
    readonly binder?: string;
  } | null;
};

/** Names of services and banks by their ids, in the language of the page. */
export type Names = Pick<AuditView, "services" | "named" | "banks" | "away" | "alone" | "tongue">;
/** One statement's result; `most` entries of each list are shown. */
export type Part = { readonly result: AuditResult; readonly names: Names; readonly most: number };

export const resultsIn = ({ result }: Pick<AuditView, "result">) => resultsOf(result);

export { isAccusation } from "../../../domain/audit/outcome.ts";
export const minor = (text: string | null): bigint => (text === null ? 0n : (parseMinor(text) ?? 0n));

/** Its name of that day, where a day is given. */
export const serviceName = (names: Names, service: string | null, on?: string): string => {
  if (!service) return textIn(RESULT, names.tongue)("result.charge");
  const ofDay = on === undefined ? undefined : datedName(names.named[service] ?? [], on as CivilDate);
  return ofDay ?? names.services[service] ?? service;
};

/** The page of a result as it stands alone; who serves it adds where its files come from. */
export const auditViewOf = (
  pack: Pick<Pack, "services" | "banks">,
  result: AuditView["result"],
  example: string | null = null,
  told: readonly ToldFact[] = [],
): AuditView => ({
  result,
  told,
  services: namesOf(pack.services),
  named: datedNames(pack),
  banks: namesOf(pack.banks),
  example,
  keep: null,
});

const datedNames = ({ services }: Pick<Pack, "services">): AuditView["named"] =>
  Object.fromEntries(services.flatMap(({ id, named }) => (named ? [[id, named] as const] : [])));

const namesOf = (list: readonly { readonly id: string; readonly name: string }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ id, name }) => [id, name]));
