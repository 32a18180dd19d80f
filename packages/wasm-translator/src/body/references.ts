/** References: null, of a function, and the test for null. */
import { BOTTOM, EXTERNREF, FUNCREF, I32, isRef, type ValueType, valueTypeName } from "../value-types.ts";
import type { BodyState } from "./state.ts";

/** `ref.null`. */
export function refNull(b: BodyState): void {
  const { r, e, features, at } = b;
  if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
  const code = r.u8();
  let t: ValueType;
  if (code === 0x70) t = FUNCREF;
  else if (code === 0x6f) t = EXTERNREF;
  else if (code < 0x40) throw r.unsupported(at + 1, "function-references");
  else throw r.otherType(at + 1, code);
  if (b.live) b.pushRef(t, b.env!.refNull(e, t));
  else b.push(t, -1);
}

/** `ref.is_null`. */
export function refIsNull(b: BodyState): void {
  const { r, e, features, at } = b;
  if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
  const t = b.popAny();
  if (t !== BOTTOM && !isRef(t)) throw b.fail(`type mismatch: ref.is_null of ${valueTypeName(t)}`);
  b.push(I32, b.live ? -2 - b.env!.refIsNull(e, t, b.value(b.sp)) : -1);
}

/** `ref.func`. */
export function refFunc(b: BodyState): void {
  const { r, e, module, features, at } = b;
  if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
  const f = r.u32();
  if (f >= module.functionCount) throw r.invalid(at + 1, `unknown function ${f}`);
  if (module.functionReferenced[f] === 0) throw r.invalid(at + 1, `undeclared function reference ${f}`);
  if (b.live) b.pushRef(FUNCREF, b.env!.refFunc(e, f));
  else b.push(FUNCREF, -1);
}
