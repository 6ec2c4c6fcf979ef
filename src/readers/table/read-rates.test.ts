import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { csvText } from "../../domain/csv-text.ts";
import { RATE_COLUMNS, rateTemplate } from "../../domain/fees/agreed-rates.ts";
import { RATE_WORDS } from "../../words/say-rates.ts";
import { readRates } from "./read-rates.ts";

const pack = shippedPack();
const read = (text: string) => readRates(new TextEncoder().encode(text), pack);

const faultsOf = (text: string) => {
  const rates = read(text);
  return rates.ok ? [] : rates.faults.map(RATE_WORDS.say);
};

describe("a table of agreed rates", () => {
  test("names what is wrong by the line that an editor shows, past empty lines and cells of two lines", () => {
    const text =
      'bank,service,name,amount\r\nng.zenith,alert.sms,"one\r\ntwo",3.00\r\n\r\nng.nobody,alert.sms,,3.00\r\nng.zenith,alert.sms,,much\r\n';
    expect(faultsOf(text)).toEqual([
      'Line 5: no bank "ng.nobody" is listed.',
      'Line 6: amount is a sum like 25.00, but got "much".',
    ]);
  });

  test("made from the template is read as it was filled in", () => {
    const template = csvText(RATE_COLUMNS, rateTemplate(pack, "ng.zenith"));
    expect(faultsOf(template)).toEqual(["No row has a price."]);
    const filled = template.replace(/^(ng\.zenith,alert\.sms,[^,]*),/m, "$1,3.00");
    const rates = read(filled);
    expect(rates.ok && rates.fees.map(({ bank, service, price }) => [bank, service, price])).toEqual([
      ["ng.zenith", "alert.sms", { kind: "fixed", amount: "3.00" }],
    ]);
  });
});
