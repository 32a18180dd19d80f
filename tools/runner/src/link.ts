/**
 * Makes the runner's executable with this project's own compiler: compiles `runner.clif`, `features-*.clif` and the
 * routines that code under test may call, puts the routines of `stubs/*.S` beside them, and writes a static ELF file.
 *
 * There is no dynamic memory. Every segment has its address here, all of them far above 4 GB, so that code that loses
 * the upper half of an address is noticed; the text names them by words in braces:
 *
 *   text     TABLE (addresses that stubs and handlers need), stubs, functions, table of symbols
 *   state    see runner.clif; the stack of signal handlers
 *   buffer   of calls
 *   stack    of calls; what lies below it is not mapped
 *   arena    for code under test
 */
import { readFileSync } from "node:fs";
import { Context, type CompiledCode, type TargetIsa, UnsupportedError } from "@cranelift-ts/codegen";
import { flagsBuilder, type Function, type IsaFamily, lookupIsa } from "@cranelift-ts/codegen-ir";
import { aarch64 } from "@cranelift-ts/isa-aarch64";
import { s390x } from "@cranelift-ts/isa-s390x";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import { routines } from "@cranelift-ts/runtime-lib";
import { STUBS } from "./generated/stubs.ts";

const TABLE = 0x30_0000_0000n;
const STATE = 0x30_0100_0000n;
const STATE_BYTES = 0x1_0000n;
const SIGNAL_STACK_BYTES = 0x1_0000n;
const BUFFER = 0x30_0200_0000n;
const BUFFER_BYTES = 0x10_0000n;
const STACK = 0x30_0410_0000n;
const STACK_BYTES = 0x10_0000n;
const ARENA = 0x30_2000_0000n;
const ARENA_BYTES = 0x400_0000n;

const TABLE_BYTES = 64;
const FUNCTION_ALIGN = 16;
/** Address, length and name of a symbol. */
const SYMBOL_BYTES = 48;
const NAME_AT = 16;

const LAYOUT: Readonly<Record<string, bigint>> = {
  TABLE,
  STATE,
  SIGNAL_STACK: STATE + STATE_BYTES,
  SIGNAL_STACK_BYTES,
  BUFFER,
  BUFFER_BYTES,
  // Room above, for code that pops more than it should.
  STACK_TOP: STACK + STACK_BYTES - 4096n,
  ARENA,
  ARENA_BYTES,
};

/** An architecture's part: the kernel's numbers, and where a signal's context has the program counter. */
interface Port {
  readonly triple: string;
  readonly family: IsaFamily;
  /** e_machine of ELF. */
  readonly machine: number;
  readonly littleEndian: boolean;
  readonly features: string;
  readonly words: Readonly<Record<string, bigint>>;
}

