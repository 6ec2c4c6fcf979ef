import { expect, test } from "vitest";
import { sniffBytes, sniffText } from "./sniff-format.ts";

test.each([
  ["pdf", "%PDF-1.7"],
  ["zip", "PK\u0003\u0004"],
  ["zip", "PK\u0005\u0006"],
  ["xls", "\u00d0\u00cf\u0011\u00e0"],
  ["image", "\u0089PNG"],
  ["image", "\u00ff\u00d8\u00ff"],
  ["image", "GIF89a"],
  ["empty", ""],
])("bytes say %s", (format, head) => {
  expect(sniffBytes(Uint8Array.from(head, (c) => c.charCodeAt(0)))).toBe(format);
});

test("bytes of text say nothing: the text decides", () => {
  expect(sniffBytes(new TextEncoder().encode("Date,Amount"))).toBeNull();
});

test.each([
  ["ofx", "OFXHEADER:100\nDATA:OFXSGML"],
  ["ofx", '<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>'],
  ["ofx", "\n\n<ofx><STMTRS>"],
  ["ofx", "<STMTTRN><DTPOSTED>20260105<TRNAMT>-1.00"],
  ["ofx", "<BANKTRANLIST><STMTTRN>"],
  ["qif", "    !Account\n    NSavings\n    ^\n    !Type:Bank"],
  ["qif", "!Clear:AutoSwitch\n!Option:MDY"],
  ["delimited", "!Account,Date,Amount\nx,2026-01-02,1.00"],
  ["qif", "!Type:Bank\nD1/2/26"],
  ["qif", "!Account\nNSavings\n^\n!Type:Bank\n"],
  ["mt940", ":20:ST\n:25:0123456789\n:28C:1/1\n:60F:C260101NGN0,"],
  ["mt940", "{1:F01}{4:\r\n:61:2601020102D10,NTRF"],
  ["html", "<!DOCTYPE html><table>"],
  ["html", "  <table><tr><td>"],
  ["xml", '<?xml version="1.0"?><Document xmlns="x">'],
  ["xml", "<ns:Document>"],
  ["json", '{"data": []}'],
  ["json", "[\n {"],
  ["alerts", "Acct: **6789\nAmt: NGN10.00 DR\nDesc: x"],
  ["delimited", "Date,Narration,Amount\n2026-01-02,x,1.00"],
  ["delimited", "any words at all"],
  ["binary", "\u0001\u0002\u0003\u0004 some"],
  ["empty", " \n\t"],
])("text says %s: %j", async (format, text) => {
  expect(await sniffText(text)).toBe(format);
});

test("a table whose narration mentions a tag or a brace stays a table", async () => {
  expect(await sniffText("Date,Narration,Amount\n2026-01-02,[gift],1.00")).toBe("delimited");
  expect(await sniffText("Date,Narration,Amount\n2026-01-02,ref :61: paid,1.00")).toBe("delimited");
});

test("a list of accounts that is longer than the head is QIF all the same", async () => {
  expect(await sniffText(`!Account\r\n${"NOne of many\r\nTBank\r\n^\r\n".repeat(400)}!Type:Bank\r\n`)).toBe("qif");
});
