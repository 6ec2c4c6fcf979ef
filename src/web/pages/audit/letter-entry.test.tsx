import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { LetterEntry } from "./letter-entry.tsx";

const file = { href: "#make/letter.html" };
const files = { html: file, text: file, mail: null };
const shown = (isNamed: boolean, asks: boolean): string => {
  const about = { bank: "a bank", isNamed, total: "₦10.00", review: "", tooOld: 0, reminders: file };
  const letter = { ...about, answerBy: "2026-12-30", regulatorFrom: "2026-12-31", files, second: files };
  return render(<LetterEntry letter={letter} nth={0} spoken={{}} asks={asks} />);
};

test("who saves a letter to a bank that is not known is first led to the question for it", () => {
  const page = shown(false, true);
  expect(page.indexOf('href="#facts"')).toBeGreaterThan(0);
  expect(page.indexOf('href="#facts"')).toBeLessThan(page.indexOf("#make/letter.html"));
});

test("nobody is, where the bank is known or the page asks nothing", () => {
  for (const page of [shown(true, true), shown(false, false)]) expect(page).not.toContain("#facts");
});
