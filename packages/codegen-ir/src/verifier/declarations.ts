/**
 * Rules about what a function declares: signatures, slots, global values, regions.
 */
import type { Constant, GlobalValue } from "../entities.ts";
import { NONE } from "../entities.ts";
import type { Function, GlobalValueData } from "../function.ts";
import { isAligned, isNotrap } from "../memflags.ts";
import { specialParamIndex, type AbiParam, type Signature } from "../signature.ts";
import {
  isInt,
  isValidType,
  isFixedVector,
  typeBits,
  typeBytes,
  typeName,
  INVALID,
  type Type,
} from "../types.ts";
import type { Report } from "./report.ts";

const EXTENSION_NAMES = { none: "None", uext: "Uext", sext: "Sext" } as const;

/** Checks every declaration of `func`. `pointerType` is INVALID when the target is unknown. */
export function verifyDeclarations(func: Function, pointerType: Type, report: Report): void {
  signatureRules(func.signature, "function", pointerType, report);
  const { signatures, extFuncs } = func.dfg;
  for (let i = 0; i < signatures.length; i++) {
    if (signatures[i] === undefined) report.add("entity references", `sig${i}`, `sig${i} is not declared`);
    else signatureRules(signatures[i]!, `sig${i}`, pointerType, report);
  }
  for (let i = 0; i < extFuncs.length; i++) {
    const f = extFuncs[i];
    // Numbers that a text leaves out are reserved; nothing can call them.
    if (f === undefined || (f.signature as number) === NONE) continue;
    const sig = signatures[f.signature];
    if (sig === undefined) {
      report.add("entity references", `fn${i}`, `invalid signature reference sig${f.signature}`);
      continue;
    }
    if (f.name.kind === "user" && func.params.userNames[f.name.ref] === undefined) {
      report.add("entity references", `fn${i}`, `invalid user external name userextname${f.name.ref}`);
    }
    if (f.patchable) {
      if (!f.colocated) report.add("calls", `fn${i}`, "patchable call to non-colocated function");
      if (sig.returns.length > 0)
        report.add("calls", `fn${i}`, "patchable call to function with return values");
    }
  }
  slotRules(func, report);
  globalValueRules(func, pointerType, report);
  regionRules(func, report);
}

function signatureRules(sig: Signature, entity: string, pointerType: Type, report: Report): void {
  extensionRules(sig.params, "Parameter", entity, report);
  extensionRules(sig.returns, "Return value", entity, report);
  let sret = 0;
  let vmctx = 0;
  for (const p of sig.params) {
    if (p.purpose === "sret") sret++;
    if (p.purpose === "vmctx") vmctx++;
    if (p.purpose === "sarg" && p.sargSize % 8 !== 0) {
      report.add(
        "extension attributes",
        entity,
        `size ${p.sargSize} of a struct argument is not a multiple of 8`,
      );
    }
    if (p.purpose !== "normal" && pointerType !== INVALID && p.type !== pointerType) {
      report.add(
        "extension attributes",
        entity,
        `parameter with purpose ${p.purpose} has type ${typeName(p.type)}, which is not the pointer type ${typeName(pointerType)}`,
      );
    }
  }
  if (sret > 1) report.add("extension attributes", entity, `${sret} parameters with purpose sret`);
  if (vmctx > 1) report.add("extension attributes", entity, `${vmctx} parameters with purpose vmctx`);
  for (const r of sig.returns) {
    if (r.purpose !== "normal") {
      report.add("extension attributes", entity, `a return value cannot have purpose ${r.purpose}`);
    }
  }
  if (sret > 0 && sig.returns.length > 0) {
    report.add(
      "extension attributes",
      entity,
      "a signature with an sret parameter cannot have return values",
    );
  }
  if (sig.callConv === "preserve_all" && sig.returns.length > 0) {
    report.add("calls", entity, "a signature with calling convention preserve_all cannot have return values");
  }
}

function extensionRules(params: readonly AbiParam[], what: string, entity: string, report: Report): void {
  for (let i = 0; i < params.length; i++) {
    const p = params[i]!;
    if (!isValidType(p.type)) report.add("types", entity, `${what} at position ${i} has an invalid type`);
    else if (p.extension !== "none" && !isInt(p.type)) {
      report.add(
        "extension attributes",
        entity,
        `${what} at position ${i} has invalid extension ${EXTENSION_NAMES[p.extension]}`,
      );
    }
  }
}

function slotRules(func: Function, report: Report): void {
  const { stackSlots, dynamicStackSlots, dynamicTypes, globalValues } = func.stencil;
  for (let i = 0; i < stackSlots.length; i++) {
    const s = stackSlots[i]!;
    if (s.size < 0 || s.size > 0xffffffff || s.alignShift < 0 || s.alignShift > 31) {
      report.add(
        "stack",
        `ss${i}`,
        `stack slot of ${s.size} bytes with alignment 2^${s.alignShift} is impossible`,
      );
    }
  }
  for (let i = 0; i < dynamicStackSlots.length; i++) {
    const type: number = dynamicStackSlots[i]!.type;
    if (type !== NONE && dynamicTypes[type] === undefined) {
      report.add("stack", `dss${i}`, `invalid dynamic type dt${dynamicStackSlots[i]!.type}`);
    }
  }
  for (let i = 0; i < dynamicTypes.length; i++) {
    const t = dynamicTypes[i]!;
    if ((t.scale as number) === NONE) continue;
    if (!isFixedVector(t.base) || typeBits(t.base) > 256) {
      report.add("types", `dt${i}`, `${typeName(t.base)} cannot be the base of a dynamic vector type`);
    }
    if (globalValues[t.scale]?.kind !== "dyn_scale_target_const") {
      report.add("types", `dt${i}`, `gv${t.scale} is no dyn_scale_target_const global value`);
    }
  }
}

