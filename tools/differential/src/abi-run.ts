/** Compiles the CLIF side of some signatures with this compiler and the C side with gcc, links both, and runs them. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { FAMILIES } from "@cranelift-ts/filetests";
import { ObjectModule } from "@cranelift-ts/object";
import { parseFunctions } from "@cranelift-ts/reader";
import { type AbiCase, BUFFERS, clifText, cText } from "./abi-cases.ts";

/** Whether the comparison can be made here. */
export function hasGcc(): boolean {
  const here = process.arch === "x64" && process.platform === "linux";
  return here && spawnSync("gcc", ["--version"], { stdio: "ignore" }).status === 0;
}

/** The lines that the program prints about differences. Throws if something does not compile. */
export function runCases(
  cases: readonly AbiCase[],
  allocator: string,
  optimization: string = "-O1",
): string[] {
  const folder = mkdtempSync(join(tmpdir(), "abi-"));
  try {
    const [object, source, program] = ["ours.o", "theirs.c", "program"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(object, objectOf(cases, allocator));
    writeFileSync(source, cText(cases));
    // -Wno-psabi: no remarks on how older versions passed things.
    execFileSync("gcc", [optimization, "-w", "-Wno-psabi", "-o", program, source, object], { stdio: "pipe" });
    const { stdout, status, signal } = spawnSync(program, { encoding: "utf8", timeout: 60_000 });
    const lines = stdout.split("\n").filter((line) => line !== "");
    if (status === 0 && lines.length === 0) return [];
    return [
      ...lines,
      ...(signal === null && status === 1 ? [] : [`the program ended with ${signal ?? status}`]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function objectOf(cases: readonly AbiCase[], allocator: string): Uint8Array {
  const flags = flagsBuilder();
  flags.enable("is_pic");
  flags.enable("enable_llvm_abi_extensions");
  flags.set("regalloc_algorithm", allocator);
  const isa = lookupIsa("x86_64-unknown-linux-gnu", FAMILIES).finish(flags.finish());
  const module = new ObjectModule({ isa });
  for (const name of BUFFERS) module.declareData(name, "import", { writable: true, tls: false });
  const functions = parseFunctions(cases.map(clifText).join("\n"));
  const nameOf = (name: { readonly kind: string }): string => {
    if (name.kind !== "testcase") throw new Error("a function without a name");
    return (name as { readonly name: string } & { readonly kind: string }).name;
  };
  const ids = functions.map((f) => module.declareFunction(nameOf(f.name), "export", f.signature));
  for (const f of functions) {
    for (const e of f.dfg.extFuncs)
      module.declareFunction(nameOf(e.name), "import", f.dfg.signatures[e.signature]!);
  }
  functions.forEach((f, i) => module.defineFunction(ids[i]!, f));
  return module.emit();
}
