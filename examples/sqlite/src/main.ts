/** `npm start`: SQLite as native code answers queries. */
import { createWebAssembly } from "@cranelift-ts/wasm-runtime";
import { SCHEMA } from "./queries.ts";
import { loadSqlite } from "./sqlite.ts";

const QUERY = `
  SELECT coalesce(country, '-') AS country, count(*) AS orders, printf('%.2f', sum(amount)) AS total, max(day) AS latest
  FROM sales GROUP BY country ORDER BY sum(amount) DESC`;

if (process.arch !== "x64" || process.platform !== "linux") {
  console.log("SQLite is compiled for x86-64 Linux only, as yet.");
} else {
  const start = performance.now();
  let compiled = 0;
  let functions = 0;
  const sqlite = await loadSqlite(
    createWebAssembly({
      lazy: true,
      regallocAlgorithm: "single_pass",
      onProgress: (_, all) => {
        compiled++;
        functions = all;
      },
    }),
  );
  const database = new sqlite.Database();
  database.run(SCHEMA);
  console.log(
    `SQLite ${database.exec("SELECT sqlite_version()")[0]!.values[0]![0]}, native code of this compiler:${QUERY}\n`,
  );
  const [result] = database.exec(QUERY);
  const rows = [result!.columns, ...result!.values].map((row) => row.map(String));
  const widths = result!.columns.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  for (const row of rows)
    console.log(
      `  ${row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join("  ")}`,
    );
  database.close();
  console.log(
    `\n${compiled} of ${functions} functions were called and compiled; ${((performance.now() - start) / 1000).toFixed(1)} s in all`,
  );
}
