/**
 * The typed client of the API, as the package ships it under `openfees/client`: types that openapi-typescript makes of our
 * OpenAPI, around openapi-fetch, which asks. Nothing of it is kept in the repository, so it cannot lag behind the API.
 */
import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import { openApi } from "../src/http/api/openapi.ts";

const SCRIPT = `import createClient from "openapi-fetch";

export const feesClient = (site, options = {}) =>
  createClient({ ...options, baseUrl: new URL("/api/v1", site).href });
`;

const TYPES = `import type { Client, ClientOptions } from "openapi-fetch";
import type { components, paths } from "./client-paths.js";

export type { components, paths };
/** What an error answers with (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/**
 * Asks the API of a site, such as \`feesClient("http://127.0.0.1:8080").GET("/rules", { params: { query: { on: "2026-02-01" } } })\`.
 * An answer has \`data\`, or \`error\` with the problem, and \`response\`; it throws only where nobody answers at all.
 */
export declare function feesClient(site: string | URL, options?: Omit<ClientOptions, "baseUrl">): Client<paths>;
`;

/** The files of the client by name. */
export async function clientFiles(version: string): Promise<ReadonlyMap<string, string>> {
  const types = await openapiTS(openApi(version) as OpenAPI3, { commentHeader: "", exportType: true });
  return new Map([
    ["client.js", SCRIPT],
    ["client.d.ts", TYPES],
    ["client-paths.d.ts", types],
  ]);
}
