import type { FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import type { Said } from "../domain/audit/audit-statement.ts";
import { readTold } from "../domain/audit/claim/read-told.ts";
import type { ToldFact } from "../domain/audit/told-facts.ts";
import type { AccountType, Pack } from "../domain/fees/pack.ts";
import { productOf } from "../domain/fees/products.ts";
import { doorWords } from "../words/door-words.ts";
import { readForm } from "./read-form.ts";
import type { AuditLimits } from "./web-deps.ts";

export type Upload = {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly said: Said;
  readonly told: readonly ToldFact[];
  readonly password?: string;
};

/** What came of a form: the upload, or what was typed and why there is none. */
export type UploadForm = {
  readonly typed: { bank?: string; accountType?: string; product?: string };
  readonly upload: Upload | Refused;
};

const NO_BANK = doorWords("upload.no_bank");
const NO_PRODUCT = doorWords("upload.no_product");
const OTHER_PRODUCT = doorWords("upload.other_product");
const NO_KIND = doorWords("upload.no_kind");

/** @throws {Refused} where the bank is not one that we list; without one there is nothing to refuse. */
export function checkBank(bank: string | undefined, { banks }: Pick<Pack, "banks">): void {
  if (bank !== undefined && !banks.some(({ id }) => id === bank)) throw new Refused("bad_field", "bank", NO_BANK);
}

/** @throws {Refused} where the bank or the product is not one that we list, or the one is not of the other. */
export function checkSaid({ bank, product: id }: Said, pack: Pack): void {
  checkBank(bank, pack);
  if (id === undefined) return;
  const product = productOf(pack, id);
  if (!product) throw new Refused("bad_field", "product", NO_PRODUCT);
  if (bank !== undefined && product.bank !== bank) throw new Refused("bad_field", "product", OTHER_PRODUCT);
}

/** What is wrong with a form that was refused: that fault, and those of its lists beside it. */
export const wrongOf = (
  refused: Refused,
  { bank, accountType, product }: UploadForm["typed"],
  pack: Pick<Pack, "banks" | "products">,
): Readonly<Record<string, string>> => ({
  [refused.param ?? "file"]: refused.message,
  ...(bank === undefined || pack.banks.some(({ id }) => id === bank) ? {} : { bank: NO_BANK }),
  ...(accountType === undefined || ACCOUNTS.includes(accountType) ? {} : { accountType: NO_KIND }),
  ...(product === undefined || productOf(pack, product) ? {} : { product: NO_PRODUCT }),
});

const ACCOUNTS: readonly string[] = ["savings", "current", "domiciliary"];
const STATEMENT = { none: doorWords("upload.none"), tooBig: doorWords("upload.instead") };
const NO_FACT = doorWords("upload.no_fact");
const MOST_FIELD_BYTES = 500;
/** The fields that have names of their own, and as many facts as one asks a person for. */
const MOST_FIELDS = 68;

/** Reads the multipart fields `file`, `bank`, `accountType`, `product`, `password` and `fact.*` in memory; nothing touches the disk. */
export async function readUpload(
  request: FastifyRequest,
  limits: AuditLimits,
  words: { readonly none: string; readonly tooBig: string } = STATEMENT,
): Promise<UploadForm> {
  const fields: Record<string, string> = {};
  let file: { bytes: Uint8Array; name: string; whole: boolean } | undefined;
  const bounds = { fileSize: limits.bytes, files: 1, fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES };
  await readForm(request, bounds, async (part) => {
    if (part.type === "field") fields[part.fieldname] = String(part.value).trim();
    else if (part.fieldname === "file") {
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) if (!part.file.truncated) chunks.push(chunk as Buffer);
      file = { bytes: Buffer.concat(chunks), name: part.filename, whole: !part.file.truncated };
    } else part.file.resume();
  });
  const { bank, accountType, product, password } = fields;
  const typed = {
    ...(bank ? { bank } : {}),
    ...(accountType ? { accountType } : {}),
    ...(product ? { product } : {}),
  };
  const refuse = (code: "no_file" | "too_large" | "bad_field", param: string, words: string): UploadForm => ({
    typed,
    upload: new Refused(code, param, words),
  });
  if (!file || (file.bytes.length === 0 && file.whole)) return refuse("no_file", "file", words.none);
  if (!file.whole)
    return refuse(
      "too_large",
      "file",
      doorWords("upload.too_big", { size: limits.bytes / 1_000_000, instead: words.tooBig }),
    );
  if (accountType && !ACCOUNTS.includes(accountType)) return refuse("bad_field", "accountType", NO_KIND);
  const facts = Object.entries(fields).filter(([name]) => name.startsWith("fact."));
  const told = facts.flatMap((one) => readTold([one], []));
  const [untold] = facts.find((one) => readTold([one], []).length === 0) ?? [];
  if (untold !== undefined) return refuse("bad_field", untold, NO_FACT);
  return {
    typed,
    upload: {
      told,
      bytes: file.bytes,
      fileName: file.name,
      said: { ...typed, accountType: (accountType || undefined) as AccountType | undefined },
      ...(password ? { password } : {}),
    },
  };
}
