import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { textOf } from "./support/tracked-files.ts";

test("README shows a picture of at most 150 KB", () => {
  expect(textOf("README.md")).toContain("](docs/images/home.png)");
  expect(statSync(new URL("../docs/images/home.png", import.meta.url)).size).toBeLessThanOrEqual(150 * 1024);
});
