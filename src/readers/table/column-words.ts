/** The words that banks put above their columns, as `normaliseLabel` gives them. One word stands in one list only. */
import type { Role } from "./column-labels.ts";

const words = (list: string): readonly string[] => list.split(",").map((word) => word.trim().replace(/\s+/g, " "));

/** Labels that name a role. */
export const LABELS: Readonly<Record<Exclude<Role, "other">, readonly string[]>> = {
  date: words(`
    data operacji, date, date time, datetime, trans date, transdate, transaction date, tran date, txn date, txndate, trx date,
    trans time, transaction time, transaction date time, posting date, posted date, date posted, post date, posted
    on, booking date, bookingdate, entry date, tra date, operation date, effective date, created at, transaction
    created, datum, buchungstag, buchungsdatum, datum verrichting, boekdatum, fecha, fecha operacion, data, date
    operation, konyveles datuma, tranzakcio datuma, datum zauctovani, started date, completed date, 
    data mov, data
    operacao, completion time, date de
    comptabilisation, date processed, posted, data
    contabile, transaction value date, pay date, trade date`),
  valueDate: words(`
    value date, valuedate, val date, valdate, value dt, val dt, wertstellung, valuta, valutadatum, datum
    verrekening, fecha valor, date valeur, execution date, settlement date, interest date, rentedatum, data
    ksiegowania, data valor`),
  time: words(`
    time, posting time, uhrzeit, hora`),
  narration: words(`
    narration, narrative, description, desc, details, detail, transaction details, transaction detail, transaction
    description, transaction narration, trans details, trans description, tran details, remarks, remark,
    particulars, memo, transaction particulars, transaction remarks, payment details, message, verwendungszweck,
    buchungstext, concepto, descripcion, historico, libelle, omschrijving, toelichting, popis, item, naam
    omschrijving, transaction, transactions, opis, descricao, historico do
    lancamento, descrizione, causale, descrizione operazione,
    note, merchant name`),
  detail: words(`
    payee, to from, from to, beneficiary, counterparty, merchant, handelaar, empfanger, name, auftraggeber
    empfanger, recipient, message for payee, message for me, counteraccount name, beneficiary sender, sender
    receiver, third party, beguenstigter, beguenstigter
    zahlungspflichtiger, zahlungsempfanger in, counter party, naam
    tegenpartij, mededelingen,
    other party`),
  reference: words(`
    reference, ref, reference no, reference number, ref no, ref number, refno, transaction reference, transaction
    ref, transaction id, trans id, trans ref, tran id, txn id, session id, reference session id, receipt no, receipt
    number, payment reference, transaction reference number, instrument no, rrn, referenz, referencia, tran ref, txn
    ref, transaction no, transaction number, unique reference, reference id, numer
    referencyjny, receipt`),
  debit: words(`
    ut, debit, debits, debit dr, dr, debit amount, amount debit, withdrawal, withdrawals, withdrawal dr, withdrawals dr,
    withdrawal amount, withdrawal amt, money out, paid out, pay out, payout, payments, outflow, amount out, debet,
    soll, cargo, uscite, dare, lastschrift, expense, expenses, spent, settlement debit, out, debit amt, dr amount, payment, withdrawn, debito,
    money withdrawn`),
  credit: words(`
    inn, credit, credits, credit cr, cr, credit amount, amount credit, deposit, deposits, deposit cr, deposits cr,
    deposit amount, deposit amt, lodgement, lodgements, lodgment, lodgments, money in, paid in, pay in, payin,
    receipts, inflow, amount in, haben, abono, entrate, avere, gutschrift, income, received, settlement credit, in, credit amt, cr amount,
    credito, money deposited`),
  amount: words(`
    umsatz, summa, belop, importo, kwota operacji, amount, transaction amount, amt, betrag, bedrag, importe, montant, valor, osszeg, castka, value, trans amount,
    txn amount, net amount, settled amount, sum, kwota, montante, 
    gross, valor
    eur, settlement amount, payment amount, billing amount, billed amount, local amount, operation amount, original amount,
    foreign amount, сумма, сумма операции, сумма платежа`),
  balance: words(`
    balance, running balance, balance after, book balance, available balance, account balance, closing balance,
    current balance, ledger balance, saldo, balance after transaction, kontostand, solde, bal, new balance, balance
    amount, running bal, cash balance, saldo apos
    movimento, saldo
    contabile, balance after txn, closing bal, bal after`),
  direction: words(`
    type, dr cr, cr dr, d c, c d, debit credit, credit debit, direction, transaction type, txn type, af bij, trans
    type, indicator, dc, drcr, crdr, d k, k d, dk, wn ma, s h, soll haben`),
  currency: words(`
    waluta, waehrung, valuutta, divisa, currency, ccy, cur, wahrung, moneda, munt, devizanem, devise, moeda, 
    currency code`),
  code: words(`
    chq no, cheque no, cheque number, check number, chq number, code, transaction code, tran code, chq`),
  fee: words(`
    fee, fees, charges, charge, commission, transaction fee, transaction charge, fee amount, charge amount, gebuhr, service charge,
    service fee, vat, tax, vat amount, tax amount, levy, stamp duty, emtl, emt levy, wht, withholding tax, excise duty, excise, duty, gst, iof, tva,
    mwst, iva, btw, tip, tips, cashback, discount, frais, comision, msc`),
  status: words(`
    status, state, transaction status, payment status, txn status, trans status, transaction state, response, response message,
    response description, response code, result, outcome, info, estado, statut, stato, статус`),
};

/** Labels of columns that hold nothing we need. */
export const KNOWN_OTHERS: ReadonlySet<string> = new Set(
  words(`
    channel, category, originating branch, branch, s n, sn, no, account, iban, balance type, bal before, balance before, e levy, from acct, to no, terminal, tags,
    notes, kategorie, device, location, origin, user, kontonummer, cuenta`),
);
