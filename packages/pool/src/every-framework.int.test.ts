import { describe, expect, test } from "vitest";
import { FRAMEWORKS } from "../../../test/support/frameworks.ts";
import { PROMISES } from "../../../test/support/pool-promises.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";

/** Each promise behind the door of each framework; docs/promises.md is its table. */
const db = await testPools();
await db.pool().pool.query("CREATE TABLE kept (what text)");

describe.each(Object.entries(FRAMEWORKS))("%s", (_name, serve) => {
  test.each(Object.entries(PROMISES))("%s", async (_promise, { handle, holds, mode = "enforce" }) => {
    const under = db.pool({ max: 2, mode, connectionTimeoutMillis: 5_000 });
    await under.pool.query("TRUNCATE kept");
    const served = await serve(under.pool, handle(under.pool));
    try {
      await holds({ ...under, served });
    } finally {
      await served.close();
    }
    expect(under.pool.snapshot()).toMatchObject({ leased: 0, dying: 0 });
  });
});
