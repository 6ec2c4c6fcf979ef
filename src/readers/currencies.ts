/** Currencies as statements name them: ISO 4217 codes of those that people hold accounts in, and the marks of some. */
const CODES =
  "AED AOA ARS AUD BDT BGN BHD BIF BRL BWP CAD CDF CHF CLP CNY COP CVE CZK DJF DKK DZD EGP ERN ETB EUR GBP GHS GMD GNF HKD HUF IDR ILS INR ISK JPY KES KMF KRW KWD LKR LRD LSL LYD MAD MGA MRU MUR MWK MXN MYR MZN NAD NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB RWF SAR SCR SDG SEK SGD SLE SOS SSP STN SZL THB TND TRY TWD TZS UAH UGX USD UYU VND XAF XOF ZAR ZMW ZWG";

/** The codes as alternatives of an expression. */
export const CURRENCY_CODES = CODES.replaceAll(" ", "|");

const KNOWN: ReadonlySet<string> = new Set(CODES.split(" "));
export const isCurrency = (code: string): boolean => KNOWN.has(code);
