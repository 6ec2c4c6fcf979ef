/**
 * What a label says by its words, where the whole label is on no list: `Amount Subtracted`, `zu Ihren Lasten`, `Ending daily
 * balance`. It says something only when each of its words is known and no two of them disagree.
 */
import { normaliseLabel, type Role } from "./column-labels.ts";
import { foreignRole } from "./foreign-labels.ts";

const setOf = (list: string): ReadonlySet<string> => new Set(list.split("|"));

/** Words of which one names the kind, and words that may stand beside it. */
type Kind = { readonly role: Role; readonly names: ReadonlySet<string>; readonly beside: ReadonlySet<string> };

const SUM = setOf(
  "amount|amounts|amt|monto|montos|del|de|der|des|money|value|sum|sums|total|totals|other|all|funds|betrag|bedrag|montant|importe|importo|valor|payments|transaction|transactions|to|from|your|the|of|and|zu|ihren|euro|euros|eur|r|rs|items",
);
const OF_PAYMENTS = setOf(
  "transaction|transactions|trans|tran|trx|txn|payment|of|the|operation|operations|movement|movements|movimiento|movimientos|original|full|bank|your|de|des|du|do|la|l|les|le|zu|den|and|type|additional|short|long",
);

const KINDS: readonly Kind[] = [
  {
    role: "debit",
    names: setOf(
      "out|withdrawal|withdrawals|withdrawn|withdraw|debit|debits|debited|dr|subtracted|subtraction|subtractions|spent|outflow|outflows|outgoing|outgoings|outward|debet|soll|ausgang|ausgange|ausgabe|ausgaben|lasten|belastung|belastungen|cargo|cargos|sortie|sorties|uscita|uscite|addebito|addebiti|dare|saida|saidas|af|egreso|egresos|retiro|retiros|debito|debitos|debe|deducted|deduction|deductions|charged",
    ),
    beside: SUM,
  },
  {
    role: "credit",
    names: setOf(
      "in|added|addition|additions|deposit|deposits|deposito|depositos|deposited|credit|credits|credited|cr|received|receipt|receipts|inflow|inflows|incoming|inward|haben|eingang|eingange|einnahme|einnahmen|gunsten|gutschrift|gutschriften|abono|abonos|entree|entrees|entrata|entrate|accredito|accrediti|avere|entrada|entradas|bij|ingreso|ingresos|haber|lodgement|lodgements|lodged|credito|creditos",
    ),
    beside: SUM,
  },
  {
    role: "balance",
    names: setOf("bal|balance|saldo|saldos|solde|kontostand|guthaben"),
    beside: setOf(
      "amount|running|ending|daily|day|available|avail|ledger|book|cleared|account|acct|closing|current|after|transaction|txn|trans|each|payment|the|of|new|your|wallet|line|progressive|contable|contabile|disponible|disponibile|disponivel|apres|operation|operacion|actual|nach|buchung|resulting|remaining|at|end|contabilistico|contabil|final|autorizado",
    ),
  },
  {
    role: "valueDate",
    names: setOf("value|val|valuta|valeur|valor|wert"),
    beside: setOf("date|day|dt|datum|fecha|data|dia|tag|jour|de"),
  },
  {
    role: "date",
    names: setOf("date|day|dt|datum|fecha|data|dia|tag|jour|verbuchungsdatum|umsatzdatum"),
    beside: setOf(
      "transaction|trans|tran|trx|txn|post|posting|posted|book|booking|booked|entry|operation|operacion|operazione|ope|oper|buchung|buchungs|bu|lancamento|movimento|movimiento|mov|movement|payment|of|the|and|time|de|d|balancete|verbuchungs",
    ),
  },
  {
    role: "narration",
    names: setOf(
      "description|descriptions|narration|narrations|narrative|details|detail|particulars|particular|remarks|remark|concepto|descripcion|descrizione|descricao|nature|libelle|libelles|historico|vorgang|beschreibung|erlauterung|omschrijving|activity|umsatzen|information",
    ),
    beside: setOf([...OF_PAYMENTS, "angaben", "payee", "memo", "remittance", "unstructured"].join("|")),
  },
];

/** The role that the words of a label name together; null where a word is not known or two of them say different things. */
export function partsRole(label: string): Role | null {
  const foreign = foreignRole(label);
  if (foreign !== null) return foreign;
  // `Description 1` beside `Description 2`
  const words = normaliseLabel(label).replace(/ \d$/, "").split(" ");
  // labels that stand close, `Date  Value Date`, repeat a word
  if (words.length > MOST_WORDS || words[0] === "" || new Set(words).size < words.length) return null;
  const told = KINDS.filter(({ role, names, beside }) => {
    const named = words.filter((word) => names.has(word)).length;
    return (
      named > 0 &&
      (words.length > 1 || (words[0] as string).length > SHORTEST_DAY || !DAYS.has(role)) &&
      (named === 1 || SIDES.has(role)) &&
      words.every((word) => names.has(word) || beside.has(word))
    );
  });
  return told.length === 1 ? (told[0] as Kind).role : null;
}

const MOST_WORDS = 5;
/** `Tag` and `Dia` alone are a label of other things too. */
const SHORTEST_DAY = 4;
const DAYS: ReadonlySet<Role> = new Set<Role>(["date", "valueDate"]);
const SIDES: ReadonlySet<Role> = new Set<Role>(["debit", "credit"]);
