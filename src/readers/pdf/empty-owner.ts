/**
 * A file under 256-bit AES whose owner password is empty opens for everybody, but pdf.js never tries that. The key of the file is
 * taken out with the empty owner password, and the lock is written anew, at the end of a copy, so that the empty user password
 * opens it. Source: ISO 32000-2, 7.6.4.3.3 (algorithm 2.A), 7.6.4.3.4 (2.B), 7.6.4.4.7 (8); revision 5 is Adobe's, with one hash.
 */

const BLOCK = 16;
type Bytes = Uint8Array<ArrayBuffer>;

/** Null where the file has another lock, or its owner password is not empty. */
export async function withoutOwner(bytes: Uint8Array): Promise<Uint8Array | null> {
  const text = latin(bytes);
  const lock = lockOf(text);
  if (!lock) return null;
  const { object, revision, o, u, oe, metadata, root, size, start } = lock;
  const hash = (salt: Bytes, user: Bytes): Promise<Bytes> =>
    revision === 6 ? hashOf(salt, user) : sha(256, salt, user);
  const check = await hash(o.slice(32, 40), u);
  if (!check.every((byte, i) => byte === o[i])) return null;
  const key = await decrypted(await hash(o.slice(40, 48), u), oe);
  const [salt, none] = [new Uint8Array(8), new Uint8Array(0)];
  const user = joined(await hash(salt, none), salt, salt);
  const wrapped = await encrypted(await hash(salt, none), new Uint8Array(BLOCK), key);
  const filter = "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF";
  const keys = `/O ${hex(o)} /U ${hex(user)} /OE ${hex(oe)} /UE ${hex(wrapped)} /Perms ${hex(new Uint8Array(BLOCK))}`;
  const dictionary = `<< /Filter /Standard /V 5 /R ${revision} /Length 256 /P -4 ${filter} ${keys}${metadata} >>`;
  const at = bytes.length + 1;
  const own = `\n${object} 0 obj\n${dictionary}\nendobj\n`;
  const id = `<${"00".repeat(BLOCK)}>`;
  const end = `xref\n${object} 1\n${String(at).padStart(10, "0")} 00000 n \ntrailer << /Size ${size} /Root ${root} /ID [${id} ${id}] /Encrypt ${object} 0 R /Prev ${start} >>\nstartxref\n${bytes.length + own.length}\n%%EOF\n`;
  return joined(bytes, new TextEncoder().encode(own + end));
}

type Lock = {
  readonly object: number;
  readonly revision: number;
  readonly o: Bytes;
  readonly u: Bytes;
  readonly oe: Bytes;
  readonly metadata: string;
  readonly root: string;
  readonly size: number;
  /** Where the newest table of objects stands. */
  readonly start: number;
};

const TRAILER = 4_000;

