/** One idea: the words that banks put above their columns, as `normaliseLabel` gives them. One word stands in one list only. */
import type { Role } from "./column-labels.ts";

const words = (list: string): readonly string[] => list.split(",").map((word) => word.trim());

/** Labels that name a role. */
export const LABELS: Readonly<Record<Exclude<Role, "other">, readonly string[]>> = {
  date: words(`
    date, date time, datetime, trans date, transdate, transaction date, tran date, txn date, txndate, trx date,
    trans time, transaction time, transaction date time, posting date, posted date, date posted, post date, posted
    on, booking date, bookingdate, entry date, tra date, operation date, effective date, created at, transaction
    created, datum, buchungstag, buchungsdatum, datum verrichting, boekdatum, fecha, fecha operacion, data, date
    operation, konyveles datuma, tranzakcio datuma, datum zauctovani, started date, completed date, data operacji,
    data transakcji, data mov, data movimento, data lancamento, data do lancamento, data de lancamento, data
    operacao, completion time, utfort dato, bokfort dato, bokforingsdato, bokforingsdatum, kirjauspaiva, date de
    comptabilisation, date comptable, datum provedeni, tranzakcio idopontja, date processed, fecha contable, data
    contabile, data operazione, transaction value date, date of transaction, pay date`),
  valueDate: words(`
    value date, valuedate, val date, valdate, value dt, val dt, wertstellung, valuta, valutadatum, datum
    verrekening, fecha valor, date valeur, execution date, settlement date, interest date, rentedatum, data
    ksiegowania, data waluty, data valor, arvopaiva, date de valeur, valutadato, datum valuty, f valor, data valuta`),
  time: words(`
    time, posting time, uhrzeit, hora, heure, godzina`),
  narration: words(`
    narration, narrative, description, desc, details, detail, transaction details, transaction detail, transaction
    description, transaction narration, trans details, trans description, tran details, remarks, remark,
    particulars, memo, transaction particulars, transaction remarks, payment details, message, verwendungszweck,
    buchungstext, concepto, descripcion, historico, libelle, omschrijving, toelichting, popis, item, naam
    omschrijving, transaction, transactions, opis operacji, opis, tytul, tytul operacji, descricao, historico do
    lancamento, tekst, forklarende tekst, beskrivelse, viesti, selite, libelle operation, zprava, poznamka,
    kozlemeny, mededelingen, descrizione, causale, note, merchant name`),
  detail: words(`
    payee, to from, from to, beneficiary, counterparty, merchant, handelaar, empfanger, name, auftraggeber
    empfanger, recipient, message for payee, message for me, counteraccount name, beneficiary sender, sender
    receiver, third party, beguenstigter, begunstigter, auftraggeber begunstigter, beguenstigter
    zahlungspflichtiger, zahlungsempfanger in, zahlungsempfanger, zahlungspflichtige r, saaja, counter party, naam
    tegenpartij, nadawca odbiorca, odbiorca, kontrahent, nazev protiuctu, partner neve, entidade, account party,
    other party`),
  reference: words(`
    reference, ref, reference no, reference number, ref no, ref number, refno, transaction reference, transaction
    ref, transaction id, trans id, trans ref, tran id, txn id, session id, reference session id, receipt no, receipt
    number, payment reference, transaction reference number, instrument no, rrn, referenz, referencia, tran ref, txn
    ref, transaction no, transaction number, unique reference, reference id, transaksjonsid, referencia banco, numer
    referencyjny, receipt, transaktionsid, transaktions id`),
  debit: words(`
    debit, debits, debit dr, dr, debit amount, amount debit, withdrawal, withdrawals, withdrawal dr, withdrawals dr,
    withdrawal amount, withdrawal amt, money out, paid out, pay out, payout, payments, outflow, amount out, debet,
    soll, cargo, lastschrift, spent, settlement debit, out, debit amt, dr amount, payment, withdrawn, debito,
    wyplywy, wydatki, obciazenia, ut, ut fra konto, belop ut, debets, debit outflow, debito eur, money withdrawn,
    uitgaven, sortie, dare, uscite`),
  credit: words(`
    credit, credits, credit cr, cr, credit amount, amount credit, deposit, deposits, deposit cr, deposits cr,
    deposit amount, deposit amt, lodgement, lodgements, lodgment, lodgments, money in, paid in, pay in, payin,
    receipts, inflow, amount in, haben, abono, gutschrift, received, settlement credit, in, credit amt, cr amount,
    credito, wplywy, uznania, inn, inn pa konto, belop inn, credit inflow, money deposited, inkomsten, avere,
    entrate, haber`),
  amount: words(`
    amount, transaction amount, amt, betrag, bedrag, importe, montant, valor, osszeg, castka, value, trans amount,
    txn amount, net amount, settled amount, kwota, kwota operacji, kwota transakcji, montante, movimento, summa,
    maara, belop, umsatz, osszege, tranzakcio osszege, zauctovana castka, castka v mene uctu, gross, importo, valor
    eur, quantia`),
  balance: words(`
    balance, running balance, balance after, book balance, available balance, account balance, closing balance,
    current balance, ledger balance, saldo, balance after transaction, kontostand, solde, bal, new balance, balance
    amount, running bal, cash balance, saldo po operacji, saldo po transakcji, saldo contabilistico, saldo apos
    movimento, egyenleg, zustatek, saldo na trn, disponibel saldo, saldo contable, saldo disponible, saldo
    contabile, balance after txn, closing bal`),
  direction: words(`
    type, dr cr, cr dr, d c, c d, debit credit, credit debit, direction, transaction type, txn type, af bij, trans
    type, indicator, dc, drcr, crdr, tipo, af bij code, debit or credit, credit or debit, transaction direction`),
  currency: words(`
    currency, ccy, cur, wahrung, moneda, munt, devizanem, devise, moeda, waluta, valuta konta, mena, mena uctu,
    penznem, divisa, moeda da conta, valuta kode, currency code`),
  code: words(`
    chq no, cheque no, cheque number, check number, chq number, code, transaction code, tran code, chq`),
  fee: words(`
    fee, fees, charges, charge, commission, transaction fee, transaction charge, fee amount, charge amount, gebuhr`),
  status: words(`
    status, state, transaction status, payment status, txn status, trans status`),
};

/** Labels of columns that hold nothing we need. */
export const KNOWN_OTHERS: ReadonlySet<string> = new Set(
  words(`
    channel, category, originating branch, branch, s n, sn, no, account, iban, balance type, terminal, tags,
    notes, kategorie, device, location, origin, user, kontonummer, cuenta, vat`),
);
