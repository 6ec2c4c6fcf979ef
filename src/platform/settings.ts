/** Every setting, once: its name, how it is read, its default, when it acts and why one would change it. */
import { isIP } from "node:net";
import { z } from "zod";
import { CannotStart } from "./cannot-start.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";

export type Settings = {
  readonly port: number;
  readonly host: string;
  /** undefined: chosen by `defaultDataDir`. */
  readonly dataDir: string | undefined;
  readonly databaseUrl: string | undefined;
  /** null: made of the machine, the data directory and the port. */
  readonly instance: string | null;
  readonly logLevel: LogLevel;
  readonly uploadBytes: number;
  readonly uploadRows: number;
  readonly uploadTimeMs: number;
  readonly uploadsAtOnce: number;
  readonly spare: "yes" | "no";
  readonly pageCacheBytes: number;
  /** null: no operations listener. */
  readonly opsPort: number | null;
  readonly opsToken: string | null;
  readonly alertWebhook: string | null;
  /** null: no mail is sent. With it, `alertMailFrom` and `alertMailTo` are set as well. */
  readonly alertMailServer: string | null;
  readonly alertMailUser: string | null;
  readonly alertMailPassword: string | null;
  readonly alertMailFrom: string | null;
  readonly alertMailTo: readonly string[] | undefined;
  /** null: nothing is traced. */
  readonly tracesUrl: string | null;
  readonly tracesShare: number;
  readonly trustedProxies: readonly string[] | undefined;
  readonly maxConnections: number;
  readonly costlyPerMinute: number;
  readonly apiKeys: readonly KeySetting[] | undefined;
  readonly keyPerMinute: number;
  readonly keyBurst: number;
  readonly uploadSecondsADay: number;
  readonly reportsADay: number;
  readonly diskRoomBytes: number;
  /** undefined: kept in the data directory. */
  readonly sealSecrets: readonly string[] | undefined;
  readonly address: string | null;
  readonly operator: string | null;
  readonly contact: string | null;
  readonly funding: string | null;
};

/** A program that may say who it is. The key itself is nowhere but with its owner. */
export type KeySetting = { readonly name: string; readonly sha256: string };

export type SettingDoc = {
  readonly name: string;
  readonly key: keyof Settings;
  readonly read: z.ZodType<unknown, string>;
  /** The default as a person would write it. */
  readonly byDefault: string;
  readonly value: Settings[keyof Settings];
  readonly acts: string;
  readonly why: string;
  /** What a good value looks like; ends the line that refuses a bad one. */
  readonly expects: string;
};

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,13}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
/** `10.0.0.7` or `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}
const networks = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((list) => list.every(isNetwork));
const keys = z
  .string()
  .transform((text) => text.split(",").map((part) => /^([\w.-]{1,40}):([0-9a-f]{64})$/i.exec(part.trim())))
  .refine((list) => list.every((one) => one !== null))
  .transform((list) => list.map((one) => ({ name: one?.[1] ?? "", sha256: (one?.[2] ?? "").toLowerCase() })))
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length);
const secrets = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((list) => list.every((one) => /^[\x21-\x7e]{32,200}$/.test(one)));
/** `https://fees.example`, without the slash at its end. */
const webAddress = z
  .string()
  .trim()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === "/")
  .transform((text) => new URL(text).origin);
const line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\r\n]*$/);

/** `smtp://mail.example:587`, with nothing but host and port. */
const mailServer = z
  .string()
  .max(300)
  .refine((text) => {
    const at = URL.canParse(text) ? new URL(text) : undefined;
    const rest = at && [at.username, at.password, at.search, at.hash, at.pathname.replace(/^\/$/, "")].join("");
    return at !== undefined && /^smtps?:$/.test(at.protocol) && at.hostname !== "" && rest === "";
  });
/** One mailbox, without a name beside it and without what could become a line of its own in a mail's head. */
const isMailbox = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>,;:"\\()[\]]+@[^\s@<>,;:"\\()[\]]+$/.test(text);
const mailboxes = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((list) => list.length <= 20 && list.every(isMailbox));

