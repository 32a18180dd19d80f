import fc from "fast-check";
import { expect, test } from "vitest";
import { type FinishedCode, type LabelUse, MachBuffer } from "./buffer.ts";

/*
 * A toy machine with the branches of x86. WORK k leaves k in the trace, LOAD leaves the constant it refers to, TEST b
 * takes a condition from bit b of the input, a conditional jump is taken if it is set (7x and 0F 8x: x = 0 if clear).
 */
const WORK = 0x01;
const LOAD = 0x02;
const TEST = 0x03;
const STOP = 0x04;
const FILL = 0x90;
const JUMP = 0xe9;
const SHORT_JUMP = 0xeb;

const DATA_USE = 0;
const BRANCH_USE = 1;

function use(name: string): LabelUse {
  const patch = (bytes: Uint8Array, at: number, target: number): void =>
    new DataView(bytes.buffer).setInt32(at, target - at - 4, true);
  return { name, maxForward: 1 << 30, maxBackward: 1 << 30, size: 4, patch, veneerSize: 0, veneerUse: 0 };
}

const USES: readonly LabelUse[] = [
  use("data"),
  {
    ...use("branch"),
    short: { opcodes: (b, at) => (b[at - 1] === JUMP ? 0x100 | SHORT_JUMP : 0x200 | (b[at - 1]! ^ 0xf0)) },
  },
];

function newBuffer(labels: number): MachBuffer {
  const buffer = new MachBuffer(USES, Uint8Array.of(0x0f, 0x0b));
  buffer.clear(labels);
  return buffer;
}

function jump(buffer: MachBuffer, target: number): void {
  const start = buffer.offset;
  buffer.putBytes(Uint8Array.of(JUMP, 0, 0, 0, 0));
  buffer.addUncondBranch(start, target, BRANCH_USE, start + 1);
}

function jumpIf(buffer: MachBuffer, set: number, target: number): void {
  const start = buffer.offset;
  buffer.putBytes(Uint8Array.of(0x0f, 0x80 | set, 0, 0, 0, 0));
  const inverted = Uint8Array.of(0x0f, 0x80 | (set ^ 1), 0, 0, 0, 0);
  buffer.addCondBranch(start, target, BRANCH_USE, start + 2, inverted);
}

const fill = (n: number): Uint8Array => new Uint8Array(n).fill(FILL);

interface Block {
  fill: number;
  set: number;
  taken: number;
  next: number;
  load: boolean;
}

function run(blocks: readonly Block[], input: number, fuel: number): number[] {
  const trace: number[] = [];
  let b = 0;
  while (b < blocks.length && trace.length < fuel) {
    const block = blocks[b]!;
    trace.push(b);
    if (block.load) trace.push(1000 + b);
    const bit = (input >> (b & 15)) & 1;
    b = bit === block.set ? block.taken : block.next;
  }
  return trace;
}

/** Where things were before branches became short, with what they belong to. */
interface Emitted {
  readonly finished: FinishedCode;
  readonly moved: readonly number[];
}

function emit(blocks: readonly Block[]): Emitted {
  const buffer = newBuffer(blocks.length + 1);
  const starts: number[] = [];
  for (const [b, block] of blocks.entries()) {
    expect(buffer.islandNeeded(1000)).toBe(false);
    buffer.bindLabel(b);
    buffer.startSourceLoc(b);
    buffer.addTrap(b & 0xff);
    starts.push(buffer.offset);
    buffer.addReloc(buffer.offset + 1, "abs", b, 0n);
    buffer.putBytes(Uint8Array.of(WORK, b & 0xff, b >> 8));
    buffer.addCallSite();
    if (block.load) {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setInt32(0, 1000 + b, true);
      buffer.putBytes(Uint8Array.of(LOAD, 0, 0, 0, 0));
      buffer.useLabel(buffer.offset - 4, buffer.constantLabel(buffer.addConstant(bytes, 8)), DATA_USE);
    }
    buffer.putBytes(fill(block.fill));
    buffer.putBytes(Uint8Array.of(TEST, b & 15));
    jumpIf(buffer, block.set, block.taken);
    jump(buffer, block.next);
  }
  buffer.bindLabel(blocks.length);
  buffer.startSourceLoc(undefined);
  buffer.putBytes(Uint8Array.of(STOP));
  const finished = buffer.finish();
  return { finished, moved: starts.map((s) => buffer.movedOffset(s)) };
}

