/** What was found of a line of a statement, in Nigerian Pidgin. Our own wording, not yet read by a speaker. A code without words is said in English. */
import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const finding: Partial<Messages<Catalogues["finding"]>> = {
  third_decimal: "the amount get more than two numbers after the dot",
  comparison: "dem charge {charged, money}, dem fit collect {allowed, money}, e pass with {over, money}",
  gives_back: "E return row {row}.",
  came_back_whole: "Everything come back for row {rows, list}.",
  too_much_came_back: "Wetin too much come back: {returned, money}.",
  part_came_back: "{returned, money} of am come back.",
  nothing_proves:
    "Nothing for the file prove, for this line or for im payment, {doubt, select, side {whether money enter or comot} day {which day e be} other {how much e be}}: wetin we read fit correct, e fit no correct.",

  other_currency: "The account no dey for the currency of the rule.",
  free_by_weak_source: "The only place wey talk say this one free no strong reach to accuse anybody.",
  no_such_charge: "That day, dem no suppose collect this charge at all.",
  limit_is_for_banks: "The limit na for banks; we never see the part of the Guide for this kind of company.",
  within_limit: "E no pass the limit of that day, {limit, money}.",
  within_draft:
    "E no pass {most, money}, the figure of one draft wey we no know whether e dey in force; the rule itself (grade {grade}) get {limit, money}. Anything wey no pass the figure of the draft, we no go call am too much.",
  above_draft:
    "E pass the rule and e pass {most, money}, the figure of one draft wey we no know whether e dey in force; the rule itself (grade {grade}) get {limit, money}. Only wetin pass the figure of the draft na im we call too much.",
  above_weak_source: "E pass {limit, money}, but the place wey we see that figure no strong reach to accuse anybody.",
  sum_between_bands: "The bands wey dem print no get payment of exactly this amount.",
  above_limit_of_day: "The limit of that day na {limit, money}.",
  within_lowest_limit: "E no pass {limit, money}, the lowest limit wey e fit get.",
  above_agreed:
    "The rate wey you and the bank agree na {limit, money}{page, select, null {} other { (page {page} of your rates)}}.",
  within_agreed: "E no pass the rate wey you and the bank agree: {limit, money}.",
  above_own_list: "The fee wey the bank itself put for im list na {limit, money}.",
  own_list_is_lower:
    "Other people talk say the fee for the bank list na {listed, money} (grade {grade}), and dem collect {charged, money}: ask the bank for im list. That talk no strong reach to call am too much.",
  no_rule_known: "We no know any rule for am on that day, so we no fit talk whether e too much.",
  rule_of_two_days: "The rate of VAT change before dem collect am.",
  not_shown: "The statement no show {missing, facts}.",

  wording_says_nothing: "The words no tell wetin the charge be for.",
  may_be_payment: "Words wey no bank dey print for charge dey near im own words: e fit be payment.",
  of_several_payments: "E fit belong to more than one payment, and e no correct for all of them.",
  same_charge_before: "Dem don collect the same charge for this payment for row {row}.",
  period_open_ended: "The words talk say e pass the period wey dem print, and dem no talk how much.",
  fee_without_payment: "No payment for the statement follow this fee; e fit stand for many.",
  within_least_cheque: "E no pass wetin e be for any cheque: {limit, money}.",
  cheque_not_seen: "The cheque wey dem collect am for no dey the statement.",
  within_payments: "E no pass the limits of {count} payments: {limit, money}.",
  payments_not_named: "E be for {count} payments, and the statement no tell which ones.",
  fee_without_withdrawal: "No withdrawal for the statement follow this fee.",
  duty_of_unknown_sum: "The line talk say duty dey inside, and e no talk for how much.",
  limit_and_duty: "{limit, money} join the duty of {duty, money} for im payment na {allowed, money}",
  within_limit_and_duty: "E no pass the limit of the fee join the duty.",
  same_card_before: "Dem don charge the same card for the same quarter for row {row}.",
  cards_not_told_apart: "Row {row} charge the same quarter and the words no tell which card be which.",
  within_quarters: "E no pass the limit for {quarters} quarters: {limit, money}.",
  sessions_debit_nothing: "The bank announce say from that day e no dey debit any account for sessions.",
  session_without_price: "We no know any price for USSD session for that day.",
  whole_sessions: "E complete some sessions of {each, money}{vat, select, true { join VAT} other {}}.",
  no_whole_sessions: "E no complete any number of sessions of {each, money}.",
  sessions_of_no_bank:
    "Na airtime dey pay for sessions now, for every bank from im own day; which bank this one be, we no know.",
  sessions_move_later:
    "This bank announce {from, day} as the day wey e stop to debit account; no rule wey we know talk wetin hold before that day.",
  sessions_day_not_known: "Na airtime dey pay for sessions now; the day wey this bank move, we no know am.",

  alert_without_price: "We no know any price for alert for that day.",
  period_not_whole: "The statement no show the whole period wey dem charge for.",
  within_alerts:
    "E no pass wetin the lines from {from, day} reach {to, day} fit cause: {alerts} alerts is the highest, for {each, money}{vat, select, true { join VAT} other {}} na {allowed, money}.",
  alerts_without_limit:
    "Other banks dey collect {each, money} for one message: {alerts} alerts is the highest, for {each, money}{vat, select, true { join VAT} other {}} na {allowed, money}. No paper wey we know put limit, so ask the bank for the list of alerts and im price.",
  limit_of_alerts_is_for_banks: "The limit na for banks; we never see the part of the Guide for this kind of company.",
  above_alerts:
    "E pass wetin the lines from {from, day} reach {to, day} fit cause. First ask the bank for the list of alerts.",
  alerts_at_most:
    "{alerts} alerts is the highest, for {each, money}{vat, select, true { join VAT} other {}} na {allowed, money}",
  same_period_before: "Dem don charge the same period for row {row}.",
  listed_for_one_product: "The bank put this fee for one product; we no see whether this account na that one.",
  may_be_card_fee: "Some banks dey call the card fee so; as card fee e go dey inside im limit.",
  months_not_named: "The words tell for how many months e be and no tell which months.",
  month_not_whole: "The statement no show every payment of the month wey dem charge.",
  month_without_payments: "We no see any payment for the month wey dem charge.",
  month_debits:
    "money wey comot for {from}{to, select, null {} other { reach {to}}}: {debits, money}, the limit na {limit, money}{before, select, null {} other {, dem don collect {before, money} before}}",
  within_month_limit: "E no pass the limit for the payments of the month: {limit, money}.",
  above_limit_of_banks: "E pass the limit of banks, and we no fit hold that one against this kind of company.",
  above_month_limit: "E pass the limit for the payments of the month, {limit, money}.",
  abolished_beside: "Dem don cancel this charge, and row {row} na the maintenance fee of the same month.",
  abolished_above: "Dem don cancel this charge, and e pass wetin maintenance fee fit be.",
  abolished_name: "Dem don cancel this charge, but some banks still dey call the maintenance fee so.",

  payment_reversed: "payment of row {row} return for row {by}",
  nothing_back: "nothing of this charge don come back by {on, day}",
  levy_not_returned: "The payment return for row {row}; the levy suppose return with am.",
  charge_not_returned:
    "The payment return for row {row} and im {kind} no return. Na only for the levy the law talk say e must return; for this one the bank suppose tell you why e keep am.",
  reversal_fits_another: "The return fit belong to another payment like this one, wey no get this kind charge.",
  return_not_due_yet: "The payment return for row {row}; the statement end before this charge suppose come back.",

  tax_without_fee: "No fee for the statement follow this tax.",
  levy_carries_no_vat: "Levy or interest no dey carry VAT.",
  same_tax_before: "Dem don collect the tax for this fee for row {row}.",
  vat_of_fee: "VAT {rate, percent} of {fee, money} na {tax, money}",
  fee_was_not_due: "You no owe the fee of row {row}, so you no owe the tax on top.",
  fee_had_to_come_back: "The fee of row {row} suppose come back, and im tax with am.",
  follows_fee: "E follow the fee of row {row}, wey we no fit tell.",
  no_rate_of_vat: "We no know the rate of VAT for that day.",
  tax_on_allowed_fee: "Tax dey only for the fee wey dem fit collect, {fee, money}.",
  rate_of_vat_was: "VAT na {rate, percent} that day.",
  vat_of_day: "VAT of that day on the fee of row {row}.",

  may_be_no_levy: "Words wey no bank dey print for levy dey near im own words.",
  levy_of_several_payments: "E fit belong to more than one payment.",
  levy_of_unseen_payment: "E fit belong to payment wey the statement no show.",
  same_levy_before: "Dem don collect the levy for this payment for row {row}.",
  whole_duties: "E complete {count} duties of {each, money}.",
  duties_not_counted: "The words no tell how many e be for.",
  no_rule_of_duty: "No rule wey we know put this duty for that day.",
  levy_never_owed: "No bank ever get right to collect this levy: dem announce am and dem withdraw am.",
  one_levy_due: "You owe one levy of {limit, money} for this payment.",
  levy_was_due:
    "Na the {side, select, sender {person wey send} other {person wey receive}} of this payment owe the levy.",
  levy_of_the_other:
    "That day na the {side, select, sender {person wey send} other {person wey receive}} owe this levy, no be this account.",
  no_levy_due: "You no owe any levy for this payment of {payment, money}.",
  levy_without_payment: "No payment for the statement follow this levy.",
  levies_found:
    "we see {found} of {wanted} from {from, day} reach {to, day}{found, select, 0 {} other { (rows {rows, list})}}, {each, money} for each",
  levies_of_payments: "E stand for {count} payments wey owe the levy.",
  days_not_shown: "The statement no show every day wey this line fit reach back to.",
  levies_not_told: "We no see whether some payments of that time owe the levy.",
  no_payment_owed_levy: "No payment of that time owe the levy.",
  few_payments_owed_levy: "Only {count} payments of that time owe the levy.",
};
