import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

export type Letter = { readonly from: string; readonly to: readonly string[]; readonly text: string };
export type MailServerOptions = {
  /** Answers the line with which a login is refused, or undefined to let it in; `n` counts logins. Without it nobody logs in. */
  readonly login?: (user: string, password: string, n: number) => string | undefined;
  /** Whom it takes mail for; everybody unless said. */
  readonly takes?: (to: string) => boolean;
  readonly more?: SMTPServerOptions;
};

/** A real mail server on this machine, for as long as a test runs; keeps what it was brought. */
export async function mailServer({ login, takes = () => true, more = {} }: MailServerOptions = {}) {
  const letters: Letter[] = [];
  const logins: string[] = [];
  const server = new SMTPServer({
    authOptional: login === undefined,
    ...(login === undefined
      ? { disabledCommands: ["AUTH", "STARTTLS"] }
      : { disabledCommands: ["STARTTLS"], allowInsecureAuth: true }),
    logger: false,
    onAuth: (given, _session, done) => {
      const [username, password] = [given.username ?? "", given.password ?? ""];
      const no = login?.(username, password, logins.length);
      logins.push(`${username} ${password}`);
      if (no === undefined) return done(null, { user: username });
      return done(Object.assign(new Error(no.slice(4)), { responseCode: Number(no.slice(0, 3)) }));
    },
    onRcptTo: ({ address }, _session, done) =>
      takes(address) ? done() : done(Object.assign(new Error(`nobody here is ${address}`), { responseCode: 550 })),
    onData: (stream, { envelope }, done) => {
      let text = "";
      stream.on("data", (bytes: Buffer) => {
        text += bytes.toString();
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        // long lines go on in the next: of the body after an equals sign, of the head after a blank
        const whole = text
          .replace(/\r\n/g, "\n")
          .replace(/=\n/g, "")
          .replace(/\n[ \t]+/g, " ");
        letters.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), text: whole });
        done();
      });
    },
    ...more,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { port, letters, logins };
}
