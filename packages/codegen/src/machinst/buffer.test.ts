import fc from "fast-check";
import { expect, test } from "vitest";
import { type LabelUse, MachBuffer } from "./buffer.ts";

/*
 * A toy machine, big-endian, 4 bytes an instruction: byte 0 = operation, byte 1 = argument, bytes 2-3 = distance in
 * instructions. WORK n leaves n in the trace; TEST n goes to its target if bit n of the input is set (or clear: NTEST).
 */
const WORK = 1;
const JUMP = 2;
const TEST = 3;
const NTEST = 4;
const STOP = 5;
const FAR = 6;
const TRAP = 7;

const NEAR_USE = 0;
const FAR_USE = 1;

function uses(range: number): LabelUse[] {
  const put = (bytes: Uint8Array, at: number, distance: number): void => {
    bytes[at] = (distance >> 8) & 0xff;
    bytes[at + 1] = distance & 0xff;
  };
  return [
    {
      name: "near",
      maxForward: range,
      maxBackward: range,
      size: 2,
      // The reference is the distance field at offset 2 of its instruction.
      patch: (bytes, use, target) => put(bytes, use, (target - (use - 2)) / 4),
      veneerSize: 4,
      veneerUse: FAR_USE,
      emitVeneer: (buffer) => {
        const at = buffer.offset;
        buffer.putBytes(Uint8Array.of(FAR, 0, 0, 0));
        return at + 1;
      },
    },
    {
      name: "far",
      maxForward: 1 << 23,
      maxBackward: 1 << 23,
      size: 3,
      patch: (bytes, use, target) => {
        const distance = (target - (use - 1)) / 4;
        bytes[use] = (distance >> 16) & 0xff;
        put(bytes, use + 1, distance);
      },
      veneerSize: 0,
      veneerUse: -1,
    },
  ];
}

interface Block {
  work: number;
  /** Input bit that is tested, or -1; then where to go if set. */
  bit: number;
  taken: number;
  next: number;
}

/** What the program does, without any code: the trace of at most `fuel` blocks. */
function run(blocks: readonly Block[], input: number, fuel: number): number[] {
  const trace: number[] = [];
  for (let b = 0; b >= 0 && b < blocks.length && fuel > 0; fuel--) {
    const block = blocks[b]!;
    for (let i = 0; i < block.work; i++) trace.push(b & 0xff);
    b = block.bit >= 0 && ((input >> block.bit) & 1) === 1 ? block.taken : block.next;
  }
  return trace;
}

function emit(blocks: readonly Block[], range: number): Uint8Array {
  const buffer = new MachBuffer(uses(range), Uint8Array.of(TRAP, 0, 0, 0));
  buffer.clear(blocks.length + 1);
  const end = blocks.length;
  const label = (b: number): number => (b < 0 || b >= blocks.length ? end : b);
  for (const [b, block] of blocks.entries()) {
    const bound = (block.work + 3) * 4;
    if (buffer.islandNeeded(bound)) {
      // Control may fall in: jump around.
      const around = buffer.getLabel();
      const start = buffer.offset;
      buffer.putBytes(Uint8Array.of(FAR, 0, 0, 0));
      buffer.useLabel(start + 1, around, FAR_USE);
      buffer.emitIsland(bound);
      buffer.bindLabel(around);
    }
    buffer.bindLabel(b);
    for (let i = 0; i < block.work; i++) buffer.putBytes(Uint8Array.of(WORK, b & 0xff, 0, 0));
    if (block.bit >= 0) {
      const start = buffer.offset;
      buffer.putBytes(Uint8Array.of(TEST, block.bit, 0, 0));
      buffer.addCondBranch(
        start,
        label(block.taken),
        NEAR_USE,
        start + 2,
        Uint8Array.of(NTEST, block.bit, 0, 0),
      );
    }
    const start = buffer.offset;
    buffer.putBytes(Uint8Array.of(JUMP, 0, 0, 0));
    buffer.addUncondBranch(start, label(block.next), NEAR_USE, start + 2);
  }
  buffer.bindLabel(end);
  buffer.putBytes(Uint8Array.of(STOP, 0, 0, 0));
  return buffer.finish().code;
}

