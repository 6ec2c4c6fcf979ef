import { type LearntDirection, learntChanges } from "../domain/changes/learnt-changes.ts";
import { inSpan } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { type ChangeView, changeView } from "./change-view.ts";
import type { Context, Instant } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { noBank, noService } from "./not-listed.ts";
import { Refused } from "./refused.ts";

export type KnowledgeInput = When & {
  readonly since?: Instant | undefined;
  readonly service?: string | undefined;
  readonly bank?: string | undefined;
};

export type LearntView = Omit<ChangeView, "direction" | "state" | "toldOn"> & { readonly direction: LearntDirection };

export type KnowledgeView = Dated & {
  readonly since: Instant | null;
  /** The facts that we had then; null where none was asked about, or where we had none yet: then nothing is compared. */
  readonly earlier: { readonly version: string; readonly sha256: string } | null;
  readonly service: string | null;
  readonly bank: string | null;
  readonly changes: readonly LearntView[];
};

/** What we say of a day now, or as we knew it at `known`, beside what we said of the same day at `since`. */
export async function compareKnowledge(ctx: Context, input: KnowledgeInput): Promise<KnowledgeView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const { since, service, bank } = input;
  if (service !== undefined && !pack.services.some(({ id }) => id === service)) throw noService(pack, service);
  if (bank !== undefined && !pack.banks.some(({ id }) => id === bank)) throw noBank(pack, bank);
  // instants are written in UTC to the millisecond, so that their order is that of their texts
  if (since !== undefined && input.known !== undefined && since > input.known)
    throw new Refused("bad_instant", "since", { code: "refused.moments", facts: {} });
  const then = since === undefined ? undefined : await ctx.packs.knownAt(pack.jurisdiction, since);
  const found = then ? learntChanges(then, pack, on) : [];
  const [old, own] = [then && standing(then, on), standing(pack, on)];
  return {
    ...datedOf(dated),
    since: since ?? null,
    earlier: then ? { version: then.version, sha256: then.sha256 } : null,
    service: service ?? null,
    bank: bank ?? null,
    changes: found
      .filter((one) => (service === undefined || one.service === service) && (bank === undefined || one.bank === bank))
      .map(({ direction, ...learnt }) => {
        // the words of a direction are chosen here: those of changes between days know no figure that is withdrawn
        const {
          state: _state,
          toldOn: _toldOn,
          ...view
        } = changeView(own, { ...learnt, direction: "other" }, on, today, old);
        return { ...view, direction };
      }),
  };
}

/** A row keeps its id when its price changes: only those of the day are left. */
const standing = (pack: Pack, on: Dated["on"]): Pack => ({
  ...pack,
  listedFees: pack.listedFees.filter((fee) => inSpan(fee, on)),
});
