import type { Bank } from "../domain/fees/pack.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { isDuty, listedOn } from "./show-fee.ts";

export type BankSummary = {
  readonly bank: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly licence: Bank["licence"];
  /** Of the licence. */
  readonly grade: Bank["grade"];
  /** The bank is no longer, or is becoming part of another. */
  readonly ended: { readonly on: string | null; readonly into: string | null } | null;
  /** Services of which we have seen the bank's own fee. */
  readonly listedServices: number;
  /** We have seen fees of its own, and none that holds on the day. */
  readonly otherDaysOnly: boolean;
  /** The newest day any of its figures was looked at. */
  readonly checkedOn: string | null;
};

export type BanksView = Dated & { readonly banks: readonly BankSummary[]; readonly services: number };

/** Every bank we list, with how much of its tariff we have seen. */
export async function listBanks(ctx: Context, input: When): Promise<BanksView> {
  const dated = await datedPack(ctx, input);
  const { pack, on } = dated;
  const listed = listedOn(pack, on);
  const banks = pack.banks.map((bank) => {
    const own = listed.filter((fee) => fee.bank === bank.id);
    return {
      bank: bank.id,
      name: bank.name,
      aliases: bank.aliases,
      licence: bank.licence,
      grade: bank.grade,
      ended: bank.ended ? { on: bank.ended.on, into: bank.ended.into } : null,
      listedServices: new Set(own.map((fee) => fee.service)).size,
      otherDaysOnly: own.length === 0 && pack.listedFees.some((fee) => fee.bank === bank.id),
      checkedOn:
        own
          .map((fee) => fee.checkedOn as string)
          .sort()
          .at(-1) ?? null,
    };
  });
  return { ...datedOf(dated), banks, services: pack.services.filter((s) => s.id !== "unknown" && !isDuty(s)).length };
}
