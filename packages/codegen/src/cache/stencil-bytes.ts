/**
 * Compiled stencils as bytes, for caches and for other threads: everything that `finishStencil` needs, in a form of our
 * own. Numbers are variable-length (zigzag, seven bits a byte), texts are counted UTF-16 units.
 *
 * The bytes begin with a version; other versions, truncated or corrupt input are answered with undefined, never with a
 * wrong stencil that could be told from the bytes alone. A cache that may be tampered with must check that by itself.
 */
import { type DebugTag, type ExternalName, types, type Type } from "@cranelift-ts/codegen-ir";
import type {
  CallSite,
  CompiledStencil,
  ExceptionHandler,
  SourceRange,
  StencilReloc,
} from "../compiled-code.ts";
import type { MachTrap } from "../machinst/buffer.ts";
import type { DebugTagRecord, StackMap, ValueLabelRange } from "../machinst/emit.ts";
import type { UnwindOp } from "../unwind/ops.ts";

/** Bump when the format, or what the compiler makes of the same stencil, changes. */
export const STENCIL_VERSION = 2;

const MAGIC = 0x435453;

const NAME_KINDS = ["user", "testcase", "libcall", "known"] as const;
const UNWIND_KINDS = ["pushFrameRegs", "defineNewFrame", "stackAlloc", "saveReg", "setPointerAuth"] as const;
const HANDLER_KINDS = ["tag", "default", "context"] as const;

class Writer {
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  private at: number = 0;

  private reserve(n: number): void {
    if (this.at + n <= this.bytes.length) return;
    const next = new Uint8Array(Math.max(2 * this.bytes.length, this.at + n));
    next.set(this.bytes);
    this.bytes = next;
  }

  /** A safe integer. */
  num(value: number): void {
    this.reserve(10);
    let v = value < 0 ? -2 * value - 1 : 2 * value;
    while (v >= 0x80) {
      this.bytes[this.at++] = (v % 0x80) | 0x80;
      v = Math.floor(v / 0x80);
    }
    this.bytes[this.at++] = v;
  }

  big(value: bigint): void {
    this.num(Number(BigInt.asIntN(32, value)));
    this.num(Number(BigInt.asIntN(32, value >> 32n)));
  }

  text(value: string): void {
    this.num(value.length);
    for (let i = 0; i < value.length; i++) this.num(value.charCodeAt(i));
  }

  raw(value: Uint8Array): void {
    this.num(value.length);
    this.reserve(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.num(items.length);
    for (const item of items) write(item);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.at);
  }
}

/** Input that ends early or says what cannot be. */
class Malformed extends Error {}

class Reader {
  private readonly bytes: Uint8Array;
  private at: number = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  num(): number {
    let v = 0;
    for (let scale = 1; scale <= 2 ** 49; scale *= 0x80) {
      if (this.at >= this.bytes.length) throw new Malformed();
      const b = this.bytes[this.at++]!;
      v += (b & 0x7f) * scale;
      if (b < 0x80) return v % 2 === 0 ? v / 2 : -(v + 1) / 2;
    }
    throw new Malformed();
  }

  /** A count of things that take at least a byte each. */
  count(): number {
    const n = this.num();
    if (n < 0 || n > this.bytes.length - this.at) throw new Malformed();
    return n;
  }

  big(): bigint {
    const lo = BigInt.asUintN(32, BigInt(this.num()));
    return (BigInt(this.num()) << 32n) | lo;
  }

  text(): string {
    let out = "";
    for (let n = this.count(); n > 0; n--) out += String.fromCharCode(this.num());
    return out;
  }

  raw(): Uint8Array<ArrayBuffer> {
    const n = this.count();
    this.at += n;
    return Uint8Array.from(this.bytes.subarray(this.at - n, this.at));
  }

  list<T>(read: () => T): T[] {
    const out: T[] = [];
    for (let n = this.count(); n > 0; n--) out.push(read());
    return out;
  }

  pick<T>(from: readonly T[]): T {
    const v = from[this.num()];
    if (v === undefined) throw new Malformed();
    return v;
  }
}

/** The bytes of a stencil. */
export function serializeStencil(s: CompiledStencil): Uint8Array<ArrayBuffer> {
  const w = new Writer();
  w.num(MAGIC);
  w.num(STENCIL_VERSION);
  w.raw(s.code);
  w.num(s.alignment);
  w.list(s.relocs, (r) => {
    w.num(r.offset);
    w.text(r.kind);
    writeName(w, r.name);
    w.big(r.addend);
  });
  w.list(s.traps, (t) => {
    w.num(t.offset);
    w.num(t.code);
  });
  w.list(s.sourceRanges, (r) => {
    w.num(r.start);
    w.num(r.end);
    w.num(r.loc);
  });
  w.list(s.callSites, (c) => {
    w.num(c.returnOffset);
    w.num(c.patchableBytes);
    w.list(c.handlers, (h) => {
      w.num(HANDLER_KINDS.indexOf(h.kind));
      w.num(h.kind === "tag" ? h.tag : 0);
      w.num(h.kind === "context" ? h.spOffset : h.offset);
    });
  });
  w.list(s.stackMaps, (m) => {
    w.num(m.returnOffset);
    w.num(m.frameBytes);
    w.list(m.entries, (e) => {
      w.num(e.type);
      w.num(e.spOffset);
    });
  });
  w.list(s.debugTags, ({ offset, position, tags }) => {
    w.num(offset);
    w.num(position === "before" ? 0 : 1);
    w.list(tags, (tag) => {
      w.num(tag.kind === "user" ? 0 : 1);
      w.num(tag.kind === "user" ? tag.value : tag.slot);
    });
  });
  w.list(s.unwind, (op) => writeUnwind(w, op));
  w.num(s.frame.frameBytes);
  w.num(s.frame.fpToSp);
  w.list(s.frame.slots, (slot) => {
    w.num(slot.spOffset);
    w.num(slot.key === undefined ? 0 : 1);
    if (slot.key !== undefined) w.big(slot.key);
  });
  w.list(s.valueLabels, ({ label, part, start, end, location }) => {
    for (const n of [label, part, start, end]) w.num(n);
    w.num(location.kind === "register" ? 0 : 1);
    w.num(location.kind === "register" ? location.preg : location.spOffset);
  });
  w.list(s.blockStarts, (at) => w.num(at));
  w.list(s.blockEdges, ([from, to]) => {
    w.num(from);
    w.num(to);
  });
  w.num(s.vcode === undefined ? 0 : 1);
  if (s.vcode !== undefined) w.text(s.vcode);
  return w.finish();
}

