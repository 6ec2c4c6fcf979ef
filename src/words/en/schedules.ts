/** The tables beside a letter. */
export const SCHEDULES = {
  claims: "Claims",
  findings: "Findings",
  rules: "Rules",
  months: "Months",
  total: "Total",
} as const;
