/** The lists of the API: rows of the pack as they are, page by page, with the address of the next page. */
import type { ChangeView } from "../../app/change-view.ts";
import type { Instant } from "../../app/context.ts";
import { Refused } from "../../app/refused.ts";
import { type CivilDate, inSpan } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { withoutSigns } from "../../domain/fees/without-signs.ts";
import { nearestBanks, nearestServices } from "../../domain/search/nearest-names.ts";
import { didYouMean } from "../../words/did-you-mean.ts";
import { doorWords } from "../../words/door-words.ts";

/** Rows a page unless said otherwise. */
export const PAGE = 100;

export const LISTS = ["banks", "products", "fees", "rules", "changes"] as const;
export type ListName = (typeof LISTS)[number];

export type Asked = {
  readonly service?: string | undefined;
  readonly bank?: string | undefined;
  readonly on?: CivilDate | undefined;
  readonly known?: Instant | null | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

type Row = { readonly id: string; readonly from?: string | null };

const PICK: Readonly<Record<Exclude<ListName, "changes">, (pack: Pack, asked: Asked) => readonly Row[]>> = {
  banks: (pack) => pack.banks,
  products: (pack, q) =>
    (pack.products ?? []).filter((one) => (!q.bank || one.bank === q.bank) && (!q.on || inSpan(one, q.on))),
  rules: (pack, q) =>
    pack.rules.filter(
      (rule) =>
        (!q.service || rule.service === q.service) &&
        (!q.on || ((rule.from !== null || rule.until !== null || rule.standing === "in_force") && inSpan(rule, q.on))),
    ),
  fees: (pack, q) =>
    pack.listedFees.filter(
      (fee) =>
        (!q.service || fee.service === q.service) && (!q.bank || fee.bank === q.bank) && (!q.on || inSpan(fee, q.on)),
    ),
};

/** `changes`: those that the question asks for, oldest first as their list is. */
export function listRows(pack: Pack, name: ListName, asked: Asked, changes: readonly ChangeView[] = []): unknown {
  const placeOf = name === "changes" ? placeByDay : placeById;
  if (asked.service && !pack.services.some((s) => s.id === asked.service))
    throw new Refused(
      "unknown_service",
      "service",
      doorWords("problem.service", {
        asked: asked.service,
        meant: didYouMean(nearestServices(pack, asked.service)) || doorWords("problem.see_services"),
      }),
    );
  if (asked.bank && !pack.banks.some((b) => b.id === asked.bank))
    throw new Refused(
      "unknown_bank",
      "bank",
      doorWords("problem.bank", {
        asked: asked.bank,
        meant: didYouMean(nearestBanks(pack, asked.bank)) || doorWords("problem.see_banks"),
      }),
    );
  const own = name === "changes" ? changes.map((change) => ({ ...change, from: change.on })) : PICK[name](pack, asked);
  const rows = [...own].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const rest = after === undefined ? rows : rows.filter((row) => placeOf(row) > after);
  const shown = rest.slice(0, asked.limit);
  // the view of a change is made for people, who read a sum with its sign
  const data = name === "changes" ? withoutSigns(shown) : shown;
  return {
    jurisdiction: pack.jurisdiction,
    version: pack.version,
    on: asked.on ?? null,
    known: asked.known ?? null,
    data,
    next: rest.length > shown.length ? nextAddress(name, asked, placeOf(shown.at(-1) as Row)) : null,
  };
}

/** A fee whose price changed has one id and several rows: the day tells them apart. */
const placeById = ({ id, from }: Row): string => `${id}:${from ?? ""}`;
const placeByDay = ({ id, from }: Row): string => `${from ?? ""}:${id}`;

/** A cursor is the place of the last row seen, so a list that grows between two pages neither repeats nor skips a row. */
const readCursor = (cursor: string): string => {
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^[\w.:-]+$/.test(id)) throw new Refused("bad_cursor", "cursor", doorWords("problem.cursor"));
  return id;
};

/** The same question from the next row on; what the route does not look at is left out. */
function nextAddress(list: ListName, asked: Asked, last: string): string {
  const params = new URLSearchParams();
  for (const name of ["on", "known", "service", "bank", "limit"] as const)
    if (asked[name] != null && (name !== "limit" || asked.limit !== PAGE)) params.set(name, String(asked[name]));
  params.set("cursor", Buffer.from(last, "utf8").toString("base64url"));
  return `/api/v1/${list}?${params}`;
}