/** Architectures that the runner knows. */
export const ARCHITECTURES = ["x86_64", "aarch64", "s390x"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

const PORTS: Readonly<Record<Architecture, Port>> = {
  x86_64: {
    triple: "x86_64-unknown-linux-gnu",
    family: x64,
    machine: 62,
    littleEndian: true,
    features: "features-x86_64.clif",
    words: {
      SYS_READ: 0n,
      SYS_WRITE: 1n,
      SYS_RT_SIGACTION: 13n,
      SYS_SETITIMER: 38n,
      SYS_SIGALTSTACK: 131n,
      SYS_EXIT_GROUP: 231n,
      CONTEXT_PC: 168n,
    },
  },
  aarch64: {
    triple: "aarch64-unknown-linux-gnu",
    family: aarch64,
    machine: 183,
    littleEndian: true,
    features: "features-hwcap.clif",
    words: {
      SYS_READ: 63n,
      SYS_WRITE: 64n,
      SYS_RT_SIGACTION: 134n,
      SYS_SETITIMER: 103n,
      SYS_SIGALTSTACK: 132n,
      SYS_EXIT_GROUP: 94n,
      CONTEXT_PC: 440n,
    },
  },
  s390x: {
    triple: "s390x-unknown-linux-gnu",
    family: s390x,
    machine: 22,
    littleEndian: false,
    features: "features-s390x.clif",
    words: {
      SYS_READ: 3n,
      SYS_WRITE: 4n,
      SYS_RT_SIGACTION: 174n,
      SYS_SETITIMER: 104n,
      SYS_SIGALTSTACK: 186n,
      SYS_EXIT_GROUP: 248n,
      CONTEXT_PC: 48n,
    },
  },
};

/** The routines that compiled code may ask for: their names as Cranelift's libcalls, and in the runtime library. */
const LIBCALLS: readonly (readonly [string, string])[] = [
  ["CeilF32", "ceilf"],
  ["CeilF64", "ceil"],
  ["FloorF32", "floorf"],
  ["FloorF64", "floor"],
  ["TruncF32", "truncf"],
  ["TruncF64", "trunc"],
  ["NearestF32", "nearbyintf"],
  ["NearestF64", "nearbyint"],
  ["FmaF32", "fmaf"],
  ["FmaF64", "fma"],
  ["Memcpy", "memcpy"],
  ["Memset", "memset"],
  ["Memmove", "memmove"],
  ["Memcmp", "memcmp"],
];

/** The executable's bytes. */
export function linkRunner(architecture: Architecture): Uint8Array {
  const port = PORTS[architecture];
  const isa = lookupIsa(port.triple, [port.family]).finish(flagsBuilder().finish()) as TargetIsa;
  const text = new Text(STUBS[architecture]!, port.littleEndian);
  for (const file of ["runner.clif", port.features])
    for (const func of parseFunctions(sourceText(file, port))) text.add(func, isa);
  const symbols: [name: string, routine: string][] = [];
  for (const [name, routine] of LIBCALLS) {
    // A target without the instructions for a routine has its own instruction for what the routine does.
    try {
      for (const func of routines([routine])) text.add(func, isa);
      symbols.push([name, routine]);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
    }
  }
  const bytes = text.finish(symbols);
  return executable(port, text.address("start"), bytes);
}

function sourceText(file: string, port: Port): string {
  const words = { ...LAYOUT, ...port.words };
  return readFileSync(new URL(file, import.meta.url), "utf8").replace(/\{(\w+)\}/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`${file} names {${word}}`);
    return String(value);
  });
}

/** The text segment while it is put together. */
class Text {
  private readonly context: Context = new Context();
  private readonly parts: { readonly at: number; readonly code: Uint8Array }[] = [];
  private readonly places: Map<string, number> = new Map();
  private readonly relocs: { readonly at: number; readonly reloc: CompiledCode["relocs"][number] }[] = [];
  private readonly littleEndian: boolean;
  private size: number;

  constructor(
    stubs: { readonly code: string; readonly symbols: Readonly<Record<string, number>> },
    littleEndian: boolean,
  ) {
    this.littleEndian = littleEndian;
    const code = Uint8Array.from(stubs.code.match(/../g)!, (pair) => Number.parseInt(pair, 16));
    this.parts.push({ at: TABLE_BYTES, code });
    for (const [name, at] of Object.entries(stubs.symbols)) this.places.set(name, TABLE_BYTES + at);
    this.size = TABLE_BYTES + code.length;
  }

  /** Compiles a function and puts it behind the others. Throws `UnsupportedError`. */
  add(func: Function, isa: TargetIsa): void {
    if (func.name.kind !== "testcase") throw new Error("a function of the runner has no name");
    if (this.places.has(func.name.name)) return;
    const { context } = this;
    context.clear();
    func.clone(context.func);
    const { code, relocs } = context.compile(isa);
    const at = Math.ceil(this.size / FUNCTION_ALIGN) * FUNCTION_ALIGN;
    this.places.set(func.name.name, at);
    this.parts.push({ at, code: code.slice() });
    for (const reloc of relocs) this.relocs.push({ at: at + reloc.offset, reloc });
    this.size = at + code.length;
  }

  address(name: string): bigint {
    const place = this.places.get(name);
    if (place === undefined) throw new Error(`'${name}' is not defined`);
    return TABLE + BigInt(place);
  }

