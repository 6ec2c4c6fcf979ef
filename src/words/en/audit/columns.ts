/** What the form says that asks which column of a table is which, and what is said of its answers. */
export const COLUMNS = {
  "columns.title": "Which column is which?",
  "columns.lead": "These are rows of your file. Tell us what three of the columns are, and we read it again.",
  "columns.caption": "Rows of your file",
  "columns.row": "Row",
  "columns.nth": "Column {nth}",
  "columns.nth_with": "Column {nth}: {example}",
  "columns.date": "1. The day",
  "columns.narration": "2. What it was for",
  "columns.sums": "3. The sums",
  "columns.pick": "Pick a column",
  "columns.out": "Money out, or the one column of all sums",
  "columns.in": "Money in",
  "columns.in_hint": "Only if it has a column of its own.",
  "columns.in_none": "It has none",
  "columns.balance": "What was left after each row",
  "columns.balance_hint": "With it we can prove that no row is missing.",
  "columns.balance_none": "There is none",
  "columns.go": "Read it again",
  "columns.unproven": "The balances in the file do not follow from its sums. We may have taken one column for another.",
} as const;

/** What the page itself says of them, in a script that is fetched with the first answer. */
export const COLUMN_ANSWERS = {
  "columns.three": "Pick a column for each of the three questions.",
  "columns.same": "You picked the same column twice. Each can be one thing only.",
  "columns.say": "Say which column is which",
} as const;