export const SETTINGS: readonly SettingDoc[] = [
  {
    name: "OPENFEES_PORT",
    key: "port",
    read: whole(0, 65_535),
    byDefault: "8080",
    value: 8080,
    expects: "a port number from 0 to 65535",
    acts: "when `serve` starts to listen; 0 takes any free port, and the address printed names it",
    why: "another program has the port",
  },
  {
    name: "OPENFEES_HOST",
    key: "host",
    read: line,
    byDefault: "127.0.0.1",
    value: "127.0.0.1",
    expects: "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
    acts: "when `serve` starts to listen",
    why: "other machines should reach it; put a web server with TLS in front",
  },
  {
    name: "OPENFEES_DATA_DIR",
    key: "dataDir",
    read: line,
    byDefault: "`.openfees` in the project's folder; for an installed package `openfees` in the user's state folder",
    value: undefined,
    expects: "the path of a directory that you may write",
    acts: "when the embedded PostgreSQL starts, and when snapshots of the facts are kept or read; with DATABASE_URL set only for snapshots",
    why: "the data should lie on another disk, or two instances should run on one machine",
  },
  {
    name: "DATABASE_URL",
    key: "databaseUrl",
    read: line,
    byDefault: "not set: openfees starts the PostgreSQL that it brings along",
    value: undefined,
    expects:
      "an address such as postgresql://user:password@host:5432/database, or several servers as in postgresql://user:password@db-1:5432,db-2:5432/database",
    acts: "when `serve` or a `db` command connects",
    why: "you run a PostgreSQL of your own, version 15 or later; with a primary and standbys name them all, with commas between them: the one that takes writes is found by asking, also after it has changed",
  },
  {
    name: "OPENFEES_INSTANCE",
    key: "instance",
    read: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
    byDefault: "made of the machine, the data directory and the port",
    value: null,
    expects: "a name of 1 to 40 letters, digits, dots or dashes",
    acts: "when `serve` starts: what a dead or frozen process of this name holds on the database is ended; beside a live one the start is refused, or with `serve --handover` that one stops",
    why: "the next process starts on another machine or port and should take over from this one",
  },
  {
    name: "OPENFEES_LOG_LEVEL",
    key: "logLevel",
    read: z.enum(LOG_LEVELS),
    byDefault: "info",
    value: "info",
    expects: `one of ${LOG_LEVELS.join(", ")}`,
    acts: "on every line written to the log, which goes to standard error",
    why: "you look for a fault, or want only what went wrong",
  },
  {
    name: "OPENFEES_UPLOAD_BYTES",
    key: "uploadBytes",
    read: whole(1_000, 100_000_000),
    byDefault: "5000000",
    value: 5_000_000,
    expects: "a number of bytes from 1000 to 100000000",
    acts: "when a statement is sent to `/audit/server` or to the API; a larger file is refused",
    why: "people hold larger statements and the machine has memory to spare",
  },
  {
    name: "OPENFEES_UPLOAD_ROWS",
    key: "uploadRows",
    read: whole(10, 2_000_000),
    byDefault: "50000",
    value: 50_000,
    expects: "a number of rows from 10 to 2000000",
    acts: "when a sent statement was read; one with more rows is refused",
    why: "as for OPENFEES_UPLOAD_BYTES",
  },
  {
    name: "OPENFEES_UPLOAD_TIME_MS",
    key: "uploadTimeMs",
    read: whole(100, 600_000),
    byDefault: "20000",
    value: 20_000,
    expects: "milliseconds from 100 to 600000",
    acts: "while a sent statement is audited; one that takes longer is stopped",
    why: "the machine is slow",
  },
  {
    name: "OPENFEES_UPLOADS_AT_ONCE",
    key: "uploadsAtOnce",
    read: whole(1, 64),
    byDefault: "2",
    value: 2,
    expects: "a number from 1 to 64",
    acts: "when a statement is sent while others are audited; one more is asked to try again",
    why: "the machine has more cores",
  },
  {
    name: "OPENFEES_PAGE_CACHE_BYTES",
    key: "pageCacheBytes",
    read: whole(1_000_000, 4_000_000_000),
    byDefault: "64000000",
    value: 64_000_000,
    expects: "a number of bytes from 1000000 to 4000000000",
    acts: "when a page was rendered: it is kept until this much is held, the least asked for is given up first",
    why: "the machine has little memory, or a country's pages do not fit",
  },
  {
    name: "OPENFEES_SPARE",
    key: "spare",
    read: z.enum(["yes", "no"]),
    byDefault: "yes",
    value: "yes",
    expects: "yes or no",
    acts: "some seconds after `serve` answers: another web process loads the code and waits, so that pages are back at once when the first one dies",
    why: "the machine has no hundred megabytes to spare; pages then come back after the seconds that a start takes",
  },
  {
    name: "OPENFEES_OPS_PORT",
    key: "opsPort",
    read: whole(0, 65_535),
    byDefault: "not set: no such listener",
    value: null,
    expects: "a port number from 0 to 65535",
    acts: "when `serve` starts: a second listener, on 127.0.0.1 only, shows metrics, readiness and who holds which connection; `openfees ops` asks it",
    why: "somebody keeps this server running",
  },
  {
    name: "OPENFEES_OPS_TOKEN",
    key: "opsToken",
    read: z
      .string()
      .min(16)
      .max(200)
      .regex(/^[\x21-\x7e]+$/),
    byDefault: "not set",
    value: null,
    expects: "16 to 200 letters, digits and signs without a space",
    acts: "on every request to the operations listener; OPENFEES_OPS_PORT without it stops the start",
    why: "the operations listener shows statements and can take connections back, so it asks for a secret",
  },
  {
    name: "OPENFEES_ALERT_WEBHOOK",
    key: "alertWebhook",
    read: z
      .string()
      .max(500)
      .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    byDefault: "not set: nobody is told",
    value: null,
    expects: "an address that begins with http:// or https://",
    acts: "while `serve` runs: leaks with their line, callers that wait, connections above 70 % of the pool, the database or the room on the disk gone are sent there as JSON, and again when they are over",
    why: "there is no Prometheus that would call somebody (deploy/prometheus)",
  },
  {
    name: "OPENFEES_ALERT_MAIL_SERVER",
    key: "alertMailServer",
    read: mailServer,
    byDefault: "not set: no mail is sent",
    value: null,
    expects: "an address such as smtps://mail.example:465 or smtp://127.0.0.1:25, without user and password",
    acts: "while `serve` runs: what OPENFEES_ALERT_WEBHOOK would be told is sent by mail over this server, with OPENFEES_ALERT_MAIL_FROM and OPENFEES_ALERT_MAIL_TO; smtps is encrypted from the first byte, smtp by STARTTLS where the server offers it, and on this machine not at all",
    why: "somebody reads mail, and there is no Prometheus that would call them (deploy/prometheus)",
  },
  {
    name: "OPENFEES_ALERT_MAIL_USER",
    key: "alertMailUser",
    read: line,
    byDefault: "not set: the server is not logged in to",
    value: null,
    expects: "one line of text",
    acts: "when an alert is sent by mail, with OPENFEES_ALERT_MAIL_PASSWORD: the connection must be encrypted then, or lead to this machine",
    why: "the mail server takes nothing from strangers",
  },
  {
    name: "OPENFEES_ALERT_MAIL_PASSWORD",
    key: "alertMailPassword",
    read: line,
    byDefault: "not set",
    value: null,
    expects: "one line of text",
    acts: "as OPENFEES_ALERT_MAIL_USER",
    why: "as for OPENFEES_ALERT_MAIL_USER",
  },
  {
    name: "OPENFEES_ALERT_MAIL_FROM",
    key: "alertMailFrom",
    read: z.string().refine(isMailbox),
    byDefault: "not set",
    value: null,
    expects: "one address, such as openfees@fees.example",
    acts: "when an alert is sent by mail: who it is from",
    why: "OPENFEES_ALERT_MAIL_SERVER is set",
  },
  {
    name: "OPENFEES_ALERT_MAIL_TO",
    key: "alertMailTo",
    read: mailboxes,
    byDefault: "not set",
    value: undefined,
    expects: "1 to 20 addresses with commas between them",
    acts: "when an alert is sent by mail: who gets it",
    why: "OPENFEES_ALERT_MAIL_SERVER is set",
  },
  {
    name: "OPENFEES_TRACES_URL",
    key: "tracesUrl",
    read: z
      .string()
      .max(500)
      .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    byDefault: "not set: nothing is traced",
    value: null,
    expects: "an address that begins with http:// or https://, such as http://127.0.0.1:4318/v1/traces",
    acts: "when `serve` starts: what each request did (its route, the child process, the wait for a connection, its statements without their values) is sent to this collector by OTLP over HTTP",
    why: "you look for where the time of a request goes, and keep traces",
  },
  {
    name: "OPENFEES_TRACES_SHARE",
    key: "tracesShare",
    read: z
      .string()
      .regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/)
      .transform(Number)
      .pipe(z.number().positive()),
    byDefault: "1",
    value: 1,
    expects: "a number above 0 and up to 1, such as 0.05",
    acts: "when a request comes, with OPENFEES_TRACES_URL set: so many of them are traced",
    why: "there are more requests than the collector should keep",
  },
  {
    name: "OPENFEES_TRUSTED_PROXIES",
    key: "trustedProxies",
    read: networks,
    byDefault: "not set: nobody's",
    value: undefined,
    expects: "addresses or networks with commas between them, such as 127.0.0.1,10.0.0.0/8",
    acts: "on each request that costs: from one of these, the address that it was sent on for is the client's; from anybody else that word is not taken",
    why: "a web server or a balancer stands in front; without this all its clients count as one",
  },
  {
    name: "OPENFEES_MAX_CONNECTIONS",
    key: "maxConnections",
    read: whole(10, 1_000_000),
    byDefault: "5000",
    value: 5_000,
    expects: "a number of connections from 10 to 1000000",
    acts: "when a client connects; one more is turned away, and idle ones are closed when it gets crowded",
    why: "the machine has much memory, or may open few files",
  },
  {
    name: "OPENFEES_COSTLY_PER_MINUTE",
    key: "costlyPerMinute",
    read: whole(1, 10_000_000),
    byDefault: "6000",
    value: 6_000,
    expects: "a number of requests from 1 to 10000000",
    acts: "on requests that cost (reports, statements): from one address no more than this in a minute",
    why: "more people than that share one address, or robots keep coming",
  },
  {
    name: "OPENFEES_API_KEYS",
    key: "apiKeys",
    read: keys,
    byDefault: "not set: no key is known, and none is needed",
    value: undefined,
    expects: "name:hash pairs with commas between them, each hash the SHA-256 of a key in 64 hexadecimal letters",
    acts: "on API requests that bring a key: what costs is counted for the key, not for its address; an unknown key is refused",
    why: "a program shares its address with people, or should have a limit of its own",
  },
  {
    name: "OPENFEES_KEY_PER_MINUTE",
    key: "keyPerMinute",
    read: whole(1, 10_000_000),
    byDefault: "6000",
    value: 6_000,
    expects: "a number of requests from 1 to 10000000",
    acts: "on requests that cost and bring a key: in the long run no more than this in a minute",
    why: "programs with a key should get more than others, or less",
  },
  {
    name: "OPENFEES_KEY_BURST",
    key: "keyBurst",
    read: whole(1, 10_000_000),
    byDefault: "6000",
    value: 6_000,
    expects: "a number of requests from 1 to 10000000",
    acts: "on requests that cost and bring a key: after a rest so many may come at once",
    why: "as for OPENFEES_KEY_PER_MINUTE",
  },
  {
    name: "OPENFEES_UPLOAD_SECONDS_A_DAY",
    key: "uploadSecondsADay",
    read: whole(1, 10_000_000),
    byDefault: "40000",
    value: 40_000,
    expects: "seconds of processor from 1 to 10000000",
    acts: "when a statement is sent, or a result is to be saved: over all processes of one database no more than this is used in a day; the last quarter is kept for addresses that have used less than a tenth",
    why: "the machines have more processors, or should keep more for others: 40000 is about a quarter of two",
  },
  {
    name: "OPENFEES_REPORTS_A_DAY",
    key: "reportsADay",
    read: whole(1, 10_000_000),
    byDefault: "10000",
    value: 10_000,
    expects: "a number of reports from 1 to 10000000",
    acts: "when a report is sent: over all processes of one database no more than this are stored in a day; the last quarter is kept for addresses that have sent less than a tenth",
    why: "more people write, or fewer can be looked at",
  },
  {
    name: "OPENFEES_DISK_ROOM_BYTES",
    key: "diskRoomBytes",
    read: whole(0, 1_000_000_000_000),
    byDefault: "200000000",
    value: 200_000_000,
    expects: "a number of bytes from 0 to 1000000000000",
    acts: "when a report is sent: while the disk of the data directory has less room than this, none is stored, so that PostgreSQL can go on; pages are served as before",
    why: "the disk is small, or other programs fill it",
  },
  {
    name: "OPENFEES_SEAL_SECRETS",
    key: "sealSecrets",
    read: secrets,
    byDefault: "not set: a secret is made once and kept in the data directory",
    value: undefined,
    expects: "secrets of 32 to 200 letters, digits and signs without a space, with commas between them",
    acts: "when a result is given out, which is sealed with the first one, and when it comes back to be saved as a file, which any of them may have sealed in the last 7 days",
    why: "several instances serve one site and share no data directory; to replace a secret, put the new one in front and take the old one out 7 days later",
  },
  {
    name: "OPENFEES_ADDRESS",
    key: "address",
    read: webAddress,
    byDefault: "not set: feeds name their pages without the site",
    value: null,
    expects: "an address such as https://fees.example, without a path",
    acts: "in feeds and calendars, which are read away from the site, before the path of each page",
    why: "people follow your site in a feed reader: a link in it should lead back to you",
  },
  {
    name: "OPENFEES_OPERATOR",
    key: "operator",
    read: line,
    byDefault: "not set",
    value: null,
    expects: "one line of text",
    acts: "on the page `/about`, as who runs the site",
    why: "others read your site: they should know who you are",
  },
  {
    name: "OPENFEES_CONTACT",
    key: "contact",
    read: line,
    byDefault: "not set",
    value: null,
    expects: "one line of text",
    acts: "on the pages `/about`, `/privacy` and `/accessibility`, as how to reach you",
    why: "as for OPENFEES_OPERATOR",
  },
  {
    name: "OPENFEES_FUNDING",
    key: "funding",
    read: line,
    byDefault: "not set",
    value: null,
    expects: "one line of text",
    acts: "on the page `/about`, as who pays for it",
    why: "as for OPENFEES_OPERATOR",
  },
];

