/** JSON whose numbers keep their digits: `12.30` stays `12.30`, so that no amount passes through a float. */
import { MOST_JSON_DEPTH } from "../text/limits.ts";

export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Json = string | boolean | null | JsonNumber | Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

const SPACE = /[\s\ufeff]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;

/** The value of a JSON text; undefined when it is none or is nested too deeply. */
export function readExactJson(text: string): Json | undefined {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const skip = () => void take(SPACE);
  const value = (depth: number): Json | undefined => {
    if (depth > MOST_JSON_DEPTH) return undefined;
    skip();
    const mark = text[at];
    if (mark === "{") return object(depth);
    if (mark === "[") return list(depth);
    if (mark === '"') return string();
    for (const [word, meaning] of WORDS)
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    const number = take(NUMBER);
    return number === undefined ? undefined : new JsonNumber(number);
  };
  const string = (): string | undefined => {
    const found = take(STRING);
    if (found === undefined) return undefined;
    try {
      return JSON.parse(found) as string;
    } catch {
      return undefined;
    }
  };
  const list = (depth: number): Json[] | undefined => {
    const items: Json[] = [];
    at++;
    skip();
    if (text[at] === "]") {
      at++;
      return items;
    }
    for (;;) {
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      skip();
      const mark = text[at++];
      if (mark === "]") return items;
      if (mark !== ",") return undefined;
    }
  };
  const object = (depth: number): JsonObject | undefined => {
    const entries: [string, Json][] = [];
    at++;
    skip();
    if (text[at] === "}") {
      at++;
      return {};
    }
    for (;;) {
      skip();
      const key = string();
      skip();
      if (key === undefined || text[at++] !== ":") return undefined;
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      entries.push([key, item]);
      skip();
      const mark = text[at++];
      if (mark === "}") return Object.fromEntries(entries);
      if (mark !== ",") return undefined;
    }
  };
  const whole = value(0);
  skip();
  return at === text.length ? whole : undefined;
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);

/** The text of a string or number at one of the keys, the first that is filled. */
export function textOf(object: JsonObject | undefined, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (value instanceof JsonNumber) return value.text;
    if (Array.isArray(value) && value.every((one) => typeof one === "string") && value.length > 0)
      return value.join(" ");
  }
  return null;
}

/** Every object of a value, the outer before the inner. */
export function* objectsIn(value: Json): Generator<JsonObject> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  else if (isObject(value)) {
    yield value;
    for (const one of Object.values(value)) yield* objectsIn(one);
  }
}
