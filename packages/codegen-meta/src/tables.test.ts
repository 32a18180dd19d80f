import { describe, expect, it } from "vitest";
import { FORMATS } from "./cdsl/formats.ts";
import { placeSettings } from "./cdsl/setting.ts";
import { allTypes, DERIVATIONS, typeByName, typeName } from "./cdsl/types.ts";
import { TYPE_SETS, typeSetByName } from "./cdsl/type-sets.ts";
import { EFFECTS, valueOperands } from "./generate/tables.ts";
import { isleDeclarations } from "./generate/isle.ts";
import { FAMILIES, INSTRUCTIONS, opcodeConstant } from "./instructions/index.ts";
import { SETTING_GROUPS } from "./settings/index.ts";

function unique(names: readonly string[]): void {
  expect(new Set(names).size).toBe(names.length);
}

function row(name: string): (typeof INSTRUCTIONS)[number] {
  const inst = INSTRUCTIONS.find((i) => i.name === name);
  if (inst === undefined) throw new Error(`no instruction ${name}`);
  return inst;
}

describe("types", () => {
  it("are numbered as CLIF numbers them", () => {
    const numbers = {
      i8: 0x74,
      i16: 0x75,
      i32: 0x76,
      i64: 0x77,
      i128: 0x78,
      f16: 0x79,
      f32: 0x7a,
      f64: 0x7b,
      f128: 0x7c,
    };
    for (const [name, number] of Object.entries(numbers)) expect(typeByName(name)).toBe(number);
    expect(typeByName("i8x2")).toBe(0x84);
    expect(typeByName("i32x4")).toBe(0x96);
    expect(typeByName("i32x4xN")).toBe(0x116);
    expect(allTypes().length).toBe(9 * (1 + 8 + 8));
    unique(allTypes().map(typeName));
  });

  it("derive as the reference says", () => {
    const derive = (how: keyof typeof DERIVATIONS, of: string): string =>
      typeName(DERIVATIONS[how](typeByName(of)!));
    expect(derive("lane_of", "f32x4")).toBe("f32");
    expect(derive("lane_of", "i32x4xN")).toBe("i32");
    expect(derive("as_truthy", "f64")).toBe("i8");
    expect(derive("as_truthy", "f64x2")).toBe("i64x2");
    expect(derive("as_truthy", "f32x4xN")).toBe("i32x4xN");
    expect(derive("as_int", "f16")).toBe("i16");
    expect(derive("half_width", "i8")).toBe("invalid");
    expect(derive("half_width", "f16")).toBe("invalid");
    expect(derive("half_width", "i32x4")).toBe("i16x4");
    expect(derive("double_width", "i64")).toBe("i128");
    expect(derive("double_width", "f128")).toBe("invalid");
    expect(derive("split_lanes", "i32x4")).toBe("i16x8");
    expect(derive("split_lanes", "i32x4xN")).toBe("i16x8xN");
    expect(derive("split_lanes", "i16x256")).toBe("invalid");
    expect(derive("merge_lanes", "i8x16")).toBe("i16x8");
    expect(derive("merge_lanes", "i32")).toBe("invalid");
    expect(derive("dynamic_to_vector", "i8x16xN")).toBe("i8x16");
    expect(derive("dynamic_to_vector", "i8x16")).toBe("invalid");
  });
});

describe("type sets", () => {
  const names = (set: string): string[] => [...typeSetByName(set)!.types].map(typeName);
  it("hold what their rows say", () => {
    expect(names("iB")).toEqual(["i8", "i16", "i32", "i64", "i128"]);
    expect(names("iExt16")).toEqual(["i32", "i64"]);
    expect(names("I16or32")).toEqual(["i16", "i32", "i16x4", "i32x4", "i16x8", "i32x8"]);
    expect(names("TxN")).not.toContain("i8");
    expect(names("TxN")).toContain("f128x256");
    expect(names("Mem")).toEqual(expect.arrayContaining(["i8", "f128", "i8x16", "i32x4xN"]));
    expect(names("Any").some((n) => n.endsWith("xN"))).toBe(false);
    expect(names("DynN").every((n) => n.endsWith("xN"))).toBe(true);
    unique(TYPE_SETS.map((s) => s.name));
    for (const s of TYPE_SETS) expect(s.types.size).toBeGreaterThan(0);
  });
});

