/** What stands in the folder of open tables beside them: its description for programs and its README. */
export const OPEN_DATA = {
  title: "Bank fees, and the rules above them",
  description:
    "What banks list, the most that the law lets them take, what changed, and the banks, each figure with its source.",
  sources: "Each row names its own: instrument, read_in and address",
  may_be_empty: "{type}, may be empty",
  table: `## {name}: {title}

{says} {rows} rows.

| column | kind | what it says |
|---|---|---|
{columns}`,
  readme: `# openfees: bank fees as tables

Facts of {jurisdiction}, version {version}. Hash of the facts: {hash}.

One fact a cell. A price of several bands has a row for each, told apart by \`row\`. An empty cell is unknown or does not apply; it is never zero. Sums are written 50.00, in the row's \`currency\`, a share 0.005. Days are 2026-01-31. Both CSV (UTF-8, comma, RFC 4180) and JSON have the same rows. In a CSV a text that a spreadsheet would run as a formula has a ' before it; the JSON has it as it is.

\`datapackage.json\` describes all of it for programs (Frictionless Data Package). \`sha256sum -c SHA256SUMS\` proves that the files are whole.

## Licence

{licence} ({address}); LICENSE has the words. Name openfees and the licence, and say what you changed. For a single figure, name its source too.

## How to cite

openfees, Bank fees and rules ({jurisdiction}), version {version}, facts {short}. CC BY 4.0.

{tables}`,
} as const;
