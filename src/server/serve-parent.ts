/** The child's side of the pool: it reads what it is given beforehand and one job from standard input, answers, and waits for its end. */
import { FROM_CHILD, FrameReader, frameHead, TO_CHILD } from "./child-frames.ts";

export type ParentJob<C> = { readonly context: C; readonly head: unknown; readonly body: Uint8Array };
export type ParentAnswer = { readonly head: unknown; readonly parts: readonly (string | Uint8Array)[] };

/**
 * Reports to the parent that this process is warm, then answers its one job. `prepare` makes the context of its bytes,
 * before the job is there. When the parent closes the pipe, the process ends. An error of `answer` ends the process: the
 * parent reports it as a death.
 */
export function serveParent<C>(
  prepare: (bytes: Buffer) => C,
  answer: (job: ParentJob<C>) => Promise<ParentAnswer>,
): void {
  let context: C | undefined;
  const frames = new FrameReader(
    () => true,
    ({ kind, body }) => {
      if (kind === TO_CHILD.context) context = prepare(body);
      else void answerOne(body);
    },
  );
  const answerOne = async (job: Buffer): Promise<void> => {
    write(FROM_CHILD.taken, Buffer.alloc(0));
    const end = 4 + job.readUInt32BE(0);
    const head = JSON.parse(job.toString("utf8", 4, end)) as unknown;
    const given = await answer({ context: context as C, head, body: new Uint8Array(job.subarray(end)) });
    write(FROM_CHILD.head, Buffer.from(JSON.stringify(given.head)));
    for (const part of given.parts) write(FROM_CHILD.part, bytesOf(part));
    write(FROM_CHILD.end, Buffer.alloc(0));
  };
  process.stdin.on("data", (chunk: Buffer) => frames.push(chunk));
  process.stdin.once("end", () => process.exit(0));
  write(FROM_CHILD.ready, Buffer.alloc(0));
}

const bytesOf = (part: string | Uint8Array): Buffer =>
  typeof part === "string" ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);

function write(kind: number, body: Buffer): void {
  process.stdout.write(frameHead(kind, body.length));
  if (body.length > 0) process.stdout.write(body);
}
