import { createWebAssembly } from "@cranelift-ts/wasm-runtime";
import { expect, test } from "vitest";
import { QUERIES, SCHEMA } from "./queries.ts";
import { loadSqlite, type QueryResult } from "./sqlite.ts";

const native = process.arch === "x64" && process.platform === "linux";
const ours: [string, () => object][] = [
  ["backtracking", () => createWebAssembly()],
  ["single_pass, lazily", () => createWebAssembly({ regallocAlgorithm: "single_pass", lazy: true })],
];

async function answers(
  wasm: object,
): Promise<{ readonly results: QueryResult[][]; readonly file: Uint8Array; readonly error: string }> {
  const { Database } = await loadSqlite(wasm);
  const db = new Database();
  db.create_function("backwards", (s) => [...String(s)].reverse().join(""));
  db.run(SCHEMA);
  const results = QUERIES.map((sql) => db.exec(sql));
  let error = "";
  try {
    db.exec("SELECT * FROM nowhere");
  } catch (e) {
    error = (e as Error).message;
  }
  const file = db.export();
  const again = new Database(file);
  results.push(again.exec("SELECT count(*), sum(amount) FROM orders"));
  again.close();
  db.close();
  return { results, file, error };
}

test("there are 50 queries", () => expect(QUERIES).toHaveLength(50));

// On other machines there is nothing to compare.
test.skipIf(!native).each(ours)("rows are those of the engine's own WebAssembly: %s", async (_, create) => {
  const expected = await answers((globalThis as unknown as { WebAssembly: object }).WebAssembly);
  expect(expected.error).toBe("no such table: nowhere");
  const found = await answers(create());
  for (const [i, result] of found.results.entries())
    expect({ sql: QUERIES[i], result }).toEqual({ sql: QUERIES[i], result: expected.results[i] });
  expect(found.error).toBe(expected.error);
  expect(Buffer.compare(found.file, expected.file)).toBe(0);
});
