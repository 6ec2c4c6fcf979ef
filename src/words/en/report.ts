/** What the pages of reports say. */
export const REPORT = {
  "tell.report_a_fee": "Report a fee",
  "tell.description": "Tell us what your bank took. It is looked at by a person and changes no figure by itself.",
  "tell.lead": "Did your bank take a fee that is not shown here, or not that much? Tell us.",
  "tell.money_that_did_not":
    "Money that did not arrive is no fee: <link>see how long a failed transfer may take</link>.",
  "tell.which_bank": "Which bank?",
  "tell.what_for": "What for?",
  "tell.how_much_did_it": "How much did it take?",
  "tell.in_naira_such_as": "In naira, such as 26.88",
  "tell.your_own_words": "Your own words",
  "tell.you_can_leave_this":
    "You can leave this out. No names, no account or phone numbers, no PIN. We take out what looks like such a number.",
  "tell.send": "Send",
  "tell.what_we_do_with": "What we do with it",
  "tell.a_report_never_changes":
    "A report never changes a fee here by itself. A person looks at it. No one report is shown to others.",
  "tell.you_get_a_number":
    "You get a number. With it you can see what came of your report: we changed a fee, we kept it as it is, or we could not tell. No account, no e-mail.",
  "tell.taken_on": "Taken on",
  "tell.sum": "Sum",
  "tell.thank_you": "Thank you",
  "tell.thank_you_head": "Thank you. We have it.",
  "tell.keep_this_number_with": "Keep this number. With it you can see what came of your report:",
  "tell.you_had_sent_it": "You had sent it before. It counts once.",
  "tell.what_you_told_us": "What you told us",
  "tell.follow_it": "Follow it",
  "tell.the_rule_for_this": "The rule for this fee",
  "tell.report": "Report {receipt}",
  "tell.we_got_it_on": "We got it on {day}.",
  "tell.nobody_has_looked_at": "Nobody has looked at it yet. No figure was changed.",
  "tell.what_was_told": "What was told",
  "tell.your_words_are_kept": "Your words are kept for whoever looks into it. They are not shown here.",
  "tell.took_out_one":
    "We took out 1 part of your words: it looked like a number or an address of a person. We have not kept it.",
  "tell.took_out":
    "We took out {count} parts of your words: it looked like a number or an address of a person. We have not kept it.",
  "tell.not_sent": "Not sent. {why}",
  "tell.outcome.changed": "A person looked at it, and we changed a fee.",
  "tell.outcome.kept": "A person looked at it. The fee we show was right, so we kept it.",
  "tell.outcome.unclear": "A person looked at it. We could not tell what is right, so no figure was changed.",
} as const;
