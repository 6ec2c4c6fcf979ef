import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { ExampleStatement } from "./web-deps.ts";

const indexShape = z.array(
  z.object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: z.string(),
    kind: z.string(),
    file: z.string().regex(/^[a-z0-9-]+\.(csv|xlsx|xls|pdf|txt|ofx|qfx|qif|sta|xml|json)$/),
    bank: z.string().nullable(),
    accountType: z.enum(["savings", "current", "domiciliary"]).nullable(),
  }),
);

/** The made-up statements of a country pack, `folder` with a slash at its end; none where the pack ships none. */
export function readExamples(folder: URL): ExampleStatement[] {
  const index = new URL("index.json", folder);
  if (!existsSync(index)) return [];
  return indexShape.parse(JSON.parse(readFileSync(index, "utf8"))).map(({ file, ...rest }) => ({
    ...rest,
    fileName: file,
    bytes: new Uint8Array(readFileSync(new URL(file, folder))),
  }));
}
