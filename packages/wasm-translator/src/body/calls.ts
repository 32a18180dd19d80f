/** Calls: direct, through a table, and in tail position. */
import type { Inst, Value } from "@cranelift-ts/codegen-ir";
import { FUNCREF, I32, I64, isSubtype, REF } from "../value-types.ts";
import { type BodyState, RESULTS } from "./state.ts";

/** `call` or `return_call`. */
export function callFunction(b: BodyState, tail: boolean): void {
  const { r, module } = b;
  if (tail && !b.features.tailCall) throw r.disabled(b.at, "tailCall");
  const at = r.pos;
  const index = r.u32();
  if (index >= module.functionCount) throw r.invalid(at, `unknown function ${index}`);
  const t = module.functionTypes[index]!;
  if (tail) checkTailResults(b, t);
  popArguments(b, t);
  const inst = b.live ? b.env!.call(b.e, index, tail) : (-1 as Inst);
  if (tail) b.unreachable();
  else pushResults(b, t, inst);
}

/** `call_indirect` or `return_call_indirect`. */
export function callIndirect(b: BodyState, tail: boolean): void {
  const { r, module, features } = b;
  if (tail && !features.tailCall) throw r.disabled(b.at, "tailCall");
  const typeAt = r.pos;
  const t = r.u32();
  const tableAt = r.pos;
  const table = r.u32();
  if (!features.referenceTypes && (table !== 0 || r.pos !== tableAt + 1)) {
    throw r.malformed(tableAt, "zero byte expected");
  }
  const info = module.tables[table];
  if (info === undefined) throw r.invalid(tableAt, `unknown table ${table}`);
  if (info.type !== FUNCREF) throw r.invalid(tableAt, "type mismatch: the table does not hold functions");
  if (t >= b.types.count) throw r.invalid(typeAt, `unknown type ${t}`);
  if (tail) checkTailResults(b, t);
  b.pop(info.index64 ? I64 : I32);
  const index = b.live ? b.value(b.sp) : (-1 as Value);
  popArguments(b, t);
  const inst = b.live ? b.env!.callIndirect(b.e, table, t, index, tail) : (-1 as Inst);
  if (tail) b.unreachable();
  else pushResults(b, t, inst);
}

/** Checks the arguments of a call of type `t`, pops them and hands them to the emitter. */
function popArguments(b: BodyState, t: number): void {
  const { types: table, e } = b;
  const n = table.paramCounts[t]!;
  const at = table.starts[t]!;
  for (let i = n - 1; i >= 0; i--) b.pop(table.pool[at + i]!);
  if (!b.live) return;
  const lead = b.env!.leadingParams;
  e.reserveArgs(lead + n);
  for (let i = 0; i < n; i++) e.args[lead + i] = b.value(b.sp + i);
}

function pushResults(b: BodyState, t: number, inst: Inst): void {
  const { types: table, e } = b;
  const n = table.resultCounts[t]!;
  const at = table.starts[t]! + table.paramCounts[t]!;
  for (let i = 0; i < n; i++) {
    const type = table.pool[at + i]!;
    const v = b.live ? e.dfg.result(inst, i) : -1;
    if (b.live && (type & REF) !== 0) b.declare(v as Value, type);
    b.push(type, v);
  }
}

function checkTailResults(b: BodyState, t: number): void {
  const { types: table, frames } = b;
  const n = table.resultCounts[t]!;
  if (n !== frames[RESULTS]) throw b.fail("type mismatch: the callee of a tail call returns something else");
  const at = table.starts[t]! + table.paramCounts[t]!;
  for (let i = 0; i < n; i++) {
    const expected = b.resultType(0, i);
    if (!isSubtype(table.pool[at + i]!, expected)) throw b.mismatch(expected, table.pool[at + i]!);
  }
}
