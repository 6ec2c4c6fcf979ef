import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

// Requests that no browser sends: headers, lines, lengths, chunks and forms as somebody writes them who looks for a hole.

export type RawRequest = { readonly name: string; readonly bytes: () => string | Uint8Array };

const get = (path: string, ...headers: string[]): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers.map((one) => `${one}\r\n`).join("")}Connection: close\r\n\r\n`;
const post = (path: string, headers: readonly string[], body: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers.map((one) => `${one}\r\n`).join("")}\r\n${body}`;
const JSON_TYPE = "Content-Type: application/json";
const FORM_TYPE = "Content-Type: multipart/form-data; boundary=b";
const part = (head: string, value = "x"): string =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
const FILE = part('name="file"; filename="a.csv"', "Date,Narration,Debit\n02/01/2026,NIP,25\n");
const form = (name: string, body: string, type = FORM_TYPE, path = "/api/v1/audit"): RawRequest => ({
  name: `form ${name}`,
  bytes: () => post(path, [type, `Content-Length: ${Buffer.byteLength(body, "latin1")}`, "Connection: close"], body),
});
const raw = (name: string, make: () => string | Uint8Array): RawRequest => ({ name, bytes: make });
const whole = (name: string, packed: (bomb: Buffer) => Buffer, encoding: string, path: string): RawRequest => ({
  name,
  bytes: () => {
    const body = packed(Buffer.alloc(50_000_000, " "));
    const type = path === "/api/v1/audit" ? FORM_TYPE : JSON_TYPE;
    const head = [type, `Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`];
    return Buffer.concat([Buffer.from(post(path, head, "")), body]);
  },
});

