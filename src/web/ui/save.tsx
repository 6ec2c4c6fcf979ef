import type { ComponentChildren } from "preact";

/** The one form of a result page that sends the result back to be saved as a file. */
export const SAVE_FORM = "save";

/** Where a file to save comes from: an address, or a button of the page's one form of that id. */
export type SaveFrom = { readonly href: string } | { readonly form: string; readonly value: string };

/** Saves one file under a name, as a link or as a button of a form; both look alike. */
export function Save({
  from,
  name,
  look,
  children,
}: {
  from: SaveFrom;
  name: string;
  look: string;
  children: ComponentChildren;
}) {
  return "href" in from ? (
    <a class={look} href={from.href} download={name}>
      {children}
    </a>
  ) : (
    <button type="submit" class={look} form={from.form} name="what" value={from.value}>
      {children}
    </button>
  );
}
