/**
 * The header of an object file: declarations, and the C code that makes instances, for the one file that defines
 * `PREFIX_IMPLEMENTATION` before it includes the header.
 *
 * The instance begins with what generated code reads, laid out as the runtime's contexts are; assertions in the header
 * check that the C compiler agrees.
 */
import type { codeAbi } from "@cranelift-ts/wasm-runtime";
import {
  COMMON,
  GUARDED_MEMORIES,
  GUARDED_ROUTINES,
  MOVING_ROUTINES,
  ROUTINE_NAMES,
  ROUTINES,
} from "./c-common.ts";

/** A function with C's convention. Types are letters, as in the runtime. */
export interface CFunction {
  readonly symbol: string;
  /** Its name in the module. */
  readonly name: string;
  readonly params: string;
  readonly results: string;
}

interface Limits {
  readonly minimum: bigint;
  readonly maximum: bigint | undefined;
}

interface Named {
  readonly name: string;
  readonly index: number;
}

/** What a header tells about a module. Constants are C expressions. */
export interface InstanceShape {
  readonly prefix: string;
  readonly source: string;
  /** Whether memories are reservations with guards. */
  readonly guardPages: boolean;
  readonly layout: codeAbi.ContextLayout;
  readonly imports: readonly CFunction[];
  readonly exports: readonly CFunction[];
  readonly start: string | undefined;
  readonly memories: readonly (Limits & { readonly index64: boolean })[];
  /** Symbols of the first memories. */
  readonly importedMemories: readonly string[];
  readonly tables: readonly (Limits & { readonly extern: boolean; readonly init: string | undefined })[];
  readonly globals: readonly {
    readonly kind: string;
    readonly mutable: boolean;
    readonly init: string | undefined;
  }[];
  readonly importedGlobals: readonly string[];
  readonly exportedMemories: readonly Named[];
  readonly exportedTables: readonly Named[];
  readonly exportedGlobals: readonly Named[];
  readonly typeNumbers: readonly number[];
  readonly funcRefs: {
    readonly count: number;
    readonly code: string;
    readonly types: string;
    readonly indices: string;
  };
  readonly importRefs: { readonly code: string; readonly types: string };
  readonly data: readonly {
    readonly symbol: string;
    readonly size: number;
    readonly memory: number;
    readonly offset: string | undefined;
  }[];
  readonly elements: readonly {
    readonly symbol: string;
    readonly size: number;
    readonly table: number;
    readonly mode: string;
    readonly offset: string | undefined;
  }[];
}

/** What headers define themselves, behind the prefix: exports of these names get others. */
export const RESERVED_NAMES: readonly string[] = [
  ...["instance", "new", "init", "release", "delete", "IMPLEMENTATION", "IMPLEMENTED", "WASM_H"],
  ...["check", "allocate_memory", "free_memory", "allocate_table", "data", "elements", "routines"],
  ...ROUTINE_NAMES.filter((n) => n.startsWith("P_")).map((n) => n.slice(2)),
];

const C_TYPES: Readonly<Record<string, string>> = {
  i: "int32_t",
  l: "int64_t",
  f: "float",
  d: "double",
  c: "const wasm_func_ref *",
  e: "wasm_externref",
};
const BITS: Readonly<Record<string, string>> = {
  i: "uint32_t",
  l: "uint64_t",
  f: "uint32_t",
  d: "uint64_t",
  c: "uintptr_t",
  e: "uint32_t",
};

const PAGE = 65536n;
/** Bytes that addresses of a memory reach; of a 64-bit one, as much as a process can have. */
const REACH_32: bigint = PAGE * PAGE;
const REACH_64: bigint = 1n << 47n;
const MAX_TABLE = 10_000_000n;

const join = (type: string, name: string): string =>
  type.endsWith("*") ? `${type}${name}` : `${type} ${name}`;

/** A prototype. Several results are written through pointers. */
function prototype(f: CFunction, prefix: string): string {
  const several = f.results.length > 1;
  const params = [
    `${prefix}_instance *instance`,
    ...[...f.params].map((k, i) => join(C_TYPES[k]!, `a${i}`)),
    ...(several
      ? [...f.results].map((k, i) => join(`${C_TYPES[k]!}${C_TYPES[k]!.endsWith("*") ? "" : " "}*`, `r${i}`))
      : []),
  ];
  return `${join(f.results.length === 1 ? C_TYPES[f.results]! : "void", f.symbol)}(${params.join(", ")})`;
}

