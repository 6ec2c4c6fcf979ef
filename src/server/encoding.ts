import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip";

/** Below this a compressed answer is no shorter on the wire. */
export const WORTH_BYTES = 600;
const BROTLI_ON_DEMAND = 5;
const GZIP_LEVEL = 7;
/** Above this the best compression takes seconds for a few hundredths of the size. */
const LARGE_BYTES = 250_000;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const BR = /(?:^|,)\s*br\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?(?:,|$)/;
const GZIP = /(?:^|,)\s*gzip\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?(?:,|$)/;
const takes = (accepts: string, pattern: RegExp): boolean => {
  const found = pattern.exec(accepts);
  return found !== null && (found[1] === undefined || Number(found[1]) > 0);
};

/** The shortest form that the asker can read; undefined: as it is. */
export function encodingOf(accepts: string | string[] | undefined): Encoding | undefined {
  if (accepts === undefined) return undefined;
  const text = String(accepts);
  return takes(text, BR) ? "br" : takes(text, GZIP) ? "gzip" : undefined;
}

const brotliAt = (quality: number, body: Uint8Array): Promise<Buffer> =>
  brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });

/** Compresses for one asker: quick rather than smallest. Works off the thread that answers. */
export const packQuickly = (body: Uint8Array, encoding: Encoding): Promise<Buffer> =>
  encoding === "br" ? brotliAt(BROTLI_ON_DEMAND, body) : zip(body, { level: GZIP_LEVEL });

/** Compresses as small as it goes within a second: for what is kept and given often. Works off the thread that answers. */
export const packSmallest = (body: Uint8Array, encoding: Encoding): Promise<Buffer> =>
  encoding === "br" ? brotliAt(body.length > LARGE_BYTES ? 9 : 11, body) : zip(body, { level: 9 });
