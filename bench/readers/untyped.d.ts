// Peers that bring no types: as much of each as is used.
declare module "papaparse" {
  export function parse(text: string, options: { skipEmptyLines: boolean }): { readonly data: string[][] };
  const papa: { parse: typeof parse };
  export default papa;
}
declare module "mt940js" {
  export class Parser {
    parse(text: string): readonly {
      readonly transactions: readonly { readonly date: Date; readonly entryDate?: Date; readonly amount: number }[];
    }[];
  }
  const mt940js: { Parser: typeof Parser };
  export default mt940js;
}
declare module "qif2json" {
  export function parse(
    text: string,
    options?: { readonly dateFormat?: string },
  ): { readonly transactions: readonly { readonly date?: string; readonly amount?: number }[] };
  const qif2json: { parse: typeof parse };
  export default qif2json;
}
