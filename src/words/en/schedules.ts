/** The tables beside a letter. */
export const SCHEDULES = {
  claims: "Claims",
  findings: "Findings",
  rules: "Rules",
  months: "Months",
  total: "Total",
  /** Columns of the rules. */
  ofRules: ["rule", "name", "from", "until", "grade", "instrument", "section", "read at", "address", "last checked"],
} as const;
