import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const question: Messages<Catalogues["question"]> = {
  not_json: "This line is no JSON.",
  not_an_object: "A question is one JSON object a line.",
  give_id: 'Give "id", a text of your own: the answer repeats it.',
  give: 'Give "{field}".',
  amount_decides: 'The charge for {service} follows the amount: give "amount".',
  no_jurisdiction: "No jurisdiction {given} is known here.",
  no_service: 'No service {given} is known; ids are like "{like}".',
  no_service_near: "No service {given} is known. Did you mean {near, either}?",
  no_bank: 'No bank {given} is known; ids are like "{like}".',
  no_bank_near: "No bank {given} is known. Did you mean {near, either}?",
  no_day: "{given} is no day; write it as YYYY-MM-DD.",
  not_an_amount: '{given} is no amount: write a text such as "20000.00", above zero, without commas or sign.',
  no_kind_of_account: "{given} is no kind of account; use {kinds, list}.",
  no_product: "No product {given} is known; the page of the bank lists those that are.",
  product_of_other_bank: '{given} is a product of {bank}: give that as "bank".',
  product_of_other_kind: "{given} is a {kind} account, not a {said} one.",
  no_currency: '{given} is no currency; write three capitals such as "NGN".',
  facts_no_object: '"facts" is an object such as \'{\'"locality":"on_site"\'}\'.',
  fact_of_list: "{given} is no {name}; use {choices, either}.",
  fact_of_count: "{given} is no {name}; use a whole number from 1.",
  fact_of_flag: "{given} is no {name}; use true or false.",
  fact_of_sum: '{given} is no {name}; use a text such as "20000.00".',
  no_fact: "No fact is called {given}; there are {names, list}.",
};
