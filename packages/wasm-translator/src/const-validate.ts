/** Validation of constant expressions: initial values of globals, offsets of segments, elements. */
import type { Features } from "./features.ts";
import type { ConstExpr, ModuleInfo } from "./module-info.ts";
import type { ByteReader } from "./reader.ts";
import {
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  I32,
  I64,
  isSubtype,
  type ValueType,
  valueTypeName,
} from "./value-types.ts";

/** What a constant expression may refer to: the module as far as it is decoded. */
export interface ConstScope {
  readonly module: ModuleInfo;
  readonly features: Features;
}

/** Reads and validates an expression of type `expected`, its `end` included. */
export function readConstExpr(r: ByteReader, scope: ConstScope, expected: ValueType): ConstExpr {
  const { module, features } = scope;
  const start = r.pos;
  const stack: ValueType[] = [];
  for (;;) {
    const at = r.pos;
    const op = r.u8();
    // case-labels: cold
    switch (op) {
      case 0x0b: {
        if (stack.length !== 1) {
          throw r.invalid(at, `type mismatch: the constant expression leaves ${stack.length} values`);
        }
        if (!isSubtype(stack[0]!, expected)) {
          throw r.invalid(
            at,
            `type mismatch: expected ${valueTypeName(expected)}, found ${valueTypeName(stack[0]!)}`,
          );
        }
        return { start, end: r.pos, type: expected };
      }
      case 0x23: {
        const index = r.u32();
        const global = module.globals[index];
        if (global === undefined) throw r.invalid(at + 1, `unknown global ${index}`);
        if (global.mutable) throw r.invalid(at, "constant expression required: the global is mutable");
        if (!global.imported && !features.constGlobals) {
          throw r.invalid(at, "constant expression required: the global is not imported");
        }
        stack.push(global.type);
        break;
      }
      case 0x41:
        r.s32();
        stack.push(I32);
        break;
      case 0x42:
        r.s64();
        stack.push(I64);
        break;
      case 0x43:
      case 0x44: {
        const bytes = op === 0x43 ? 4 : 8;
        if (r.end - r.pos < bytes) throw r.unexpectedEnd();
        r.pos += bytes;
        stack.push(op === 0x43 ? F32 : F64);
        break;
      }
      case 0x6a:
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e: {
        if (!features.extendedConst) throw r.disabled(at, "extendedConst");
        const type = op < 0x70 ? I32 : I64;
        if (stack.length < 2 || stack.at(-1) !== type || stack.at(-2) !== type) {
          throw r.invalid(at, `type mismatch: expected two values of ${valueTypeName(type)}`);
        }
        stack.pop();
        break;
      }
      case 0xd0: {
        if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
        const type = r.u8();
        if (type === 0x70) stack.push(FUNCREF);
        else if (type === 0x6f) stack.push(EXTERNREF);
        else if (type < 0x40) throw r.unsupported(at + 1, "function-references");
        else throw r.otherType(at + 1, type);
        break;
      }
      case 0xd2: {
        if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
        const index = r.u32();
        if (index >= module.functionCount) throw r.invalid(at + 1, `unknown function ${index}`);
        module.functionReferenced[index] = 1;
        stack.push(FUNCREF);
        break;
      }
      case 0xfb:
        throw r.unsupported(at, "gc");
      case 0xfd:
        throw r.unsupported(at, "simd");
      default:
        throw r.invalid(at, `constant expression required: operator 0x${op.toString(16)} is not constant`);
    }
    if (stack.length > 1000) throw r.invalid(at, "the constant expression is too deep");
  }
}
