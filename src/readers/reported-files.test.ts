import { expect, test } from "vitest";
import { tellReading } from "../../test/support/tell-reading.ts";

// Files of the other formats and alerts, of kinds that public reports name; all content is made up.
// `said` are those that no reader could settle: a warning, a rejected row or a broken chain says so.

const D = (day: number, amount: number): readonly [string, number] => [
  `2024-02-${String(day).padStart(2, "0")}`,
  amount,
];
type Lines = readonly (readonly [string, number])[];
type Case = readonly [what: string, text: string, lines: Lines | "said", statements?: number];

const ofx = (rows: string, more = "", type = "STMTRS") =>
  `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><${type}><CURDEF>EUR<BANKACCTFROM><ACCTID>123456789</BANKACCTFROM><BANKTRANLIST>${rows}</BANKTRANLIST>${more}</${type}></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const t = (type: string, amt: string, day = 13, more = "") =>
  `<STMTTRN><TRNTYPE>${type}<DTPOSTED>202402${day}120000<TRNAMT>${amt}<FITID>${type}${amt}${day}<NAME>A${more}</STMTTRN>`;
const camt = (inner: string) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id><Ccy>EUR</Ccy></Acct>${inner}</Stmt></BkToCstmrStmt></Document>`;
const bal = (c: string, a: string, m = "CRDT") =>
  `<Bal><Tp><CdOrPrtry><Cd>${c}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${a}</Amt><CdtDbtInd>${m}</CdtDbtInd><Dt><Dt>2024-02-13</Dt></Dt></Bal>`;
const e = (a: string, m: string, d = 13, more = "") =>
  `<Ntry><Amt Ccy="EUR">${a}</Amt>${m ? `<CdtDbtInd>${m}</CdtDbtInd>` : ""}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-02-${d}</Dt></BookgDt>${more}</Ntry>`;
const mt = (lines: string, o = "C240212EUR100,00", c: string | null = null) =>
  `:20:X\n:25:123456789\n:28C:1\n:60F:${o}\n${lines}\n${c ? `:62F:${c}\n` : ""}-`;
