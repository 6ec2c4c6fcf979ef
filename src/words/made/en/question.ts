// Made by `npm run words` of src/words/en/reasons/question.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";
import { either, list } from "../../en/formats.ts";
export const question: Sayings<Catalogues["question"]> = {
  not_json: () => "This line is no JSON.",
  not_an_object: () => "A question is one JSON object a line.",
  give_id: () => "Give \"id\", a text of your own: the answer repeats it.",
  give: (d) => "Give \"" + d.field + "\".",
  amount_decides: (d) => "The charge for " + d.service + " follows the amount: give \"amount\".",
  no_jurisdiction: (d) => "No jurisdiction " + d.given + " is known here.",
  no_service: (d) => "No service " + d.given + " is known; ids are like \"" + d.like + "\".",
  no_service_near: (d) => "No service " + d.given + " is known. Did you mean " + either(d.near) + "?",
  no_bank: (d) => "No bank " + d.given + " is known; ids are like \"" + d.like + "\".",
  no_bank_near: (d) => "No bank " + d.given + " is known. Did you mean " + either(d.near) + "?",
  no_day: (d) => d.given + " is no day; write it as YYYY-MM-DD.",
  not_an_amount: (d) => d.given + " is no amount: write a text such as \"20000.00\", above zero, without commas or sign.",
  no_kind_of_account: (d) => d.given + " is no kind of account; use " + list(d.kinds) + ".",
  no_product: (d) => "No product " + d.given + " is known; the page of the bank lists those that are.",
  product_of_other_bank: (d) => d.given + " is a product of " + d.bank + ": give that as \"bank\".",
  product_of_other_kind: (d) => d.given + " is a " + d.kind + " account, not a " + d.said + " one.",
  no_currency: (d) => d.given + " is no currency; write three capitals such as \"NGN\".",
  facts_no_object: () => "\"facts\" is an object such as {\"locality\":\"on_site\"}.",
  fact_of_list: (d) => d.given + " is no " + d.name + "; use " + either(d.choices) + ".",
  fact_of_count: (d) => d.given + " is no " + d.name + "; use a whole number from 1.",
  fact_of_flag: (d) => d.given + " is no " + d.name + "; use true or false.",
  fact_of_sum: (d) => d.given + " is no " + d.name + "; use a text such as \"20000.00\".",
  no_fact: (d) => "No fact is called " + d.given + "; there are " + list(d.names) + "."
};
