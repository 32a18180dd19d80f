import { flagsBuilder, lookupIsa, UnsupportedTargetError } from "@cranelift-ts/codegen-ir";
import { describe, expect, it } from "vitest";
import { S390xInfo, s390x } from "./s390x.ts";

describe("s390x", () => {
  it("is found by its triple and holds its facts", () => {
    const builder = lookupIsa("s390x-unknown-linux-gnu", [s390x]);
    const isa = builder.finish(flagsBuilder().set("opt_level", "speed").finish());
    expect(isa).toBeInstanceOf(S390xInfo);
    expect(isa.name).toBe("s390x");
    expect(isa.pointerWidth).toBe(64);
    expect(isa.endianness).toBe("big");
    expect(isa.triple.endianness).toBe(isa.endianness);
    expect(isa.defaultCallConv).toBe("system_v");
    expect(isa.flags.opt_level).toBe("speed");
    expect(isa.isaFlags.changes()).toEqual([]);
  });

  it("is not found for others", () => {
    for (const other of ["riscv64", "i686", "pulley64", "sparc64-sun-solaris", "nonsense"]) {
      expect(() => lookupIsa(other, [s390x])).toThrow(UnsupportedTargetError);
    }
  });

  it("knows the machine generations", () => {
    const builder = lookupIsa("s390x", [s390x]);
    builder.settings.apply("arch13");
    expect(builder.settings.finish().changes()).toEqual(["has_mie3=true", "has_vxrs_ext2=true"]);
    builder.settings.apply("z17");
    expect(builder.finish(flagsBuilder().finish()).isaFlags.has_vxrs_ext3).toBe(true);
  });
});
