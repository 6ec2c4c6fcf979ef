/** Currencies as statements name them: ISO 4217 codes of those that people hold accounts in, and the marks of some. */
const CODES =
  "AED AOA ARS AUD BDT BGN BHD BIF BRL BWP CAD CDF CHF CLP CNY CVE CZK DKK DZD EGP ETB EUR GBP GHS GMD GNF HKD HUF IDR ILS INR JOD JPY KES KRW KWD KZT LKR LRD LSL LYD MAD MGA MUR MWK MXN MYR MZN NAD NGN NOK NZD OMR PHP PKR PLN QAR RON RUB RWF SAR SCR SEK SGD SLE SOS SSP SZL THB TND TRY TWD TZS UAH UGX USD VND XAF XOF ZAR ZMW ZWG";

/** The codes as alternatives of an expression. */
export const CURRENCY_CODES = CODES.replaceAll(" ", "|");

const KNOWN: ReadonlySet<string> = new Set(CODES.split(" "));
export const isCurrency = (code: string): boolean => KNOWN.has(code);
