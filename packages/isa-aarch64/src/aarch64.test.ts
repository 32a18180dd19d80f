import { flagsBuilder, lookupIsa, UnsupportedTargetError } from "@cranelift-ts/codegen-ir";
import { describe, expect, it } from "vitest";
import { aarch64 } from "./aarch64.ts";
import { Aarch64Info } from "./info.ts";

describe("aarch64", () => {
  it("is found by its triple and holds its facts", () => {
    const builder = lookupIsa("aarch64-unknown-linux-gnu", [aarch64]);
    const isa = builder.finish(flagsBuilder().set("opt_level", "speed").finish());
    expect(isa).toBeInstanceOf(Aarch64Info);
    expect(isa.name).toBe("aarch64");
    expect(isa.pointerWidth).toBe(64);
    expect(isa.endianness).toBe("little");
    expect(isa.triple.endianness).toBe(isa.endianness);
    expect(isa.defaultCallConv).toBe("system_v");
    expect(isa.flags.opt_level).toBe("speed");
    expect(isa.isaFlags.changes()).toEqual([]);
  });

  it("is not found for others", () => {
    for (const other of ["riscv64", "i686", "pulley64", "sparc64-sun-solaris", "nonsense"]) {
      expect(() => lookupIsa(other, [aarch64])).toThrow(UnsupportedTargetError);
    }
  });

  it("knows Apple's convention and the flags of target lines", () => {
    const builder = lookupIsa("arm64-apple-darwin", [aarch64]);
    builder.settings.apply("has_pauth").apply("sign_return_address=yes");
    const isa = builder.finish(flagsBuilder().finish());
    expect(isa.defaultCallConv).toBe("apple_aarch64");
    expect(isa.isaFlags.changes()).toEqual(["has_pauth=true", "sign_return_address=true"]);
    expect(() => lookupIsa("aarch64_be", [aarch64])).toThrow(UnsupportedTargetError);
  });
});
