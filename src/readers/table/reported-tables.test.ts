import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";

// Tables as banks and apps export them, of kinds that public reports name; all content is made up.
// `said` are those that no reader could settle: a warning, a rejected row or a broken chain says so.

const D = (day: number, amount: number): readonly [string, number] => [
  `2024-02-${String(day).padStart(2, "0")}`,
  amount,
];
type Lines = readonly (readonly [string, number])[];
type Case = readonly [what: string, text: string, lines: Lines | "said", statements?: number];

const CASES: readonly Case[] = [
  [
    'two labels that both begin with "amount"',
    "Date,Description,Amount Debit,Amount Credit,Balance\n13/02/2024,A,5.00,,95.00\n14/02/2024,B,,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "a minus in the debit column alone",
    "Transaction Date,Description,Amount Debit,Amount Credit\n02/13/2024,A,-70.55,\n02/14/2024,B,,7.00\n",
    [D(13, -70.55), D(14, 7)],
  ],
  [
    "a day of the transaction before that of the posting",
    "Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n02/13/2024,02/14/2024,A,Food,Sale,-5.00,\n02/15/2024,02/16/2024,B,,Payment,50.00,\n",
    [D(13, -5), D(15, 50)],
  ],
  [
    "a card on which payments carry a minus",
    "Trans. Date,Post Date,Description,Amount,Category\n02/20/2024,02/20/2024,DOLLAR TREE,8.01,Merchandise\n02/20/2024,02/20/2024,FRENCHYS,89.7,Restaurants\n02/20/2024,02/22/2024,PAYMENT THANK YOU,-52.42,Payments and Credits\n",
    [D(20, -8.01), D(20, -89.7), D(20, 52.42)],
  ],
  [
    "the same with the holder of the card",
    "Date,Description,Card Member,Account #,Amount\n02/13/2024,SHOP,ADA,-11001,20.00\n02/14/2024,PAYMENT RECEIVED,ADA,-11001,-100.00\n",
    [D(13, -20), D(14, 100)],
  ],
  [
    "a nought left out behind the point",
    'Date;Affilie;Montant\n17-02-2024;"Depense A";" -110.7 €"\n18-02-2024;"B";" -116.62 €"\n19-02-2024;"C";" 109.78 €"\n',
    [D(17, -110.7), D(18, -116.62), D(19, 109.78)],
  ],
  [
    "both zero filled",
    "Date,Credit,Debit,Memo\n2024-02-13,54.00,0,Something\n2024-02-14,0,56.00,Another\n",
    [D(13, 54), D(14, -56)],
  ],
  [
    "letters for the side behind a pipe",
    "Acc|Type|Date|Payee|Details|Sum|Ccy|D/K|Ref\nLT88|20|2024-02-13|NAME|BUY 13.44 EUR|13.44|EUR|D|1\nLT88|20|2024-02-14|NAME|IN|10.00|EUR|K|2\n",
    [D(13, -13.44), D(14, 10)],
  ],
  [
    "words for the side in Hungarian",
    "Date;Amount;Description;Type\n2024-02-13;173900;Boritek;bevétel\n2024-02-14;5000;B;kiadás\n",
    [D(13, 173900), D(14, -5000)],
  ],
  [
    "a balance behind the payment, in German",
    "Bezeichnung Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung\nGiro;13.02.2024;13.02.2024;A;Lastschrift;X;-5,00;EUR;95,00\nGiro;14.02.2024;15.02.2024;B;Gutschrift;Y;7,00;EUR;102,00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "a column that says what is booked, in German",
    '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Betrag";"Waehrung";"Info"\n"DE1";"13.02.24";"13.02.24";"FOLGELASTSCHRIFT";"X";"-5,00";"EUR";"Umsatz gebucht"\n"DE1";"14.02.24";"14.02.24";"GUTSCHRIFT";"Y";"7,00";"EUR";"Umsatz vorgemerkt"\n',
    [D(13, -5)],
  ],
  [
    "the side in words beside the sum",
    '"Date","Name / Description","Account","Counterparty","Code","Debit/credit","Amount (EUR)","Transaction type","Notifications","Resulting balance"\n"20240213","A","NL1","","BA","Debit","5,00","Payment","x","95,00"\n"20240214","B","NL1","","GT","Credit","7,00","Transfer","x","102,00"\n',
    [D(13, -5), D(14, 7)],
  ],
  [
    "the sum in foreign money beside it",
    '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"\n2024-02-13,2024-02-13,A,,"Debit Card",,Main,-5.00,-5.40,USD,1.08\n2024-02-14,2024-02-14,B,,Income,x,Main,7.00,,,\n',
    [D(13, -5), D(14, 7)],
  ],
  [
    "days on which it was started and completed, a fee beside",
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nTRANSFER,Current,2024-02-12 10:00:00,2024-02-13 10:00:00,A,-5.00,0.50,EUR,COMPLETED,94.50\nTOPUP,Current,2024-02-14 10:00:00,2024-02-14 10:00:00,B,7.00,0.00,EUR,COMPLETED,101.50\nCARD,Current,2024-02-15 10:00:00,,C,-3.00,0.00,EUR,REVERTED,\n",
    "said",
  ],
  [
    "fees named apart, newest first",
    "TransferWise ID,Date,Amount,Currency,Description,Payment Reference,Running Balance,Exchange From,Exchange To,Exchange Rate,Total fees\nT-1,14-02-2024,7.00,EUR,B,,102.00,,,,0.00\nT-2,13-02-2024,-5.00,EUR,A,,95.00,,,,0.30\n",
    [D(14, 7), D(13, -5)],
  ],
  [
    "gross, fee and net",
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Balance"\n"13/02/2024","10:00:00","GMT","A","Payment","Completed","GBP","10.00","-0.50","9.50","109.50"\n"14/02/2024","10:00:00","GMT","B","Refund","Completed","GBP","-4.00","0.00","-4.00","105.50"\n',
    [D(13, 10), D(13, -0.5), D(14, -4)],
  ],
  [
    "the sum and its sides again behind",
    "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes,Address,Receipt,Description,Category split,Money Out,Money In\ntx1,13/02/2024,10:00:00,Card,A,,Food,-5.00,GBP,-5.00,GBP,,,,A,,-5.00,\ntx2,14/02/2024,10:00:00,FP,B,,Inc,7.00,GBP,7.00,GBP,,,,B,,,7.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "an account in every row",
    "Number,Date,Account,Amount,Subcategory,Memo\n ,14/02/2024,20-00-00 12345678,-5.00,PAYMENT,A\n ,13/02/2024,20-00-00 12345678,7.00,FT,B\n",
    [D(14, -5), D(13, 7)],
  ],
  [
    "a month first, told by a day",
    "Date,Transaction,Name,Memo,Amount\n2/13/2024,DEBIT,A,,-5\n2/14/2024,CREDIT,B,,7\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "two usd ngn wallets below",
    "Wallet: NGN\nDate,Details,Amount,Balance\n13/02/2024,A,-5.00,95.00\n14/02/2024,B,5.00,100.00\nWallet: USD\nDate,Details,Amount,Balance\n13/02/2024,C,-1.00,9.00\n15/02/2024,D,2.00,11.00\n",
    [D(13, -5), D(14, 5), D(13, -1), D(15, 2)],
    2,
  ],
  [
    "two by currency line",
    "Currency,NGN\nDate,Details,Amount\n13/02/2024,A,-5.00\n14/02/2024,B,5.00\n\nCurrency,USD\nDate,Details,Amount\n13/02/2024,C,-1.00\n15/02/2024,D,2.00\n",
    [D(13, -5), D(14, 5), D(13, -1), D(15, 2)],
    2,
  ],
  [
    "two, second without header",
    "Account Number: 1111111111\nDate,Details,Amount,Balance\n13/02/2024,A,-5.00,95.00\n14/02/2024,B,5.00,100.00\nAccount Number: 2222222222\n13/02/2024,C,-1.00,9.00\n15/02/2024,D,2.00,11.00\n",
    [D(13, -5), D(14, 5), D(13, -1), D(15, 2)],
    2,
  ],
  [
    "two restarted chain only",
    "Date,Details,Amount,Balance\n13/02/2024,A,-5.00,95.00\n14/02/2024,B,5.00,100.00\n15/02/2024,B2,5.00,105.00\nDate,Details,Amount,Balance\n13/02/2024,C,-1.00,9.00\n15/02/2024,D,2.00,11.00\n16/02/2024,E,2.00,13.00\n",
    [D(13, -5), D(14, 5), D(15, 5), D(13, -1), D(15, 2), D(16, 2)],
    2,
  ],
  [
    "wallet column",
    "Date,Wallet,Details,Amount\n13/02/2024,NGN Wallet,A,-5.00\n13/02/2024,USD Wallet,C,-1.00\n14/02/2024,NGN Wallet,B,5.00\n15/02/2024,USD Wallet,D,2.00\n",
    [D(13, -5), D(14, 5), D(13, -1), D(15, 2)],
    2,
  ],
  [
    "currency beside amount",
    "Date,Details,Amount\n13/02/2024,A,NGN -5.00\n13/02/2024,C,USD -1.00\n14/02/2024,B,NGN 5.00\n15/02/2024,D,USD 2.00\n",
    [D(13, -5), D(14, 5), D(13, -1), D(15, 2)],
    2,
  ],
  [
    "html two tables",
    "<html><body><p>Account: 1111111111</p><table><tr><td>Date<td>Details<td>Debit<td>Credit<td>Balance</tr><tr><td>13/02/2024<td>A<td>5.00<td><td>95.00</tr></table><p>Account: 2222222222</p><table><tr><td>Date<td>Details<td>Debit<td>Credit<td>Balance</tr><tr><td>14/02/2024<td>B<td><td>7.00<td>17.00</tr></table></body></html>",
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "labels from the payee's view",
    "Date,Details,Paid to us,Paid by us,Balance\n13/02/2024,A,,5.00,95.00\n14/02/2024,B,7.00,,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "rtl labels",
    "الرصيد,دائن,مدين,البيان,التاريخ\n95.00,,5.00,A,13/02/2024\n102.00,7.00,,B,14/02/2024\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "hebrew labels",
    "תאריך,תיאור,חובה,זכות,יתרה\n13/02/2024,A,5.00,,95.00\n14/02/2024,B,,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "arabic digits",
    "التاريخ,البيان,مدين,دائن,الرصيد\n١٣/٠٢/٢٠٢٤,A,٥٫٠٠,,٩٥٫٠٠\n١٤/٠٢/٢٠٢٤,B,,٧٫٠٠,١٠٢٫٠٠\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "chinese",
    "交易日期,摘要,支出,收入,余额\n2024-02-13,A,5.00,,95.00\n2024-02-14,B,,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "russian",
    "Дата операции;Описание;Сумма операции;Валюта\n13.02.2024 10:00:00;A;-5,00;RUB\n14.02.2024 10:00:00;B;7,00;RUB\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "two date cols mdy/dmy",
    "Posted,Transaction Date,Details,Amount\n14/02/2024,13/02/2024,A,-5.00\n15/02/2024,14/02/2024,B,7.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "status col pending",
    "Date,Details,Amount,Status\n13/02/2024,A,-5.00,Successful\n14/02/2024,B,-7.00,Failed\n15/02/2024,C,-3.00,Successful\n",
    [D(13, -5), D(15, -3)],
  ],
  [
    "type+sign disagree",
    "Date,Details,Type,Amount\n13/02/2024,A,Credit,-5.00\n14/02/2024,B,Debit,7.00\n15/02/2024,C,Debit,-3.00\n",
    [D(13, -5), D(14, 7), D(15, -3)],
  ],
  [
    "k suffix amounts",
    "Date,Details,Debit,Credit,Balance\n13/02/2024,A,5k,,95.00\n14/02/2024,B,,7.00,102.00\n",
    [D(14, 7)],
  ],
  ["space minus", "Date,Details,Amount\n13/02/2024,A,- 5.00\n14/02/2024,B,+ 7.00\n", [D(13, -5), D(14, 7)]],
  ["trailing minus", "Date,Details,Amount\n13/02/2024,A,5.00-\n14/02/2024,B,7.00+\n", [D(13, -5), D(14, 7)]],
  ["unicode minus", "Date,Details,Amount\n13/02/2024,A,\u22125.00\n14/02/2024,B,7.00\n", [D(13, -5), D(14, 7)]],
  [
    "swiss",
    "Datum;Text;Belastung;Gutschrift;Saldo\n13.02.2024;A;1'005.00;;8'995.00\n14.02.2024;B;;1'007.00;10'002.00\n",
    [D(13, -1005), D(14, 1007)],
  ],
  [
    "indian lakh",
    'Date,Narration,Chq,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance\n13/02/24,A,0,13/02/24,"1,25,000.00",,"3,75,000.00"\n14/02/24,B,0,14/02/24,,"25,000.00","4,00,000.00"\n',
    [D(13, -125000), D(14, 25000)],
  ],
  [
    "lines of stars around the table, and a summary",
    "Date,Narration,Debit Amount,Credit Amount,Chq/Ref Number,Closing Balance\n********,****,****,****,****,****\n13/02/24,A,5.00,0.00,1,95.00\n14/02/24,B,0.00,7.00,2,102.00\n********,****,****,****,****,****\nSTATEMENT SUMMARY :-,,,,,\nOpening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal\n100.00,1,1,5.00,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "tabs, with blanks in empty cells",
    "Txn Date\tValue Date\tDescription\tRef No./Cheque No.\t        Debit\tCredit\tBalance\n13 Feb 2024\t13 Feb 2024\tA\t1\t5.00\t \t95.00\n14 Feb 2024\t14 Feb 2024\tB\t2\t \t7.00\t102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "descending same-day",
    "Date,Details,Amount,Balance\n14/02/2024,D,-1.00,101.00\n14/02/2024,C,7.00,102.00\n13/02/2024,A,-5.00,95.00\n",
    [D(14, -1), D(14, 7), D(13, -5)],
  ],
  ["newline inside cell", 'Date,Details,Amount\n13/02/2024,"A\nB",-5.00\n14/02/2024,C,7.00\n', [D(13, -5), D(14, 7)]],
  ["excel sep line", "sep=;\nDate;Details;Amount\n13/02/2024;A;-5,00\n14/02/2024;B;7,00\n", [D(13, -5), D(14, 7)]],
  ["excel serial+amount", "Date,Details,Debit,Credit,Balance\n45335,A,5,,95\n45336,B,,7,102\n", [D(13, -5), D(14, 7)]],
  [
    "days in words with a clock, dashes for nought",
    "Trans. Time,Value Date,Description,Debit(NGN),Credit(NGN),Balance After(NGN),Channel,Transaction Reference\n13 Feb 2024 08:12:51,13 Feb 2024,Transfer,5.00,--,95.00,E,1\n14 Feb 2024 08:12:51,14 Feb 2024,OWealth Withdrawal,--,7.00,102.00,E,2\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "a month first with half-days",
    "Transaction Date,Transaction Detail,Money In (NGN),Money Out (NGN),Transaction ID\n02/13/2024 08:12:51 AM,A,,5.00,1\n02/14/2024 08:12:51 PM,B,7.00,,2\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "balance first",
    "Balance,Amount,Details,Date\n95.00,-5.00,A,13/02/2024\n102.00,7.00,B,14/02/2024\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "unnamed cols",
    "13/02/2024,A,-5.00,95.00\n14/02/2024,B,7.00,102.00\n15/02/2024,C,-2.00,100.00\n",
    [D(13, -5), D(14, 7), D(15, -2)],
  ],
  [
    "total row undated with amount",
    "Date,Details,Amount\n13/02/2024,A,-5.00\n14/02/2024,B,7.00\n,Net movement,2.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "closing as dated",
    "Date,Details,Debit,Credit,Balance\n13/02/2024,Opening Balance,,,100.00\n13/02/2024,A,5.00,,95.00\n14/02/2024,B,,7.00,102.00\n14/02/2024,Closing Balance,,102.00,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
  [
    "repeat header per page",
    "Date,Details,Debit,Credit,Balance\n13/02/2024,A,5.00,,95.00\nPage 1 of 2\nDate,Details,Debit,Credit,Balance\nBalance B/F,,,,95.00\n14/02/2024,B,,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
    1,
  ],
  ["dup rows exact legit", "Date,Details,Amount\n13/02/2024,A,-5.00\n13/02/2024,A,-5.00\n", [D(13, -5), D(13, -5)]],
  [
    "month only header mdy proven by period",
    "Statement period: 02/01/2024 to 02/29/2024\nDate,Details,Amount,Balance\n02/03/2024,A,-5.00,95.00\n02/04/2024,B,7.00,102.00\n",
    [D(3, -5), D(4, 7)],
  ],
  [
    "a column of products, which are no wallets",
    "Date,Product,Details,Amount\n13/02/2024,Coffee,A,-5.00\n14/02/2024,Tea,B,-7.00\n15/02/2024,Coffee,C,-3.00\n16/02/2024,Tea,D,-3.00\n17/02/2024,Coffee,E,-3.00\n18/02/2024,Tea,F,-3.00\n",
    [D(13, -5), D(14, -7), D(15, -3), D(16, -3), D(17, -3), D(18, -3)],
    1,
  ],
  [
    "a wrapped narration that names an account",
    "Date,Narration,Debit,Credit,Balance\n13/02/2024,TRF TO,5.00,,95.00\n,Account 0123456789,,,\n14/02/2024,B,,7.00,102.00\n",
    [D(13, -5), D(14, 7)],
    1,
  ],
  [
    "totals that hold the opening balance, two of them",
    "DATE POSTED,VALUE DATE,DESCRIPTION,DEBIT,CREDIT,BALANCE\n,,OPENING BALANCE,,,100.00\n13/02/2024,13/02/2024,A,5.00,0.00,95.00\n14/02/2024,14/02/2024,B,0.00,7.00,102.00\n,,TOTALS,5.00,107.00,\n,,TOTAL (CLEARED + UNCLEARED),,,102.00\n",
    [D(13, -5), D(14, 7)],
  ],
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
