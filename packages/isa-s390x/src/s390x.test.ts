import { flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { checkFamily } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { S390xInfo, s390x } from "./s390x.ts";

describe("s390x", () => {
  it("is found by its triple and no other, and holds its facts", () => {
    const isa = checkFamily(s390x, "s390x-unknown-linux-gnu", "s390x");
    expect(isa).toBeInstanceOf(S390xInfo);
    expect(isa.endianness).toBe("big");
  });

  it("knows the machine generations", () => {
    const builder = lookupIsa("s390x", [s390x]);
    builder.settings.apply("arch13");
    expect(builder.settings.finish().changes()).toEqual(["has_mie3=true", "has_vxrs_ext2=true"]);
    builder.settings.apply("z17");
    expect(builder.finish(flagsBuilder().finish()).isaFlags.has_vxrs_ext3).toBe(true);
  });
});
