import { flagsBuilder, lookupIsa, UnsupportedTargetError } from "@cranelift-ts/codegen-ir";
import { checkFamily } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { X64Info } from "./info.ts";
import { x64 } from "./x64.ts";

describe("x64", () => {
  it("is found by its triple and no other, and holds its facts", () => {
    const isa = checkFamily(x64, "x86_64-unknown-linux-gnu", "x86_64");
    expect(isa).toBeInstanceOf(X64Info);
    expect(isa.endianness).toBe("little");
  });

  it("refuses 32-bit pointers and knows the Windows convention", () => {
    expect(x64.supports(lookupIsa("x86_64", [x64]).triple)).toBe(true);
    expect(() => lookupIsa("x86_64-unknown-linux-gnux32", [x64])).toThrow(UnsupportedTargetError);
    const windows = lookupIsa("x86_64-pc-windows-msvc", [x64]).finish(flagsBuilder().finish());
    expect(windows.defaultCallConv).toBe("windows_fastcall");
  });

  it("takes the flags of target lines", () => {
    const builder = lookupIsa("x86_64", [x64]);
    for (const flag of ["sse42", "has_avx", "has_fma=true", "has_sse3=false"]) builder.settings.apply(flag);
    const { isaFlags } = builder.finish(flagsBuilder().finish());
    expect(isaFlags.changes()).toEqual([
      "has_ssse3=true",
      "has_sse41=true",
      "has_sse42=true",
      "has_avx=true",
      "has_fma=true",
    ]);
    expect(isaFlags.has_avx).toBe(true);
    expect(isaFlags.has_sse3).toBe(false);
    expect(() => builder.settings.apply("has_avx1")).toThrow("did you mean 'has_avx'");
    expect(() => builder.settings.set("haswell", true)).toThrow("preset");
  });

  it("turns on what processors have", () => {
    const flags = lookupIsa("x86_64", [x64]);
    flags.settings.enable("haswell");
    expect(flags.finish(flagsBuilder().finish()).isaFlags.toJSON()).toMatchObject({
      has_avx2: true,
      has_bmi2: true,
      has_fma: true,
      has_avx512f: false,
      has_avx_vnni: false,
    });
  });
});
