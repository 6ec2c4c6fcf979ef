/** The same in Nigerian Pidgin. Our own wording, not yet read by a speaker. */
import type { CHECK as ENGLISH } from "../en/check.ts";

export const CHECK: Partial<Record<keyof typeof ENGLISH, string>> = {
  "check.title": "Check your statement",
  "check.lead":
    "We dey check every charge with the rule of that day. You go see how we take calculate am, and wetin we no sure of.",
  "check.description": "Check bank statement for your own phone. Nothing for inside dey go anywhere.",
  "check.send_description":
    "Send bank statement make you see which charges correct, which one no correct, and how much pass.",
  "check.unread": "We no fit read this file",
  "check.no_script":
    "If JavaScript dey on, this page go read your file for your own phone and e no go send anything. Your browser no dey run am now. You fit send the file to our server. E go read am for memory and e no go keep anything.",
  "check.send": "Send am to the server",
  "check.stays":
    "<strong>Your statement go stay for this phone.</strong> This page dey read am here. E no fit send anything, not even to us.",
  "check.is_sent":
    "<strong>Your file dey go this server.</strong> We go read am for memory, then e don go. We no dey keep anything from inside and we no dey write am for any log.",
  "check.file": "Statement file",
  "check.file_here":
    "CSV, Excel or PDF, one or plenty. For CSV this page go load {csv} KB; with {kept} KB e dey work without network too. Excel need {workbook} KB more, PDF {pdf} KB more: e go ask you first.",
  "check.file_sent": "CSV, Excel or PDF, the way your bank save am, reach {size} and {rows} rows.",
  "check.alerts": "Or paste your alerts",
  "check.alerts_hint": "The messages wey your bank send, one after the other.",
  "check.bank": "Bank",
  "check.bank_hint": "The file dey talk am many times. You fit leave this one.",
  "check.as_file": "The one wey the file talk",
  "check.kind": "Kind of account",
  "check.kind_hint": "Some fees dey allowed for current account and dem no dey for savings.",
  "check.unknown": "I no know",
  "check.product": "Name of the account",
  "check.product_hint": "Some banks get other prices for one kind, like Gold current. You fit leave this one.",
  "check.product_empty": "The one wey the file talk, or another one",
  "check.password": "Password of the file",
  "check.password_here": "Only if the file get one. E go stay here too.",
  "check.password_sent": "Only if the file get one. E go open the file, then we forget am.",
  "check.more": "Bank, account, password, rates, saved work",
  "check.rates": "Rates wey you and your bank agree",
  "check.rates_hint": "CSV table. Im prices dey come before the bank own list.",
  "check.rates_empty": "Save empty table wey you go fill",
  "check.work": "Work wey you save for this page",
  "check.work_hint": "You go continue from where you stop.",
  "check.go_here": "Check am here",
  "check.go_sent": "Check this statement",
  "check.still": "Your result still dey here.",
  "check.show": "Show am again",
  "check.try": "Or try statement wey we form",
  "check.try_hint": "{name}, of person wey no dey. Na the same one dey every form.",
  "check.try_go": "Try am",
  "check.try_link": "Try am with statement wey we form",
  "check.try_forms": "The same one for other forms",
  "check.get": "How to get the file",
  "check.get_how":
    "For your bank app or web page, open the account, pick the statement and choose CSV or Excel. Na those ones we dey read pass. PDF dey work if you fit mark the words inside; photo of paper no dey work.",
  "check.get_slow": "Your phone slow and the file long? You fit <link>send am to the server</link>.",
  "check.get_bounds":
    "We dey take reach {rows} rows and we dey stop after {time}. If your own long pass, ask for shorter time and check the parts one by one.",
  "check.not_kept": "We no keep anything from the file. Wetin you pick still dey here; abeg choose the file again.",
  "check.goes_back":
    "The result dey inside this page. One button go send am back make we make your file; we no dey keep anything from am.",
};
