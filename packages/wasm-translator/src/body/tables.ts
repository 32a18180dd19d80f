/** Tables and element segments. */
import { I32, I64, isSubtype, type ValueType } from "../value-types.ts";
import type { BodyState } from "./state.ts";

/** `table.get`. */
export function tableGet(b: BodyState): void {
  const { r, e, module, features, at } = b;
  if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
  const table = tableIndex(b);
  b.pop(tableIndexType(b, table));
  const { type } = module.tables[table]!;
  if (b.live) b.pushRef(type, b.env!.tableGet(e, table, b.value(b.sp)));
  else b.push(type, -1);
}

/** `table.set`. */
export function tableSet(b: BodyState): void {
  const { r, e, module, features, at } = b;
  if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
  const table = tableIndex(b);
  b.pop(module.tables[table]!.type);
  b.pop(tableIndexType(b, table));
  if (b.live) b.env!.tableSet(e, table, b.value(b.sp), b.value(b.sp + 1));
}

/** `table.init`. */
export function tableInit(b: BodyState): void {
  const { r, e, module, env } = b;
  const at = r.pos;
  const segment = r.u32();
  const table = tableIndex(b);
  const info = module.elements[segment];
  if (info === undefined) throw r.invalid(at, `unknown elem segment ${segment}`);
  if (!isSubtype(info.type, module.tables[table]!.type))
    throw b.mismatch(module.tables[table]!.type, info.type);
  b.pop(I32);
  b.pop(I32);
  b.pop(tableIndexType(b, table));
  const { sp } = b;
  if (b.live) {
    env!.tableInit(e, segment, table, b.value(sp), b.value(sp + 1), b.value(sp + 2));
  }
}

/** `elem.drop`. */
export function elementDrop(b: BodyState): void {
  const { r, e, module, env } = b;
  const at = r.pos;
  const segment = r.u32();
  if (segment >= module.elements.length) throw r.invalid(at, `unknown elem segment ${segment}`);
  if (b.live) env!.elementDrop(e, segment);
}

/** `table.copy`. */
export function tableCopy(b: BodyState): void {
  const { e, module, env } = b;
  const to = tableIndex(b);
  const from = tableIndex(b);
  const toType = tableIndexType(b, to);
  const fromType = tableIndexType(b, from);
  if (!isSubtype(module.tables[from]!.type, module.tables[to]!.type)) {
    throw b.mismatch(module.tables[to]!.type, module.tables[from]!.type);
  }
  b.pop(Math.min(toType, fromType));
  b.pop(fromType);
  b.pop(toType);
  const { sp } = b;
  if (b.live) env!.tableCopy(e, to, from, b.value(sp), b.value(sp + 1), b.value(sp + 2));
}

/** `table.grow`. */
export function tableGrow(b: BodyState): void {
  const { e, module, env } = b;
  const table = tableIndex(b);
  const type = tableIndexType(b, table);
  b.pop(type);
  b.pop(module.tables[table]!.type);
  const { sp } = b;
  b.push(type, b.live ? env!.tableGrow(e, table, b.value(sp), b.value(sp + 1)) : -1);
}

/** `table.size`. */
export function tableSize(b: BodyState): void {
  const { e, env } = b;
  const table = tableIndex(b);
  b.push(tableIndexType(b, table), b.live ? env!.tableSize(e, table) : -1);
}

/** `table.fill`. */
export function tableFill(b: BodyState): void {
  const { e, module, env } = b;
  const table = tableIndex(b);
  const type = tableIndexType(b, table);
  b.pop(type);
  b.pop(module.tables[table]!.type);
  b.pop(type);
  const { sp } = b;
  if (b.live) env!.tableFill(e, table, b.value(sp), b.value(sp + 1), b.value(sp + 2));
}

function tableIndex(b: BodyState): number {
  const { r, module } = b;
  const at = r.pos;
  const table = r.u32();
  if (table >= module.tables.length) throw r.invalid(at, `unknown table ${table}`);
  return table;
}

function tableIndexType(b: BodyState, table: number): ValueType {
  return b.module.tables[table]!.index64 ? I64 : I32;
}
