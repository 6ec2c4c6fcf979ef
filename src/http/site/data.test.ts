/** The tables that people count with, as a stranger takes them: by their descriptor, with their checksums. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { Package, Profile } from "datapackage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { openData, tableOf } from "../../app/open-data.ts";
import { priceCells } from "../../domain/fees/price-cells.ts";
import { CELLS } from "../../words/en/cells.ts";

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

const text = async (name: string): Promise<string> => (await app.inject(`/data/${name}`)).body;
let resources: Resource[] = [];
beforeAll(async () => {
  resources = JSON.parse(await text("datapackage.json")).resources;
});

test("the descriptor is valid by the official profile of a tabular data package, and each name in it stands once", async () => {
  const descriptor = JSON.parse(await text("datapackage.json"));
  const profile = await Profile.load("tabular-data-package");
  expect(profile.validate(descriptor)).toEqual({ valid: true, errors: [] });
  // and the profile would have said so
  expect(profile.validate({ ...descriptor, resources: [] }).valid).toBe(false);
  for (const names of [
    resources.map(({ name }) => name),
    ...resources.map(({ schema }) => schema.fields.map(({ name }) => name)),
  ])
    expect(new Set(names).size).toBe(names.length);
});

test("the library of the Frictionless project reads every CSV by it: kinds, closed lists, keys and references hold", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openfees-package-"));
  try {
    const descriptor = JSON.parse(await text("datapackage.json"));
    const tables = (descriptor.resources as Resource[]).filter(({ format }) => format === "csv");
    for (const { path } of tables) writeFileSync(join(folder, path), await text(path));
    const read = await Package.load({ ...descriptor, resources: tables }, { basePath: folder, strict: true });
    for (const { name } of tables) {
      const rows = await read.getResource(name).read({ keyed: true, relations: true });
      expect(rows.length, name).toBe(tableOf(pack, name as "fees").rows.length);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
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
    for (const { name } of openData(pack)) {
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
      expect(rows.length).toBe(list.flatMap(({ price }) => priceCells(price, CELLS)).length);
      expect(new Set(rows.map((row) => row[name === "fees" ? "fee" : "rule"]))).toEqual(
        new Set(list.map(({ id }) => id)),
      );
    }
  });

  test("has one fact a cell: a figure stands alone, with two decimals where it is a sum, and no sign of a currency", async () => {
    const sums = new Set(["fixed", "minimum", "maximum", "per_size", "levy_from", "amount"]);
    for (const side of ["before", "after"])
      for (const figure of ["fee", "tax", "total", "low", "high"]) sums.add(`${side}_${figure}`);
    for (const figure of ["before", "after", "difference"]) sums.add(`usage_${figure}`);
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

describe("the CSV of every page", () => {
  type Row = Readonly<Record<string, string>>;
  const rowsIn = async (path: string): Promise<Row[]> => {
    const answer = await app.inject(path);
    expect(answer.statusCode, path).toBe(200);
    return parse(answer.body, { columns: true }) as Row[];
  };
  const days = ["", "?on=2018-06-01"];
  const pages = [
    "/fees.csv",
    "/banks.csv",
    "/changes.csv",
    "/changes.csv?service=alert.sms",
    ...pack.services.filter(({ id }) => id !== "unknown").map(({ id }) => `/fees/${id}.csv`),
    ...pack.banks.map(({ id }) => `/banks/${id}.csv`),
    ...pack.rules.map(({ id }) => `/rules/${id}.csv`),
    ...(pack.products ?? []).map(({ id }) => `/products/${id}.csv`),
  ];

  test("has the columns of the open data, and its rows cell by cell; what is unknown says so", async () => {
    const tables = await Promise.all(
      openData(pack).map(async ({ name, columns }) => ({
        name,
        columns: columns.map((column) => column.name),
        rows: new Set((await rowsIn(`/data/${name}.csv`)).map((row) => JSON.stringify(Object.entries(row)))),
      })),
    );
    const known = new Set(["table", ...tables.flatMap(({ columns }) => columns)]);
    let [same, unknown] = [0, 0];
    for (const path of pages.flatMap((page) => (page.includes("?") ? [page] : days.map((day) => page + day))))
      for (const row of await rowsIn(path)) {
        expect(Object.keys(row).filter((name) => !known.has(name))).toEqual([]);
        const found = tables.some(({ columns, rows }) =>
          rows.has(JSON.stringify(columns.map((name) => [name, row[name] ?? ""]))),
        );
        if (found) {
          same++;
          continue;
        }
        unknown++;
        // a price or a rule that nobody has seen: ids and names, and no figure
        const filled = Object.entries(row).filter(([name, cell]) => cell !== "" && name !== "table");
        expect(
          filled.map(([name]) => name).filter((name) => !UNKNOWN.includes(name)),
          path,
        ).toEqual([]);
        if (row.bank) expect(row.status, path).toBe("unknown");
      }
    expect(same).toBeGreaterThan(1_000);
    expect(unknown).toBeGreaterThan(1_000);
  });
  const UNKNOWN = ["bank", "service", "service_name", "status"];
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
