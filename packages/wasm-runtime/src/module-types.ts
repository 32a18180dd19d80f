/** Types of a decoded module as the runtime names them. */
import { InternalError } from "@cranelift-ts/entity";
import {
  typeParams,
  typeResults,
  valueTypes,
  type ModuleInfo,
  type ValueType,
} from "@cranelift-ts/wasm-translator";
import type { ValueKind, WasmSignature } from "./signature.ts";

/** The letter of a value type. */
export function kindOf(type: ValueType): ValueKind {
  // case-labels: cold
  switch (type) {
    case valueTypes.I32:
      return "i";
    case valueTypes.I64:
      return "l";
    case valueTypes.F32:
      return "f";
    case valueTypes.F64:
      return "d";
    case valueTypes.FUNCREF:
      return "c";
    case valueTypes.EXTERNREF:
      return "e";
    default:
      throw new InternalError(`values of type ${valueTypes.valueTypeName(type)} are not supported`);
  }
}

/** The signature that type `t` describes. */
export function moduleSignature(info: ModuleInfo, t: number): WasmSignature {
  return {
    params: typeParams(info.types, t).map(kindOf).join(""),
    results: typeResults(info.types, t).map(kindOf).join(""),
  };
}
