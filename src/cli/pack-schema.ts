import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { SchemaCheck, SchemaFault } from "../app/check-pack.ts";

const MOST_FAULTS_A_FILE = 20;
const SUFFIX = ".schema.json";

/** The JSON Schemas of a folder (2020-12), one for each kind of file in a pack. Throws when a schema itself is wrong. */
export function packSchemas(folder: string): SchemaCheck {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  for (const name of names) ajv.addSchema(JSON.parse(readFileSync(join(folder, name), "utf8")) as object, name);
  return {
    faultsOf: (name, value) => {
      const validate = name === "defs" ? undefined : ajv.getSchema(`${name}${SUFFIX}`);
      if (!validate) return undefined;
      if (validate(value) === true) return [];
      return faults(validate.errors ?? []);
    },
  };
}

/** "must match then schema" only repeats what stands beside it. */
function faults(errors: readonly ErrorObject[]): SchemaFault[] {
  const telling = errors.filter((error) => error.keyword !== "if");
  return telling
    .slice(0, MOST_FAULTS_A_FILE)
    .map((error) => ({ pointer: error.instancePath, message: wordsOf(error) }));
}

function wordsOf({ keyword, message, params }: ErrorObject): string {
  const extra = (params as Record<string, unknown>)[
    { additionalProperties: "additionalProperty", unevaluatedProperties: "unevaluatedProperty", enum: "allowedValues" }[
      keyword
    ] ?? ""
  ];
  return extra === undefined ? (message ?? keyword) : `${message}: ${JSON.stringify(extra)}`;
}
