/**
 * The words that banks print above their columns in languages and scripts that few files here are written in. They are
 * fetched only where a file's labels are not known otherwise: most files never need them.
 */
import { normaliseLabel, type Role } from "./column-labels.ts";

const LABELS: Readonly<Partial<Record<Role, string>>> = {
  date: `交易时间,交易日期,交易日,记账日期,记账日,入账日期,入账时间,日期,时间,取引日,お取引日,日付,年月日,お取引年月日,거래일자,거래일시,거래일,일자,
    дата,дата операции,дата платежа,дата проводки,дата операції,дата транзакции,дата и время,дата и время операции,дата на операция,التاريخ,تاريخ,تاريخ العملية,تاريخ المعاملة,تاريخ الحركة,
    תאריך,תאריך פעולה,วันที่,วันที่ทำรายการ,วันที่รายการ,ημερομηνία,ngày,ngàygiaodịch,tarih,işlem tarihi,tanggal,tanggal transaksi,tgl,tarikh,
    bokföringsdag,bokförd,bokföringsdatum,transaktionsdatum,transaktionsdag,dato,bogført,bogføringsdato,bokført dato,bokføringsdato,kirjauspäivä,maksupäivä,
    data tranzacției,data înregistrării,dátum,datum transakce,datum izvršenja,tarehe`,
  valueDate: `起息日,дата валютирования,вальор,تاريخ القيمة,تاريخ الاستحقاق,תאריך ערך,valör,valör tarihi,ngàyhiệulực,valutadag,valutadato,rentedato,arvopäivä,tanggal efektif`,
  narration: `商品说明,摘要,交易摘要,备注,用途,附言,商品,交易说明,入出金内容,取引内容,お取引内容,適用,備考,적요,내용,거래내용,기재내용,
    описание,описание операции,назначение платежа,назначение,детали операции,деталі операції,опис,опис операції,призначення платежу,основание,البيان,الوصف,التفاصيل,وصف,بيان,تفاصيل,تفاصيل العملية,
    תיאור,תיאור פעולה,פרטים,הפעולה,รายการ,รายละเอียด,คำอธิบาย,περιγραφή,αιτιολογία,diễn giải,nội dung,mô tả,nộidunggiaodịch,
    açıklama,işlem açıklaması,keterangan,uraian,uraian transaksi,deskripsi,keterangan transaksi,butiran,butiran transaksi,rubrik,text,tekst,beskrivning,beskrivelse,forklaring,viesti,selite,
    descriere,explicații,detalii,detalii tranzacție,opis operacji,opis plaćanja,opis transakcije,opis plačila,maelezo`,
  detail: `交易对方,对方户名,对方名称,对方账户名称,контрагент,получатель,отправитель,saaja maksaja,ontvanger,odbiorca nadawca`,
  reference: `交易订单号,交易单号,交易流水号,流水号,номер операции,номер документа,المرجع,رقم المرجع,אסמכתא,referans,dekont no,fiş no,mãgiaodịch,sốbúttoán,no referensi,no ref`,
  debit: `支出,支出金额,借方发生额,借方金额,付款金额,出金,出金額,出金金額,お支払金額,お引出し,お引出金額,支払金額,출금,출금액,출금금액,찾으신금액,
    расход,списание,дебет,дебит,сумма списания,مدين,سحب,المسحوبات,السحب,חובה,בחובה,ถอน,ถอนเงิน,ยอดถอน,χρέωση,ghi nợ,phátsinhnợ,sốtiềnghinợ,rút ra,borç,gider,debet,pengeluaran,uttag,hævet,isplata,rashod,duguje,utfrakonto`,
  credit: `收入,收入金额,贷方发生额,贷方金额,收款金额,入金,入金額,入金金額,お預り金額,お預入れ,お預入金額,입금,입금액,입금금액,맡기신금액,
    приход,зачисление,кредит,сумма зачисления,поступление,دائن,إيداع,الإيداعات,الايداع,זכות,בזכות,ฝาก,ฝากเงิน,ยอดฝาก,πίστωση,ghi có,phátsinhcó,sốtiềnghicó,gửi vào,alacak,gelir,kredit,pemasukan,insättning,indsat,uplata,prihod,potražuje,innpåkonto`,
  amount: `入出金,金额,交易金额,发生额,取引金額,金額,금액,거래금액,сума,сумма в валюте счета,сумма по счету,сума операції,المبلغ,مبلغ,סכום,จำนวนเงิน,จำนวน,ποσό,số tiền,tutar,işlem tutarı,jumlah,nominal,mutasi,amaun,
    belopp,beløb,beløp,määrä,sumă,čiastka,iznos,kiasi`,
  balance: `余额,账户余额,交易余额,交易后余额,残高,差引残高,お預り残高,取引後残高,잔액,거래후잔액,거래후 잔액,остаток,баланс,остаток на счете,залишок,салдо,остаток после операции,الرصيد,رصيد,الرصيد بعد العملية,
    יתרה,יתרה בשח,ยอดคงเหลือ,คงเหลือ,ยอดเงินคงเหลือ,υπόλοιπο,số dư,sốdưcuối,bakiye,baki,sold final,stanje,zostatok,salio`,
  direction: `χ π,收支,收 支,借贷标志,借贷,借 贷,тип операции,приход расход`,
  currency: `币种,通貨,통화,валюта,валюта операции,валюта счета,العملة,מטבע,loại tiền,döviz,para birimi,mata uang,valută`,
  status: `交易状态,当前状态,상태,حالة العملية`,
  other: `交易分类,交易类型,收付款方式,收 付款方式,支付方式,对方账号,对方账户,对方开户行,商家订单号,种类,取引区分,支店名,거래점,거래구분,메모,номер карты,категория,категорія,mcc,кэшбэк,кешбек,
    أيقونة,cabang,kategori,kategoria,rachunek,şube,kanal,kênh,chi nhánh,avsändare,mottagare,namn,bonus`,
};

/** Blanks are left out: some scripts have none, and some fonts drop them. */
const joined = (label: string): string => normaliseLabel(label).replaceAll(" ", "");

const BY_LABEL: ReadonlyMap<string, Role> = new Map(
  Object.entries(LABELS).flatMap(([role, list]) =>
    list.split(",").map((label) => [joined(label), role as Role] as const),
  ),
);

/** The role that a label names in another language; null where it says nothing. */
export const foreignRole = (label: string): Role | null => BY_LABEL.get(joined(label)) ?? null;
