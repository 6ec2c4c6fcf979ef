import { statusWords as say } from "../words/status-words.ts";

/** What people use, in their words, and how each is tried from outside as they would do it. */
export type Component = {
  readonly id: "pages" | "search" | "statements" | "reports";
  readonly name: string;
  readonly path: string;
  readonly body?: () => FormData;
  /** Whether the answer is what a person needs, and the site's own: others answer too when it is gone. */
  readonly works: (status: number, text: string) => boolean;
};

/** A made-up statement. */
const STATEMENT = `Account Type:,SAVINGS
Currency:,NGN
Date,Narration,Debit,Credit,Balance
01/01/2026,OPENING BALANCE,,,"1,000.00"
05/01/2026,CASH DEPOSIT,,"417.35","1,417.35"
`;

function statement(): FormData {
  const form = new FormData();
  form.set("file", new Blob([STATEMENT], { type: "text/csv" }), "made-up.csv");
  return form;
}

const isJson = (text: string, fits: (it: Readonly<Record<string, unknown>>) => boolean): boolean => {
  try {
    return fits(Object(JSON.parse(text)) as Record<string, unknown>);
  } catch {
    return false;
  }
};

export const COMPONENTS: readonly Component[] = [
  {
    id: "pages",
    name: say("component.pages"),
    path: "/fees",
    works: (status, text) => status === 200 && text.includes('href="/fees/'),
  },
  {
    id: "search",
    name: say("component.search"),
    path: "/search.json?q=sms",
    works: (status, text) => status === 200 && isJson(text, (it) => "answers" in it),
  },
  {
    id: "statements",
    name: say("component.statements"),
    path: "/api/v1/audit",
    body: statement,
    works: (status, text) => status === 200 && isJson(text, (it) => "lines" in it),
  },
  {
    // a receipt that was never given out: to say so the site must ask the database. The answer must be the site's own: a proxy
    // or a host's front page says 404 as well
    id: "reports",
    name: say("component.reports"),
    path: "/api/v1/reports/7K3M-9QXD-2F4T",
    works: (status, text) =>
      status === 404
        ? isJson(text, ({ type }) => String(type).startsWith("urn:openfees:problem:"))
        : status === 200 && isJson(text, (it) => "receipt" in it),
  },
];
