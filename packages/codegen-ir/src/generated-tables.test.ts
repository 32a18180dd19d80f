import { describe, expect, it } from "vitest";
import {
  FORMAT_VALUE_ARGS,
  OPCODE_COUNT,
  OPCODE_FORMAT,
  OPCODE_NAMES,
  OPCODE_VALUE_ARGS,
} from "./generated/opcode-tables.ts";
import * as Opcode from "./generated/opcodes.ts";
import * as sets from "./generated/type-sets.ts";
import * as types from "./types.ts";

const all: types.Type[] = [];
for (let t = 0; t < sets.TYPE_LIMIT; t++) if (types.isValidType(t)) all.push(t as types.Type);

describe("derivation table", () => {
  const pairs: readonly (readonly [string, number, (t: types.Type) => types.Type])[] = [
    ["same", sets.DERIVE_SAME, (t) => t],
    ["laneOf", sets.DERIVE_LANE_OF, types.laneOf],
    ["asTruthy", sets.DERIVE_AS_TRUTHY, types.asTruthy],
    ["asInt", sets.DERIVE_AS_INT, types.asInt],
    ["halfWidth", sets.DERIVE_HALF_WIDTH, types.halfWidth],
    ["doubleWidth", sets.DERIVE_DOUBLE_WIDTH, types.doubleWidth],
    ["splitLanes", sets.DERIVE_SPLIT_LANES, types.splitLanes],
    ["mergeLanes", sets.DERIVE_MERGE_LANES, types.mergeLanes],
    ["dynamicToVector", sets.DERIVE_DYNAMIC_TO_VECTOR, types.dynamicToVector],
  ];
  it.each(pairs)("agrees with %s on every type", (_name, row, f) => {
    for (const t of all) {
      expect(
        types.typeName(sets.DERIVED_TYPES[row * sets.TYPE_LIMIT + t]! as types.Type),
        types.typeName(t),
      ).toBe(types.typeName(f(t)));
    }
  });
});

describe("opcode tables", () => {
  it("agree with the constants and the formats", () => {
    for (const [name, op] of Object.entries(Opcode)) {
      const mnemonic = OPCODE_NAMES[op]!;
      expect(mnemonic.replaceAll("_", "")).toBe(name.toLowerCase());
      expect(OPCODE_VALUE_ARGS[op]).toBe(FORMAT_VALUE_ARGS[OPCODE_FORMAT[op]!]);
    }
    expect(Object.keys(Opcode).length).toBe(OPCODE_COUNT - 1);
  });

  it("hold type sets that answer for every type", () => {
    for (let s = 0; s < sets.TYPE_SET_NAMES.length; s++) {
      const members = all.filter((t) => sets.typeSetHas(s, t)).length;
      if (s === 0) expect(members).toBe(0);
      else expect(members).toBeGreaterThan(0);
      expect(sets.typeSetHas(s, 0)).toBe(false);
    }
    expect(sets.typeSetHas(sets.SET_INT, types.I32X4)).toBe(true);
    expect(sets.typeSetHas(sets.SET_INT, types.F32)).toBe(false);
  });
});
