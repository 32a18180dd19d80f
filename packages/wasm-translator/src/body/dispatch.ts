/**
 * The operators of a body in their order: each opcode is handed to the file of its topic, or done here when it takes a
 * line or two.
 */
import { Opcode, types, type Value } from "@cranelift-ts/codegen-ir";
import type { WasmError } from "../errors.ts";
import { BOTTOM, F32, F64, I32, I64, isRef, type ValueType } from "../value-types.ts";
import { callFunction, callIndirect } from "./calls.ts";
import { beginElse, beginIf, beginLoop, branchIf, branchTable, endFrame, jump } from "./control.ts";
import {
  dataDrop,
  loadValue,
  memoryCopy,
  memoryFill,
  memoryGrow,
  memoryInit,
  memorySize,
  storeValue,
} from "./memory.ts";
import { numericOperator } from "./numbers.ts";
import { refFunc, refIsNull, refNull } from "./references.ts";
import { type BodyState, KIND_BLOCK, NO_TYPE } from "./state.ts";
import {
  elementDrop,
  tableCopy,
  tableFill,
  tableGet,
  tableGrow,
  tableInit,
  tableSet,
  tableSize,
} from "./tables.ts";
import { globalGet, globalSet, loadLocal, storeLocal } from "./variables.ts";

/** Works through the operators up to the function's last `end`. */
export function translateOperators(b: BodyState): void {
  const { r, e, features } = b;
  const { bytes, end } = r;
  for (;;) {
    const at = r.pos;
    if (at >= end) throw r.malformed(end, "unexpected end: the function body has no end operator");
    const op = bytes[at]!;
    r.pos = at + 1;
    b.at = at;
    e.loc = at;
    switch (op) {
      case 0x00:
        if (b.live) e.trap(b.env!.trapUnreachable);
        b.unreachable();
        break;
      case 0x01:
        break;
      case 0x02:
        b.enter(KIND_BLOCK);
        break;
      case 0x03:
        beginLoop(b);
        break;
      case 0x04:
        beginIf(b);
        break;
      case 0x05:
        beginElse(b);
        break;
      case 0x0b:
        if (!endFrame(b)) break;
        if (r.pos !== end) throw r.malformed(r.pos, "operators remain behind the end of the function");
        return;
      case 0x0c: {
        const f = b.label(r.pos, r.u32());
        b.checkLabel(f);
        if (b.live) jump(b, f);
        b.unreachable();
        break;
      }
      case 0x0d: {
        const f = b.label(r.pos, r.u32());
        b.pop(I32);
        const condition = b.live ? b.val[b.sp]! : -1;
        b.checkLabel(f);
        if (b.live) {
          if (b.sp === b.val.length) b.growStack();
          b.val[b.sp] = condition;
          branchIf(b, f);
        }
        break;
      }
      case 0x0e:
        branchTable(b);
        break;
      case 0x0f:
        b.checkLabel(0);
        if (b.live) jump(b, 0);
        b.unreachable();
        break;
      case 0x10:
        callFunction(b, false);
        break;
      case 0x11:
        callIndirect(b, false);
        break;
      case 0x12:
        callFunction(b, true);
        break;
      case 0x13:
        callIndirect(b, true);
        break;
      case 0x1a:
        b.popAny();
        break;
      case 0x1b:
        select(b, false);
        break;
      case 0x1c:
        select(b, true);
        break;
      case 0x20: {
        const x = b.localIndex();
        b.push(b.localTypes[x]!, b.live ? loadLocal(b, x) : -1);
        break;
      }
      case 0x21: {
        const x = b.localIndex();
        b.pop(b.localTypes[x]!);
        if (b.live) storeLocal(b, x, b.value(b.sp));
        break;
      }
      case 0x22: {
        const x = b.localIndex();
        b.pop(b.localTypes[x]!);
        const v = b.live ? b.value(b.sp) : (-1 as Value);
        if (b.live) storeLocal(b, x, v);
        b.push(b.localTypes[x]!, v);
        break;
      }
      case 0x23:
        globalGet(b);
        break;
      case 0x24:
        globalSet(b);
        break;
      case 0x25:
        tableGet(b);
        break;
      case 0x26:
        tableSet(b);
        break;
      case 0x28:
      case 0x29:
      case 0x2a:
      case 0x2b:
      case 0x2c:
      case 0x2d:
      case 0x2e:
      case 0x2f:
      case 0x30:
      case 0x31:
      case 0x32:
      case 0x33:
      case 0x34:
      case 0x35:
        loadValue(b, op);
        break;
      case 0x36:
      case 0x37:
      case 0x38:
      case 0x39:
      case 0x3a:
      case 0x3b:
      case 0x3c:
      case 0x3d:
      case 0x3e:
        storeValue(b, op);
        break;
      case 0x3f:
        memorySize(b);
        break;
      case 0x40:
        memoryGrow(b);
        break;
      case 0x41: {
        const n = r.s32();
        b.push(I32, b.live ? e.iconst(types.I32, n, 0) : -1);
        break;
      }
      case 0x42: {
        const lo = r.s64();
        b.push(I64, b.live ? e.iconst(types.I64, lo, r.hi) : -1);
        break;
      }
      case 0x43: {
        if (end - r.pos < 4) throw r.unexpectedEnd();
        const bits = word(bytes, r.pos);
        r.pos += 4;
        b.push(F32, b.live ? e.value(Opcode.F32const, 0, NO_TYPE, bits, 0, 0, 0, types.F32) : -1);
        break;
      }
      case 0x44: {
        if (end - r.pos < 8) throw r.unexpectedEnd();
        const lo = word(bytes, r.pos);
        const hi = word(bytes, r.pos + 4);
        r.pos += 8;
        b.push(F64, b.live ? e.value(Opcode.F64const, 0, NO_TYPE, lo, hi, 0, 0, types.F64) : -1);
        break;
      }
      case 0xd0:
        refNull(b);
        break;
      case 0xd1:
        refIsNull(b);
        break;
      case 0xd2:
        refFunc(b);
        break;
      case 0xc0:
      case 0xc1:
      case 0xc2:
      case 0xc3:
      case 0xc4:
        if (!features.signExtension) throw r.disabled(at, "signExtension");
        numericOperator(b, op);
        break;
      case 0xfc:
        prefixed(b);
        break;
      default:
        // The numeric operators are one range; 0xe0 to 0xe7 of the table are no opcodes.
        if (op >= 0x45 && op <= 0xbf) numericOperator(b, op);
        else throw refuse(b, op);
    }
  }
}

