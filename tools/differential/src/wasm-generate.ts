/**
 * Random valid modules and what to do with them, from a seed. Modules are made of typed trees (`wasm-body.ts`); here is
 * everything around functions: types, imports, memories, tables, globals, segments, exports, and the steps of a program.
 */
import { Random } from "@cranelift-ts/fuzzgen";
import { BodyGenerator, constant, type Context, refNull } from "./wasm-body.ts";
import {
  type DataSegment,
  type ElementSegment,
  encodeModule,
  type CoveragePlan,
  type ExportItem,
  type FunctionType,
  type GlobalType,
  type Import,
  type Limits,
  type Node,
  type TableType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";
import { EXTERNREF, F32, F64, FUNCREF, I32, I64, opcode, type ValType } from "./wasm-operators.ts";
import { FUEL_EXPORT, type Program, type ProgramModule, type Step } from "./wasm-program.ts";
import { randomBits, randomText } from "./wasm-values.ts";

/** What the reference engine may lack. */
export interface WasmFuzzFeatures {
  readonly multiMemory: boolean;
  readonly memory64: boolean;
  readonly extendedConst: boolean;
  readonly tailCall: boolean;
}
export const ALL_WASM_FEATURES: WasmFuzzFeatures = {
  multiMemory: true,
  memory64: true,
  extendedConst: true,
  tailCall: true,
};

/** A program before its modules are bytes. */
export interface WasmCase {
  readonly modules: readonly WasmModule[];
  readonly steps: readonly Step[];
}

const NUMBERS: readonly ValType[] = [I32, I64, F32, F64];
const VALUES: readonly ValType[] = [I32, I32, I32, I64, I64, F32, F64, FUNCREF, EXTERNREF];
const PAGE = 65536;

/** The program of a seed. */
export function generateCase(seed: number, features: WasmFuzzFeatures = ALL_WASM_FEATURES): WasmCase {
  const random = new Random(seed);
  const count = random.oneIn(4) ? 2 : 1;
  const modules: WasmModule[] = [];
  for (let i = 0; i < count; i++) modules.push(new ModuleGenerator(random, features, modules).generate());
  return { modules, steps: steps(random, modules) };
}

/** Modules as bytes; with `plans`, one for each module, with calls that count what is executed. */
export function lowerCase(c: WasmCase, plans?: readonly CoveragePlan[]): Program {
  return {
    modules: c.modules.map((m, i) => ({
      bytes: Buffer.from(encodeModule(m, plans?.[i])).toString("base64"),
      imports: m.imports,
      ...exported(m),
    })),
    steps: c.steps,
  };
}

function exported(m: WasmModule): Omit<ProgramModule, "bytes" | "imports"> {
  const of = (kind: number): readonly ExportItem[] => m.exports.filter((e) => e.kind === kind);
  const functions = functionTypes(m);
  const tables = tableTypes(m);
  const memories = memoryTypes(m);
  const globals = globalTypes(m);
  return {
    functions: of(0).map((e) => ({ name: e.name, type: functions[e.index]! })),
    tables: of(1).map((e) => ({ name: e.name, type: tables[e.index]! })),
    memories: of(2).map((e) => ({ name: e.name, type: memories[e.index]! })),
    globals: of(3).map((e) => ({ name: e.name, type: globals[e.index]! })),
  };
}

function tableTypes(m: WasmModule): TableType[] {
  return [...m.imports.flatMap((i) => (i.kind === "table" ? [i.type] : [])), ...m.tables];
}

function memoryTypes(m: WasmModule): Limits[] {
  return [...m.imports.flatMap((i) => (i.kind === "memory" ? [i.type] : [])), ...m.memories];
}

function globalTypes(m: WasmModule): GlobalType[] {
  return [
    ...m.imports.flatMap((i) => (i.kind === "global" ? [i.type] : [])),
    ...m.globals.map(({ type, mutable }) => ({ type, mutable })),
  ];
}

function functionTypes(m: WasmModule): FunctionType[] {
  return [
    ...m.imports.flatMap((i) => (i.kind === "function" ? [i.type] : [])),
    ...m.functions.map((f) => f.type),
  ];
}

/** Exports of an instance that a later one may import, with their types. */
function importable(modules: readonly WasmModule[], kind: Import["kind"]): Import[] {
  return modules
    .flatMap((m, instance) => {
      const types = functionTypes(m);
      const tables = tableTypes(m);
      const memories = memoryTypes(m);
      const globals = globalTypes(m);
      return m.exports.flatMap(({ name, kind: k, index }): Import[] => {
        const from = [instance, name] as const;
        if (k === 0) return [{ kind: "function", name, from, type: types[index]! }];
        if (k === 1) return [{ kind: "table", name, from, type: tables[index]! }];
        if (k === 2) return [{ kind: "memory", name, from, type: memories[index]! }];
        if (name === FUEL_EXPORT) return [];
        const { type, mutable } = globals[index]!;
        return [{ kind: "global", name, from, type: { type, mutable }, value: "" }];
      });
    })
    .filter((i) => i.kind === kind);
}

class ModuleGenerator {
  private readonly random: Random;
  private readonly features: WasmFuzzFeatures;
  private readonly earlier: readonly WasmModule[];
  private readonly imports: Import[] = [];

  constructor(random: Random, features: WasmFuzzFeatures, earlier: readonly WasmModule[]) {
    this.random = random;
    this.features = features;
    this.earlier = earlier;
  }

  generate(): WasmModule {
    const { random } = this;
    const types = this.types();
    // Imports, by kind; all index spaces begin with them.
    const functions: FunctionType[] = [];
    for (let n = 1 + random.below(4); n > 0; n--) functions.push(this.importFunction(types));
    for (const found of this.some("function", 4)) functions.push((found as { type: FunctionType }).type);
    const importedFunctions = functions.length;
    const tables = this.some("table", 2).map((i) => i.type as TableType);
    const memories = this.some("memory", this.features.multiMemory ? 2 : 1).map((i) => i.type as Limits);
    const globals = this.some("global", 3).map((i) => i.type as GlobalType);
    for (let n = random.oneIn(3) ? random.below(3) : 0; n > 0; n--) globals.push(this.importGlobal());
    if (random.oneIn(4)) tables.push(this.importOf("table", this.tableType()));
    if (random.oneIn(3) && (memories.length === 0 || this.features.multiMemory))
      memories.push(this.importOf("memory", this.memoryType()));
    const importedTables = tables.length;
    const importedMemories = memories.length;
    const importedGlobals = globals.length;

    const wanted = this.features.multiMemory
      ? random.pick([0, 1, 1, 1, 1, 1, 2, 2, 3, random.oneIn(4) ? 9 : 3])
      : 1;
    while (memories.length < wanted) memories.push(this.memoryType());
    for (let n = random.pick([0, 1, 1, 2, 3]); n > 0; n--) tables.push(this.tableType());
    const defined = 2 + random.below(random.oneIn(60) ? 80 : random.oneIn(10) ? 14 : 6);
    for (let i = 0; i < defined; i++) functions.push(random.pick(types));
    const fuel = globals.length;
    globals.push({ type: I32, mutable: true });
    const inits: Node[][] = [[constant(I32, 0n)]];
    for (let n = random.below(6); n > 0; n--) {
      const type = random.pick(VALUES);
      const known = globals.slice();
      globals.push({ type, mutable: !random.oneIn(3) });
      inits.push(this.constantOf(type, known, importedGlobals, functions.length));
    }
    const elements = this.elements(tables, functions.length, globals, importedGlobals);
    const slots = this.slots(tables, elements);
    const data = this.data(memories, globals, importedGlobals);
    const context: Context = {
      random,
      functions,
      importedFunctions,
      types,
      memories,
      tables,
      globals,
      fuel,
      elements,
      data,
      slots,
      tailCall: this.features.tailCall,
    };
    const bodies: WasmFunction[] = [];
    for (let i = 0; i < defined; i++)
      bodies.push(new BodyGenerator(context, functions[importedFunctions + i]!).generate());
    const exports = this.exports(functions, importedFunctions, tables.length, memories.length, globals, fuel);
    const start = random.oneIn(6)
      ? functions.findIndex((t, i) => i >= importedFunctions && t.params.length + t.results.length === 0)
      : -1;
    if (random.oneIn(12)) this.recursion(functions, bodies, exports);
    return {
      imports: this.imports,
      functions: bodies,
      tables: tables.slice(importedTables),
      memories: memories.slice(importedMemories),
      globals: globals.slice(importedGlobals).map((g, i) => ({ ...g, init: inits[i]! })),
      exports,
      start: start < 0 ? undefined : start,
      elements: [
        ...elements,
        // Whatever is named by `ref.func` has to be declared.
        {
          mode: "declared",
          table: 0,
          offset: [],
          type: FUNCREF,
          items: functions.map((_, i) => refFunc(i)),
          indices: true,
        },
      ],
      data,
      types,
    };
  }

  /** Signatures: some small, some with more values than there are registers. */
  private types(): FunctionType[] {
    const { random } = this;
    const list = (n: number): ValType[] => Array.from({ length: n }, () => random.pick(VALUES));
    const types: FunctionType[] = [
      { params: [], results: [] },
      { params: [I32], results: [I32] },
    ];
    for (let n = 2 + random.below(5); n > 0; n--) {
      const many = random.oneIn(8);
      types.push({
        params: list(random.below(many ? (random.oneIn(6) ? 200 : 30) : 5)),
        results: list(random.pick([0, 1, 1, 1, 1, 2, 3, many ? (random.oneIn(6) ? 60 : 12) : 1])),
      });
    }
    return types;
  }

  private some(kind: Import["kind"], most: number): Import[] {
    const all = importable(this.earlier, kind);
    const taken: Import[] = [];
    for (let n = this.random.below(most + 1); n > 0 && all.length > 0; n--) {
      const i = this.random.pick(all);
      const named = { ...i, name: `a${this.imports.length}` } as Import;
      this.imports.push(named);
      taken.push(named);
    }
    return taken;
  }

  private importFunction(types: readonly FunctionType[]): FunctionType {
    const { random } = this;
    const type = random.pick(types);
    this.imports.push({
      kind: "function",
      name: `h${this.imports.length}`,
      type,
      behaviour: {
        seed: random.below(1e6),
        throws: random.oneIn(4) ? 1 + random.below(12) : 0,
        reenters: random.oneIn(3) ? 1 + random.below(4) : 0,
        grows: random.oneIn(3) ? 1 + random.below(6) : 0,
      },
    });
    return type;
  }

  private importGlobal(): GlobalType {
    const { random } = this;
    const type: GlobalType = { type: random.pick(VALUES), mutable: random.oneIn(2) };
    this.imports.push({
      kind: "global",
      name: `g${this.imports.length}`,
      type,
      value: randomText(random, type.type),
    });
    return type;
  }

  private importOf<T extends Limits | TableType>(kind: "memory" | "table", type: T): T {
    this.imports.push({ kind, name: `${kind[0]}${this.imports.length}`, type } as unknown as Import);
    return type;
  }

  private memoryType(): Limits {
    const { random } = this;
    const minimum = random.oneIn(12) ? 0 : 1 + random.below(3);
    const maximum = random.oneIn(4) ? undefined : minimum + random.below(4);
    return { minimum, maximum, index64: this.features.memory64 && random.oneIn(3) };
  }

  private tableType(): TableType {
    const { random } = this;
    const minimum = random.oneIn(10) ? 0 : 1 + random.below(random.oneIn(5) ? 100 : 16);
    const maximum = random.oneIn(3) ? undefined : minimum + random.below(10);
    return {
      minimum,
      maximum,
      index64: this.features.memory64 && random.oneIn(4),
      element: random.oneIn(4) ? EXTERNREF : FUNCREF,
    };
  }

  /** A constant expression; `globals` come before it. */
  private constantOf(
    type: ValType,
    globals: readonly GlobalType[],
    imported: number,
    functions: number,
    depth: number = 2,
  ): Node[] {
    const { random } = this;
    const reach = this.features.memory64 ? globals.length : imported;
    const known = globals.flatMap((g, i) => (i < reach && g.type === type && !g.mutable ? [i] : []));
    if (known.length > 0 && random.oneIn(2)) {
      return [{ op: opcode("global.get"), args: [], imm: [random.pick(known)], results: [type] }];
    }
    if (type === FUNCREF) return random.oneIn(3) ? [refNull(FUNCREF)] : [refFunc(random.below(functions))];
    if (type === EXTERNREF) return [refNull(EXTERNREF)];
    if ((type === I32 || type === I64) && this.features.extendedConst && depth > 0 && random.oneIn(3)) {
      const prefix = type === I32 ? "i32." : "i64.";
      const side = (): Node => this.constantOf(type, globals, imported, functions, depth - 1)[0]!;
      const op = opcode(prefix + random.pick(["add", "sub", "mul"]));
      return [{ op, args: [side(), side()], imm: [], results: [type] }];
    }
    return [constant(type, randomBits(random, type))];
  }

  /** Where an active segment begins: nearly always inside. */
  private offset(index64: boolean, room: number): { nodes: Node[]; at: number } {
    const { random } = this;
    const at = random.oneIn(60) ? room + 1 + random.below(100) : random.below(Math.max(0, room) + 1);
    return { nodes: [constant(index64 ? I64 : I32, BigInt(at))], at };
  }

  private elements(
    tables: readonly TableType[],
    functions: number,
    globals: readonly GlobalType[],
    imported: number,
  ): ElementSegment[] {
    const { random } = this;
    const segments: ElementSegment[] = [];
    const add = (mode: "active" | "passive", table: number): void => {
      const type = mode === "active" ? tables[table]!.element : random.oneIn(4) ? EXTERNREF : FUNCREF;
      const room = mode === "active" ? tables[table]!.minimum : 20;
      const length = random.below(Math.min(room, 30) + 1);
      const indices = type === FUNCREF && random.oneIn(2);
      const items = Array.from({ length }, () =>
        indices ? refFunc(random.below(functions)) : this.constantOf(type, globals, imported, functions)[0]!,
      );
      const offset = mode === "active" ? this.offset(tables[table]!.index64, room - length).nodes : [];
      segments.push({ mode, table: mode === "active" ? table : 0, offset, type, items, indices });
    };
    tables.forEach((t, i) => {
      if (t.element === FUNCREF || random.oneIn(2)) add("active", i);
      // A full one, so that calls through the table often find something.
      if (t.element === FUNCREF && t.minimum > 0 && !random.oneIn(4)) {
        const items = Array.from({ length: t.minimum }, () => refFunc(random.below(functions)));
        const offset = [constant(t.index64 ? I64 : I32, 0n)];
        segments.push({ mode: "active", table: i, offset, type: FUNCREF, items, indices: true });
      }
    });
    for (let n = random.below(3); n > 0; n--) add("passive", 0);
    return segments;
  }

  /** What tables hold at first, as far as it is known: function indices, or -1. */
  private slots(tables: readonly TableType[], elements: readonly ElementSegment[]): number[][] {
    const slots = tables.map((t) => Array.from({ length: t.minimum }, () => -1));
    for (const s of elements) {
      if (s.mode !== "active") continue;
      const at = Number(s.offset[0]!.imm[0] ?? 0);
      s.items.forEach((item, i) => {
        const table = slots[s.table]!;
        if (at + i < table.length) table[at + i] = item.op === opcode("ref.func") ? Number(item.imm[0]) : -1;
      });
    }
    return slots;
  }

  private data(memories: readonly Limits[], globals: readonly GlobalType[], imported: number): DataSegment[] {
    const { random } = this;
    const segments: DataSegment[] = [];
    const bytes = (): number[] => Array.from({ length: random.below(60) }, () => random.below(256));
    memories.forEach(({ minimum, index64 }, memory) => {
      if (minimum === 0 && !random.oneIn(8)) return;
      for (let n = random.below(3); n > 0; n--) {
        const content = bytes();
        const room = minimum * PAGE - content.length;
        const computed = random.oneIn(8);
        const { nodes } = this.offset(index64, random.oneIn(3) ? room : Math.min(room, 3000));
        const offset = computed ? this.constantOf(index64 ? I64 : I32, globals, imported, 1) : nodes;
        // What is computed is seldom inside: a module that is not instantiated shows little.
        if (computed && !random.oneIn(6)) {
          segments.push({ mode: "passive", memory: 0, offset: [], bytes: content });
        } else segments.push({ mode: "active", memory, offset, bytes: content });
      }
    });
    for (let n = random.below(3); n > 0; n--)
      segments.push({ mode: "passive", memory: 0, offset: [], bytes: bytes() });
    return segments;
  }

  private exports(
    functions: readonly FunctionType[],
    imported: number,
    tables: number,
    memories: number,
    globals: readonly GlobalType[],
    fuel: number,
  ): ExportItem[] {
    const { random } = this;
    const items: ExportItem[] = [{ name: FUEL_EXPORT, kind: 3, index: fuel }];
    functions.forEach((_, index) => {
      if (index === functions.length - 1 || !random.oneIn(index < imported ? 5 : 4))
        items.push({ name: `f${index}`, kind: 0, index });
    });
    for (let index = 0; index < tables; index++) items.push({ name: `t${index}`, kind: 1, index });
    for (let index = 0; index < memories; index++) items.push({ name: `m${index}`, kind: 2, index });
    globals.forEach((_, index) => {
      if (index !== fuel) items.push({ name: `g${index}`, kind: 3, index });
    });
    return items;
  }

  /** A function that calls itself without end: both engines say the same about it. */
  private recursion(functions: FunctionType[], bodies: WasmFunction[], exports: ExportItem[]): void {
    const { random } = this;
    const index = functions.length;
    const type: FunctionType = { params: [I32, I64], results: [I32] };
    functions.push(type);
    const get = (i: number, t: ValType): Node => ({
      op: opcode("local.get"),
      args: [],
      imm: [i],
      results: [t],
    });
    const call: Node = {
      op: opcode("call"),
      imm: [index],
      args: [
        { op: opcode("i32.add"), args: [get(0, I32), constant(I32, 1n)], imm: [], results: [I32] },
        get(1, I64),
      ],
      results: [I32],
    };
    bodies.push({
      type,
      locals: Array.from({ length: random.below(30) }, () => random.pick(NUMBERS)),
      body: [{ op: opcode("i32.xor"), args: [call, get(0, I32)], imm: [], results: [I32] }],
    });
    exports.push({ name: "recursion", kind: 0, index });
  }
}

function refFunc(index: number): Node {
  return { op: opcode("ref.func"), args: [], imm: [index], results: [FUNCREF] };
}

/** What is done with the instances. */
function steps(random: Random, modules: readonly WasmModule[]): Step[] {
  const all: Step[] = [];
  modules.forEach((m, instance) => {
    const types = functionTypes(m);
    for (const { name, kind, index } of m.exports) {
      if (kind === 1) {
        const { element } = tableTypes(m)[index]!;
        if (random.oneIn(3)) all.push({ kind: "growTable", instance, name, delta: random.below(4) });
        if (random.oneIn(2))
          all.push({
            kind: "setElement",
            instance,
            name,
            index: random.below(12),
            value: element === FUNCREF ? functionText(random, modules) : randomText(random, element),
          });
        if (element === FUNCREF && random.oneIn(2))
          all.push({ kind: "callElement", instance, name, index: random.below(12) });
      } else if (kind === 2) {
        if (random.oneIn(4)) all.push({ kind: "growMemory", instance, name, delta: random.below(3) });
        if (random.oneIn(4))
          all.push({ kind: "write", instance, name, offset: random.below(3000), value: random.below(256) });
      } else if (kind === 3 && name !== FUEL_EXPORT) {
        const { type, mutable } = globalTypes(m)[index]!;
        if (mutable && random.oneIn(3))
          all.push({
            kind: "setGlobal",
            instance,
            name,
            value: type === FUNCREF ? functionText(random, modules) : randomText(random, type),
          });
      } else if (kind === 0) {
        const exhausts = name === "recursion";
        for (let n = exhausts ? 1 : 1 + random.below(3); n > 0; n--) {
          const args = types[index]!.params.map((t) =>
            t === FUNCREF ? functionText(random, modules) : randomText(random, t),
          );
          all.push({ kind: "call", instance, name, args, ...(exhausts && { exhausts }) });
        }
      }
    }
  });
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

function functionText(random: Random, modules: readonly WasmModule[]): string {
  const instance = random.below(modules.length);
  const functions = modules[instance]!.exports.filter((e) => e.kind === 0);
  return random.oneIn(3) ? "c:null" : `c:${instance}.${random.pick(functions).name}`;
}