function execute(code: Uint8Array, input: number, limit: number): number[] {
  const trace: number[] = [];
  const near = (pc: number): number => pc + 4 * (((code[pc + 2]! << 24) >> 16) | code[pc + 3]!);
  for (let pc = 0, steps = 0; trace.length < limit && steps < 100_000; steps++) {
    const arg = code[pc + 1]!;
    switch (code[pc]) {
      case WORK:
        trace.push(arg);
        pc += 4;
        break;
      case JUMP:
        pc = near(pc);
        break;
      case TEST:
        pc = ((input >> arg) & 1) === 1 ? near(pc) : pc + 4;
        break;
      case NTEST:
        pc = ((input >> arg) & 1) === 0 ? near(pc) : pc + 4;
        break;
      case FAR:
        pc += 4 * (((code[pc + 1]! << 24) >> 8) | (code[pc + 2]! << 8) | code[pc + 3]!);
        break;
      case STOP:
        return trace;
      default:
        throw new Error(`reached byte ${code[pc]} at ${pc}`);
    }
  }
  return trace;
}

const programs = fc.integer({ min: 1, max: 24 }).chain((n) =>
  fc.array(
    fc.record({
      work: fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
      ),
      bit: fc.integer({ min: -3, max: 7 }),
      taken: fc.integer({ min: 0, max: n }),
      next: fc.integer({ min: 0, max: n }),
    }),
    { minLength: n, maxLength: n },
  ),
);

for (const range of [1 << 17, 400, 160]) {
  test(`emitted code does what the blocks say, references reaching ${range} bytes`, () => {
    fc.assert(
      fc.property(programs, fc.nat(255), (blocks, input) => {
        const code = emit(blocks, range);
        const expected = run(blocks, input, 300);
        const got = execute(code, input, expected.length === 0 ? 1 : expected.length);
        expect(got.slice(0, expected.length)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
}

test("a diamond needs three branches, not five", () => {
  const code = emit(
    [
      { work: 1, bit: 0, taken: 1, next: 2 },
      { work: 1, bit: -1, taken: 0, next: 3 },
      { work: 1, bit: -1, taken: 0, next: 3 },
      { work: 1, bit: -1, taken: 0, next: 4 },
    ],
    1 << 15,
  );
  expect([...code].filter((_, i) => i % 4 === 0)).toEqual([WORK, NTEST, WORK, JUMP, WORK, WORK, STOP]);
});

test("empty blocks vanish: branches to them go where they go", () => {
  const code = emit(
    [
      { work: 1, bit: 0, taken: 1, next: 2 },
      { work: 0, bit: -1, taken: 0, next: 4 },
      { work: 0, bit: -1, taken: 0, next: 3 },
      { work: 1, bit: -1, taken: 0, next: 4 },
    ],
    1 << 15,
  );
  expect([...code].filter((_, i) => i % 4 === 0)).toEqual([WORK, TEST, WORK, STOP]);
});

test("constants and out-of-line traps are placed once, aligned, behind the code", () => {
  const buffer = new MachBuffer(uses(1 << 15), Uint8Array.of(TRAP, 0, 0, 0));
  buffer.clear(0);
  const constant = buffer.addConstant(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 8);
  buffer.startSourceLoc(7);
  buffer.putBytes(Uint8Array.of(WORK, 0, 0, 0));
  buffer.useLabel(2, buffer.constantLabel(constant), NEAR_USE);
  const trap = buffer.deferTrap(254);
  buffer.putBytes(Uint8Array.of(JUMP, 0, 0, 0));
  buffer.useLabel(6, trap, NEAR_USE);
  buffer.startSourceLoc(undefined);
  buffer.putBytes(Uint8Array.of(STOP, 0, 0, 0));
  const done = buffer.finish();
  expect([...done.code]).toEqual([
    WORK,
    0,
    0,
    4,
    JUMP,
    0,
    0,
    2,
    STOP,
    0,
    0,
    0,
    TRAP,
    0,
    0,
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
  ]);
  expect(done.traps).toEqual([{ offset: 12, code: 254 }]);
  expect(done.sourceRanges).toEqual([
    { start: 0, end: 8, loc: 7 },
    { start: 12, end: 16, loc: 7 },
  ]);
  expect(done.alignment).toBe(8);
});

test("a label that is never bound is an error, and so is one bound twice", () => {
  const buffer = new MachBuffer(uses(1 << 15), Uint8Array.of(TRAP, 0, 0, 0));
  buffer.clear(2);
  buffer.putBytes(Uint8Array.of(JUMP, 0, 0, 0));
  buffer.useLabel(2, 1, NEAR_USE);
  buffer.bindLabel(0);
  expect(() => buffer.bindLabel(0)).toThrow("bound twice");
  expect(() => buffer.finish()).toThrow("label 1 is referred to but never bound");
});

test("100,000 empty blocks in a row take linear time", () => {
  const blocks = Array.from({ length: 100_000 }, (_, b) => ({
    work: 0,
    bit: b % 3 === 0 ? 0 : -1,
    taken: b + 2,
    next: b + 1,
  }));
  expect(emit(blocks, 1 << 17).length).toBeGreaterThan(0);
});