/** Reads the settings once. An OPENFEES_ name that is none, or a bad value, stops the start; an empty one counts as not set. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const names = SETTINGS.map((setting) => setting.name);
  for (const name of Object.keys(environment))
    if (name.startsWith("OPENFEES_") && !names.includes(name)) {
      const near = names.find((one) => distance(one, name) <= 3);
      const hint = near ? `Did you mean ${near}?` : "See docs/reference/settings.md.";
      throw new CannotStart("setting_unknown", `There is no setting ${name}. ${hint}`);
    }
  const entries = SETTINGS.map(({ name, key, read, value, expects }) => {
    const text = environment[name]?.trim() ?? "";
    if (text === "") return [key, value] as const;
    const parsed = read.safeParse(text);
    // The value itself is not repeated: DATABASE_URL may hold a password.
    if (!parsed.success)
      throw new CannotStart("setting_bad", `The value of ${name} cannot be used: it must be ${expects}.`);
    return [key, parsed.data] as const;
  });
  const settings = Object.fromEntries(entries) as Settings;
  if (settings.opsPort !== null && settings.opsToken === null)
    throw new CannotStart(
      "setting_bad",
      "OPENFEES_OPS_PORT needs OPENFEES_OPS_TOKEN: a secret of 16 letters or more that the operations listener asks for.",
    );
  const { alertMailServer, alertMailFrom, alertMailTo, alertMailUser, alertMailPassword } = settings;
  if (alertMailServer !== null && (alertMailFrom === null || alertMailTo === undefined))
    throw new CannotStart(
      "setting_bad",
      "OPENFEES_ALERT_MAIL_SERVER needs OPENFEES_ALERT_MAIL_FROM and OPENFEES_ALERT_MAIL_TO: who the mail is from, and who gets it.",
    );
  if ((alertMailUser === null) !== (alertMailPassword === null))
    throw new CannotStart(
      "setting_bad",
      "OPENFEES_ALERT_MAIL_USER and OPENFEES_ALERT_MAIL_PASSWORD go together: set both, or neither.",
    );
  return settings;
}

/** `docs/reference/settings.md`, written from the list above. */
export function settingsPage(): string {
  const rows = SETTINGS.map((one) => `| \`${one.name}\` | ${one.byDefault} | ${one.acts} | ${one.why} |`);
  return `# Settings

Settings come from the environment and are read once, at the start. An \`OPENFEES_\` name that is not listed here, or a value that cannot be used, stops the start with one clear line. An empty value counts as not set.

This page is made from \`src/platform/settings.ts\`; a test fails when the two differ.

| setting | default | when it acts | why change it |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** How many letters must change to make one name of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