const LINES: readonly RawRequest[] = [
  raw("a header of 20 KB", () => get("/fees", `X-Much: ${"x".repeat(20_000)}`)),
  raw("2,000 headers", () => get("/fees", ...Array.from({ length: 2_000 }, (_, i) => `X-${i}: 1`))),
  raw("a NUL in a header", () => get("/fees", "X-Nul: a\0b")),
  raw("a NUL in a header's name", () => get("/fees", "X\0Nul: a")),
  raw("no host", () => "GET /fees HTTP/1.1\r\n\r\n"),
  raw("two hosts", () => get("/fees", "Host: y")),
  raw("a host of script", () => get("/fees", "Host: <script>alert(1)</script>")),
  raw("version 9.9", () => "GET /fees HTTP/9.9\r\nHost: x\r\n\r\n"),
  raw("version 0.9", () => "GET /fees\r\n\r\n"),
  raw("an address of 100 KB", () => get(`/${"a".repeat(100_000)}`)),
  raw("a query of 1,000 fields", () => get(`/fees?${Array.from({ length: 1_000 }, (_, i) => `a${i}=1`).join("&")}`)),
  raw("a query of one field 1,500 times", () => get(`/charge?${"on=1&".repeat(1_400)}`)),
  raw("a query of half codes", () => get("/fees?q=%&on=%0&a=%zz")),
  raw("a query of NULs", () => get("/charge?service=%00&amount=%00&on=%00")),
  raw("a query of no UTF-8", () => get("/?q=%ff%fe%c0%af%ed%a0%80")),
  raw("brackets in a query", () => get("/fees?on[]=1&on[__proto__]=2&__proto__[x]=1&constructor=1")),
  raw("a path that climbs", () => get("/../../../etc/passwd")),
  raw("a path that climbs in codes", () => get("/assets/..%2f..%2f..%2fetc%2fpasswd")),
  raw("a path that climbs twice coded", () => get("/%252e%252e/%252e%252e/etc/passwd")),
  raw("a path of slashes", () => get(`/${"/".repeat(6_000)}`)),
  raw("a path of half codes", () => get("/banks/%E0%A4%A")),
  raw("a whole address of another server", () => get("http://evil.example/fees")),
  raw("CONNECT", () => "CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n"),
  raw("TRACE", () => "TRACE /fees HTTP/1.1\r\nHost: x\r\n\r\n"),
  raw("a method of its own", () => "BREW /fees HTTP/1.1\r\nHost: x\r\n\r\n"),
  raw("OPTIONS of everything", () => "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"),
  raw("PURGE", () => "PURGE /fees HTTP/1.1\r\nHost: x\r\n\r\n"),
  raw("an upgrade to a web socket", () =>
    get("/fees", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"),
  ),
  raw("an upgrade to HTTP/2", () =>
    get("/fees", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"),
  ),
  raw("the greeting of HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  raw("the greeting of TLS", () => Buffer.from("16030100c8010000c40303".padEnd(420, "0"), "hex")),
  raw("noise", () => Buffer.alloc(5_000, 0xa7)),
  raw("line ends alone", () => "\r\n".repeat(20_000)),
  raw("single line ends", () => "GET /fees HTTP/1.1\nHost: x\n\n"),
  raw("a folded header", () => "GET /fees HTTP/1.1\r\nHost: x\r\nX-Fold: a\r\n  b\r\n\r\n"),
  raw("a blank before the colon", () => "GET /fees HTTP/1.1\r\nHost : x\r\nContent-Length : 5\r\n\r\nhello"),
  raw("7 KB of tags that are held", () => get("/fees", `If-None-Match: ${'"a", '.repeat(1_300)}`)),
  raw("7 KB of encodings", () => get("/fees", `Accept-Encoding: ${"br;q=0.5,gzip;q=0.5,".repeat(340)}`)),
  raw("encodings of no number", () => get("/fees", "Accept-Encoding: br;q=NaN, gzip;q=-1, *;q=1e400")),
  raw("7 KB of languages", () => get("/fees", `Accept-Language: ${"en;q=0.5,".repeat(750)}`)),
  raw("many ranges", () => get("/fees", `Range: bytes=${"0-1,".repeat(1_500)}`)),
  raw("500 addresses on the way", () => get("/report/000000000000", `X-Forwarded-For: ${"10.0.0.1, ".repeat(500)}`)),
  raw("addresses that are none", () => get("/report/000000000000", "X-Forwarded-For: ::ffff:999.1.1.1, [::1]:80, %00")),
  raw("a key of 7 KB", () => get("/api/v1/banks", `Authorization: Bearer ${"k".repeat(7_000)}`)),
  raw("a key that is none", () => get("/api/v1/banks", "Authorization: Basic \xff\xfe")),
  raw("a cookie of 7 KB", () => get("/fees", `Cookie: ${"a=b; ".repeat(1_400)}`)),
];

const LENGTHS: readonly RawRequest[] = [
  raw("both lengths", () =>
    post(
      "/api/v1/charge",
      [JSON_TYPE, "Content-Length: 6", "Transfer-Encoding: chunked"],
      "0\r\n\r\nGET /evil HTTP/1.1\r\nHost: x\r\n\r\n",
    ),
  ),
  raw("a hidden chunked", () =>
    post("/api/v1/charge", [JSON_TYPE, "Content-Length: 4", "Transfer-Encoding : chunked"], "0\r\n\r\n"),
  ),
  raw("chunked, identity", () =>
    post("/api/v1/charge", [JSON_TYPE, "Transfer-Encoding: chunked, identity"], "0\r\n\r\n"),
  ),
  raw("chunked twice", () =>
    post("/api/v1/charge", [JSON_TYPE, "Transfer-Encoding: chunked", "Transfer-Encoding: cow"], "0\r\n\r\n"),
  ),
  raw("two lengths", () => post("/api/v1/charge", [JSON_TYPE, "Content-Length: 2", "Content-Length: 40"], "{}")),
  raw("a length below nothing", () => post("/api/v1/charge", [JSON_TYPE, "Content-Length: -1"], "{}")),
  raw("a length with a sign", () => post("/api/v1/charge", [JSON_TYPE, "Content-Length: +2"], "{}")),
  raw("a length of 10 to the 30", () =>
    post("/api/v1/charge", [JSON_TYPE, `Content-Length: 1${"0".repeat(30)}`], "{}"),
  ),
  raw("a length of 5 GB to the statement door", () =>
    post("/api/v1/audit", [FORM_TYPE, "Content-Length: 5000000000"], FILE),
  ),
  raw("a chunk of 16 Fs", () =>
    post("/api/v1/audit", [FORM_TYPE, "Transfer-Encoding: chunked"], `FFFFFFFFFFFFFFFF\r\n${FILE}`),
  ),
  raw("a chunk below nothing", () => post("/api/v1/audit", [FORM_TYPE, "Transfer-Encoding: chunked"], "-1\r\nx\r\n")),
  raw("a chunk with 100 KB of words", () =>
    post("/api/v1/audit", [FORM_TYPE, "Transfer-Encoding: chunked"], `5;${"a".repeat(100_000)}\r\nhello\r\n0\r\n\r\n`),
  ),
  raw("chunks of one byte without end", () =>
    post("/api/v1/audit", [FORM_TYPE, "Transfer-Encoding: chunked"], "1\r\na\r\n".repeat(150_000)),
  ),
  raw("8 MB in chunks", () =>
    post("/api/v1/audit", [FORM_TYPE, "Transfer-Encoding: chunked"], `800000\r\n${"a".repeat(0x800000)}\r\n0\r\n\r\n`),
  ),
  raw("8 MB in chunks to a small door", () =>
    post("/api/v1/charge", [JSON_TYPE, "Transfer-Encoding: chunked"], `800000\r\n${" ".repeat(0x800000)}\r\n0\r\n\r\n`),
  ),
  raw("trailers of 50 KB", () =>
    post(
      "/api/v1/charge",
      [JSON_TYPE, "Transfer-Encoding: chunked"],
      `2\r\n{}\r\n0\r\n${"X-T: 1\r\n".repeat(6_000)}\r\n`,
    ),
  ),
  raw("a body that was promised and never comes", () =>
    post("/api/v1/audit", [FORM_TYPE, "Content-Length: 100", "Expect: 100-continue"], ""),
  ),
  raw("an expectation of its own", () =>
    post("/api/v1/charge", [JSON_TYPE, "Content-Length: 2", "Expect: 200-ok"], "{}"),
  ),
  raw(
    "a body with GET",
    () => `GET /fees HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n${"GET /evil HTTP/1.1\r\n".repeat(3_000)}`,
  ),
  raw("2,000 questions in one breath", () => "GET /fees HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000)),
  raw("500 searches in one breath", () =>
    Array.from({ length: 500 }, (_, i) => `GET /?q=transfer+${i}x HTTP/1.1\r\nHost: x\r\n\r\n`).join(""),
  ),
  raw("questions behind a body that is refused", () =>
    post(
      "/api/v1/audit",
      ["Content-Type: text/plain", "Content-Length: 3"],
      `abc${"GET /fees HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50)}`,
    ),
  ),
  whole("gzip of 50 MB", gzipSync, "gzip", "/api/v1/charge"),
  whole("gzip of 50 MB to the statement door", gzipSync, "gzip", "/api/v1/audit"),
  whole("deflate of 50 MB", deflateSync, "deflate", "/api/v1/reports"),
  whole("brotli of 50 MB", brotliCompressSync, "br", "/api/v1/charge"),
  whole("gzip in gzip", (bomb) => gzipSync(gzipSync(bomb)), "gzip, gzip", "/api/v1/charge"),
];

const FORMS: readonly RawRequest[] = [
  form("without a boundary", FILE, "Content-Type: multipart/form-data"),
  form("with an empty boundary", FILE, "Content-Type: multipart/form-data; boundary="),
  form("with a boundary of 2,000 letters", FILE, `Content-Type: multipart/form-data; boundary=${"b".repeat(2_000)}`),
  form("with another boundary", FILE.replaceAll("--b", "--c")),
  form("that never ends", FILE),
  form("that ends in a head", `${FILE}--b\r\nContent-Disposition: form-`),
  form("of nothing", ""),
  form("of its end alone", "--b--\r\n"),
  form("with 5,000 fields", `${part('name="bank"').repeat(5_000)}${FILE}--b--\r\n`),
  form("with 5,000 files", `${FILE.repeat(5_000)}--b--\r\n`),
  form(
    "with a head of 1 MB",
    `--b\r\nContent-Disposition: form-data; name="file"; filename="${"a".repeat(1_000_000)}"\r\n\r\nx\r\n--b--\r\n`,
  ),
  form(
    "with 20,000 heads",
    `--b\r\n${"X-A: 1\r\n".repeat(20_000)}Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n`,
  ),
  form(
    "in a form",
    `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n`,
  ),
  form(
    "with names of the language's own",
    `${part('name="__proto__"')}${part('name="constructor"')}${part('name="toString"')}${FILE}--b--\r\n`,
  ),
  form(
    "with a file in base64",
    `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Transfer-Encoding: base64\r\n\r\nRGF0ZQ==\r\n--b--\r\n`,
  ),
  form("with a part that has no name", `--b\r\n\r\nx\r\n--b--\r\n`),
  form("with a part that has no disposition", `--b\r\nContent-Type: text/csv\r\n\r\nx\r\n--b--\r\n`),
  form("of single line ends", `--b\nContent-Disposition: form-data; name="file"; filename="a.csv"\n\nx\n--b--\n`),
  form("with a preamble of 4 MB", `${"x".repeat(4_000_000)}\r\n${FILE}--b--\r\n`),
  form("with 400,000 near boundaries", `${part('name="file"; filename="a.csv"', "\r\n--a".repeat(400_000))}--b--\r\n`),
  form("with a bank of 1 MB", `${part('name="bank"', "x".repeat(1_000_000))}${FILE}--b--\r\n`),
  form("with a password of NULs", `${part('name="password"', "\0".repeat(400))}${FILE}--b--\r\n`),
  form(
    "with a file's name in another code",
    `--b\r\nContent-Disposition: form-data; name="file"; filename*=utf-16''%00%ff\r\n\r\nx\r\n--b--\r\n`,
  ),
  form("with the file as a field", `${part('name="file"', "Date,Narration\n")}--b--\r\n`),
  form("with a field as a file", `${part('name="bank"; filename="b"')}${FILE}--b--\r\n`),
  form("that never ends, to the page", FILE, FORM_TYPE, "/audit/server"),
  form("of nothing, to the page", "", FORM_TYPE, "/audit/server"),
  form("that is JSON, to the page", "{}", JSON_TYPE, "/audit/server"),
  form("that never ends, to the saved results", part('name="result"'), FORM_TYPE, "/audit/server/save"),
  form(
    "without a boundary, to the saved results",
    part('name="result"'),
    "Content-Type: multipart/form-data",
    "/audit/server/save",
  ),
];

export const RAW_REQUESTS: readonly RawRequest[] = [...LINES, ...LENGTHS, ...FORMS];
