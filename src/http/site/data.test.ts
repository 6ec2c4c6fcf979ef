/** The tables that people count with, as a stranger takes them: by their descriptor, with their checksums. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { priceCells } from "../../domain/fees/price-cells.ts";

const pack = shippedPack();
const app = await testServer();
afterAll(() => app.close());

type Field = { name: string; type: string; description: string; constraints?: { required?: boolean; enum?: string[] } };
type Resource = {
  name: string;
  path: string;
  format: string;
  bytes: number;
  hash: string;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
  };
};

/** What the specification of a tabular data package asks of the parts that ours has (version 1). */
const NAME = { type: "string", pattern: "^[-a-z0-9._/]+$" };
const FIELD = {
  type: "object",
  required: ["name", "type", "description"],
  properties: {
    name: { type: "string", minLength: 1 },
    type: {
      enum: [
        "string",
        "number",
        "integer",
        "boolean",
        "object",
        "array",
        "date",
        "time",
        "datetime",
        "year",
        "yearmonth",
        "duration",
        "geopoint",
        "geojson",
        "any",
      ],
    },
    constraints: {
      type: "object",
      properties: { required: { type: "boolean" }, enum: { type: "array", minItems: 1, uniqueItems: true } },
      additionalProperties: false,
    },
  },
};
const PACKAGE = {
  type: "object",
  required: ["profile", "name", "title", "version", "licenses", "resources"],
  properties: {
    profile: { const: "tabular-data-package" },
    name: NAME,
    licenses: {
      type: "array",
      minItems: 1,
      items: { type: "object", anyOf: [{ required: ["name"] }, { required: ["path"] }] },
    },
    sources: { type: "array", minItems: 1, items: { type: "object", required: ["title"] } },
    resources: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "path", "profile", "schema", "bytes", "hash", "mediatype"],
        not: { required: ["data"] },
        properties: {
          name: NAME,
          path: { type: "string", pattern: "^(?!/)(?!.*\\.\\.)[\\w./-]+$" },
          profile: { const: "tabular-data-resource" },
          bytes: { type: "integer", minimum: 1 },
          hash: { type: "string", pattern: "^sha256:[0-9a-f]{64}$" },
          encoding: { const: "utf-8" },
          schema: {
            type: "object",
            required: ["fields", "primaryKey"],
            properties: { fields: { type: "array", minItems: 1, items: FIELD } },
          },
        },
      },
    },
  },
};

const text = async (name: string): Promise<string> => (await app.inject(`/data/${name}`)).body;
let resources: Resource[] = [];
beforeAll(async () => {
  resources = JSON.parse(await text("datapackage.json")).resources;
});

test("the descriptor is one of a tabular data package, and each name in it stands once", async () => {
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(PACKAGE, JSON.parse(await text("datapackage.json"))), ajv.errorsText()).toBe(true);
  for (const names of [
    resources.map(({ name }) => name),
    ...resources.map(({ schema }) => schema.fields.map(({ name }) => name)),
  ])
    expect(new Set(names).size).toBe(names.length);
});