function execute(code: Uint8Array, input: number, fuel: number): number[] {
  const view = new DataView(code.buffer);
  const trace: number[] = [];
  let flag = 0;
  let pc = 0;
  while (trace.length < fuel) {
    const op = code[pc]!;
    if (op === STOP) return trace;
    if (op === WORK) {
      trace.push(view.getUint16(pc + 1, true));
      pc += 3;
    } else if (op === LOAD) {
      const at = pc + 5 + view.getInt32(pc + 1, true);
      expect(at % 8).toBe(0);
      trace.push(view.getInt32(at, true));
      pc += 5;
    } else if (op === TEST) {
      flag = (input >> code[pc + 1]!) & 1;
      pc += 2;
    } else if (op === FILL) pc++;
    else if (op === JUMP) pc += 5 + view.getInt32(pc + 1, true);
    else if (op === SHORT_JUMP) pc += 2 + view.getInt8(pc + 1);
    else if (op >> 4 === 7) pc += 2 + ((op & 1) === flag ? view.getInt8(pc + 1) : 0);
    else if (op === 0x0f) pc += 6 + ((code[pc + 1]! & 1) === flag ? view.getInt32(pc + 2, true) : 0);
    else throw new Error(`byte ${op} at ${pc}`);
  }
  return trace;
}

const programs = fc.integer({ min: 1, max: 60 }).chain((n) =>
  fc.array(
    fc.record({
      fill: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 90, max: 140 }), fc.constant(0)),
      set: fc.integer({ min: 0, max: 1 }),
      taken: fc.integer({ min: 0, max: n }),
      next: fc.integer({ min: 0, max: n }),
      load: fc.boolean(),
    }),
    { minLength: n, maxLength: n },
  ),
);

test("code with short branches does what the program says, and records move along", () => {
  fc.assert(
    fc.property(programs, fc.integer({ min: 0, max: 0xffff }), (blocks, input) => {
      const { finished, moved } = emit(blocks);
      const { code } = finished;
      expect(execute(code, input, 200).slice(0, 200)).toEqual(run(blocks, input, 200).slice(0, 200));
      const block = (at: number): number => (code[at] === WORK ? code[at + 1]! | (code[at + 2]! << 8) : -1);
      moved.forEach((at, b) => expect(block(at)).toBe(b));
      expect(finished.traps.map((t) => block(t.offset))).toEqual(finished.traps.map((t) => t.code));
      expect(finished.relocs.map((r) => block(r.offset - 1))).toEqual(finished.relocs.map((r) => r.target));
      expect(finished.callSites.map((c) => block(c.returnOffset - 3))).toEqual(blocks.map((_, b) => b));
      for (const { start, end, loc } of finished.sourceRanges) {
        expect(block(start)).toBe(loc);
        expect(end).toBeLessThanOrEqual(moved[loc + 1] ?? code.length);
      }
    }),
    { numRuns: Number(process.env["SHORT_BRANCHES_RUNS"] ?? 300) },
  );
});

/** The first byte of the only branch over (or back over) `distance` bytes. */
function branchOver(distance: number, isBack: boolean): number {
  const buffer = newBuffer(1);
  if (isBack) buffer.bindLabel(0);
  else jumpIf(buffer, 1, 0);
  buffer.putBytes(fill(distance));
  if (isBack) jumpIf(buffer, 1, 0);
  else buffer.bindLabel(0);
  buffer.putBytes(Uint8Array.of(STOP));
  const { code } = buffer.finish();
  return code[isBack ? distance : 0]!;
}

test("a branch is short exactly where a byte holds its distance", () => {
  expect(branchOver(127, false)).toBe(0x71);
  expect(branchOver(128, false)).toBe(0x0f);
  // The branch itself counts.
  expect(branchOver(126, true)).toBe(0x71);
  expect(branchOver(127, true)).toBe(0x0f);
});

test("a branch comes near when those it crosses become short", () => {
  const buffer = newBuffer(2);
  jumpIf(buffer, 1, 0);
  buffer.putBytes(fill(50));
  jumpIf(buffer, 0, 1);
  buffer.putBytes(fill(74));
  buffer.bindLabel(1);
  buffer.putBytes(fill(1));
  buffer.bindLabel(0);
  buffer.putBytes(Uint8Array.of(STOP));
  // 131 bytes lie between at first, 127 in the end.
  const { code } = buffer.finish();
  expect([code[0], code[1], code.length]).toEqual([0x71, 127, 130]);
});

test("deferred traps are within reach of short branches", () => {
  const buffer = newBuffer(0);
  const label = buffer.deferTrap(7);
  buffer.putBytes(Uint8Array.of(0x0f, 0x81, 0, 0, 0, 0));
  buffer.useLabel(2, label, BRANCH_USE);
  buffer.putBytes(Uint8Array.of(STOP));
  const done = buffer.finish();
  expect([...done.code]).toEqual([0x71, 1, STOP, 0x0f, 0x0b]);
  expect(done.traps).toEqual([{ offset: 3, code: 7 }]);
});
