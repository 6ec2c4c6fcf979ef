let users = 0;

/**
 * Lends esbuild to `work`, which may build as often as it likes, and ends esbuild's process when the last borrower is done:
 * a process has one for all, so whoever ended it alone would end the builds of the others.
 */
export async function withEsbuild<T>(work: (esbuild: typeof import("esbuild")) => Promise<T>): Promise<T> {
  const esbuild = await import("esbuild");
  users++;
  try {
    return await work(esbuild);
  } finally {
    users--;
    if (users === 0) await esbuild.stop();
  }
}
