/** What the pages of words say: the method, about, privacy, accessibility. */
export const ABOUT = {
  "about.how_we_judge": "How we judge",
  "about.method_lead": "A wrong charge is your money. A wrong claim is your word. So we say only what we can show.",
  "about.one_charge": "One charge",
  "about.for_each_charge_in":
    "For each charge in a statement we find the payment it was taken for, and the rule of that day. We work out the most the bank could take. Then we compare.",
  "about.if_a_fact_is":
    "If a fact is missing that decides the case, we say “we cannot tell” and name the fact. We never guess. We never show zero for something we do not know.",
  "about.three_sums": "Three sums",
  "about.the_fee_the_tax":
    "The fee, the tax on it and a levy are three things. They go to different people. We show them apart, each with who keeps it.",
  "about.grades": "Grades",
  "about.grades_lead": "Each figure has a grade. It says how sure we are. It is not a mark for the bank.",
  "about.the_rules_in_our": "The {rules} rules in our data by grade",
  "about.grade": "Grade",
  "about.the_figure_comes_from": "The figure comes from",
  "about.may_it_accuse": "May it accuse?",
  "about.rules": "Rules",
  "about.never": "Never",
  "about.yes_and_we_say": "Yes, and we say so: ask the bank for its rule",
  "about.yes": "Yes",
  "about.we_note_the_day":
    "We note the day on which we last looked at each source. After {days} days we call a figure stale.",
  "about.when_sources_differ": "When sources differ",
  "about.then_the_higher_figure":
    "Then the higher figure counts as the limit. A draft is never held against a bank. One kobo more or less is never a finding.",
  "about.which_banks": "Which banks",
  "about.we_list_banks_the":
    "We list {banks} banks. The central bank’s table binds commercial, merchant and non-interest banks. We have not seen the tables for microfinance banks and mobile money. For those we do not judge a fee by the banks’ table.",
  "about.our_own_errors": "Our own errors",
  "about.we_made_statements_in":
    "We made {statements} statements in which each charge is right, with {charges} charges. On {day} our check called {falseAlarms} of them wrong. It judged {judged}, and said “we cannot tell” of the rest. Each change of our code is put to this test.",
  "about.we_made_more_from":
    "We made {statements} more from the law alone, three in four of a kind that we wrote before we looked at how our check works, the others of wallets, agents and accounts in other money. Their banks print in other ways, and took too much {planted} times. Our check found {found} of these. It called {falseAlarms} of the other {count} charges wrong. What it missed: some taxes, and some charges that a bank kept when the payment came back.",
  "about.what_can_still_go":
    "What can still go wrong: a note that stands alone in a bank’s own words, two people of nearly one name, and a payment in words that we have not met. Real statements hold more than we thought of. No one outside has measured us on them yet. Read each finding with its working.",
  "about.data_version": "Data version {version}.",
  "about.languages": "Languages",
  "about.english_has_every_word":
    "English has every word. Another language is begun, and no one who speaks it has read our words yet.",
  "about.how_much_is_said": "How much is said in each language",
  "about.words_and_sentences_of": "Words and sentences of ours",
  "about.names_of_fees": "Names of fees",
  "about.what_we_may_say": "What we may say of a charge",
  "about.not_set": "not set",
  "about.about": "About",
  "about.lead":
    "openfees shows what a bank may charge and does charge. It checks your statement and shows its working.",
  "about.who_runs_this_site": "Who runs this site",
  "about.run_by": "Run by",
  "about.paid_for_by": "Paid for by",
  "about.write_to": "Write to",
  "about.not_set_means_that": "“Not set” means that whoever runs this server has not said it yet.",
  "about.what_we_do_not": "What we do not do",
  "about.we_move_no_money": "We move no money and ask for no bank password.",
  "about.we_take_no_commission": "We take no commission and show no adverts. No bank can pay to stand first.",
  "about.we_give_no_legal": "We give no legal advice.",
  "about.open": "Open",
  "about.the_code_and_the":
    "The code and the facts are open. Anyone can check a figure, and use it. See <link>data and API</link>.",
  "about.privacy": "Privacy",
  "about.privacy_lead": "No account, no cookie, no tracker. Nothing on these pages comes from another site.",
  "about.your_statement": "Your statement",
  "about.check_it_on_your":
    "<link>Check it on your own device</link>, and nothing of it is sent. The page reads it there. Your browser holds the page to that: it may not connect, send a form or open another page with your data.",
  "about.you_can_also_send":
    "You can also <link>send the file to this server</link>. It is read in memory, and the result is sent back to you. Then both are gone. We write neither to a disk, a database or a log. No copy is made, so we cannot give you one later.",
  "about.if_the_file_has": "If the file has a password, it is used once to open the file and then forgotten.",
  "about.the_two_files_that":
    "The two files that you can save at the end are made for you and lie only on your device.",
  "about.your_report_of_a": "Your report of a fee",
  "about.when_you_report_a":
    "When you <link>report a fee</link>, we keep the bank, the fee, the sum, the day and your words. We do not keep who you are or where you wrote from. What looks like a number or an address of a person is taken out of your words before they are kept. No one report is shown to others.",
  "about.what_we_write_down": "What we write down",
  "about.for_each_page_when":
    "For each page: when it was asked for, which kind of page, how long it took and whether it worked. Not your address, not what you searched for, not what you typed.",
  "about.the_network_between_you": "The network between you and us may keep its own records. We have no hand in that.",
  "about.accessibility": "Accessibility",
  "about.accessibility_lead":
    "These pages are made for everyone: on a small phone, with a screen reader, with the keyboard alone.",
  "about.what_holds": "What holds",
  "about.every_page_works_without":
    "Every page works without scripts. One page has some: the check of a statement on your own device.",
  "about.every_page_fits_a": "Every page fits a screen 320 pixels wide.",
  "about.buttons_and_menu_links": "Buttons and menu links are at least 44 pixels high.",
  "about.colour_is_never_the": "Colour is never the only sign.",
  "about.pages_follow_your_light": "Pages follow your light or dark setting, and your text size.",
  "about.how_we_know": "How we know",
  "about.each_change_is_tested":
    "Each change is tested in a browser with a tool that looks for faults (axe), in light and dark. The check of a statement is done in a test with the keyboard alone. We aim for WCAG 2.2, level AA.",
  "about.what_we_have_not": "What we have not done",
  "about.nobody_who_uses_a":
    "Nobody who uses a screen reader every day has tested these pages yet. Of the pages that are in Nigerian Pidgin too, no speaker of it has read one yet; the others are in English only.",
  "about.something_in_your_way": "Something in your way? <link>Who to tell</link>.",
  "about.none": "none",
  "about.of": "{done} of {all}",
} as const;