/** Text in a comment. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll("*/", "*\\/").replaceAll("/*", "/\\*");

/** The header. */
export function headerText(s: InstanceShape): string {
  const { prefix: p } = s;
  const guard = `${p.toUpperCase()}_WASM_H`;
  return `/* ${quoted(s.source)} as an object file, made by clif-util wasm2obj. One C file defines ${p}_IMPLEMENTATION before it includes this. */
${COMMON}${s.guardPages ? GUARDED_MEMORIES : ""}
#ifndef ${guard}
#define ${guard}
#ifdef __cplusplus
extern "C" {
#endif

${declarations(s)}
#ifdef __cplusplus
}
#endif
#endif

#if defined(${p}_IMPLEMENTATION) && !defined(${p}_IMPLEMENTED)
#define ${p}_IMPLEMENTED
${implementation(s)}#endif
`;
}

function declarations(s: InstanceShape): string {
  const { prefix: p } = s;
  const out: string[] = [instanceType(s), ""];
  out.push(
    "/* Allocates and initialises an instance: NULL if there is no memory. Initialising can trap. */",
    `${p}_instance *${p}_new(void *user);`,
    "/* Initialises an instance in memory of the caller's, aligned to 16 bytes: -1 if there is no memory. */",
    `int ${p}_init(${p}_instance *instance, void *user);`,
    "/* Gives back what an instance has allocated, and itself. */",
    `void ${p}_release(${p}_instance *instance);`,
    `void ${p}_delete(${p}_instance *instance);`,
    "",
  );
  if (s.imports.length > 0) out.push("/* Imports: the program provides these. */");
  for (const f of s.imports) out.push(`${prototype(f, p)}; /* ${quoted(f.name)} */`);
  s.importedMemories.forEach((name) => out.push(`extern wasm_memory ${name};`));
  s.importedGlobals.forEach((name, i) =>
    out.push(`extern ${s.globals[i]!.mutable ? "" : "const "}${join(C_TYPES[s.globals[i]!.kind]!, name)};`),
  );
  if (s.imports.length + s.importedMemories.length + s.importedGlobals.length > 0) out.push("");
  out.push("/* Exports. */");
  for (const f of s.exports) out.push(`${prototype(f, p)}; /* ${quoted(f.name)} */`);
  for (const e of s.exportedMemories)
    out.push(accessor(p, "wasm_memory *", e.name, `instance->memories[${e.index}].memory`));
  for (const e of s.exportedTables)
    out.push(accessor(p, "wasm_table *", e.name, `instance->tables[${e.index}].table`));
  for (const e of s.exportedGlobals) {
    const { kind, mutable } = s.globals[e.index]!;
    const type = `${mutable || C_TYPES[kind]!.endsWith("*") ? "" : "const "}${C_TYPES[kind]!}${C_TYPES[kind]!.endsWith("*") ? "*" : " *"}`;
    const place =
      e.index < s.importedGlobals.length
        ? `instance->globals[${e.index}].address`
        : `&instance->globals[${e.index}]`;
    out.push(accessor(p, type, e.name, `(${type})${place}`));
  }
  return `${out.join("\n")}\n`;
}

function accessor(p: string, type: string, name: string, value: string): string {
  return `static inline ${join(type, name)}(${p}_instance *instance) { return ${value}; }`;
}