const CASES: readonly Case[] = [
  ["ofx unsigned debits only", ofx(t("DEBIT", "5.00") + t("POS", "7.00", 14)), [D(13, -5), D(14, -7)]],
  ["ofx unsigned both", ofx(t("DEBIT", "5.00") + t("CREDIT", "7.00", 14)), [D(13, -5), D(14, 7)]],
  [
    "ofx card inverted",
    ofx(t("DEBIT", "5.00") + t("CREDIT", "-7.00", 14) + t("DEBIT", "3.00", 15), "", "CCSTMTRS"),
    [D(13, -5), D(14, 7), D(15, -3)],
  ],
  ["ofx bank inverted", ofx(t("DEBIT", "5.00") + t("CREDIT", "-7.00", 14)), [D(13, 5), D(14, -7)]],
  ["ofx comma", ofx(t("DEBIT", "-1.400,82") + t("CREDIT", "7,00", 14)), [D(13, -1400.82), D(14, 7)]],
  ["ofx five decimals", ofx(t("DEBIT", "-8.95000") + t("CREDIT", "7.00000", 14)), [D(13, -8.95), D(14, 7)]],
  [
    "ofx whitespace",
    ofx(
      "<STMTTRN>\n\t<TRNTYPE>\n\t\tCREDIT</TRNTYPE>\n<DTPOSTED>\n\t20240213211013</DTPOSTED>\n<TRNAMT>\n 693.25</TRNAMT>\n<FITID>1</FITID><MEMO>In</MEMO></STMTTRN>",
    ),
    [D(13, 693.25)],
  ],
  [
    "ofx empty fitid wrong close",
    ofx(`${t("DEBIT", "-5.00")}<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240214<TRNAMT>7.00<FITID><NAME>B</STMTTRN>`).replace(
      "</STMTRS>",
      "</CCSTMTRS>",
    ),
    [D(13, -5), D(14, 7)],
  ],
  [
    "ofx foreign currency trn",
    ofx(t("DEBIT", "-5.00", 13, "<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>") + t("CREDIT", "7.00", 14)),
    [D(14, 7)],
  ],
  [
    "ofx origcurrency",
    ofx(t("DEBIT", "-5.00", 13, "<ORIGCURRENCY><CURRATE>1.1<CURSYM>USD</ORIGCURRENCY>") + t("CREDIT", "7.00", 14)),
    [D(13, -5), D(14, 7)],
  ],
  [
    "ofx two accounts",
    ofx(t("DEBIT", "-5.00")).replace(
      "</STMTRS>",
      "</STMTRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>987654321</BANKACCTFROM><BANKTRANLIST>" +
        t("CREDIT", "7.00", 14) +
        "</BANKTRANLIST></STMTRS>",
    ),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "ofx pending block",
    ofx(t("DEBIT", "-5.00")).replace(
      "</BANKTRANLIST>",
      "</BANKTRANLIST><BANKTRANLISTP><STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20240214<TRNAMT>-9.00<NAME>P</STMTTRNP></BANKTRANLISTP>",
    ),
    [D(13, -5)],
  ],
  ["ofx trailing minus", ofx(t("DEBIT", "5.00-") + t("CREDIT", "7.00", 14)), [D(13, -5), D(14, 7)]],
  ["ofx 30 feb", ofx(t("DEBIT", "-5.00", 30)), "said"],
  ["qif plain", "!Type:Bank\nD13/02/2024\nT-5.00\nPA\n^\nD14/02/2024\nT7.00\nPB\n^\n", [D(13, -5), D(14, 7)]],
  ["qif spaces year", "!Type:Bank\nD2/13'24\nT-5.00\nPA\n^\nD2/14'24\nT1,007.00\nPB\n^\n", [D(13, -5), D(14, 1007)]],
  ["qif dot apostrophe", "!Type:Bank\nD13.02'2024\nT-5.00\nPA\n^\nD14.02'2024\nT7.00\nPB\n^\n", [D(13, -5), D(14, 7)]],
  ["qif day in memo", "!Type:Bank\nM02/13/2024\nT-5.00\nPA\n^\nM02/14/2024\nT7.00\nPB\n^\n", []],
  [
    "qif splits",
    "!Type:Bank\nD13/02/2024\nT-5.00\nPA\nSfood\n$-3.00\nSother\n$-2.00\n^\nD14/02/2024\nT7.00\nPB\n^\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "qif ccard plus spending",
    "!Type:CCard\nD13/02/2024\nT5.00\nPSHOP\n^\nD14/02/2024\nT-50.00\nPPAYMENT RECEIVED THANK YOU\n^\nD15/02/2024\nT8.00\nPSHOP\n^\n",
    [D(13, -5), D(14, 50), D(15, -8)],
  ],
  [
    "qif two accounts",
    "!Account\nNOne\nTBank\n^\n!Type:Bank\nD13/02/2024\nT-5.00\nPA\n^\n!Account\nNTwo\nTBank\n^\n!Type:Bank\nD14/02/2024\nT7.00\nPB\n^\n",
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "qif amount spaced currency",
    "!Type:Bank\nD13/02/2024\nT-€5.00\nPA\n^\nD14/02/2024\nT 7.00\nPB\n^\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "mt dr funds",
    mt(":61:2402130213DR20,NTRFBIPI-dvT1FzfMqvzF5HaU4oetlH7SGRkonU//2022070616391534000", undefined, "C240213EUR80,"),
    [D(13, -20)],
  ],
  [
    "mt RDR storno",
    mt(
      ":61:2402130213DR80,00N003NONREF\n:86:083?00BAR\n:61:2402130213RDR80,00N068NONREF\n:86:899?00STORNO",
      undefined,
      "C240213EUR100,",
    ),
    [D(13, -80), D(13, 80)],
  ],
  [
    "mt wise",
    mt(":61:240213C0,92FMSCNONREF\nBALANCE_CASHBACK-510151a4-4ead", undefined, "C240213EUR100,92"),
    [D(13, 0.92)],
  ],
  [
    "mt dash inside",
    mt(":61:2402130213CR1,00N062NONREF\n-\n:61:2402140214CR2,00N062NONREF", undefined, "C240214EUR103,"),
    [D(13, 1), D(14, 2)],
  ],
  ["mt newline after mark", mt(":61:2402130213D\n5,00NMSC\n:86:A", undefined, "C240213EUR95,"), [D(13, -5)]],
  [
    "mt one line",
    mt(":61:2402130213D5,00NMSC :86:A :61:2402140214C7,00NMSC :86:B", undefined, "C240214EUR102,").replaceAll(
      "\n",
      " ",
    ),
    [D(13, -5), D(14, 7)],
  ],
  ["mt lower case", mt(":61:2402130213d5,00NMSC\n:86:A", undefined, "C240213EUR95,"), "said"],
  [
    "mt 942",
    ":20:X\n:25:123\n:28C:1\n:34F:EURD0,\n:13D:2402131200+0100\n:61:2402130213D5,00NMSC\n:86:A\n:90D:1EUR5,00\n:90C:0EUR0,00\n-",
    [D(13, -5)],
  ],
  ["mt wrong closing", mt(":61:2402130213D5,00NMSC\n:86:A", undefined, "C240213EUR99,"), "said"],
  [
    "mt two currencies",
    mt(":61:2402130213D5,00NMSC", "C240212EUR100,", "C240213EUR95,") +
      "\n" +
      mt(":61:2402140214C7,00NMSC", "C240212USD10,", "C240214USD17,"),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "mt thousands dot",
    mt(":61:2402130213D1.005,00NMSC\n:86:A", "C240212EUR2.000,00", "C240213EUR995,00"),
    [D(13, -1005)],
  ],
  ["camt minus said twice", camt(bal("OPBD", "100.00") + bal("CLBD", "95.00") + e("-5.00", "DBIT")), [D(13, -5)]],
  ["camt minus twice, no balance", camt(e("-5.00", "DBIT") + e("7.00", "CRDT", 14)), [D(13, -5), D(14, 7)]],
  ["camt minus with credit", camt(e("-5.00", "CRDT") + e("7.00", "CRDT", 14)), "said"],
  [
    "camt minus balance twice",
    camt(bal("OPBD", "-100.00", "DBIT") + bal("CLBD", "-105.00", "DBIT") + e("5.00", "DBIT")),
    [D(13, -5)],
  ],
  [
    "camt side in details",
    camt(e("5.00", "", 13, "<NtryDtls><TxDtls><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>")),
    [D(13, -5)],
  ],
  ["camt zoned day", camt(e("5.00", "DBIT").replace("2024-02-13<", "2024-02-13+01:00<")), [D(13, -5)]],
  [
    "camt summary says more",
    camt(
      `<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>7.00</Sum></TtlCdtNtries></TxsSummry>` +
        e("5.00", "DBIT"),
    ),
    "said",
  ],
  [
    "camt chf batch",
    camt(
      bal("OPBD", "100.00") +
        bal("CLBD", "529.56") +
        e(
          "429.56",
          "CRDT",
          13,
          '<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">329.56</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">100.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>',
        ),
    ),
    [D(13, 429.56)],
  ],
  [
    "camt 26 chrgs",
    camt(
      e(
        "1526.00",
        "DBIT",
        13,
        '<NtryDtls><TxDtls><Amt Ccy="EUR">1500.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Chrgs><Rcrd><Amt Ccy="EUR">26.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs></TxDtls></NtryDtls>',
      ),
    ),
    [D(13, -1500), D(13, -26)],
  ],
  [
    "camt v13 no ns prefix",
    camt(e("5.00", "DBIT"))
      .replace(/<(\/?)(?!\?)/g, "<$1n:")
      .replace("camt.053.001.08", "camt.053.001.13")
      .replace('xmlns="', 'xmlns:n="'),
    [D(13, -5)],
  ],
  [
    "camt two stmts",
    camt(e("5.00", "DBIT")).replace(
      "</Stmt>",
      '</Stmt><Stmt><Acct><Id><Othr><Id>9876543210</Id></Othr></Id><Ccy>USD</Ccy></Acct><Ntry><Amt Ccy="USD">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2024-02-14</Dt></BookgDt></Ntry></Stmt>',
    ),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "json mono two currencies",
    JSON.stringify({
      data: [
        {
          _id: "1",
          type: "debit",
          amount: 500,
          narration: "A",
          date: "2024-02-13T10:00:00.000Z",
          balance: 9500,
          currency: "NGN",
        },
        {
          _id: "2",
          type: "credit",
          amount: 700,
          narration: "B",
          date: "2024-02-14T10:00:00.000Z",
          balance: 1700,
          currency: "USD",
        },
      ],
    }),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "json minus with credit",
    JSON.stringify({
      data: [
        { _id: "1", type: "credit", amount: -500, narration: "A", date: "2024-02-13T10:00:00.000Z" },
        { _id: "2", type: "credit", amount: 700, narration: "B", date: "2024-02-14T10:00:00.000Z" },
      ],
    }),
    "said",
  ],
  [
    "json minus with debit",
    JSON.stringify({
      data: [
        { _id: "1", type: "debit", amount: -500, narration: "A", date: "2024-02-13T10:00:00.000Z" },
        { _id: "2", type: "credit", amount: 700, narration: "B", date: "2024-02-14T10:00:00.000Z" },
      ],
    }),
    [D(13, -5), D(14, 7)],
  ],
  [
    "json plaid",
    JSON.stringify({
      transactions: [
        {
          transaction_id: "1",
          account_id: "a",
          amount: 5.0,
          date: "2024-02-13",
          name: "A",
          iso_currency_code: "USD",
          pending: false,
        },
        {
          transaction_id: "2",
          account_id: "b",
          amount: -7.25,
          date: "2024-02-14",
          name: "B",
          iso_currency_code: "EUR",
          pending: false,
        },
      ],
    }),
    [D(13, -5), D(14, -(-7.25))],
    2,
  ],
  [
    "alert credit card word",
    "Your Credit Card XX1234 has been debited with NGN5,000.00 on 13-Feb-2024 at SHOP. Avail Bal: NGN1,000.00",
    [D(13, -5000)],
  ],
  [
    "alert refund",
    "NGN5,000.00 from SHOP refunded to your account 012****789 on 13-Feb-2024. Bal: NGN45,000.00",
    [D(13, 5000)],
  ],
  [
    "alert debit mentions credited payee",
    "Your acct 012****789 debited for NGN5,000.00 on 13-Feb-2024; OBI ADE credited. Ref 1234",
    [D(13, -5000)],
  ],
  [
    "alert mark behind",
    "Acct 012****789 was debited with 5,000.00 NGN on 13-Feb-2024. Bal: 45,000.00 NGN",
    [D(13, -5000)],
  ],
  [
    "alert reversed",
    "Your transaction of NGN5,000.00 on 13-Feb-2024 has been reversed to acct 012****789. Bal: NGN45,000.00",
    [D(13, 5000)],
  ],
  [
    "alert has a credit of",
    "Your A/C XXXXX999999 has a credit by Transfer of NGN1,000.00 on 13/02/24 by Bank. Avl Bal NGN5,111.00",
    [D(13, 1000)],
  ],
  [
    "alert in short lines, without a label",
    "Sent NGN50.00\nFrom HDFC Bank A/C *2222\nTo SHAMS SALMA\nOn 13/02/24\nRef 117331293255",
    [D(13, -50)],
  ],
  ["alert balance only", "Your account balance is NGN5,000.00 as of 13-Feb-2024.", "said"],
  ["alert debit card otp", "123456 is your OTP for the debit card transaction of NGN5,000.00 on 13-Feb-2024.", "said"],
];

test.each(CASES.map(([what, text, lines, statements]) => ({ what, text, lines, statements })))("$what", async (one) => {
  const { text, lines, statements } = one;
  const found = await tellReading(text);
  if (lines === "said") {
    expect(found.said).toBe(true);
    return;
  }
  expect(found.lines).toEqual(lines);
  if (statements !== undefined) expect(found.statements).toBe(statements);
});
