/** Counts executions by opcode and controlling type, and says which of a target's pairs are short of a number. */
import {
  type Function,
  type Inst,
  instructions,
  opcodeTables,
  types,
  type Type,
  typeSets,
} from "@cranelift-ts/codegen-ir";
import { type FuzzTarget, operationsFor } from "./targets.ts";

/** A pair of opcode and type and how often it was executed. */
export interface CoverageEntry {
  readonly opcode: number;
  readonly type: Type;
  readonly count: number;
}

export class Coverage {
  private readonly counts: Float64Array = new Float64Array(opcodeTables.OPCODE_COUNT * typeSets.TYPE_LIMIT);

  /** Adds the executions of each instruction of a function, by instruction number. */
  add(func: Function, executions: Float64Array | undefined): void {
    if (executions === undefined) return;
    const { dfg } = func;
    for (let i = 0; i < executions.length; i++) {
      const n = executions[i]!;
      if (n > 0) this.counts[dfg.opcode(i as Inst) * typeSets.TYPE_LIMIT + dfg.ctrlType(i as Inst)]! += n;
    }
  }

  /** Adds what another one counted, given by {@link toJSON}. */
  merge(other: readonly number[]): void {
    for (let i = 0; i + 1 < other.length; i += 2) this.counts[other[i]!]! += other[i + 1]!;
  }

  /** Pairs of position and count. */
  toJSON(): number[] {
    const out: number[] = [];
    this.counts.forEach((n, i) => {
      if (n > 0) out.push(i, n);
    });
    return out;
  }

  count(opcode: number, type: Type): number {
    return this.counts[opcode * typeSets.TYPE_LIMIT + type]!;
  }

  /** Every pair that is generated for the target, with its count. */
  entries(target: FuzzTarget): CoverageEntry[] {
    return operationsFor(target).map(({ opcode, type }) => ({
      opcode,
      type,
      count: this.count(opcode, type),
    }));
  }

  /** A table of opcodes with the counts of their types, and the pairs below `least` at the end. */
  table(target: FuzzTarget, least: number): string {
    const rows = new Map<number, string[]>();
    const short: string[] = [];
    for (const { opcode, type, count } of this.entries(target)) {
      const cell = type === types.INVALID ? String(count) : `${types.typeName(type)} ${count}`;
      const row = rows.get(opcode);
      if (row === undefined) rows.set(opcode, [cell]);
      else row.push(cell);
      if (count < least) short.push(`${pairName(opcode, type)} ${count}`);
    }
    const lines = [...rows].map(
      ([opcode, cells]) => `${instructions.opcodeName(opcode).padEnd(30)}${cells.join("  ")}`,
    );
    const pairs = [...rows.values()].reduce((n, r) => n + r.length, 0);
    lines.push(
      "",
      `${pairs} pairs of opcode and type, ${short.length} executed fewer than ${least} times${short.length > 0 ? ":" : ""}`,
    );
    for (const s of short) lines.push(`  ${s}`);
    return lines.join("\n");
  }
}

/** `iadd.i32`, or the opcode alone where it has no controlling type. */
export function pairName(opcode: number, type: Type): string {
  const name = instructions.opcodeName(opcode);
  return type === types.INVALID ? name : `${name}.${types.typeName(type)}`;
}
