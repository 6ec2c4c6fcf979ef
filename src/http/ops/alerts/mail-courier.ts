/**
 * Alerts by mail, over the operator's own mail server. The socket is ours: it is destroyed when the time is over, so a server
 * that hangs, or sends a letter a minute, holds one connection for that time and then none.
 */
import { connect, isIP } from "node:net";
import { createTransport } from "nodemailer";
import type { Courier } from "./alert-post.ts";
import { bodyOf, subjectOf } from "./alert-words.ts";

export type MailOptions = {
  /** `smtp://host:587` or `smtps://host:465`. */
  readonly server: string;
  /** null where the server takes mail from this machine without it. */
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly instance: string;
  readonly log: { warn(fields: Record<string, unknown>, message: string): void };
  readonly apartMs?: number;
  readonly answerMs?: number;
};

const PORTS = { smtp: 587, smtps: 465 };

/** A server on this machine: no network lies in between, and its certificate can seldom be checked. */
const isHere = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/**
 * TLS as the address says: `smtps` from the first byte, `smtp` by STARTTLS where the server offers it, and where there is a
 * password in any case. Certificates are checked. On this very machine `smtp` is plain.
 */
export function mailCourier(options: MailOptions): Courier {
  const { server, login, from, to, instance, log, apartMs = 15_000, answerMs = 20_000 } = options;
  const { protocol, hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const at = { host, port: Number(port) || PORTS[secure ? "smtps" : "smtp"] };
  const plain = !secure && isHere(host);
  let refusedBefore = 0;
  return {
    name: "OPENFEES_ALERT_MAIL_SERVER",
    apartMs,
    answerMs,
    deliver: async (alerts, signal) => {
      const socket = connect(at);
      const end = () => socket.destroy();
      signal.addEventListener("abort", end, { once: true });
      try {
        await connected(socket, signal);
        const mail = createTransport({
          ...at,
          secure,
          connection: socket,
          ...(plain ? { ignoreTLS: true } : { requireTLS: !secure && login !== null }),
          ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        const { rejected } = await mail.sendMail({
          from,
          to: [...to],
          subject: subjectOf(alerts, instance),
          text: bodyOf(alerts, instance),
          // no automatic reply from a mailbox
          headers: { "Auto-Submitted": "auto-generated" },
        });
        // else those whom it reached would get it at each try
        if (rejected.length !== refusedBefore && rejected.length > 0)
          log.warn({ refused: rejected.length }, "the mail server took an alert, but not for everybody it was for");
        refusedBefore = rejected.length;
        return undefined;
      } catch (cause) {
        return signal.aborted ? "no answer" : whyOf(cause);
      } finally {
        signal.removeEventListener("abort", end);
        socket.destroy();
      }
    },
  };
}

function connected(socket: ReturnType<typeof connect>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.on("error", reject);
    socket.once("close", () => reject(signal.reason));
  });
}

/** The library's code and the server's number. Its words may hold the name of a user or an address. */
function whyOf(cause: unknown): string {
  const { code, responseCode } = cause as { readonly code?: unknown; readonly responseCode?: unknown };
  const words = [code, responseCode].filter((one) => typeof one === "string" || typeof one === "number");
  return words.length === 0 ? "no connection" : words.join(" ");
}