function instanceType(s: InstanceShape): string {
  const { prefix: p, layout } = s;
  const { memories, tables, globals, imports } = s;
  const own = memories.length - s.importedMemories.length;
  const lines = [
    "  uint32_t number;",
    "  const void *const *routines;",
    "  /* Functions trap where the stack would grow below this. */",
    "  const char *stack_limit;",
    "  /* For the program. */",
    "  void *user;",
  ];
  const asserted: [string, number][] = [
    ["routines", 8],
    ["stack_limit", 16],
  ];
  const field = (count: number, text: string, name: string, offset: number): void => {
    if (count === 0) return;
    lines.push(`  ${text};`);
    asserted.push([name, offset]);
  };
  field(
    memories.length,
    `struct { uint8_t *base; wasm_memory *memory; } memories[${memories.length}]`,
    "memories",
    layout.memories,
  );
  field(
    tables.length,
    `struct { wasm_table *table; wasm_element *elements; } tables[${tables.length}]`,
    "tables",
    layout.tables,
  );
  field(
    globals.length,
    `WASM_ALIGN16 union { int32_t i32; int64_t i64; float f32; double f64; uint64_t bits; void *address; uint64_t words[2]; } globals[${globals.length}]`,
    "globals",
    layout.globals,
  );
  field(
    imports.length,
    `WASM_ALIGN16 struct { const void *code; void *context; const wasm_func_ref *ref; } imports[${imports.length}]`,
    "imports",
    layout.imports,
  );
  field(
    s.funcRefs.count,
    `WASM_ALIGN16 wasm_func_ref func_refs[${s.funcRefs.count}]`,
    "func_refs",
    layout.funcRefs,
  );
  field(s.typeNumbers.length, `uint32_t types[${s.typeNumbers.length}]`, "types", layout.types);
  // The rest is not for generated code.
  lines.push(`  wasm_func_ref import_refs[${Math.max(1, imports.length)}];`);
  lines.push(`  wasm_memory own_memories[${Math.max(1, own)}];`);
  lines.push(`  wasm_table own_tables[${Math.max(1, tables.length)}];`);
  lines.push(`  uint8_t dropped_data[${Math.max(1, s.data.length)}];`);
  lines.push(`  uint8_t dropped_elements[${Math.max(1, s.elements.length)}];`);
  if (memories.length === 0) lines.push("  struct { uint8_t *base; wasm_memory *memory; } memories[1];");
  if (tables.length === 0) lines.push("  struct { wasm_table *table; wasm_element *elements; } tables[1];");
  if (s.funcRefs.count === 0) lines.push("  wasm_func_ref func_refs[1];");
  const checks = asserted.map(
    ([name, offset]) => `_Static_assert(offsetof(${p}_instance, ${name}) == ${offset}, "layout");`,
  );
  return `typedef struct ${p}_instance {\n${lines.join("\n")}\n} ${p}_instance;\n#ifndef __cplusplus\n${checks.join("\n")}\n#endif`;
}

function implementation(s: InstanceShape): string {
  const { prefix: p } = s;
  const routines = ROUTINE_NAMES.map((name) => `(const void *)${name.replace(/^P_/, `${p}_`)}`);
  const out: string[] = ["#include <stdlib.h>", "#include <string.h>", ""];
  out.push("#ifndef WASM_STACK_BYTES", "#define WASM_STACK_BYTES (512 * 1024)", "#endif");
  for (const { symbol } of s.data) out.push(`extern const uint8_t ${symbol}[];`);
  for (const { symbol } of s.elements) out.push(`extern const int32_t ${symbol}[];`);
  out.push(
    `extern const void *const ${s.funcRefs.code}[];`,
    `extern const uint32_t ${s.funcRefs.types}[];`,
    `extern const uint32_t ${s.funcRefs.indices}[];`,
  );
  out.push(
    `extern const void *const ${s.importRefs.code}[];`,
    `extern const uint32_t ${s.importRefs.types}[];`,
  );
  if (s.start !== undefined) out.push(`void ${s.start}(${p}_instance *instance);`);
  const data = s.data.map((d) => `{${d.symbol}, ${d.size}}`);
  const elements = s.elements.map((e) => `{${e.symbol}, ${e.size}}`);
  out.push(
    `static const struct { const uint8_t *bytes; uint32_t size; } ${p}_data[] = {${data.length === 0 ? "{0, 0}" : data.join(", ")}};`,
  );
  out.push(
    `static const struct { const int32_t *functions; uint32_t size; } ${p}_elements[] = {${elements.length === 0 ? "{0, 0}" : elements.join(", ")}};`,
  );
  out.push(`${s.guardPages ? GUARDED_ROUTINES : MOVING_ROUTINES}${ROUTINES}`.replace(/\bP_/g, `${p}_`));
  out.push(`static const void *const ${p}_routines[] = {${routines.join(", ")}};`, "");
  out.push(
    `int ${p}_init(${p}_instance *instance, void *user) {`,
    ...initializer(s).map((l) => `  ${l}`),
    "}",
    "",
  );
  out.push(
    `${p}_instance *${p}_new(void *user) {`,
    `  ${p}_instance *instance = (${p}_instance *)aligned_alloc(16, (sizeof(${p}_instance) + 15) & ~(size_t)15);`,
    `  if (instance != NULL && ${p}_init(instance, user) != 0) { ${p}_delete(instance); return NULL; }`,
    "  return instance;",
    "}",
    "",
    `void ${p}_release(${p}_instance *instance) {`,
    `  for (size_t i = 0; i < sizeof instance->own_memories / sizeof *instance->own_memories; i++) ${p}_free_memory(&instance->own_memories[i]);`,
    `  for (size_t i = 0; i < sizeof instance->own_tables / sizeof *instance->own_tables; i++) { free(instance->own_tables[i].elements); instance->own_tables[i].elements = NULL; }`,
    "}",
    "",
    `void ${p}_delete(${p}_instance *instance) {`,
    `  ${p}_release(instance);`,
    "  free(instance);",
    "}",
    "",
  );
  return out.join("\n");
}

