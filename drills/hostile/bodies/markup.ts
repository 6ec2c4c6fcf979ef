import { type Body, csv, latin, text } from "./body.ts";

// XML in the two forms that banks send, and HTML that calls itself a workbook.

const body = (fileName: string, name: string, bytes: () => Uint8Array, killer = false): Body => ({
  name,
  fileName,
  bytes,
  ...(killer ? { killer } : {}),
});
const HEAD = '<?xml version="1.0"?>';
const camt = (inside: string, doctype = ""): Uint8Array =>
  text(
    `${HEAD}${doctype}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>NGN</Ccy></Acct>${inside}</Stmt></BkToCstmrStmt></Document>`,
  );
const entry = (words = "NIP CHARGE"): string =>
  `<Ntry><Amt Ccy="NGN">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-02</Dt></BookgDt><AddtlNtryInf>${words}</AddtlNtryInf></Ntry>`;
const LAUGHS = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${"bcdefghij"[i]} "${`&${"abcdefghi"[i]};`.repeat(10)}">`).join("")}]>`;
const xml = (name: string, bytes: () => Uint8Array): Body => body("b.xml", `camt: ${name}`, bytes);
const ofx = (name: string, bytes: () => Uint8Array): Body => body("b.ofx", `ofx: ${name}`, bytes);
const html = (name: string, bytes: () => Uint8Array, killer = false): Body =>
  body("b.xls", `html: ${name}`, bytes, killer);

export const MARKUP: readonly Body[] = [
  xml("a thousand million laughs", () => camt(entry("&j;"), LAUGHS)),
  xml("an entity from the disk", () => camt(entry("&x;"), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
  xml("an entity from the network", () =>
    camt(entry("x"), '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]>'),
  ),
  xml("an entity that is itself", () => camt(entry("&a;"), '<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]>')),
  xml("1.5 million elements deep", () => latin(`${HEAD}<Document>${"<a>".repeat(1_500_000)}`)),
  xml("deep and wide", () =>
    camt(
      `<Ntry>${"<NtryDtls><TxDtls>".repeat(25)}${"<AmtDtls/>".repeat(400_000)}${"</TxDtls></NtryDtls>".repeat(25)}</Ntry>`,
    ),
  ),
  xml("400,000 attributes", () =>
    latin(`${HEAD}<Document ${Array.from({ length: 400_000 }, (_, i) => `a${i}="1"`).join(" ")}>`),
  ),
  xml("100,000 namespaces", () =>
    latin(`${HEAD}<Document ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="urn:${i}"`).join(" ")}>`),
  ),
  xml("names of the language's own", () =>
    camt(`<Ntry __proto__="x" constructor="y"><__proto__>1</__proto__>${entry().slice(6)}`),
  ),
  xml("4.8 MB of text in one element", () => camt(entry("A ".repeat(2_400_000)))),
  xml("one word of 4.8 MB", () => camt(entry("A".repeat(4_800_000)))),
  xml("5,000 entries of 80 empty parts", () =>
    camt(
      `<Ntry><Amt Ccy="NGN">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls>${"<TxDtls/>".repeat(80)}</NtryDtls></Ntry>`.repeat(
        5_000,
      ),
    ),
  ),
  xml("a doctype before the head", () =>
    text(`<!DOCTYPE html [<!ENTITY a "b">]>${camt(entry("&a;")).toString().slice(21)}`),
  ),
  xml("a million references to no letter", () => camt(entry("&#0;&#xFFFE;&#x110000;".repeat(200_000)))),
  xml("in UTF-16 that says it is UTF-8", () => Buffer.from(`${HEAD}${camt(entry()).toString()}`, "utf16le")),
  xml("amounts of a million digits", () =>
    camt(
      entry()
        .replace("25.00", `${"9".repeat(1_000_000)}.00`)
        .repeat(4),
    ),
  ),
  xml("CDATA that never closes", () => camt(`<Ntry><AddtlNtryInf>${"<![CDATA[".repeat(400_000)}`)),
  ofx("entities", () =>
    text(
      `${HEAD}<?OFX OFXHEADER="200" VERSION="211"?><!DOCTYPE OFX [<!ENTITY a "aaaaaaaaaaaaaaaa"><!ENTITY b "${"&a;".repeat(9)}">]><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKTRANLIST><STMTTRN><TRNTYPE>FEE<DTPOSTED>20260102<TRNAMT>-25.00<FITID>1<NAME>&b;</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`,
    ),
  ),
  ofx("500,000 open transactions", () => latin(`OFXHEADER:100\n<OFX>${"<STMTTRN>".repeat(500_000)}`)),
  ofx("4.9 million brackets", () => latin(`OFXHEADER:100\n<OFX>${"<".repeat(4_900_000)}`)),
  ofx("4.9 million blanks", () => latin(`OFXHEADER:100\n<OFX><STMTTRN><MEMO>${" ".repeat(4_900_000)}`)),
  ofx("4.9 million ampersands", () => latin(`OFXHEADER:100\n<OFX><STMTTRN><MEMO>${"&".repeat(4_900_000)}`)),
  ofx("closing tags alone", () => latin(`OFXHEADER:100\n<OFX>${"</STMTTRN>".repeat(480_000)}`)),
  ofx("tags of 100,000 letters", () => latin(`OFXHEADER:100\n<OFX>${`<${"A".repeat(100_000)}>1\n`.repeat(40)}`)),
  html("900,000 cells with an open quote", () => latin(`<html><table>${'<td "'.repeat(900_000)}`)),
  html("1.5 million links that never close", () => latin(`<html>${"<a ".repeat(1_500_000)}`)),
  html(
    "200,000 cells of 999 columns",
    () => latin(`<html><table><tr>${"<td colspan=999>1</td>".repeat(200_000)}`),
    true,
  ),
  html(
    "100,000 rows of 999 columns",
    () => latin(`<html><table>${"<tr><td>1</td><td colspan=999>1</td></tr>".repeat(100_000)}`),
    true,
  ),
  html("cells of a thousand million columns and rows", () =>
    latin(`<html><table>${"<tr><td colspan=1000000000 rowspan=1000000000>1</td></tr>".repeat(1_000)}`),
  ),
  html("60,000 cells over all rows below", () =>
    latin(`<html><table>${"<tr><td rowspan=65534>1</td></tr>".repeat(60_000)}`),
  ),
  html("1.6 million half references", () => latin(`<html><table><tr><td>${"&#x".repeat(1_600_000)}`)),
  html("1.2 million comments that never close", () => latin(`<html>${"<!--".repeat(1_200_000)}`)),
  html("2.4 million declarations", () => latin(`<html>${"<!".repeat(2_400_000)}`)),
  html("4.8 million brackets", () => latin(`<html>${"<".repeat(4_800_000)}`)),
  html("a script that nearly closes", () => latin(`<html><script>${"</scrip ".repeat(600_000)}`)),
  html("brackets that open no tag", () => latin(`<html><table><tr><td>${"<1".repeat(2_400_000)}`)),
  html("400,000 tables in tables", () => latin(`<html>${"<table><tr><td>".repeat(300_000)}`)),
  html("a good statement with a script", () =>
    text(
      `<html><script>process.exit(1)</script><table>${csv("NIP")
        .split("\n")
        .map((one) => `<tr><td>${one.replaceAll(",", "</td><td>")}</td></tr>`)
        .join("")}</table></html>`,
    ),
  ),
];