/** The stencil of these bytes; undefined if they are not of this version, or not whole. */
export function deserializeStencil(bytes: Uint8Array): CompiledStencil | undefined {
  const r = new Reader(bytes);
  try {
    if (r.num() !== MAGIC || r.num() !== STENCIL_VERSION) return undefined;
    const stencil: CompiledStencil = {
      code: r.raw(),
      alignment: r.num(),
      relocs: r.list((): StencilReloc => ({
        offset: r.num(),
        kind: r.text(),
        name: readName(r),
        addend: r.big(),
      })),
      traps: r.list((): MachTrap => ({ offset: r.num(), code: r.num() })),
      sourceRanges: r.list((): SourceRange => ({ start: r.num(), end: r.num(), loc: r.num() })),
      callSites: r.list((): CallSite => ({
        returnOffset: r.num(),
        patchableBytes: r.num(),
        handlers: r.list(() => readHandler(r)),
      })),
      stackMaps: r.list((): StackMap => ({
        returnOffset: r.num(),
        frameBytes: r.num(),
        entries: r.list(() => readEntry(r)),
      })),
      debugTags: r.list((): DebugTagRecord => ({
        offset: r.num(),
        position: r.num() === 0 ? "before" : "after",
        tags: r.list(() => readTag(r)),
      })),
      unwind: r.list(() => readUnwind(r)),
      frame: {
        frameBytes: r.num(),
        fpToSp: r.num(),
        slots: r.list(() => ({
          spOffset: r.num(),
          key: r.num() === 0 ? undefined : BigInt.asUintN(64, r.big()),
        })),
      },
      valueLabels: r.list(() => readRange(r)),
      blockStarts: r.list(() => r.num()),
      blockEdges: r.list((): [number, number] => [r.num(), r.num()]),
      vcode: r.num() === 0 ? undefined : r.text(),
    };
    return r.isAtEnd ? stencil : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readTag(r: Reader): DebugTag {
  return r.num() === 0 ? { kind: "user", value: r.num() } : { kind: "slot", slot: r.num() as never };
}

function readRange(r: Reader): ValueLabelRange {
  const [label, part, start, end] = [r.num(), r.num(), r.num(), r.num()];
  const isStack = r.num() !== 0;
  const at = r.num();
  return {
    label,
    part,
    start,
    end,
    location: isStack ? { kind: "stack", spOffset: at } : { kind: "register", preg: at },
  };
}

function writeName(w: Writer, name: ExternalName): void {
  w.num(NAME_KINDS.indexOf(name.kind));
  if (name.kind === "user") w.num(name.ref);
  else w.text(name.kind === "testcase" ? name.name : name.kind === "libcall" ? name.libcall : name.symbol);
}

function readName(r: Reader): ExternalName {
  const kind = r.pick(NAME_KINDS);
  switch (kind) {
    case "user":
      return { kind, ref: r.num() as never };
    case "testcase":
      return { kind, name: r.text() };
    case "libcall":
      return { kind, libcall: r.text() as never };
    case "known":
      return { kind, symbol: r.text() as never };
  }
}

function readHandler(r: Reader): ExceptionHandler {
  const kind = r.pick(HANDLER_KINDS);
  const tag = r.num();
  const at = r.num();
  return kind === "tag"
    ? { kind, tag, offset: at }
    : kind === "default"
      ? { kind, offset: at }
      : { kind, spOffset: at };
}

function readEntry(r: Reader): { type: Type; spOffset: number } {
  const type = r.num();
  if (!types.isValidType(type)) throw new Malformed();
  return { type: type as Type, spOffset: r.num() };
}

function writeUnwind(w: Writer, op: UnwindOp): void {
  w.num(UNWIND_KINDS.indexOf(op.kind));
  w.num(op.offset);
  switch (op.kind) {
    case "pushFrameRegs":
      return w.num(op.toCallerSp);
    case "defineNewFrame":
      w.num(op.toCallerSp);
      return w.num(op.toClobbers);
    case "stackAlloc":
      return w.num(op.size);
    case "saveReg":
      w.num(op.at);
      return w.num(op.preg);
    case "setPointerAuth":
      return w.num(op.signed ? 1 : 0);
  }
}

function readUnwind(r: Reader): UnwindOp {
  const kind = r.pick(UNWIND_KINDS);
  const offset = r.num();
  switch (kind) {
    case "pushFrameRegs":
      return { kind, offset, toCallerSp: r.num() };
    case "defineNewFrame":
      return { kind, offset, toCallerSp: r.num(), toClobbers: r.num() };
    case "stackAlloc":
      return { kind, offset, size: r.num() };
    case "saveReg":
      return { kind, offset, at: r.num(), preg: r.num() };
    case "setPointerAuth":
      return { kind, offset, signed: r.num() !== 0 };
  }
}
