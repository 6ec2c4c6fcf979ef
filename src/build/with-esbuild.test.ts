import { expect, test } from "vitest";
import { withEsbuild } from "./with-esbuild.ts";

/** Builds one line; the build is at work until `until`. */
const buildUntil = (until: Promise<void>) =>
  withEsbuild(async ({ build }) => {
    const { outputFiles } = await build({
      stdin: { contents: "export const two = 2;" },
      write: false,
      logLevel: "silent",
      plugins: [{ name: "waits", setup: (made) => made.onEnd(() => until) }],
    });
    return outputFiles[0]?.text;
  });

test("a build that ends leaves esbuild running for another that is still at work", async () => {
  let go = (): void => undefined;
  const slow = buildUntil(
    new Promise((resolve) => {
      go = resolve;
    }),
  );
  const quick = Array.from({ length: 3 }, () => buildUntil(Promise.resolve()));
  const texts = await Promise.all(quick);
  go();
  expect([...texts, await slow]).toEqual(Array(4).fill("export const two = 2;\n"));
  expect(await buildUntil(Promise.resolve())).toBe("export const two = 2;\n");
});

test("a borrower that fails gives esbuild back", async () => {
  await expect(withEsbuild(() => Promise.reject(new Error("no entry")))).rejects.toThrow("no entry");
  expect(await buildUntil(Promise.resolve())).toBe("export const two = 2;\n");
});