/** Type of a global value, INVALID where it has none of its own and the target is unknown. */
export function globalValueType(gv: GlobalValueData, pointerType: Type): Type {
  switch (gv.kind) {
    case "vmctx":
    case "symbol":
      return pointerType;
    default:
      return gv.type;
  }
}

function globalValueRules(func: Function, pointerType: Type, report: Report): void {
  const { globalValues, aliasRegions } = func.stencil;
  const rule = "global values";
  const onCycle = cyclic(globalValues);
  for (let i = 0; i < globalValues.length; i++) {
    const gv = globalValues[i]!;
    const entity = `gv${i}`;
    if (onCycle[i] !== 0) {
      if (onCycle[i] === CYCLE_FOUND)
        report.add(rule, entity, `global value cycle: [${cycleText(globalValues, i)}]`);
      continue;
    }
    const base = "base" in gv ? globalValues[gv.base] : undefined;
    if ("base" in gv && base === undefined) {
      report.add(rule, entity, `invalid global value reference gv${gv.base}`);
      continue;
    }
    switch (gv.kind) {
      case "vmctx": {
        const index = specialParamIndex(func.signature, "vmctx");
        if (index < 0) report.add(rule, entity, `undeclared vmctx reference gv${i}`);
        break;
      }
      case "iadd_imm": {
        const baseType = globalValueType(base!, pointerType);
        if (!isInt(gv.type)) {
          report.add(rule, entity, `iadd_imm global value with non-int type ${typeName(gv.type)}`);
        } else if (baseType !== INVALID && baseType !== gv.type) {
          const { base: ref } = gv;
          report.add(
            rule,
            entity,
            `iadd_imm type ${typeName(gv.type)} differs from operand gv${ref} type ${typeName(baseType)}`,
          );
        }
        break;
      }
      case "load": {
        const baseType = globalValueType(base!, pointerType);
        if (pointerType !== INVALID && baseType !== pointerType) {
          report.add(
            rule,
            entity,
            `base gv${gv.base} has type ${typeName(baseType)}, which is not the pointer type ${typeName(pointerType)}`,
          );
        }
        if (!isNotrap(gv.flags) || !isAligned(gv.flags)) {
          report.add(rule, entity, "a load global value must be notrap aligned");
        }
        if (gv.region !== NONE && aliasRegions[gv.region] === undefined) {
          report.add("memory", entity, `undeclared alias region region${gv.region}`);
        }
        break;
      }
      case "symbol":
        if (gv.name.kind === "user" && func.params.userNames[gv.name.ref] === undefined) {
          report.add("entity references", entity, `invalid user external name userextname${gv.name.ref}`);
        }
        break;
      case "dyn_scale_target_const":
        // The type is the base vector whose number of parts it gives, or an integer.
        if (!isInt(gv.type) && !isFixedVector(gv.type)) {
          report.add(rule, entity, `dyn_scale_target_const with non-int type ${typeName(gv.type)}`);
        }
        break;
    }
  }
  const limit = func.stencil.stackLimit;
  if (limit !== NONE && globalValues[limit] === undefined) {
    report.add(rule, "function", `invalid global value reference gv${limit} as stack_limit`);
  }
}

const ON_CYCLE = 1;
const CYCLE_FOUND = 2;

/**
 * Not 0 for each global value that lies on a cycle or leads into one; CYCLE_FOUND for the first one of each cycle, so
 * that it is reported once.
 */
function cyclic(globalValues: readonly GlobalValueData[]): Uint8Array {
  const state = new Uint8Array(globalValues.length);
  const out = new Uint8Array(globalValues.length);
  const path: number[] = [];
  for (let start = 0; start < globalValues.length; start++) {
    let i: GlobalValue | -1 = start as GlobalValue;
    path.length = 0;
    while (i >= 0 && i < globalValues.length && state[i] === 0) {
      state[i] = 1;
      path.push(i);
      const gv: GlobalValueData = globalValues[i]!;
      i = "base" in gv ? gv.base : NONE;
    }
    const known = i >= 0 && i < globalValues.length;
    const found = known && state[i] === 1;
    const bad = found || (known && out[i] !== 0);
    for (const p of path) {
      state[p] = 2;
      if (bad) out[p] = ON_CYCLE;
    }
    if (found) out[start] = CYCLE_FOUND;
  }
  return out;
}

function cycleText(globalValues: readonly GlobalValueData[], start: number): string {
  const names: string[] = [];
  const seen = new Set<number>();
  for (let i = start; i >= 0 && !seen.has(i) && names.length < 20;) {
    seen.add(i);
    names.push(`gv${i}`);
    const gv = globalValues[i];
    i = gv !== undefined && "base" in gv ? gv.base : NONE;
  }
  return names.join(", ");
}

function regionRules(func: Function, report: Report): void {
  const seen = new Set<number>();
  const regions = func.stencil.aliasRegions;
  for (let i = 0; i < regions.length; i++) {
    const id = regions[i]!.userId;
    if (seen.has(id)) report.add("memory", `region${i}`, `duplicate alias region user_id ${id}`);
    seen.add(id);
  }
}

/** Checks that constant `id` exists and has the size of `type`. */
export function verifyConstant(func: Function, id: Constant, type: Type): string | undefined {
  if (id < 0 || id >= func.dfg.constants.size) return `invalid constant reference const${id}`;
  const bytes = func.dfg.constants.get(id).length;
  return bytes === typeBytes(type)
    ? undefined
    : `The instruction expects const${id} to have a size of ${typeBytes(type)} bytes but it has ${bytes}`;
}
