import { expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { bankIn } from "../src/readers/table/read-preamble.ts";

const { banks } = shippedPack("ng");

test.each([
  ["ng.access", "Access Bank", "AccessBank Plc"],
  ["ng.zenith", "Zenith Bank Plc", "ZenithBank"],
  ["ng.gtbank", "GTBank Plc", "GT Bank", "Guaranty Trust Bank", "GTB"],
  ["ng.uba", "UBA Plc", "UBA Bank", "United Bank for Africa Plc"],
  ["ng.firstbank", "FirstBank", "First Bank of Nigeria Ltd", "First Bank", "FBN"],
  ["ng.fcmb", "FCMB", "First City Monument Bank"],
  ["ng.fidelity", "Fidelity Bank Plc"],
  ["ng.stanbic", "Stanbic IBTC", "Stanbic IBTC Bank"],
  ["ng.standardchartered", "Standard Chartered Bank"],
  ["ng.sterling", "Sterling Bank Plc"],
  ["ng.wema", "Wema Bank", "ALAT by Wema"],
  ["ng.union", "Union Bank"],
  ["ng.polaris", "Polaris Bank Limited"],
  ["ng.ecobank", "Ecobank", "Ecobank Nigeria"],
  ["ng.keystone", "Keystone Bank"],
  ["ng.unity", "Unity Bank Plc"],
  ["ng.providus", "ProvidusBank", "Providus Bank"],
  ["ng.premiumtrust", "Premium Trust Bank", "PremiumTrust Bank"],
  ["ng.parallex", "Parallex Bank"],
  ["ng.kuda", "Kuda Microfinance Bank", "Kuda MFB"],
  ["ng.moniepoint", "Moniepoint MFB"],
  ["ng.opay", "OPay"],
  ["ng.palmpay", "PalmPay"],
])("%s is known by what it prints of itself", (id, ...names) => {
  for (const name of names) expect(bankIn(`Your ${name} account`, banks), name).toBe(id);
});

test("no two banks share a name, and no name is a word of everyday text", () => {
  const names = banks.flatMap((bank) => [bank.name, ...bank.aliases]).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  const text = "sterling access to the first union of heritage, unity and fidelity at its zenith; a keystone of trust";
  expect(bankIn(text, banks)).toBeNull();
});

test("a bank whose letters are a family name too is known where they stand for a bank only", () => {
  expect(bankIn("EMEKA UBA", banks)).toBeNull();
  expect(bankIn("UBA NGOZI ADA", banks)).toBeNull();
  expect(bankIn("UBA Alert: debit of NGN 100.00", banks)).toBe("ng.uba");
});
