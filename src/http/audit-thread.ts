/** The thread of one audit: reads `workerData`, posts one answer, ends. It writes nothing and keeps nothing. */
import { parentPort, workerData } from "node:worker_threads";
import { auditFiles, printAudit } from "../domain/audit/audit-files.ts";
import { FILE_READERS } from "../readers/file-readers.ts";
import { readStatementFile } from "../readers/read-statement-file.ts";
import type { ThreadAnswer } from "./audit-in-thread.ts";
import type { AuditQuestion } from "./web-deps.ts";

type ThreadQuestion = AuditQuestion & { readonly engineVersion: string; readonly rows: number };

async function answerOne(question: ThreadQuestion): Promise<ThreadAnswer> {
  const { pack, bytes, fileName, bank, accountType, password, engineVersion, rows } = question;
  const read = await readStatementFile(bytes, { fileName, ...(password ? { password } : {}) }, pack, FILE_READERS);
  if (!read.ok) return read;
  const found = read.file.statements.reduce((sum, one) => sum + one.lines.length + one.rejected.length, 0);
  if (found > rows) return { tooManyRows: found };
  if (read.file.statements.length === 0)
    return {
      ok: false,
      refusal: {
        code: "no_table",
        message: "The file holds no statement.",
        tryThis: "Download it again from your bank.",
      },
    };
  const result = auditFiles(pack, [read.file], {
    engineVersion,
    ...(bank ? { bank } : {}),
    ...(accountType ? { accountType } : {}),
  });
  return { ok: true, result, printed: printAudit(result) };
}

parentPort?.postMessage(await answerOne(workerData as ThreadQuestion));
