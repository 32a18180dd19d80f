import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ACTIVATION, RECORD, SYSTEM } from "./layout.ts";
import { DISPATCH, ENTER, HANDLER, KEEP, LANDING, LEAVE, stubBytes } from "./stubs-x64.ts";

const dir = mkdtempSync(join(tmpdir(), "jit-stubs-"));
afterAll(() => rmSync(dir, { recursive: true }));
const ADDRESS = 0x1122334455667788n;
const binutils = spawnSync("as", ["--version"]).status === 0 && process.arch === "x64";

test.runIf(binutils).each(Object.entries({ ENTER, LANDING, LEAVE, HANDLER, DISPATCH, KEEP }))(
  "%s: the bytes are what its text assembles to",
  (_, stub) => {
    const constants = Object.entries({ ...ACTIVATION, ...RECORD, ...SYSTEM }).map(
      ([k, v]) => `.equ ${k}, ${v}`,
    );
    const text = stub.map(([, line]) => line);
    const source = [".intel_syntax noprefix", `.equ ACTIVATION, ${ADDRESS}`, ...constants, ...text, ""].join(
      "\n",
    );
    const s = join(dir, "s.s");
    writeFileSync(s, source);
    execFileSync("as", ["-o", join(dir, "s.o"), s]);
    execFileSync("objcopy", ["-O", "binary", "-j", ".text", join(dir, "s.o"), join(dir, "s.bin")]);
    expect([...stubBytes(stub, ADDRESS)]).toEqual([...readFileSync(join(dir, "s.bin"))]);
  },
);
