import "../build/tsx-loader.ts";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { LetterView } from "../letters/letter-view.ts";

const require = createRequire(import.meta.url);

type LetterForm = "pdf" | "html" | "txt" | "ics";

/** A letter as the bytes of a file. */
export async function letterFile(view: LetterView, form: LetterForm, jurisdiction: string): Promise<Uint8Array> {
  const text = (it: string) => new TextEncoder().encode(it);
  switch (form) {
    case "txt":
      return text((await import("../letters/letter-text.ts")).letterText(view));
    case "html":
      return text((await import("../letters/print-page.tsx")).letterPage(view));
    case "ics": {
      const [{ reminderFile }, { shippedLetter }] = await Promise.all([
        import("../letters/reminders.ts"),
        import("../db/link/shipped-pack.ts"),
      ]);
      return text(reminderFile(view.days, shippedLetter(jurisdiction), { id: view.id, bank: view.answering }));
    }
    case "pdf": {
      const [{ letterPdf }, regular, bold] = await Promise.all([
        import("../letters/letter-pdf.ts"),
        readFile(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")),
        readFile(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf")),
      ]);
      return letterPdf(view, { regular, bold });
    }
  }
}
