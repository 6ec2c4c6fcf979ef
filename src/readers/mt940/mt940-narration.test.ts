import { expect, test } from "vitest";
import { narrationOf } from "./mt940-narration.ts";

test.each([
  ["020?00CHARGE?20MONTHLY FEE?3012345?32SOME BANK", "CHARGE MONTHLY FEE SOME BANK"],
  ["?20MONTHLY FEE?32SOME BANK", "MONTHLY FEE SOME BANK"],
  [">20MONTHLY FEE>31>32", "MONTHLY FEE"],
  ["<00FEE<20MONTHLY", "FEE MONTHLY"],
  [" 020?20MONTHLY FEE", "MONTHLY FEE"],
])("subfields are read with and without the three-digit code: %s", (printed, narration) => {
  expect(narrationOf([printed])).toBe(narration);
});

test.each(["?50 for the road", "?2", "@home 20 @ 15", "100 > 20", "no mark at all"])(
  "text that only looks like subfields stays as it is: %s",
  (printed) => {
    expect(narrationOf([printed])).toBe(printed);
  },
);

test("a mark within a text is text", () => {
  expect(narrationOf(["020?20Paid? Yes, in full?32ADA"])).toBe("Paid? Yes, in full ADA");
});

test("a full subfield goes on in the next one, a shorter one ends its word", () => {
  expect(narrationOf(["020?20Rent May?21Invoice 42"])).toBe("Rent May Invoice 42");
  expect(narrationOf(["020?20Commission on turnover for t?21he month of May"])).toBe(
    "Commission on turnover for the month of May",
  );
  expect(narrationOf(["020?20FEE?32ADAEZE CHUKWUEMEKA OKONKWO A?33ND SONS"])).toBe(
    "FEE ADAEZE CHUKWUEMEKA OKONKWO AND SONS",
  );
});

test("subfields that hold nothing but filler are empty; a name may end with that letter", () => {
  expect(narrationOf(["020~20FEE~21˙~22ÿ~32Louÿ~33˙"])).toBe("FEE Louÿ");
});

test("rows without subfields are joined", () => {
  expect(narrationOf(["FIRST PART", "SECOND PART"])).toBe("FIRST PART SECOND PART");
  expect(narrationOf(null)).toBe("");
});