describe("formats", () => {
  it("are 36, all used", () => {
    expect(FORMATS.length).toBe(36);
    unique(FORMATS.map((f) => f.name));
    for (const f of FORMATS)
      expect(
        INSTRUCTIONS.some((i) => i.format === f),
        f.name,
      ).toBe(true);
  });

  it("fit the record: four words and one imm8, values first and in order", () => {
    for (const f of FORMATS) {
      const taken: (number | "imm8")[] = [];
      for (const field of f.fields) {
        taken.push(field.place);
        if (field.kind === "imm64" || field.kind === "ieee64") taken.push((field.place as number) + 1);
      }
      expect(new Set(taken).size, f.name).toBe(taken.length);
      for (const place of taken) if (place !== "imm8") expect(place, f.name).toBeLessThan(4);
      f.fields.filter((x) => x.kind === "value").forEach((x, i) => expect(x.place, f.name).toBe(i));
      unique(f.fields.map((x) => x.name));
    }
  });
});

describe("instructions", () => {
  it("are 163, named once, alphabetical", () => {
    expect(INSTRUCTIONS.length).toBe(163);
    unique(INSTRUCTIONS.map((i) => i.name));
    unique(INSTRUCTIONS.map((i) => opcodeConstant(i.name)));
    const sorted = INSTRUCTIONS.map((i) => i.name).sort();
    expect(INSTRUCTIONS.map((i) => i.name)).toEqual(sorted);
    expect(FAMILIES.reduce((n, f) => n + f.instructions.length, 0)).toBe(163);
  });

  it.each(INSTRUCTIONS.map((i) => [i.name, i] as const))("%s is a sound row", (_name, inst) => {
    expect(inst.doc.length).toBeGreaterThan(10);
    expect(inst.doc).toMatch(/\.$/);
    const kinds = (list: readonly { kind: string }[]): string[] => list.map((x) => x.kind).sort();
    expect(kinds(inst.operands)).toEqual(kinds(inst.format.fields));
    unique(inst.operands.map((o) => o.name));
    for (const letter of inst.effects) expect(EFFECTS.map((e) => e[1])).toContain(letter);
    const values = valueOperands(inst);
    if (inst.ctrl.kind === "operand") {
      expect(values[inst.ctrl.index]?.rule).toEqual({ kind: "derived", derivation: "same" });
    }
    const rules = [...values, ...(inst.results === "variable" ? [] : inst.results)].map((o) => o.rule);
    if (inst.ctrl.kind === "none") {
      for (const rule of rules) expect(rule?.kind).toBe("concrete");
      return;
    }
    // Every controlling type gives every operand and result some type; but there is no dynamic vector of one lane.
    for (const t of inst.ctrl.set.types) {
      if (typeName(t).endsWith("x2xN")) continue;
      for (const rule of rules) {
        if (rule?.kind === "derived") expect(DERIVATIONS[rule.derivation](t), `${typeName(t)}`).not.toBe(0);
      }
    }
  });

  it("terminators, branches and returns are what they are", () => {
    const withEffect = (letter: string): string[] =>
      INSTRUCTIONS.filter((i) => i.effects.includes(letter)).map((i) => i.name);
    expect(withEffect("T")).toEqual([
      "br_table",
      "brif",
      "jump",
      "return",
      "return_call",
      "return_call_indirect",
      "trap",
      "try_call",
      "try_call_indirect",
    ]);
    expect(withEffect("B")).toEqual(["br_table", "brif", "jump", "try_call", "try_call_indirect"]);
    expect(withEffect("R")).toEqual(["return", "return_call", "return_call_indirect"]);
  });

  it("infer the controlling type where the reference says so", () => {
    const ctrl = (name: string): string | number => {
      const c = row(name).ctrl;
      return c.kind === "operand" ? c.index : c.kind;
    };
    for (const n of "select select_spectre_guard bitselect blendv fma stack_switch sadd_overflow_cin uadd_overflow_cin ssub_overflow_bin usub_overflow_bin".split(
      " ",
    ))
      expect(ctrl(n), n).toBe(1);
    expect(ctrl("atomic_cas")).toBe(2);
    const none =
      "jump br_table debugtrap trap return call return_call try_call swizzle x86_pshufb f16const f32const f64const f128const shuffle nop x86_pmaddubsw fvdemote fvpromote_low fence sequence_point".split(
        " ",
      );
    const written =
      "func_addr splat load uload8 sload8 uload16 sload16 stack_addr dynamic_stack_addr symbol_value tls_value get_pinned_reg get_frame_pointer get_stack_pointer get_return_address get_exception_handler_address iconst vconst vhigh_bits bitcast scalar_to_vector bmask ireduce uextend sextend fpromote fdemote fcvt_to_uint fcvt_to_sint fcvt_to_uint_sat fcvt_to_sint_sat x86_cvtt2dq fcvt_from_uint fcvt_from_sint atomic_rmw atomic_load".split(
        " ",
      );
    expect(INSTRUCTIONS.filter((i) => i.ctrl.kind === "none").map((i) => i.name)).toEqual([...none].sort());
    expect(INSTRUCTIONS.filter((i) => i.ctrl.kind === "explicit").map((i) => i.name)).toEqual(
      [...written].sort(),
    );
  });
});

