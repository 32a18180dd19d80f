/**
 * SQLite with a choice of who compiles it: the JavaScript that comes with the npm package `sql.js` runs unchanged, with
 * the `WebAssembly` that it is handed in place of the engine's own.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const require = createRequire(import.meta.url);

export type SqlValue = number | string | Uint8Array | null;

export interface QueryResult {
  readonly columns: readonly string[];
  readonly values: readonly (readonly SqlValue[])[];
}

/** What is used of `sql.js`; its documentation tells more. */
export interface Database {
  run(sql: string, params?: readonly SqlValue[]): this;
  exec(sql: string, params?: readonly SqlValue[]): QueryResult[];
  create_function(name: string, fn: (...args: SqlValue[]) => SqlValue): this;
  export(): Uint8Array;
  close(): void;
}

export interface Sqlite {
  readonly Database: new (file?: Uint8Array) => Database;
}

/** Loads SQLite by way of `wasm`. */
export async function loadSqlite(wasm: object): Promise<Sqlite> {
  const glue = require.resolve("sql.js");
  const module: { exports: unknown } = { exports: {} };
  const load = new Function(
    "module",
    "exports",
    "require",
    "__filename",
    "__dirname",
    "WebAssembly",
    readFileSync(glue, "utf8"),
  );
  load(module, module.exports, require, glue, dirname(glue), wasm);
  return (module.exports as () => Promise<Sqlite>)();
}
