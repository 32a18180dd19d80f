/** Loads code of the made-up machine of `../testing.ts`, and runs it. */
import type { CompiledCode } from "../../index.ts";

const MEMORY_BYTES = 1 << 24;
const CODE_BASE = 0x1000;
/** Where a program returns to at the end. */
const EXIT = 0x10;

export type SimResult =
  | { readonly kind: "return"; readonly regs: readonly bigint[]; readonly steps: number }
  | { readonly kind: "trap"; readonly code: number };

const u64 = (n: bigint): bigint => BigInt.asUintN(64, n);

export class Simulator {
  private readonly bytes: Uint8Array = new Uint8Array(MEMORY_BYTES);
  private readonly view: DataView = new DataView(this.bytes.buffer);
  private readonly entries: Map<string, number> = new Map<string, number>();
  private readonly traps: Map<number, number> = new Map<number, number>();
  /** Handlers by return address. */
  private readonly handlers: Map<number, { offset: number; tag: number }[]> = new Map<
    number,
    { offset: number; tag: number }[]
  >();
  private end: number = CODE_BASE;

  /** Links functions that call each other by name; the first is at the start. */
  constructor(functions: readonly { readonly name: string; readonly code: CompiledCode }[]) {
    const places: number[] = [];
    for (const { name, code } of functions) {
      const at = (this.end + code.alignment - 1) & -code.alignment;
      places.push(at);
      this.entries.set(name, at);
      this.bytes.set(code.code, at);
      for (const trap of code.traps) this.traps.set(at + trap.offset, trap.code);
      for (const site of code.callSites) {
        const list = site.handlers.flatMap((h) =>
          h.kind === "context" ? [] : [{ offset: at + h.offset, tag: h.kind === "tag" ? h.tag : -1 }],
        );
        if (list.length > 0) this.handlers.set(at + site.returnOffset, list);
      }
      this.end = at + code.code.length;
    }
    for (const [k, { code }] of functions.entries()) {
      for (const reloc of code.relocs) {
        const name = reloc.name.kind === "testcase" ? `%${reloc.name.name}` : "?";
        const target = this.entries.get(name);
        if (target === undefined) throw new Error(`no function ${name}`);
        this.view.setBigUint64(places[k]! + reloc.offset, BigInt(target) + reloc.addend, false);
      }
    }
  }

