/**
 * The typed client of the API, as the package ships it under `openfees/client`: types that openapi-typescript makes of our
 * OpenAPI, around openapi-fetch, which asks. Nothing of it is kept in the repository, so it cannot lag behind the API.
 */
import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import { openApi } from "../src/http/api/openapi.ts";

const SCRIPT = `import createClient from "openapi-fetch";

/** A body with a file in it is a form; any other is JSON. */
function bodySerializer(body) {
  if (body instanceof FormData) return body;
  if (!Object.values(body).some((value) => value instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) if (value !== undefined) form.append(name, value);
  return form;
}

export const feesClient = (site, options = {}) =>
  createClient({ bodySerializer, ...options, baseUrl: new URL("/api/v1", site).href });

export async function* everyRow(fees, list, query = {}) {
  let cursor = query.cursor;
  do {
    const { data, error } = await fees.GET(list, { params: { query: cursor === undefined ? query : { ...query, cursor } } });
    if (error) throw new Error(error.detail, { cause: error });
    yield* data.data;
    cursor = data.next === null ? undefined : new URL(data.next, "http://site").searchParams.get("cursor");
  } while (cursor !== undefined);
}
`;

const TYPES = `import type { Client, ClientOptions } from "openapi-fetch";
import type { components, paths } from "./client-paths.js";

export type { components, paths };
/** What an error answers with (RFC 9457). */
export type Problem = components["schemas"]["Problem"];
export type FeesClient = Client<paths>;

/**
 * Asks the API of a site, such as \`feesClient("http://127.0.0.1:8080").GET("/rules", { params: { query: { on: "2026-02-01" } } })\`.
 * An answer has \`data\`, or \`error\` with the problem, and \`response\`; it throws only where nobody answers at all. A body with
 * a \`Blob\` or \`File\` in it is sent as a form, such as \`{ body: { file } }\` for "/audit".
 */
export declare function feesClient(site: string | URL, options?: Omit<ClientOptions, "baseUrl">): FeesClient;

/** The addresses that answer with one page of a list. */
export type List = "/banks" | "/products" | "/fees" | "/rules" | "/changes";
export type ListQuery<L extends List> = NonNullable<paths[L]["get"]["parameters"]["query"]>;
export type Row<L extends List> = paths[L]["get"]["responses"][200]["content"]["application/json"]["data"][number];

/**
 * Every row of a list, page after page; the next page is asked for when its first row is. An error answer is thrown, with the
 * problem as \`cause\`.
 */
export declare function everyRow<L extends List>(
  fees: FeesClient,
  list: L,
  query?: ListQuery<L>,
): AsyncGenerator<Row<L>, void, undefined>;
`;

/** A fact of a payment stands under its statement and row: any two numbers, where OpenAPI can only give an example. */
const FACT = /"fact\.\d+\.\d+\.(\w+)"\?:/g;

/** The files of the client by name. */
export async function clientFiles(version: string): Promise<ReadonlyMap<string, string>> {
  const types = await openapiTS(openApi(version) as OpenAPI3, {
    commentHeader: "",
    exportType: true,
    transform: (schema) => ("format" in schema && schema.format === "binary" ? "Blob" : undefined),
  });
  return new Map([
    ["client.js", SCRIPT],
    ["client.d.ts", TYPES],
    ["client-paths.d.ts", types.replace(FACT, (_, name) => `[fact: \`fact.\${number}.\${number}.${name}\`]:`)],
  ]);
}
