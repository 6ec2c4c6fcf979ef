/**
 * The secrets that this process knows, so that nothing it prints holds one. Those who read a secret name it here once;
 * the log and whoever prints an error cut it out. The second wall: the first is that no message is made of a secret.
 */
const known = new Set<string>();
/** The longest first: one may be a part of another. */
let longestFirst: readonly string[] = [];

/** Shorter ones would be found in ordinary words. */
const SHORTEST = 4;

/** Names a value that is never to be printed, however it is written: as it is, in JSON, or percent-encoded. */
export function keepSecret(value: string | undefined): void {
  if (value === undefined) return;
  const forms = [value, decoded(value), encodeURIComponent(value.toWellFormed())];
  for (const form of forms)
    for (const one of [form, JSON.stringify(form).slice(1, -1)]) if (one.length >= SHORTEST) known.add(one);
  longestFirst = [...known].sort((a, b) => b.length - a.length);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The text with every known secret cut out. */
export function withoutSecrets(text: string): string {
  let left = text;
  for (const secret of longestFirst) left = left.replaceAll(secret, "[secret]");
  return left;
}

/** Names the secrets that the environment holds: tokens, and whatever may be a password in an address, well-formed or not. */
export function keepEnvironmentSecrets(environment: Readonly<Record<string, string | undefined>>): void {
  keepSecret(environment.OPENFEES_OPS_TOKEN);
  // its path is often the only secret that a webhook has
  keepSecret(environment.OPENFEES_ALERT_WEBHOOK);
  keepSecret(environment.OPENFEES_ALERT_MAIL_PASSWORD);
  // where whoever has no other way puts one
  for (const secret of passwordsIn(environment.OPENFEES_ALERT_MAIL_SERVER ?? "")) keepSecret(secret);
  // as OpenTelemetry's own exporter reads it: `authorization=Bearer abc,other=x`
  for (const name of ["OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"])
    for (const pair of (environment[name] ?? "").split(",")) keepSecret(pair.slice(pair.indexOf("=") + 1).trim());
  keepSecret(environment.PGPASSWORD);
  for (const secret of passwordsIn(environment.DATABASE_URL ?? "")) keepSecret(secret);
}

/** Everything in an address that can be meant as a password, each way that people write one and get it wrong. */
function passwordsIn(address: string): string[] {
  // user:password@host, the password up to the last @ or the first
  const user = address.indexOf(":") + 1 || address.length;
  const colon = address.slice(user).search(/[:@]/) + user;
  const rest = colon >= user && address[colon] === ":" ? address.slice(colon + 1) : "";
  const found = [rest.lastIndexOf("@"), rest.indexOf("@")].map((at) => rest.slice(0, Math.max(0, at)));
  // password=... in the query, in a list of words, in quotes
  for (const [, quoted, plain] of address.matchAll(/pass(?:word|wd)?\s*=\s*(?:'([^']*)'|([^\s&;]+))/gi))
    found.push(quoted ?? plain ?? "");
  return found.filter((one) => one !== "");
}
