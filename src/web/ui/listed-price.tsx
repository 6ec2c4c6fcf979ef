import type { ListedFeeView } from "../../app/listed-fee-view.ts";

/**
 * A bank's own price: what it is, what the bank calls it where that says more than the fee's own name does, of which
 * product and for whom, and what a reader should know of it.
 */
export function ListedPrice({ fee, service }: { fee: ListedFeeView; service: string }) {
  const own = fee.name.toLowerCase() === service.toLowerCase() ? null : fee.name;
  const variant = fee.variant !== null && !fee.name.includes(fee.variant) ? fee.variant : null;
  const whose = [own, fee.product, variant, fee.appliesTo].filter(Boolean).join("; ");
  return (
    <>
      {fee.summary}
      {whose ? <span class="keeps">{whose}</span> : null}
      {fee.note ? <span class="keeps">{fee.note}</span> : null}
    </>
  );
}
