#!/usr/bin/env node
/**
 * Makes the addon: compiles meta/host.clif for each supported platform, links the functions into a shared object, and
 * writes src/generated/addons.ts. With --check it writes nothing and fails if the file would change.
 *
 * The functions of the text refer to each other and to `%name_*` strings as colocated symbols; every other name is
 * imported from the process and reached through a slot that the loader fills.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// By path: these packages stand above this one, and nothing that is published needs them.
import { Context } from "../../codegen/dist/index.js";
import { flagsBuilder, lookupIsa } from "../../codegen-ir/dist/index.js";
import { x64 } from "../../isa-x64/dist/index.js";
import { writeElfShared } from "../../object-file/dist/index.js";
import { parseFunctions } from "../../reader/dist/index.js";

/** Platform as Node names it, and how to compile for it. */
const PLATFORMS = [{ name: "linux-x64", triple: "x86_64-unknown-linux-gnu", family: x64, machine: "x86_64" }];

const SOURCE = new URL("../meta/host.clif", import.meta.url);
const TARGET = new URL("../src/generated/addons.ts", import.meta.url);
/** What Node looks for in an addon. */
const EXPORT = "napi_register_module_v1";
const STRING_PREFIX = "name_";
const FUNCTION_ALIGN = 16;

/** Relocations relative to the place, of four bytes; everything position-independent code needs. */
const PC_RELATIVE = new Set(["X86PCRel4", "X86CallPCRel4", "X86CallPLTRel4", "X86GOTPCRel4"]);

function buildAddon({ triple, family, machine }, functions) {
  const flags = flagsBuilder();
  flags.enable("is_pic");
  flags.set("opt_level", "speed");
  const isa = lookupIsa(triple, [family]).finish(flags.finish());
  const context = new Context();
  const text = [];
  const places = new Map();
  const relocs = [];
  for (const func of functions) {
    context.clear();
    func.clone(context.func);
    const compiled = context.compile(isa);
    while (text.length % FUNCTION_ALIGN !== 0) text.push(0xcc);
    const start = text.length;
    places.set(func.name.name, { segment: "text", offset: start });
    for (const r of compiled.relocs) relocs.push({ ...r, offset: start + r.offset });
    text.push(...compiled.code);
  }
  const rodata = [];
  const imports = [];
  const fixups = relocs.map(({ offset, kind, name, addend }) => {
    if (!PC_RELATIVE.has(kind) || name.kind === "user")
      throw new Error(`${kind} against ${JSON.stringify(name)}`);
    const symbol = name.kind === "testcase" ? name.name : name.libcall;
    let target = places.get(symbol);
    if (target === undefined && symbol.startsWith(STRING_PREFIX)) {
      target = { segment: "rodata", offset: rodata.length };
      rodata.push(...new TextEncoder().encode(`${symbol.slice(STRING_PREFIX.length)}\0`));
      places.set(symbol, target);
    }
    if (target === undefined) {
      if (kind !== "X86GOTPCRel4") throw new Error(`${symbol} is imported, but reached by ${kind}`);
      if (!imports.includes(symbol)) imports.push(symbol);
      target = { import: symbol };
    }
    return { segment: "text", offset, kind: "pc32", target, addend: Number(addend) };
  });
  const entry = places.get(EXPORT);
  return writeElfShared({
    machine,
    text: Uint8Array.from(text),
    rodata: Uint8Array.from(rodata),
    data: new Uint8Array(0),
    bssSize: 0,
    exports: [{ name: EXPORT, segment: "text", offset: entry.offset, size: 0, kind: "function" }],
    imports,
    fixups,
    soname: "cranelift-jit-host.node",
    noDelete: true,
  });
}

const [argument, ...rest] = process.argv.slice(2);
if (argument === "--help" || argument === "-h") {
  console.log(
    "usage: build-addon.js [--check]\n\nWrites src/generated/addons.ts; --check writes nothing and fails if it would change.",
  );
  process.exit(0);
}
if (rest.length > 0 || (argument !== undefined && argument !== "--check")) {
  console.error("usage: build-addon.js [--check]");
  process.exit(2);
}

const functions = parseFunctions(readFileSync(SOURCE, "utf8"));
const lines = PLATFORMS.map((platform) => {
  const bytes = buildAddon(platform, functions);
  console.log(`${platform.name}: ${bytes.length} bytes`);
  return `  "${platform.name}":\n    "${Buffer.from(bytes).toString("base64")}",\n`;
});
const content = `// Made from meta/host.clif by bin/build-addon.js; do not edit.

/** The addon's shared object for each platform, in base64. */
export const ADDONS: Readonly<Record<string, string>> = {
${lines.join("")}};
`;
if (argument === "--check") {
  if (readFileSync(TARGET, "utf8") !== content) {
    console.error(`${fileURLToPath(TARGET)} is out of date: run node packages/jit-host/bin/build-addon.js`);
    process.exitCode = 1;
  }
} else writeFileSync(TARGET, content);
