/** The page of figures that somebody should look up (docs/reference/to-verify.md), written by `openfees data check`. */
export const HARM = {
  accusesToday: "A bank is accused on it today.",
  accusedBefore: "Charges of the last years are judged on it.",
  draft: "It would change what is right from its day on, if it became law.",
  clock: "A letter or a calendar counts on it.",
  accusedLongAgo: "A charge of its days is judged on it, though no complaint reaches back to them.",
  shown: "It is shown, and nobody is accused on it.",
  bank: "A bank's charge may be measured by it.",
  address: "A letter may be sent to it.",
} as const;

export const TO_VERIFY = {
  page: `# To verify

Made by \`openfees data check {jurisdiction}\` from version {version} of the facts; do not write in it by hand.

A person who holds the regulator's own papers (PDF) can raise the grade of these figures, or find one that is wrong. They stand in the order of the harm that a wrong one would do: first what a bank is accused on, then what letters count on, then what concerns days that no complaint reaches and what is only shown. Grade A, the law's or the regulator's own text, is not listed.

| | Rule | Figure | Why it matters | It stands in | Read at | Grade |
|---|---|---|---|---|---|---|
{rows}
`,
  never: "never allowed",
  by_bank: "nothing from each bank's own day on",
  section: "section {section}",
  proposed: "proposed from {from}",
  from: "from {from}",
  from_start: "from the start",
  until: "until before {until}",
  clock_step: "Complaint clock",
  address_of: "{bank}: address for complaints",
  sources: "named by {count} sources",
} as const;