  /** Runs a function with up to six register arguments. Callee-saved registers and the stack must come back. */
  run(name: string, args: readonly bigint[], maxSteps: number = 1_000_000): SimResult {
    const { view, bytes } = this;
    const r: bigint[] = Array.from({ length: 16 }, (_, i) => 0xdead_0000n + BigInt(i));
    for (const [i, a] of args.entries()) r[i] = u64(a);
    let sp = MEMORY_BYTES - 0x1000;
    view.setBigUint64((sp -= 8), BigInt(EXIT), false);
    const before = r.slice();
    const startSp = sp;
    r[15] = BigInt(sp);
    let pc = this.entries.get(name)!;
    let steps = 0;
    const address = (base: number, at: number): number =>
      Number(u64(r[base]! + BigInt(view.getInt32(at, false))));
    const memory = (at: number, n: number): number => {
      if (at < CODE_BASE || at + n > MEMORY_BYTES) throw new RangeError(`access at ${at}`);
      return at;
    };
    const load = (at: number, n: number): bigint => {
      let v = 0n;
      for (let i = 0; i < n; i++) v = (v << 8n) | BigInt(bytes[memory(at, n) + i]!);
      return v;
    };
    const compare = (a: bigint, b: bigint, cc: number): boolean => {
      const sa = BigInt.asIntN(64, a);
      const sb = BigInt.asIntN(64, b);
      return [a === b, a !== b, sa < sb, sa >= sb, sa > sb, sa <= sb, a < b, a >= b, a > b, a <= b][cc]!;
    };
    for (; steps < maxSteps; steps++) {
      if (pc === EXIT) {
        for (let i = 9; i <= 13; i++)
          if (r[i] !== before[i]) throw new Error(`register r${i} was not preserved`);
        if (r[15] !== BigInt(startSp + 8))
          throw new Error(`the stack pointer came back off by ${Number(r[15]!) - startSp - 8}`);
        return { kind: "return", regs: r, steps };
      }
      const [op, a, b, c] = [bytes[pc]!, bytes[pc + 1]!, bytes[pc + 2]!, bytes[pc + 3]!];
      const s16 = ((b << 24) >> 16) | c;
      switch (op) {
        case 1:
          r[a] = u64(BigInt(s16));
          break;
        case 2:
          r[a] = view.getBigUint64(pc + s16, false);
          break;
        case 3:
          r[a] = r[b]!;
          break;
        case 4:
          r[a] = u64(r[b]! + r[c]!);
          break;
        case 5:
          r[a] = u64(r[b]! - r[c]!);
          break;
        case 6:
          r[a] = u64(r[a]! * r[b]!);
          break;
        case 7:
          r[a] = r[b]! & r[c]!;
          break;
        case 8:
          r[a] = r[b]! | r[c]!;
          break;
        case 9:
          r[a] = r[b]! ^ r[c]!;
          break;
        case 10:
          r[a] = u64(r[b]! << (r[c]! & 63n));
          break;
        case 11:
          r[a] = (c & 128) !== 0 ? u64(BigInt.asIntN(c & 127, r[b]!)) : BigInt.asUintN(c & 127, r[b]!);
          break;
        case 12:
          r[a & 15] = compare(r[a >> 4]!, r[b]!, c) ? 1n : 0n;
          break;
        case 13:
          r[a & 15] = r[a >> 4] !== 0n ? r[b]! : r[c]!;
          break;
        case 14:
          r[a & 15] = load(address(a >> 4, pc + 4), b);
          pc += 4;
          break;
        case 15: {
          const at = memory(address(a >> 4, pc + 4), b);
          for (let i = 0; i < b; i++) bytes[at + i] = Number((r[a & 15]! >> BigInt(8 * (b - 1 - i))) & 255n);
          pc += 4;
          break;
        }
        case 16:
          r[a & 15] = u64(BigInt(address(a >> 4, pc + 4)));
          pc += 4;
          break;
        case 17:
          r[a & 15] = u64(r[b]! + load(address(a >> 4, pc + 4), 8));
          pc += 4;
          break;
        case 18:
          pc += ((a << 24) >> 8) | (b << 8) | c;
          continue;
        case 19:
        case 30:
          if ((r[a] !== 0n) === (op === 19)) {
            pc += s16;
            continue;
          }
          break;
        case 20: {
          const n = (b << 8) | c;
          const entry = pc + 4 + (r[a]! < BigInt(n) ? 4 * (Number(r[a]) + 1) : 0);
          pc = entry + view.getInt32(entry, false);
          continue;
        }
        case 21:
        case 22:
        case 23: {
          const next = op === 22 ? pc + 4 : pc + 12;
          r[15] = r[15]! - 8n;
          view.setBigUint64(Number(r[15]), BigInt(next), false);
          pc = Number(op === 22 ? r[a]! : view.getBigUint64(pc + 4, false));
          continue;
        }
        case 24: {
          const delta = (bytes[pc + 14]! << 8) | bytes[pc + 15]!;
          const to = Number(r[15]) + delta;
          view.setBigUint64(to, view.getBigUint64(Number(r[15]), false), false);
          r[15] = BigInt(to);
          pc = Number(view.getBigUint64(pc + 4, false));
          continue;
        }
        case 25:
          pc = Number(view.getBigUint64(Number(r[15]), false));
          r[15] = r[15]! + 8n + BigInt((b << 8) | c);
          continue;
        case 26:
        case 27:
          if (op === 26 || r[a] === 0n) return { kind: "trap", code: this.traps.get(pc) ?? -1 };
          break;
        case 28:
          r[15] = u64(r[15]! + BigInt(view.getInt32(pc + 4, false)));
          pc += 4;
          break;
        case 29:
          r[a] = view.getBigUint64(pc + 4, false);
          pc += 8;
          break;
        default:
          throw new Error(`no instruction ${op} at ${pc}`);
      }
      pc += 4;
    }
    throw new Error("too many steps");
  }

  /** Handlers of all call sites, for tests of the metadata. */
  get handlerTable(): ReadonlyMap<number, readonly { offset: number; tag: number }[]> {
    return this.handlers;
  }
}