const KINDS: Readonly<Record<string, RegExp>> = {
  string: /\S/,
  number: /^-?\d+(?:\.\d+)?$/,
  integer: /^-?\d+$/,
  boolean: /^(?:true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

const rowsOf = async ({ path, format }: Resource): Promise<Record<string, string | number | boolean | null>[]> =>
  format === "csv"
    ? (parse(await text(path), { columns: true, cast: (cell) => (cell === "" ? null : cell) }) as Record<
        string,
        string | null
      >[])
    : JSON.parse(await text(path));

describe("each table", () => {
  test("is as its schema says: kinds, required cells, closed lists, one row a key, ids of banks that are there", async () => {
    for (const resource of resources) {
      const { schema, path } = resource;
      const rows = await rowsOf(resource);
      expect(rows.length, path).toBeGreaterThan(10);
      for (const row of rows) {
        expect(Object.keys(row), path).toEqual(schema.fields.map(({ name }) => name));
        for (const { name, type, constraints } of schema.fields) {
          const value = row[name];
          if (value == null) expect(constraints?.required ?? false, `${path} ${name}`).toBe(false);
          else expect(String(value), `${path} ${name}`).toMatch(KINDS[type] ?? /^$/);
          if (value != null && constraints?.enum) expect(constraints.enum).toContain(value);
        }
      }
      const keys = rows.map((row) => schema.primaryKey.map((name) => row[name]).join(" "));
      expect(new Set(keys).size, path).toBe(keys.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const other = resources.find(({ name }) => name === reference.resource);
        const known = new Set((other ? await rowsOf(other) : []).map((row) => row[reference.fields]));
        const required = schema.fields.find(({ name }) => name === fields)?.constraints?.required ?? false;
        for (const row of rows)
          if (required || row[fields] != null) expect(known.has(row[fields] ?? ""), String(row[fields])).toBe(true);
      }
    }
  });

  test("says the same as CSV and as JSON, and holds every row of the pack", async () => {
    for (const name of ["fees", "rules", "banks"]) {
      const [csv, json] = [name, `${name}-json`].map((one) => resources.find((resource) => resource.name === one));
      if (!csv || !json) throw new Error(`no ${name}`);
      const plain = (rows: Record<string, unknown>[]) =>
        rows.map((row) =>
          Object.values(row).map((cell) =>
            cell === null
              ? ""
              : String(cell)
                  .replace(/^'(?=[=+\-@])/, "")
                  .trim(),
          ),
        );
      expect(plain(await rowsOf(csv))).toEqual(plain(await rowsOf(json)));
    }
    const counts = { fees: pack.listedFees, rules: pack.rules };
    for (const [name, list] of Object.entries(counts)) {
      const rows = await rowsOf(resources.find((one) => one.name === name) as Resource);
      expect(rows.length).toBe(list.flatMap(({ price }) => priceCells(price)).length);
      expect(new Set(rows.map((row) => row[name === "fees" ? "fee" : "rule"]))).toEqual(
        new Set(list.map(({ id }) => id)),
      );
    }
  });

  test("has one fact a cell: a figure stands alone, with two decimals where it is a sum, and no sign of a currency", async () => {
    const sums = new Set(["fixed", "minimum", "maximum", "per_size", "levy_from"]);
    for (const resource of resources)
      for (const row of await rowsOf(resource))
        for (const [name, value] of Object.entries(row)) {
          if (sums.has(name) && value !== null) expect(String(value)).toMatch(/^-?\d+\.\d\d$/);
          if (value !== null) expect(String(value)).not.toMatch(/[₦]|US\$/);
        }
  });
});

test("sha256sum -c finds every file whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openfees-data-"));
  try {
    const sums = await text("SHA256SUMS");
    const names = sums
      .trim()
      .split("\n")
      .map((line) => line.split("  ")[1] ?? "");
    for (const name of [...names, "SHA256SUMS"]) writeFileSync(join(folder, name), await text(name));
    expect(
      execFileSync("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: folder, encoding: "utf8" }).match(/: OK/g),
    ).toHaveLength(names.length);
    expect(names).toEqual(
      expect.arrayContaining([...resources.map(({ path }) => path), "README.md", "LICENSE", "datapackage.json"]),
    );
    for (const { path, hash, bytes } of resources) {
      const body = await text(path);
      expect([`sha256:${createHash("sha256").update(body).digest("hex")}`, Buffer.byteLength(body)]).toEqual([
        hash,
        bytes,
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("README and page say every column, and the page leads to every file", async () => {
  const [readme, page] = [await text("README.md"), (await app.inject("/data")).body];
  for (const { schema } of resources)
    for (const { name, description } of schema.fields) {
      expect(readme).toContain(`| \`${name}\` |`);
      expect(readme).toContain(description);
      expect(page).toContain(`<code>${name}</code>`);
    }
  for (const [, link = ""] of page.matchAll(/href="(\/data\/[^"]+)"/g))
    expect((await app.inject(link)).statusCode, link).toBe(200);
  expect((await app.inject("/data/nothing.csv")).statusCode).toBe(404);
  expect((await app.inject("/data/fees.csv?known=2020-01-01")).statusCode).toBe(404);
});

describe("sums in the data of a page", () => {
  test("are plain, for every fee and bank, whatever the day", async () => {
    const paths = [
      "/fees.json",
      "/banks.json",
      "/search.json?q=60k%20transfer",
      "/charge.json?service=transfer.interbank&amount=60000&on=2026-02-01&bank=ng.gtbank",
      ...pack.services.filter(({ id }) => id !== "unknown").map(({ id }) => `/fees/${id}.json`),
      ...pack.banks.map(({ id }) => `/banks/${id}.json`),
    ];
    for (const path of paths.flatMap((one) => (one.includes("?") ? [one] : [one, `${one}?on=2018-06-01`]))) {
      const answer = await app.inject(path);
      expect(answer.statusCode, path).toBe(200);
      expect(answer.body, path).not.toMatch(/[₦]|US\$/);
      JSON.stringify(answer.json(), (key, value) => {
        if (["fee", "tax", "total"].includes(key) && typeof value === "string")
          expect(value, `${path} ${key}`).toMatch(/^-?\d+\.\d\d$/);
        return value;
      });
    }
  });

  test("are the API's own where both answer", async () => {
    const question = "service=transfer.interbank&amount=60000&on=2026-02-01&bank=ng.gtbank";
    const page = (await app.inject(`/charge.json?${question}`)).json().answer;
    const api = (await app.inject(`/api/v1/charge?${question}`)).json();
    expect(page.maximum).toEqual(api.maximum);
    expect(page.listed?.total).toBe(api.listed?.total);
  });
});

test("facts of another version are other files with other sums", async () => {
  const other = await testServer({
    ctx: contextOf({ ...pack, version: "2099.01.01", listedFees: pack.listedFees.slice(1) }),
  });
  expect((await other.inject("/data/SHA256SUMS")).body).not.toBe(await text("SHA256SUMS"));
  await other.close();
});
