import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...text].forEach((_, i) => {
    view.setUint16(i * 2, text.charCodeAt(i), little);
  });
  return bytes;
};

describe("bytes become text by what they prove", () => {
  test("any text in UTF-8 reads back the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        fc.pre(!text.startsWith("\ufeff") && !text.includes("\0"));
        expect(decodeText(utf8(text))).toEqual({ text, encoding: "utf-8", assumed: false });
      }),
    );
  });

  test.each([true, false])("UTF-16 without a mark, little end first %s", (little) => {
    const text = "Date,Narration,Amount\n2026-01-02,NIP CHARGE,-10.75\n";
    expect(decodeText(utf16(text, little))).toEqual({
      text,
      encoding: little ? "utf-16le" : "utf-16be",
      assumed: false,
    });
  });

  test("an old national table is a guess and says so", () => {
    const western = new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x20, 0xe0, 0x20, 0x80]);
    expect(decodeText(western)).toEqual({ text: "Café à €", encoding: "windows-1252", assumed: true });
    const central = new Uint8Array([0xb3, 0xf3, 0x64, 0x9f, 0x20, 0xb9, 0xbf]);
    expect(decodeText(central)).toMatchObject({ encoding: "windows-1250", assumed: true });
  });

  test("what the person says goes first; a name that no table has is ignored", () => {
    expect(decodeText(new Uint8Array([0xe9]), "windows-1250").encoding).toBe("windows-1250");
    expect(decodeText(utf8("x"), "made-up").encoding).toBe("utf-8");
  });
});
