/** What stands on a page even when it is saved as a file. */
export const KEPT = {
  "frame.skip": "Skip to the page",
  "frame.title": "{title} · openfees",
} as const;

/**
 * What stands around every page: menu, foot, and what is said above a form that was filled in wrongly. `{name}` stands for a
 * text or a figure; `<link>` for the words of a link, which the page makes.
 */
export const FRAME = {
  ...KEPT,
  "frame.main": "Main",
  "frame.data": "This page as data",
  "frame.about": "About this site",
  "frame.language": "Language",
  "frame.facts": "The facts are of <day/>.",
  "frame.from": "From {address}",
  "frame.pledge": "We move no money, take no commission and set no cookie. This is not legal advice.",
  "frame.error": "Error: {title}",
  "frame.home_title": "openfees: what may a bank charge?",
  "frame.unread": "These words are not yet read by a speaker. Is one wrong? <link>Tell us</link>.",
  "frame.parity":
    "{done} of the {all} words and sentences that we say by language are in {language}. All else is still in English.",
  "frame.json": "This page as JSON",
  "frame.csv": "This page as CSV",
  "menu.fees": "Fees",
  "menu.banks": "Banks",
  "menu.charge": "Calculator",
  "menu.compare": "Compare",
  "menu.changes": "Changes",
  "menu.audit": "Statements",
  "menu.complain": "Complain",
  "foot.report": "Report a fee",
  "foot.complain": "How to complain",
  "foot.tariff": "For banks: check a tariff",
  "foot.method": "How we judge",
  "foot.about": "About",
  "foot.privacy": "Privacy",
  "foot.accessibility": "Accessibility",
  "foot.data": "Open data",
  "foot.api": "API",
  "fault.one": "Please check one thing.",
  "fault.several": "Please check {count} things.",
} as const;
