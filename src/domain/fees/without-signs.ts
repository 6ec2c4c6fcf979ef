import { SIGNS } from "../money/money-words.ts";

const CODES = new Map(Object.entries(SIGNS).map(([code, sign]) => [sign, code]));
const SUM = /(-?)(₦|US\$)(\d[\d,]{0,40})(\.\d\d)?/g;
const ONLY_SUM = /^-?(?:₦|US\$)[\d,]{1,41}(?:\.\d\d)?$/;

/**
 * A view for people as data for programs: a text that is a sum becomes `50.00`, a sum inside a sentence `NGN 50.00`. Pages show
 * the currency's sign and group thousands; what is counted with has neither.
 */
export function withoutSigns(view: unknown): unknown {
  if (typeof view === "string") {
    const alone = ONLY_SUM.test(view);
    return view.replace(SUM, (_sum, minus: string, sign: string, whole: string, cents: string = ".00") => {
      const plain = `${minus}${whole.replaceAll(",", "")}${cents}`;
      return alone ? plain : `${CODES.get(sign) ?? sign} ${plain}`;
    });
  }
  if (Array.isArray(view)) return view.map(withoutSigns);
  if (typeof view !== "object" || view === null) return view;
  return Object.fromEntries(Object.entries(view).map(([key, part]) => [key, withoutSigns(part)]));
}
