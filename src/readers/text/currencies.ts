/** Currencies as statements name them: ISO 4217 codes of those that people hold accounts in, and the marks of some. */
const CODES =
  "AED AOA AUD BIF BRL BWP CAD CDF CHF CNY CVE CZK DKK DZD EGP ETB EUR GBP GHS GMD GNF HUF INR JPY KES LRD LSL LYD MAD MGA MUR MWK MZN NAD NGN NOK PLN RWF SAR SCR SEK SGD SLE SOS SSP SZL TND TRY TZS UGX USD XAF XOF ZAR ZMW ZWG";

/** The codes as alternatives of an expression. */
export const CURRENCY_CODES = CODES.replaceAll(" ", "|");

const KNOWN: ReadonlySet<string> = new Set(CODES.split(" "));
export const isCurrency = (code: string): boolean => KNOWN.has(code);