function lockOf(text: string): Lock | null {
  const start = Number(
    /startxref\s{1,4}(\d{1,12})\s{0,4}(?:%%EOF)?/.exec(text.slice(text.lastIndexOf("startxref")))?.[1],
  );
  if (!Number.isFinite(start)) return null;
  const table = text.startsWith("xref", start) ? text.indexOf("trailer", start) : start;
  const trailer = text.slice(table, table + TRAILER);
  const object = Number(/\/Encrypt\s{1,4}(\d{1,9}) 0 R/.exec(trailer)?.[1]);
  const root = /\/Root\s{1,4}(\d{1,9} \d{1,5} R)/.exec(trailer)?.[1];
  const size = Number(/\/Size\s{1,4}(\d{1,9})/.exec(trailer)?.[1]);
  const begin = placeOf(text, `${object} 0 obj`);
  if (table < 0 || root === undefined || begin < 0 || !Number.isFinite(size)) return null;
  const dictionary = text.slice(begin, begin + TRAILER);
  const revision = Number(/\/R\s{0,4}([56])\b/.exec(dictionary)?.[1]);
  if (!/\/V\s{0,4}5\b/.test(dictionary) || !/\/AESV3\b/.test(dictionary) || !Number.isFinite(revision)) return null;
  const [o, u, oe] = [/\/O\s{0,4}([<(])/, /\/U\s{0,4}([<(])/, /\/OE\s{0,4}([<(])/].map((key) =>
    stringOf(dictionary, key),
  );
  if (!o || !u || !oe || o.length < 48 || u.length < 48 || oe.length !== 32) return null;
  const metadata = /\/EncryptMetadata\s{1,4}false/.test(dictionary) ? " /EncryptMetadata false" : "";
  return { object, revision, o: o.slice(0, 48), u: u.slice(0, 48), oe, metadata, root, size, start };
}

/** Where an object begins: its number is not the end of another's. */
function placeOf(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (at === 0 || !/\d/.test(text[at - 1] as string)) return at;
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The bytes of a string of a dictionary, written in hexadecimal or between brackets. */
function stringOf(dictionary: string, key: RegExp): Bytes | null {
  const found = key.exec(dictionary);
  if (!found) return null;
  let at = found.index + found[0].length;
  if (found[1] === "<") {
    const digits = dictionary.slice(at, dictionary.indexOf(">", at)).replace(/\s/g, "");
    return Uint8Array.from(digits.match(/[\da-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  const codes: number[] = [];
  for (let depth = 1; at < dictionary.length; at++) {
    const letter = dictionary[at] as string;
    if (letter === "(") depth++;
    if (letter === ")" && --depth === 0) break;
    if (letter !== "\\") {
      codes.push(letter.charCodeAt(0));
      continue;
    }
    const next = dictionary[++at] ?? "";
    const octal = /^[0-7]{1,3}/.exec(dictionary.slice(at, at + 3))?.[0];
    if (octal) {
      codes.push(Number.parseInt(octal, 8) & 255);
      at += octal.length - 1;
    } else if (next === "\r" || next === "\n") {
      if (next === "\r" && dictionary[at + 1] === "\n") at++;
    } else codes.push((ESCAPES[next] ?? next).charCodeAt(0));
  }
  return Uint8Array.from(codes);
}

/** Algorithm 2.B for an empty password: rounds of AES and a hash that the round before chooses. */
async function hashOf(salt: Bytes, user: Bytes): Promise<Bytes> {
  let key = await sha(256, salt, user);
  for (let round = 1; ; round++) {
    const part = joined(key, user);
    const all = new Uint8Array(part.length * 64);
    for (let i = 0; i < 64; i++) all.set(part, i * part.length);
    const mixed = await encrypted(key.slice(0, BLOCK), key.slice(BLOCK, 2 * BLOCK), all);
    const rest = mixed.slice(0, BLOCK).reduce((sum, byte) => sum + byte, 0) % 3;
    key = await sha(rest === 0 ? 256 : rest === 1 ? 384 : 512, mixed);
    if (round >= 64 && (mixed.at(-1) as number) <= round - 32) return key.slice(0, 32);
  }
}

const sha = async (bits: number, ...parts: readonly Uint8Array[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest(`SHA-${bits}`, joined(...parts)));

const aes = (key: Bytes, use: "encrypt" | "decrypt"): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", key, "AES-CBC", false, [use]);

/** Without padding: what Web Crypto adds at the end is left out. */
async function encrypted(key: Bytes, iv: Bytes, data: Bytes): Promise<Bytes> {
  const all = await crypto.subtle.encrypt({ name: "AES-CBC", iv }, await aes(key, "encrypt"), data);
  return new Uint8Array(all).slice(0, data.length);
}

/** Without padding and with an empty vector: a block that decrypts to a whole padding is put behind the data. */
async function decrypted(key: Bytes, data: Bytes): Promise<Bytes> {
  const padding = await encrypted(key, data.slice(-BLOCK), new Uint8Array(BLOCK).fill(BLOCK));
  const iv = new Uint8Array(BLOCK);
  const plain = await crypto.subtle.decrypt({ name: "AES-CBC", iv }, await aes(key, "decrypt"), joined(data, padding));
  return new Uint8Array(plain);
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const hex = (bytes: Uint8Array): string => `<${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}>`;

/** One letter a byte, whatever the bytes mean. */
function latin(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8_192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8_192)));
  return parts.join("");
}
