/** Sections one by one: what is decoded, and where what is wrong is found. */
import { expect, test } from "vitest";
import {
  ALL_FEATURES,
  decodeModule,
  evaluateConstExpr,
  ModuleDecoder,
  typeParams,
  typeResults,
  validateModule,
  valueTypes,
  WasmError,
} from "./index.ts";
import {
  functionModule,
  I32_CODE,
  I64_CODE,
  leb,
  moduleOf,
  name,
  section,
  sleb,
  vector,
} from "./testing/build/testing.ts";

/** Kind, offset and beginning of the reason of the error. */
function refusal(bytes: Uint8Array, features = ALL_FEATURES): string {
  try {
    validateModule(bytes, features);
  } catch (e) {
    if (!(e instanceof WasmError)) throw e;
    return `${e.kind} ${e.offset}: ${e.reason}`;
  }
  return "accepted";
}

const FUNC = section(1, vector([0x60, 0, 0]));
const { F64, I32, I64, FUNCREF, EXTERNREF } = valueTypes;

test("header", () => {
  expect(refusal(new Uint8Array(0))).toBe("malformed 0: unexpected end");
  expect(refusal(Uint8Array.of(0, 0x61, 0x73))).toBe("malformed 3: unexpected end");
  expect(refusal(Uint8Array.of(1, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).toBe(
    "malformed 0: magic header not detected",
  );
  expect(refusal(Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0))).toBe("malformed 4: unknown binary version");
  expect(refusal(moduleOf())).toBe("accepted");
});

test("types", () => {
  const m = decodeModule(
    moduleOf(
      section(
        1,
        vector([0x60, 1, I32_CODE, 2, I64_CODE, 0x7c], [0x60, 0, 0], [0x60, 1, I32_CODE, 2, I64_CODE, 0x7c]),
      ),
    ),
  );
  expect(typeParams(m.types, 0)).toEqual([I32]);
  expect(typeResults(m.types, 0)).toEqual([I64, F64]);
  expect([...m.types.canonical]).toEqual([0, 1, 0]);
  expect(refusal(moduleOf(section(1, vector([0x61, 0, 0]))))).toBe("malformed 11: malformed type form 0x61");
  expect(refusal(moduleOf(section(1, vector([0x60, 1, 0x55, 0]))))).toBe(
    "malformed 13: malformed value type",
  );
  expect(
    refusal(moduleOf(section(1, vector([0x60, 0, 2, I32_CODE, I32_CODE]))), {
      ...ALL_FEATURES,
      multiValue: false,
    }),
  ).toBe("invalid 13: the feature multiValue is switched off");
  expect(refusal(moduleOf(section(1, vector([0x60, 1, 0x7b, 0]))))).toBe(
    "unsupported 13: the simd feature is not supported",
  );
  expect(refusal(moduleOf(section(1, vector([0x5f, 0]))))).toBe(
    "unsupported 11: the gc feature is not supported",
  );
});

test("sections: order, sizes, counts", () => {
  expect(refusal(moduleOf(FUNC, FUNC))).toBe("malformed 14: duplicate type section");
  expect(refusal(moduleOf(section(3, vector()), FUNC))).toBe(
    "malformed 11: unexpected type section: out of order",
  );
  expect(refusal(moduleOf([14, 0]))).toBe("malformed 8: malformed section id 14");
  expect(refusal(moduleOf([1, 5, 0]))).toBe(
    "malformed 9: length out of bounds: the type section ends behind the module",
  );
  expect(refusal(moduleOf(section(1, 0, 0)))).toBe(
    "malformed 11: section size mismatch: 1 bytes are left over",
  );
  expect(refusal(moduleOf([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0]))).toBe(
    "malformed 13: integer representation too long",
  );
  expect(refusal(moduleOf([1, 0xff, 0xff, 0xff, 0xff, 0x1f]))).toBe("malformed 13: integer too large");
  expect(refusal(moduleOf(FUNC, section(3, vector([0]))))).toBe(
    "malformed 18: function and code section have inconsistent lengths",
  );
  expect(refusal(moduleOf(section(12, 1)))).toBe(
    "malformed 11: data count and data section have inconsistent lengths",
  );
});

test("imports and exports", () => {
  const m = decodeModule(
    moduleOf(
      FUNC,
      section(2, vector([...name("é"), ...name("g"), 3, I32_CODE, 0], [...name("a"), ...name("f"), 0, 0])),
      section(7, vector([...name("x"), 0, 0], [...name(""), 3, 0])),
    ),
  );
  expect(m.imports).toEqual([
    { module: "é", name: "g", kind: 3, index: 0 },
    { module: "a", name: "f", kind: 0, index: 0 },
  ]);
  expect(m.exports.map((e) => e.name)).toEqual(["x", ""]);
  expect(m.functionReferenced[0]).toBe(1);
  expect(refusal(moduleOf(section(2, vector([1, 0xff, 0, 0, 0]))))).toBe(
    "malformed 12: malformed UTF-8 encoding",
  );
  expect(
    refusal(
      moduleOf(FUNC, section(2, vector([0, 0, 0, 0])), section(7, vector([1, 0x61, 0, 0], [1, 0x61, 0, 0]))),
    ),
  ).toBe("invalid 28: duplicate export name 'a'");
  expect(refusal(moduleOf(section(7, vector([1, 0x61, 0, 0]))))).toBe("invalid 14: unknown function 0");
});

test("tables, memories, globals, segments", () => {
  const m = decodeModule(
    moduleOf(
      FUNC,
      section(3, vector([0])),
      section(4, vector([0x70, 1, 1, 4], [0x6f, 4, ...leb(2n ** 40n)])),
      section(5, vector([5, 1, 2])),
      section(6, vector([I64_CODE, 0, 0x42, ...sleb(-5), 0x42, 2, 0x7e, 0x0b], [0x70, 0, 0xd2, 0, 0x0b])),
      section(9, vector([0, 0x41, 0, 0x0b, 1, 0], [5, 0x6f, 1, 0xd0, 0x6f, 0x0b], [3, 0, 1, 0])),
      section(12, 1),
      section(10, vector([2, 0, 0x0b])),
      section(11, vector([1, 2, 8, 9])),
    ),
  );
  expect(m.tables[0]).toMatchObject({ type: FUNCREF, minimum: 1n, maximum: 4n, index64: false });
  expect(m.tables[1]).toMatchObject({ type: EXTERNREF, minimum: 2n ** 40n, index64: true });
  expect(m.memories[0]).toMatchObject({ minimum: 1n, maximum: 2n, index64: true, pageSizeLog2: 16 });
  const host = {
    globalGet: () => ({ type: I32, bits: 0n }),
    refFunc: (f: number) => `f${f}`,
    refNull: () => "null",
  };
  expect(evaluateConstExpr(m, m.globals[0]!.init!, host)).toEqual({
    type: I64,
    bits: BigInt.asUintN(64, -10n),
  });
  expect(evaluateConstExpr(m, m.globals[1]!.init!, host)).toEqual({ type: FUNCREF, ref: "f0" });
  expect(m.elements.map((e) => e.mode)).toEqual(["active", "passive", "declarative"]);
  expect(m.data.at(0)).toMatchObject({ mode: "passive", start: m.bytes.length - 2, end: m.bytes.length });
  expect(refusal(moduleOf(section(5, vector([1, 2, 1]))))).toBe(
    "invalid 12: size minimum must not be greater than maximum",
  );
  expect(refusal(moduleOf(section(5, vector([0, ...leb(65537)]))))).toBe(
    "invalid 12: memory size must be at most 65536 pages",
  );
  expect(refusal(moduleOf(section(5, vector([3, 1, 1]))))).toBe(
    "unsupported 11: the threads feature is not supported",
  );
  expect(refusal(moduleOf(section(6, vector([I32_CODE, 0, 0x42, 0, 0x0b]))))).toBe(
    "invalid 15: type mismatch: expected i32, found i64",
  );
});

test("bodies: offsets of errors", () => {
  const at = (code: number[], ...extra: number[][]): string => {
    const bytes = functionModule([I32_CODE], [I32_CODE], [], code, ...extra);
    const start = decodeModule(bytes).codeStarts[0]! + 1;
    return refusal(bytes).replace(
      /^(\w+) (\d+)/,
      (_, kind: string, offset: string) => `${kind} +${Number(offset) - start}`,
    );
  };
  expect(at([0x20, 0])).toBe("accepted");
  expect(at([0x20, 1])).toBe("invalid +1: unknown local 1");
  expect(at([0x20, 0, 0x6a])).toBe("invalid +2: type mismatch: expected i32, but nothing is on the stack");
  expect(at([0x20, 0, 0x20, 0])).toBe(
    "invalid +4: type mismatch: 1 values are left on the stack at the end of the block",
  );
  expect(at([0x0c, 1])).toBe("invalid +1: unknown label 1");
  expect(at([0x20, 0, 0x28, 2, 0])).toBe("invalid +3: unknown memory 0");
  expect(at([0x20, 0, 0x28, 3, 0], section(5, vector([0, 1])))).toBe(
    "invalid +3: alignment must not be larger than natural",
  );
  expect(at([0xfd, 0x0c])).toMatch("unsupported +0: the simd feature is not supported");
  expect(at([0xfe, 0x03, 0])).toBe("unsupported +0: the threads feature is not supported");
  expect(at([0x00, 0x6a])).toBe("accepted");
  expect(at([0x00, 0x42, 0, 0x6a])).toBe("invalid +3: type mismatch: expected i32, found i64");
  expect(at([0xd2, 0, 0x1a, 0x20, 0])).toBe("accepted");
  expect(at([0x27])).toBe("malformed +0: illegal opcode 0x27");
});

test("names and branch hints are read leniently", () => {
  const body = vector([4, 0, 0x41, 0, 0x1a, 0x0b].map((b, i) => (i === 0 ? 5 : b)));
  const m = validateModule(
    moduleOf(
      FUNC,
      section(3, vector([0])),
      section(0, name("metadata.code.branch_hint"), vector([0, ...vector([3, 1, 1])])),
      section(10, body),
      section(0, name("name"), section(0, name("mod")), section(1, vector([0, ...name("f")])), section(2, 9)),
    ),
  );
  expect(m.names.module).toBe("mod");
  expect(m.names.functions.get(0)).toBe("f");
  expect([...m.branchHints.get(0)!]).toEqual([3, 1]);
  expect(m.customSections.map((s) => s.name)).toEqual(["metadata.code.branch_hint", "name"]);
});

test("chunks of any size give the same module", () => {
  const bytes = functionModule([I32_CODE], [I32_CODE], [I64_CODE], [0x20, 0], section(5, vector([0, 1])));
  const whole = decodeModule(bytes);
  for (const size of [1, 2, 3, 7, 100]) {
    const d = new ModuleDecoder();
    for (let i = 0; i < bytes.length; i += size) d.push(bytes.subarray(i, i + size));
    const m = d.finish();
    expect(m.exports).toEqual(whole.exports);
    expect([...m.codeEnds]).toEqual([...whole.codeEnds]);
    expect([...m.bytes]).toEqual([...bytes]);
  }
  const cut = new ModuleDecoder();
  cut.push(bytes.subarray(0, bytes.length - 1));
  expect(() => cut.finish()).toThrow("length out of bounds");
});
