import type { Pack } from "../domain/fees/pack.ts";

/** The products of which a person may say that an account is one: by bank, its name, then id and name of each. */
export const productChoices = ({ banks, products = [] }: Pick<Pack, "banks" | "products">) =>
  banks
    .map(({ id: bank, name: group }) => ({
      group,
      options: products.filter((one) => one.bank === bank).map(({ id, name }) => [id, name] as const),
    }))
    .filter(({ options }) => options.length > 0);
