import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";
import { characterOf } from "./html-characters.ts";

test("characters of a page are known by name, by number, and with their marks", () => {
  const read = (text: string): string => text.replace(/&(#?\w+);/g, characterOf);
  expect(read("D&eacute;bit &Ccedil;&atilde;o &minus;1 &#8358; &#x20A6; &nobody;")).toBe(
    "D\u00e9bit \u00c7\u00e3o -1 \u20a6 \u20a6 &nobody;",
  );
});

test("labels and sums of a page may be written with such names", async () => {
  const page = `<table><tr><th>Date<th>Libell&eacute;<th>D&eacute;bit<th>Cr&eacute;dit</tr>
    <tr><td>13/02/2024<td>loyer<td>50,25<td></tr><tr><td>14/02/2024<td>paie<td><td>70,00</tr></table>
    <table><tr><td>Solde<td>&minus;1</tr></table>`;
  expect((await tellReading(page)).lines).toEqual([
    ["2024-02-13", -50.25],
    ["2024-02-14", 70],
  ]);
});