describe("settings", () => {
  it("are as many as there are", () => {
    const counts = SETTING_GROUPS.map((g) => [g.name, g.settings.length, g.presets.length]);
    expect(counts).toEqual([
      ["shared", 27, 0],
      ["x86_64", 19, 67],
      ["aarch64", 10, 0],
      ["s390x", 4, 6],
    ]);
  });

  it.each(SETTING_GROUPS.map((g) => [g.name, g] as const))("%s rows are sound", (_name, group) => {
    unique([...group.settings, ...group.presets].map((s) => s.name));
    for (const s of [...group.settings, ...group.presets]) expect(s.doc).toMatch(/^[A-Z].*\.$/s);
    const { places, words } = placeSettings(group);
    const bits = new Set<number>();
    for (const [name, p] of places) {
      for (let i = 0; i < p.bits; i++) {
        const bit = p.word * 32 + p.shift + i;
        expect(p.shift + p.bits, name).toBeLessThanOrEqual(32);
        expect(bits.has(bit), name).toBe(false);
        expect(bit).toBeLessThan(words * 32);
        bits.add(bit);
      }
    }
    expect(places.size).toBe(group.settings.length);
  });

  it("presets grow along the levels", () => {
    const presets = new Map(SETTING_GROUPS[1]!.presets.map((p) => [p.name, new Set(p.settings)]));
    const chains = [
      "sse3 ssse3 sse41 sse42",
      "x86-64 x86-64-v2 x86-64-v3 x86-64-v4",
      "nehalem sandybridge haswell skylake skx icelake-server sapphirerapids",
      "x86-64-v3 znver1 znver4",
      "x86-64-v3 haswell",
    ];
    for (const chain of chains) {
      const levels = chain.split(" ").map((n) => presets.get(n)!);
      for (let i = 1; i < levels.length; i++) {
        for (const s of levels[i - 1]!) expect(levels[i]!.has(s), `${chain}: ${s}`).toBe(true);
      }
    }
    expect(SETTING_GROUPS[3]!.presets.find((p) => p.name === "z16")!.settings).toEqual([
      "has_mie3",
      "has_vxrs_ext2",
    ]);
  });
});

describe("ISLE declarations", () => {
  it.each(["lower", "opt"] as const)(
    "%s: balanced, one term per opcode in scope, declared once",
    (flavour) => {
      const text = isleDeclarations(flavour).replace(/;;.*/g, "");
      let depth = 0;
      for (const c of text) {
        if (c === "(") depth++;
        else if (c === ")") depth--;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      const terms = [...text.matchAll(/\(extractor \((\w+)/g)].map((m) => m[1]!);
      unique(terms);
      if (flavour === "lower") expect(terms.sort()).toEqual(INSTRUCTIONS.map((i) => i.name).sort());
      else {
        expect(terms).toContain("iadd");
        expect(terms).toContain("udiv");
        for (const impure of ["load", "call", "trapz", "fence", "uadd_overflow", "atomic_rmw"])
          expect(terms).not.toContain(impure);
      }
    },
  );
});
