import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Flags, FLAGS_TEMPLATE, flagsBuilder } from "./generated/settings.ts";
import { SettingsError } from "./settings.ts";

function failure(f: () => unknown): SettingsError {
  try {
    f();
  } catch (e) {
    if (e instanceof SettingsError) return e;
    throw e;
  }
  throw new Error("did not throw");
}

describe("shared flags", () => {
  it("has the documented defaults", () => {
    const flags = flagsBuilder().finish();
    const on = flags.entries().filter((e) => e.value === true);
    expect(on.map((e) => e.info.name)).toEqual([
      "enable_alias_analysis",
      "enable_verifier",
      "unwind_info",
      "enable_heap_access_spectre_mitigation",
      "enable_table_access_spectre_mitigation",
    ]);
    expect(flags.opt_level).toBe("none");
    expect(flags.probestack_size_log2).toBe(12);
    expect(flags.libcall_call_conv).toBe("isa_default");
    expect(flags.bb_padding_log2_minus_one).toBe(0);
    expect(flags.changes()).toEqual([]);
  });

  it("takes values as test files spell them", () => {
    const flags = flagsBuilder()
      .apply("opt_level=speed_and_size")
      .apply("is_pic")
      .apply("unwind_info=off")
      .set("probestack_size_log2", "16")
      .set("enable_verifier", false)
      .set("bb_padding_log2_minus_one", 255)
      .finish();
    expect(flags.opt_level).toBe("speed_and_size");
    expect(flags.is_pic).toBe(true);
    expect(flags.unwind_info).toBe(false);
    expect(flags.enable_verifier).toBe(false);
    expect(flags.probestack_size_log2).toBe(16);
    expect(flags.bb_padding_log2_minus_one).toBe(255);
  });

  it.each([
    ["true", true],
    ["on", true],
    ["yes", true],
    ["1", true],
    ["false", false],
    ["off", false],
    ["no", false],
    ["0", false],
  ])("reads the boolean %s", (text, value) => {
    expect(flagsBuilder().set("is_pic", !value).set("is_pic", text).finish().is_pic).toBe(value);
  });

  it("suggests a name", () => {
    const e = failure(() => flagsBuilder().set("opt_levle", "speed"));
    expect(e.kind).toBe("unknown-name");
    expect(e.message).toContain("did you mean 'opt_level'");
    expect(failure(() => flagsBuilder().enable("zzzzzzzzzzzzz")).message).not.toContain("did you mean");
    expect(failure(() => flagsBuilder().finish().get("toString")).kind).toBe("unknown-name");
  });

  it("says what it expected", () => {
    expect(failure(() => flagsBuilder().set("opt_level", "best")).message).toContain(
      "none, speed, speed_and_size",
    );
    expect(failure(() => flagsBuilder().set("opt_level", true)).kind).toBe("wrong-type");
    expect(failure(() => flagsBuilder().enable("opt_level")).kind).toBe("wrong-type");
    expect(failure(() => flagsBuilder().set("is_pic", "maybe")).kind).toBe("bad-value");
    expect(failure(() => flagsBuilder().set("is_pic", "toString")).kind).toBe("bad-value");
    expect(failure(() => flagsBuilder().set("is_pic", "__proto__")).kind).toBe("bad-value");
    for (const bad of [256, -1, 1.5, NaN, "256", "-1", "1e1", "", "0x10", true]) {
      expect(failure(() => flagsBuilder().set("probestack_size_log2", bad)).message).toContain("0 to 255");
    }
  });

  it("keeps what it made apart from later changes", () => {
    const builder = flagsBuilder();
    const before = builder.finish();
    const after = builder.enable("is_pic").finish();
    expect(before.is_pic).toBe(false);
    expect(after.is_pic).toBe(true);
    expect(before.equals(after)).toBe(false);
    expect(flagsBuilder().from(after).finish().equals(after)).toBe(true);
  });

  it("prints canonically", () => {
    const lines = flagsBuilder().set("opt_level", "speed").finish().toString().split("\n");
    expect(lines[0]).toBe("[shared]");
    expect(lines).toContain('opt_level = "speed"');
    expect(lines).toContain("is_pic = false");
    expect(lines.length).toBe(FLAGS_TEMPLATE.settings.length + 2);
  });

  it("holds any combination of values: words, changes and getters agree", () => {
    const value = fc.tuple(
      ...FLAGS_TEMPLATE.settings.map((s) =>
        s.kind === "bool"
          ? fc.boolean()
          : s.kind === "num"
            ? fc.integer({ min: 0, max: 255 })
            : fc.constantFrom(...s.values),
      ),
    );
    fc.assert(
      fc.property(value, (values) => {
        const builder = flagsBuilder();
        FLAGS_TEMPLATE.settings.forEach((s, i) => builder.set(s.name, values[i]!));
        const flags = builder.finish();
        FLAGS_TEMPLATE.settings.forEach((s, i) => {
          expect(flags.get(s.name)).toBe(values[i]);
          expect((flags as unknown as Record<string, unknown>)[s.name]).toBe(values[i]);
        });
        const again = flagsBuilder();
        for (const change of flags.changes()) again.apply(change);
        expect(Array.from(again.finish().words)).toEqual(Array.from(flags.words));
        expect(new Flags(flags.words).equals(flags)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
