import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeObject } from "./program.ts";

const has = (program: string): boolean => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
const CAN_LINK = process.platform === "linux" && process.arch === "x64" && has("cc");

/** The same in JavaScript. */
function records(limit: number): number[] {
  const found: number[] = [];
  let longest = 0;
  for (let n = 1; n < limit; n++) {
    let steps = 0;
    for (let x = n; x !== 1; steps++) x = x % 2 === 1 ? 3 * x + 1 : x / 2;
    if (steps > longest) {
      longest = steps;
      found.push(n);
    }
  }
  return found;
}

test("the object is an ELF file with the program's symbols, and the same each time", () => {
  const bytes = makeObject("hello", 100);
  expect([...bytes.subarray(0, 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46]);
  const text = new TextDecoder("latin1").decode(bytes);
  for (const name of ["main", "puts", "print_number", "chain_length", "hello"])
    expect(text).toContain(`${name}\0`);
  expect(makeObject("hello", 100)).toEqual(bytes);
});

test.runIf(CAN_LINK).each([[["-pie"]], [["-no-pie"]]])(
  "linked by cc %j, it prints what it should (x86-64 Linux with cc)",
  (args) => {
    const folder = mkdtempSync(join(tmpdir(), "object-file-"));
    try {
      const [object, executable] = [join(folder, "a.o"), join(folder, "a")];
      writeFileSync(object, makeObject("hello", 2000));
      const linked = spawnSync("cc", [...args, "-o", executable, object], { encoding: "utf8" });
      expect([linked.status, linked.stderr]).toEqual([0, ""]);
      const ran = spawnSync(executable, { encoding: "utf8" });
      expect(ran.status).toBe(0);
      expect(ran.stdout.trim().split("\n")).toEqual(["hello", ...records(2000).map(String)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
