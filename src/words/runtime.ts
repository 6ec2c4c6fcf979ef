/** What made sentences call, with the types that the library leaves open. */
import * as runtime from "@messageformat/runtime";

type Forms = { readonly [form: string]: string };

export const plural = runtime.plural as (
  value: number,
  offset: number,
  category: (value: number) => string,
  forms: Forms,
) => string;

/** The form of a value as it is written; `null` where there is none. */
export const select = runtime.select as (value: unknown, forms: Forms) => string;
