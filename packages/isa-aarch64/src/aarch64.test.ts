import { flagsBuilder, lookupIsa, UnsupportedTargetError } from "@cranelift-ts/codegen-ir";
import { checkFamily } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { aarch64 } from "./aarch64.ts";
import { Aarch64Info } from "./info.ts";

describe("aarch64", () => {
  it("is found by its triple and no other, and holds its facts", () => {
    const isa = checkFamily(aarch64, "aarch64-unknown-linux-gnu", "aarch64");
    expect(isa).toBeInstanceOf(Aarch64Info);
    expect(isa.endianness).toBe("little");
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
