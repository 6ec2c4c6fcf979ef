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

  test("a western text is not read as Chinese, though each accent with the letter behind it is a legal pair", () => {
    const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
    for (const text of [
      "01/02/2026;Gebühr für Überweisung;-1,50",
      "Dépôt à vue;Intérêts débiteurs",
      "Comisión;Operación",
      "Tarifa de manutenção",
      "Kezelési költség",
    ])
      expect(decodeText(latin1(text))).toEqual({ text, encoding: "windows-1252", assumed: true });
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,4}[\u00e0-\u00ef\u00f9-\u00fc]{1,3}[a-z ]{1,3}$/)), (words) => {
        fc.pre(words.length > 0);
        expect(decodeText(latin1(words.join(""))).encoding).not.toBe("gb18030");
      }),
    );
  });

  test("a table with Chinese words is read as one, names and a wide colon and all", () => {
    // "date,note" and "fee:Li Ming" as the rows of GB2312 have them
    const bytes = [0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0a];
    const more = [0xb7, 0xd1, 0xd3, 0xc3, 0xa3, 0xba, 0xc0, 0xee, 0xc3, 0xf7, 0x2c, 0x35];
    expect(decodeText(new Uint8Array([...bytes, ...more]))).toEqual({
      text: "日期,备注\n费用：李明,5",
      encoding: "gb18030",
      assumed: true,
    });
  });

  test("what the person says goes first; a name that no table has is ignored", () => {
    expect(decodeText(new Uint8Array([0xe9]), "windows-1250").encoding).toBe("windows-1250");
    expect(decodeText(utf8("x"), "made-up").encoding).toBe("utf-8");
  });
});
