import { SelectField } from "../../ui/field.tsx";

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
}: {
  products: ProductChoices;
  value?: string | undefined;
  wrong?: string | undefined;
}) {
  if (products.length === 0) return null;
  return (
    <SelectField
      id="product"
      label="Name of the account"
      hint="Some banks have other prices for one kind, such as Gold current. You may leave this out."
      empty="As the file says, or another"
      value={value}
      options={products}
      wrong={wrong}
    />
  );
}
