import { SelectField } from "../../ui/field.tsx";
import type { Say } from "../../ui/say.tsx";

/** By bank: the id and the name of each of its products. */
export type ProductChoices = readonly {
  readonly group: string;
  readonly options: readonly (readonly [id: string, name: string])[];
}[];

/** Which of the bank's products the account is: its own prices then count. */
export function ProductField({
  products,
  value,
  wrong,
  say,
}: {
  products: ProductChoices;
  value?: string | undefined;
  wrong?: string | undefined;
  say: Say;
}) {
  if (products.length === 0) return null;
  return (
    <SelectField
      id="product"
      label={say.text("check.product")}
      hint={say.text("check.product_hint")}
      empty={say.text("check.product_empty")}
      value={value}
      options={products}
      wrong={wrong}
    />
  );
}