  /** The segment's bytes, with the table of symbols at its end. */
  finish(symbols: readonly (readonly [name: string, routine: string])[]): Uint8Array {
    const { littleEndian } = this;
    const table = Math.ceil(this.size / 8) * 8;
    const bytes = new Uint8Array(table + (symbols.length + 1) * SYMBOL_BYTES);
    const view = new DataView(bytes.buffer);
    for (const { at, code } of this.parts) bytes.set(code, at);
    [
      this.address("main"),
      this.address("handler"),
      this.address("recover"),
      this.address("restorer"),
      TABLE + BigInt(table),
    ].forEach((address, i) => view.setBigUint64(8 * i, address, littleEndian));
    symbols.forEach(([name, routine], i) => {
      const at = table + i * SYMBOL_BYTES;
      view.setBigUint64(at, this.address(routine), littleEndian);
      view.setBigUint64(at + 8, BigInt(name.length), littleEndian);
      bytes.set(new TextEncoder().encode(name), at + NAME_AT);
    });
    for (const { at, reloc } of this.relocs) this.relocate(view, at, reloc);
    return bytes;
  }

  private relocate(view: DataView, at: number, { kind, name, addend }: CompiledCode["relocs"][number]): void {
    if (name.kind !== "testcase") throw new Error(`the runner refers to ${JSON.stringify(name)}`);
    const target = this.address(name.name) + BigInt(addend);
    const distance = Number(target - (TABLE + BigInt(at)));
    switch (kind) {
      case "Abs8":
        view.setBigUint64(at, target, this.littleEndian);
        break;
      case "X86PCRel4":
      case "X86CallPCRel4":
      case "X86CallPLTRel4":
        view.setInt32(at, distance, true);
        break;
      case "Arm64Call":
        view.setUint32(at, (view.getUint32(at, true) & 0xfc00_0000) | ((distance >> 2) & 0x03ff_ffff), true);
        break;
      // Halfwords, from the instruction, which the addend of 2 makes of the field.
      case "S390xPCRel32Dbl":
      case "S390xPLTRel32Dbl":
        view.setInt32(at, distance >> 1, false);
        break;
      default:
        throw new Error(`relocation ${kind} of '${name.name}'`);
    }
  }
}

const READ = 4;
const WRITE = 2;
const EXECUTE = 1;
const HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const PAGE = 0x1_0000;

/** A static executable of one segment with bytes and four without; the text begins at {@link TABLE}. */
function executable({ machine, littleEndian }: Port, entry: bigint, text: Uint8Array): Uint8Array {
  const segments: readonly (readonly [flags: number, address: bigint, bytes: bigint])[] = [
    [READ | WRITE, STATE, STATE_BYTES + SIGNAL_STACK_BYTES],
    [READ | WRITE, BUFFER, BUFFER_BYTES],
    [READ | WRITE, STACK, STACK_BYTES],
    [READ | WRITE | EXECUTE, ARENA, ARENA_BYTES],
  ];
  const file = new Uint8Array(PAGE + text.length);
  const view = new DataView(file.buffer);
  // ELF, 64 bits, byte order, version 1
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, littleEndian ? 1 : 2, 1]);
  view.setUint16(16, 2, littleEndian); // ET_EXEC
  view.setUint16(18, machine, littleEndian);
  view.setUint32(20, 1, littleEndian);
  view.setBigUint64(24, entry, littleEndian);
  view.setBigUint64(32, BigInt(HEADER_BYTES), littleEndian);
  view.setUint16(52, HEADER_BYTES, littleEndian);
  view.setUint16(54, PROGRAM_HEADER_BYTES, littleEndian);
  view.setUint16(56, segments.length + 2, littleEndian);
  let at = HEADER_BYTES;
  const segment = (
    type: number,
    flags: number,
    offset: number,
    address: bigint,
    inFile: number,
    size: bigint,
  ): void => {
    view.setUint32(at, type, littleEndian);
    view.setUint32(at + 4, flags, littleEndian);
    view.setBigUint64(at + 8, BigInt(offset), littleEndian);
    view.setBigUint64(at + 16, address, littleEndian);
    view.setBigUint64(at + 24, address, littleEndian);
    view.setBigUint64(at + 32, BigInt(inFile), littleEndian);
    view.setBigUint64(at + 40, size, littleEndian);
    view.setBigUint64(at + 48, type === 1 ? BigInt(PAGE) : 16n, littleEndian);
    at += PROGRAM_HEADER_BYTES;
  };
  segment(1, READ | EXECUTE, PAGE, TABLE, text.length, BigInt(text.length));
  for (const [flags, address, size] of segments) segment(1, flags, 0, address, 0, size);
  segment(0x6474_e551 /* PT_GNU_STACK */, READ | WRITE, 0, 0n, 0, 0n);
  file.set(text, PAGE);
  return file;
}
