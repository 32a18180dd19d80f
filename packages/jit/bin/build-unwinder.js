#!/usr/bin/env node
/**
 * Makes src/generated/unwinder.ts: the frame walker and thrower of `@cranelift-ts/runtime-lib`, compiled for each machine
 * that generated code can run on, so that no process has to compile them before it can show a backtrace. With --check
 * it writes nothing and fails if the file would change.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// By path: the back ends stand above this package, and nothing that is published needs them.
import { Context } from "../../codegen/dist/index.js";
import { flagsBuilder, lookupIsa, writeFunction } from "../../codegen-ir/dist/index.js";
import { x64 } from "../../isa-x64/dist/index.js";
import { unwindResumeCode, unwindRoutines } from "../../runtime-lib/dist/index.js";

const MACHINES = [{ architecture: "x86_64", triple: "x86_64-unknown-linux-gnu", family: x64 }];
const TARGET = new URL("../src/generated/unwinder.ts", import.meta.url);
const ALIGN = 16;

function build({ architecture, triple, family }) {
  const flags = flagsBuilder();
  flags.set("opt_level", "speed");
  flags.enable("preserve_frame_pointers");
  const isa = lookupIsa(triple, [family]).finish(flags.finish());
  const code = [];
  const places = new Map();
  const source = createHash("sha256");
  const relocs = [];
  const place = (name, bytes) => {
    while (code.length % ALIGN !== 0) code.push(0xcc);
    places.set(name, code.length);
    code.push(...bytes);
  };
  for (const func of unwindRoutines(architecture)) {
    source.update(writeFunction(func));
    const compiled = new Context(func).compile(isa);
    place(func.name.name, compiled.code);
    for (const r of compiled.relocs) relocs.push({ ...r, offset: places.get(func.name.name) + r.offset });
  }
  place("clif_resume", unwindResumeCode(architecture));
  const bytes = Uint8Array.from(code);
  const view = new DataView(bytes.buffer);
  for (const { offset, kind, name, addend } of relocs) {
    const target = name.kind === "testcase" ? places.get(name.name) : undefined;
    if (kind !== "X86CallPCRel4" || target === undefined)
      throw new Error(`${kind} against ${JSON.stringify(name)}`);
    view.setInt32(offset, target + Number(addend) - offset, true);
  }
  return { bytes, places, source: source.digest("hex") };
}

const entries = MACHINES.map((machine) => {
  const { bytes, places, source } = build(machine);
  const at = (name) => places.get(name);
  console.log(`${machine.architecture}: ${bytes.length} bytes`);
  return `  ${machine.architecture}: {
    findHandler: ${at("clif_find_handler")},
    throwHere: ${at("clif_throw_here")},
    backtrace: ${at("clif_backtrace")},
    source: "${source}",
    code: "${Buffer.from(bytes).toString("base64")}",
  },
`;
});
const content = `// Made from the CLIF of @cranelift-ts/runtime-lib by bin/build-unwinder.js; do not edit.

/** Compiled routines: offsets of the functions, and all of the code in base64. */
export interface CompiledUnwinder {
  readonly findHandler: number;
  readonly throwHere: number;
  readonly backtrace: number;
  /** SHA-256 of the CLIF that it was made from. */
  readonly source: string;
  readonly code: string;
}

export const UNWINDERS: Readonly<Record<"x86_64", CompiledUnwinder>> = {
${entries.join("")}};
`;
if (process.argv.includes("--check")) {
  if (readFileSync(TARGET, "utf8") !== content) {
    console.error(`${fileURLToPath(TARGET)} is out of date: run node packages/jit/bin/build-unwinder.js`);
    process.exitCode = 1;
  }
} else writeFileSync(TARGET, content);
