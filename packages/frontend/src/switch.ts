/**
 * Switch: a many-way branch on an integer of 8 to 128 bits, made of `br_table` where the cases are dense and of
 * comparisons elsewhere.
 *
 * The cases are sorted and cut into groups that are worth a table: runs in which at least every {@link MIN_DENSITY}-th
 * number has a case and there are at least {@link MIN_TABLE} of them. The groups are the leaves of a balanced tree of
 * unsigned comparisons, so that n cases cost O(log n) comparisons at run time and O(n log n) time here. Nothing recurs.
 *
 * Indices are the unsigned bit patterns of the value. One that does not fit the value's type is refused.
 */
import { type Block, type Type, types, type Value } from "@cranelift-ts/codegen-ir";
import { builderError } from "./errors.ts";
import type { FunctionBuilder } from "./function-builder.ts";

/** Fewest cases for which a table is made. */
const MIN_TABLE = 4;
/** A table may have this many entries per case. */
const MIN_DENSITY = 4n;
/** Most entries of one table. */
const MAX_TABLE = 1n << 20n;

interface Group {
  readonly first: bigint;
  readonly last: bigint;
  /** Cases `start` up to, not including, `end` of the sorted list. */
  readonly start: number;
  readonly end: number;
}

export class Switch {
  private readonly cases: Map<bigint, Block> = new Map<bigint, Block>();

  /**
   * Goes to `block` when the value, taken as unsigned, is `index`. Throws `BuilderError` for a negative index, one of
   * more than 128 bits, one that is no integer, or a second block for the same index.
   */
  setEntry(index: number | bigint, block: Block): this {
    if (typeof index === "number" && !Number.isSafeInteger(index)) {
      throw builderError("switch", `${index} is not an exact integer; use a bigint`);
    }
    const key = BigInt(index);
    if (key < 0n || key >= 1n << 128n) {
      throw builderError("switch", `the switch index ${key} is not an unsigned number of at most 128 bits`);
    }
    if (this.cases.has(key))
      throw builderError("switch", `the switch index ${key} already has a block`, `block${block}`);
    this.cases.set(key, block);
    return this;
  }

  /** The block for each index, in the order in which they were set. */
  entries(): ReadonlyMap<bigint, Block> {
    return this.cases;
  }

  /**
   * Ends the current block of `builder` with the branches: to the block of `value`, or to `otherwise`. The blocks made
   * in between are sealed; the targets take no arguments and are left unsealed.
   */
  emit(builder: FunctionBuilder, value: Value, otherwise: Block): void {
    const type = builder.func.dfg.valueType(value);
    if (!types.isInt(type)) {
      throw builderError(
        "switch",
        `v${value} of type ${types.typeName(type)} cannot be switched on: an integer is needed`,
      );
    }
    const cases = [...this.cases].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const most = (1n << BigInt(types.typeBits(type))) - 1n;
    const largest = cases.at(-1)?.[0] ?? 0n;
    if (largest > most) {
      throw builderError(
        "switch",
        `the switch index ${largest} does not fit the type ${types.typeName(type)} of v${value}`,
      );
    }
    if (cases.length === 0) {
      builder.ins().jump(otherwise);
      return;
    }
    const groups = groupsOf(cases);
    // Ranges of groups still to be made, each in its own block; the first one goes into the current block.
    const work: { block: Block | undefined; from: number; to: number }[] = [
      { block: undefined, from: 0, to: groups.length },
    ];
    while (work.length > 0) {
      const { block, from, to } = work.pop()!;
      if (block !== undefined) builder.switchToBlock(block);
      if (to - from === 1) {
        emitGroup(builder, value, type, cases, groups[from]!, otherwise);
        continue;
      }
      const middle = (from + to) >> 1;
      const low = builder.createBlock();
      const high = builder.createBlock();
      const isHigh = builder.ins().icmp("uge", value, constant(builder, type, groups[middle]!.first));
      builder.ins().brif(isHigh, high, [], low, []);
      builder.sealBlock(low);
      builder.sealBlock(high);
      work.push({ block: high, from: middle, to }, { block: low, from, to: middle });
    }
  }
}

/** Cuts sorted cases into tables and single comparisons. */
function groupsOf(cases: readonly (readonly [bigint, Block])[]): Group[] {
  const groups: Group[] = [];
  let start = 0;
  while (start < cases.length) {
    // As far as a table reaches without a gap that is too wide or a density that is too low.
    let end = start + 1;
    const first = cases[start]![0];
    while (end < cases.length) {
      const at = cases[end]![0];
      const span = at - first + 1n;
      if (span > BigInt(end - start + 1) * MIN_DENSITY || span > MAX_TABLE) break;
      end++;
    }
    if (end - start < MIN_TABLE) end = start + 1;
    groups.push({ first, last: cases[end - 1]![0], start, end });
    start = end;
  }
  return groups;
}

/** An integer constant of any width. */
function constant(builder: FunctionBuilder, type: Type, bits: bigint): Value {
  const ins = builder.ins();
  if (type !== types.I128) return ins.iconst(type, BigInt.asIntN(types.typeBits(type), bits));
  const low = ins.iconst(types.I64, BigInt.asIntN(64, bits));
  const high = ins.iconst(types.I64, BigInt.asIntN(64, bits >> 64n));
  return ins.iconcat(low, high);
}

function emitGroup(
  builder: FunctionBuilder,
  value: Value,
  type: Type,
  cases: readonly (readonly [bigint, Block])[],
  group: Group,
  otherwise: Block,
): void {
  const ins = builder.ins();
  if (group.end - group.start === 1) {
    const equal = ins.icmp("eq", value, constant(builder, type, group.first));
    ins.brif(equal, cases[group.start]![1], [], otherwise, []);
    return;
  }
  const entries: Block[] = [];
  for (let c = group.start; c < group.end; c++) {
    while (BigInt(entries.length) < cases[c]![0] - group.first) entries.push(otherwise);
    entries.push(cases[c]![1]);
  }
  const offset = group.first === 0n ? value : ins.isub(value, constant(builder, type, group.first));
  ins.br_table(
    tableIndex(builder, type, offset, entries.length, otherwise),
    builder.createJumpTable(otherwise, entries),
  );
}

/** The value as the i32 that `br_table` takes; a wider one is first checked to be an index of the table. */
function tableIndex(
  builder: FunctionBuilder,
  type: Type,
  offset: Value,
  length: number,
  otherwise: Block,
): Value {
  const ins = builder.ins();
  const bits = types.typeBits(type);
  if (bits < 32) return ins.uextend(types.I32, offset);
  if (bits === 32) return offset;
  const inside = builder.createBlock();
  const isInside = ins.icmp("ult", offset, constant(builder, type, BigInt(length)));
  ins.brif(isInside, inside, [], otherwise, []);
  builder.sealBlock(inside);
  builder.switchToBlock(inside);
  return builder.ins().ireduce(types.I32, offset);
}
