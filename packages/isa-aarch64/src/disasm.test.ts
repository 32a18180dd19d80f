/** Listings of whole functions. Single instructions are decoded in `encoding.test.ts`. */
import { JUMP_TABLE, manyArguments } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { decode } from "./disasm.ts";
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
    v3 = load.i64 v1-8
    v4 = iadd v3, v0
    return v4
}`);
    expect(listing).toMatchInlineSnapshot(`
      "block0: ; offset 0x0
        cmp x0, x1
        b.lt 0x14
        ldr x1, [x1, #-8] ; trap: heap_oob
        add x0, x1, x0
        ret
        udf #49439 ; trap: user1
      "
    `);
  });

  it("have no bytes that are not decoded", () => {
    const texts = [
      manyArguments("tail"),
      JUMP_TABLE,
      `function %far(i64, i8) -> i64 {
    fn0 = %far(i64, i8) -> i64
    ss0 = explicit_slot 70000
block0(v0: i64, v1: i8):
    v2 = stack_addr.i64 ss0
    v3 = iconst.i64 69_984
    v4 = iadd v2, v3
    store v0, v4
    v10 = iconst.i8 4
    v5 = band v1, v10
    trapnz v5, user1
    brif v1, block1, block2
block1:
    v6 = call fn0(v4, v1)
    return v6
block2:
    v7 = udiv v0, v4
    v8 = uextend.i64 v1
    v11 = iconst.i64 0x20_0000_0000
    v9 = band v8, v11
    brif v9, block1, block3
block3:
    return v7
}`,
    ];
    const wrong = [[], ["is_pic=true"], ["enable_table_access_spectre_mitigation=false"]]
      .flatMap((settings) => texts.flatMap((text) => target.listings(text, settings)))
      .flatMap((listing) => listing.split("\n").filter((line) => line.includes(".byte")));
    expect(wrong).toEqual([]);
  });

  it("take any bytes", () => {
    let state = 1;
    const words = Uint32Array.from({ length: 20_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state;
    });
    const code = new Uint8Array(words.buffer);
    let decoded = 0;
    for (let at = 0; at < code.length; at += 4) if (decode(code, at)?.length === 4) decoded++;
    expect(decoded).toBeGreaterThan(1000);
    expect(decode(code.subarray(0, 3), 0)).toBe(undefined);
  });
});
