/** Listings of whole functions. Single instructions are decoded in `encoding.test.ts`. */
import { limitedFrame, manyArguments, STACK_LIMITS } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { target } from "./testing.ts";

describe("listings", () => {
  it("show branches with the offsets that they lead to", () => {
    const [listing] = target.listings(`function %f(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    v2 = icmp slt v0, v1
    brif v2, block1, block2
block1:
    trap user1
block2:
    v3 = iconst.i64 0x1_0000_0000
    v4 = iadd v3, v1
    return v4
}`);
    expect(listing).toMatchInlineSnapshot(`
      "block0: ; offset 0x0
        cgrj %r2, %r3, 4, 0x12
        llihf %r2, 1
        agrk %r2, %r2, %r3
        br %r14
        .insn e, 0 ; trap: user1
      "
    `);
  });

  it("have no bytes that are not decoded", () => {
    const operations = ["add", "sub", "and", "nand", "or", "xor", "xchg", "umin", "umax", "smin", "smax"];
    const types = ["i8", "i16", "i32", "i64", "i128"];
    const atomics = ["little", "big"].flatMap((order) =>
      types.flatMap((ty) => [
        ...operations.map(
          (operation) => `function %${operation}_${ty}_${order}(i64, ${ty}) -> ${ty} {
block0(v0: i64, v1: ${ty}):
    v2 = atomic_rmw.${ty} ${order} ${operation} v0, v1
    return v2
}`,
        ),
        `function %cas_${ty}_${order}(i64, ${ty}, ${ty}) -> ${ty} {
block0(v0: i64, v1: ${ty}, v2: ${ty}):
    v3 = atomic_cas.${ty} ${order} v0, v1, v2
    return v3
}`,
      ]),
    );
    const others = [
      manyArguments("tail"),
      limitedFrame(600_000, STACK_LIMITS[1]![1], true),
      `function %probed() -> i64 {
    ss0 = explicit_slot 6000000
    gv0 = symbol tls %variable
block0:
    sequence_point
    v0 = tls_value.i64 gv0
    v1 = stack_addr.i64 ss0
    fence
    debugtrap
    v2 = iadd v0, v1
    return v2
}
function %traps(f64, f64, i64) -> i32, f64 {
block0(v0: f64, v1: f64, v2: i64):
    v3 = fcvt_to_sint.i32 v0
    v4 = fcmp lt v0, v1
    v5 = select v4, v0, v1
    trapz v2, user1
    return v3, v5
}`,
    ];
    const settings = [
      "enable_probestack=true",
      "probestack_strategy=inline",
      "tls_model=elf_gd",
      "enable_multi_ret_implicit_sret=true",
    ];
    const wrong = [...atomics, ...others]
      .flatMap((text) => target.listings(text, settings))
      .flatMap((listing) => listing.split("\n").filter((line) => line.includes(".byte")));
    expect(wrong).toEqual([]);
  });
});