function initializer(s: InstanceShape): string[] {
  const { prefix: p } = s;
  const out = [
    "char here;",
    "memset(instance, 0, sizeof *instance);",
    `instance->routines = ${p}_routines;`,
    "instance->stack_limit = (const char *)((uintptr_t)&here - WASM_STACK_BYTES);",
    "instance->user = user;",
  ];
  s.memories.forEach((m, i) => {
    const imported = s.importedMemories[i];
    const own = i - s.importedMemories.length;
    out.push(
      `instance->memories[${i}].memory = ${imported === undefined ? `&instance->own_memories[${own}]` : `&${imported}`};`,
    );
    if (imported !== undefined) {
      if (s.guardPages) out.push(`instance->memories[${i}].base = ${imported}.data;`);
      return;
    }
    const reach = m.index64 && !s.guardPages ? REACH_64 : REACH_32;
    const maximum = m.maximum === undefined || m.maximum * PAGE > reach ? reach : m.maximum * PAGE;
    out.push(
      `if (${p}_allocate_memory(&instance->own_memories[${own}], ${hex(m.minimum * PAGE)}, ${hex(maximum)}) != 0) return -1;`,
    );
    if (s.guardPages) out.push(`instance->memories[${i}].base = instance->own_memories[${own}].data;`);
  });
  s.typeNumbers.forEach((n, i) => out.push(`instance->types[${i}] = ${n};`));
  if (s.imports.length > 0) {
    out.push(
      `for (size_t i = 0; i < ${s.imports.length}; i++) {`,
      `  wasm_func_ref *ref = &instance->import_refs[i];`,
      `  ref->code = instance->imports[i].code = ${s.importRefs.code}[i];`,
      "  ref->context = instance->imports[i].context = instance;",
      `  ref->type = ${s.importRefs.types}[i];`,
      "  ref->index = (uint32_t)i;",
      "  instance->imports[i].ref = ref;",
      "}",
    );
  }
  if (s.funcRefs.count > 0) {
    out.push(
      `for (size_t i = 0; i < ${s.funcRefs.count}; i++) {`,
      "  wasm_func_ref *ref = &instance->func_refs[i];",
      `  ref->code = ${s.funcRefs.code}[i];`,
      "  ref->context = instance;",
      `  ref->type = ${s.funcRefs.types}[i];`,
      `  ref->index = ${s.funcRefs.indices}[i];`,
      "}",
    );
  }
  s.globals.forEach((g, i) => {
    const imported = s.importedGlobals[i];
    if (imported !== undefined) out.push(`instance->globals[${i}].address = (void *)&${imported};`);
    else out.push(`instance->globals[${i}].bits = (${BITS[g.kind]!})${g.init!};`);
  });
  s.tables.forEach((t, i) => {
    const limit = t.maximum === undefined || t.maximum > MAX_TABLE ? MAX_TABLE : t.maximum;
    const maximum = limit < t.minimum ? t.minimum : limit;
    out.push(
      `instance->tables[${i}].table = &instance->own_tables[${i}];`,
      `if (${p}_allocate_table(&instance->own_tables[${i}], ${t.minimum}ull, ${maximum}ull, ${t.init ?? "0"}) != 0) return -1;`,
    );
    // Code reads this where the table cannot grow.
    out.push(`instance->tables[${i}].elements = instance->own_tables[${i}].elements;`);
  });
  s.elements.forEach((e, i) => {
    if (e.mode === "active")
      out.push(`${p}_table_init(instance, ${i}, ${e.table}, ${e.offset!}, 0, ${e.size});`);
    if (e.mode !== "passive") out.push(`instance->dropped_elements[${i}] = 1;`);
  });
  s.data.forEach((d, i) => {
    if (d.offset === undefined) return;
    out.push(
      `${p}_memory_init(instance, ${i}, ${d.memory}, ${d.offset}, 0, ${d.size});`,
      `instance->dropped_data[${i}] = 1;`,
    );
  });
  if (s.start !== undefined) out.push(`${s.start}(instance);`);
  out.push("return 0;");
  return out;
}

const hex = (n: bigint): string => `0x${n.toString(16)}ull`;
