/** What a letter says besides the wording of its country's template. Functions, since letters are made on a phone. */
export const LETTERS = {
  print_hint: "Tap a line to fill it in. It stays on your device. Then print this page.",
  section: (section: string) => `section ${section}`,
  of_day: (day: string) => `of ${day}`,
  or_on: " or on ",
  calendar: "complaint clock",
};