/** Operators behind the prefix 0xfc. */
function prefixed(b: BodyState): void {
  const { r, features } = b;
  const subAt = r.pos;
  const sub = r.u32();
  if (sub < 8) {
    if (!features.saturatingFloatToInt) throw r.disabled(b.at, "saturatingFloatToInt");
    numericOperator(b, 0xe0 + sub);
    return;
  }
  if (sub <= 14) {
    if (!features.bulkMemory) throw r.disabled(b.at, "bulkMemory");
  } else if (sub <= 17 && !features.referenceTypes) throw r.disabled(b.at, "referenceTypes");
  switch (sub) {
    case 8:
      memoryInit(b);
      return;
    case 9:
      dataDrop(b);
      return;
    case 10:
      memoryCopy(b);
      return;
    case 11:
      memoryFill(b);
      return;
    case 12:
      tableInit(b);
      return;
    case 13:
      elementDrop(b);
      return;
    case 14:
      tableCopy(b);
      return;
    case 15:
      tableGrow(b);
      return;
    case 16:
      tableSize(b);
      return;
    case 17:
      tableFill(b);
      return;
    case 18:
      throw r.unsupported(subAt, "memory-control");
    case 19:
    case 20:
    case 21:
    case 22:
      throw r.unsupported(subAt, "wide-arithmetic");
  }
  throw r.malformed(subAt, `unknown operator 0xfc ${sub}`);
}

function select(b: BodyState, typed: boolean): void {
  const { r } = b;
  let t: ValueType = BOTTOM;
  if (typed) {
    const at = r.pos;
    const n = r.u32();
    if (!b.features.referenceTypes) throw r.disabled(b.at, "referenceTypes");
    if (n !== 1) throw r.invalid(at, "invalid result arity: select has one result");
    t = r.valueType(b.features);
  }
  b.pop(I32);
  const condition = b.sp;
  if (typed) {
    b.pop(t);
    b.pop(t);
  } else {
    const second = b.popAny();
    const first = b.popAny();
    if (isRef(second) || isRef(first)) throw b.fail("type mismatch: select without type on references");
    if (second !== first && second !== BOTTOM && first !== BOTTOM) throw b.mismatch(first, second);
    t = second === BOTTOM ? first : second;
  }
  const { sp } = b;
  let v = -1;
  if (b.live) {
    const type = b.clif(t);
    v = b.e.value(Opcode.Select, 0, type, b.condition(condition), b.value(sp), b.value(sp + 1), 0, type);
    if (isRef(t)) b.declare(v as Value, t);
  }
  b.push(t, v);
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Why an opcode is refused. */
function refuse(b: BodyState, op: number): WasmError {
  const { r, at } = b;
  if (op === 0xfd) {
    const sub = r.u32();
    return r.unsupported(at, sub >= 0x100 ? "relaxed-simd" : "simd");
  }
  if (op === 0xfe) return r.unsupported(at, "threads");
  if (op === 0xfb) return r.unsupported(at, "gc");
  if (op === 0x08 || op === 0x0a || op === 0x1f) return r.unsupported(at, "exceptions");
  if (op === 0x06 || op === 0x07 || op === 0x09 || op === 0x18 || op === 0x19) {
    return r.unsupported(at, "legacy-exceptions");
  }
  if (op === 0xd3) return r.unsupported(at, "gc");
  if (op === 0x14 || op === 0x15 || (op >= 0xd4 && op <= 0xd6))
    return r.unsupported(at, "function-references");
  if (op >= 0xe0 && op <= 0xe6) return r.unsupported(at, "stack-switching");
  return r.malformed(at, `illegal opcode 0x${op.toString(16)}`);
}
