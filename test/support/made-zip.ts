import { deflateRawSync } from "node:zlib";

/** A file of an archive that a test makes; `packed` and `said` let it lie about what it holds. */
export type ZippedFile = {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly deflate?: boolean;
  readonly packed?: Uint8Array;
  readonly said?: number;
};

/** An archive as a zip program writes it, without checksums: nothing of ours reads them. */
export function zipOf(files: readonly ZippedFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const plain = typeof file.body === "string" ? new TextEncoder().encode(file.body) : file.body;
    const packed = file.packed ?? (file.deflate ? deflateRawSync(plain) : plain);
    const method = file.packed || file.deflate ? 8 : 0;
    const name = new TextEncoder().encode(file.name);
    const sizes = [packed.length, file.said ?? plain.length];
    const head = bytes(
      [0x04034b50, 4],
      [20, 2],
      [0, 2],
      [method, 2],
      [0, 4],
      [0, 4],
      [sizes[0] as number, 4],
      [sizes[1] as number, 4],
      [name.length, 2],
      [0, 2],
    );
    list.push(
      bytes(
        [0x02014b50, 4],
        [20, 2],
        [20, 2],
        [0, 2],
        [method, 2],
        [0, 4],
        [0, 4],
        [sizes[0] as number, 4],
        [sizes[1] as number, 4],
        [name.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [offset, 4],
      ),
      name,
    );
    parts.push(head, name, packed);
    offset += head.length + name.length + packed.length;
  }
  const size = list.reduce((sum, one) => sum + one.length, 0);
  return join([
    ...parts,
    ...list,
    bytes([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]),
  ]);
}

function bytes(...fields: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([value, width]) => Array.from({ length: width }, (_one, i) => (value >>> (8 * i)) & 255)),
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
