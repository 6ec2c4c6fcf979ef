/** Why a search found what it found, in Nigerian Pidgin. */
import type { FOUND as ENGLISH } from "../en/found.ts";

export const FOUND: Partial<Record<keyof typeof ENGLISH, string>> = {
  "found.printed": "Na so banks dey write this fee.",
  "found.name": "The name get your words.",
  "found.about": "E concern wetin you dey ask.",
  "found.for": "Because of “{phrase}”.",
  "found.also_called": "Dem still dey call am “{phrase}”.",
  "found.between": "From one account go another.",
  "found.worked_out": "We calculate am for {payment}.",
  "found.too_much": "{taken} too much with {over}: for {payment}, only {most} fit comot from the account altogether.",
  "found.just_all": "Yes, {taken} correct: na everything wey fit comot from the account for {payment}, no more.",
  "found.hangs":
    "We no fit talk yet if {taken} correct: for {payment}, e fit be from {least} reach {most} wey comot from the account altogether.",
  "found.all_between": "For {payment}, from {least} reach {most} fit comot from the account altogether.",
  "found.more_than_fee":
    "As fee, {taken} too much with {over}: for {payment} the fee join VAT fit be {fee}. With wetin government dey take, {most} fit comot from the account altogether.",
  "found.fee_and_all": "For {payment} the fee join VAT fit be {fee}, and {most} fit comot from the account altogether.",
  "found.all": "For {payment}, {most} fit comot from the account altogether.",
  "found.code": "{code} na im short code.",
  "found.named": "You call the name.",
  "found.written": "Dem still dey write am “{name}”.",
  "found.short_for": "Na short way to call “{name}”.",
  "found.taken_for": "We think say “{words}” na this one.",
  "found.is": "{sum} na {what}.",
  "found.was": "{sum} na {what} before before.",
  "found.until_own_day":
    "{sum} na {what} until each bank own day: from that day go, the bank no suppose comot anything for am.",
  "figure.own": "one figure wey dey the rule",
  "figure.times": "{times} times the figure",
  "figure.with_vat": "the figure join {percent} VAT",
  "figure.times_with_vat": "{times} times the figure join {percent} VAT",
  "figure.vat": "the {percent} VAT on top {figure}",
  "figure.with_duty": "{figure} join VAT and stamp duty",
};
