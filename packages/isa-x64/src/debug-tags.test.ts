/** Debug tags: where calls return to, where sequence points are, in code order and inside the code. */
import { Context, type CompiledCode } from "@cranelift-ts/codegen";
import { flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import { x64 } from "./x64.ts";

function compile(text: string, ...settings: string[]): CompiledCode {
  const flags = flagsBuilder();
  for (const s of settings) flags.apply(s);
  const [func] = parseFunctions(text);
  return new Context(func!).compile(x64.builder(parseTriple("x86_64")).finish(flags.finish()), {
    vcodeText: true,
  });
}

describe.each(["backtracking", "single_pass"])("%s", (algorithm) => {
  test("are recorded for calls, calls with handlers and sequence points, with the offsets of their slots", () => {
    const code = compile(
      `function %f(i64) -> i64 system_v {
    ss0 = explicit_slot 16, key = 7
    ss1 = explicit_slot 8, key = 9
    sig0 = (i64) -> i64 system_v
    fn0 = %g sig0
block0(v0: i64):
    <7, ss1> sequence_point
    v1 = call fn0(v0)
    <1, ss0> v2 = call fn0(v1)
    v3 = stack_addr.i64 ss1
    store v2, v3
    <2> try_call fn0(v2), sig0, block1(ret0), [ default: block2 ]
block1(v4: i64):
    <3> sequence_point
    return v4
block2:
    return v0
}`,
      `regalloc_algorithm=${algorithm}`,
    );
    const sites = code.callSites.map((s) => s.returnOffset);
    expect(sites.length).toBe(3);
    const records = code.debugTags.map(({ position, tags }) => [
      position,
      ...tags.map((t) => (t.kind === "user" ? t.value : `ss${t.slot}`)),
    ]);
    expect(records).toEqual([
      ["before", 7, "ss1"],
      ["after", 1, "ss0"],
      ["after", 2],
      ["before", 3],
    ]);
    const [first, one, two, last] = code.debugTags.map((t) => t.offset);
    // Behind the prologue, before the first call.
    expect(first).toBeGreaterThan(code.unwind.at(-1)!.offset - 1);
    expect(first).toBeLessThan(sites[0]!);
    expect([one, two]).toEqual([sites[1], sites[2]]);
    expect(last).toBeGreaterThanOrEqual(sites[2]!);
    expect(code.frame.slots.map((s) => s.key)).toEqual([7n, 9n]);
  });

  test("stay inside the code where blocks of nothing but a sequence point are left out", () => {
    const blocks = Array.from(
      { length: 6 },
      (_, k) => `block${k + 1}:\n    <${k}> sequence_point\n    jump block${k + 2}`,
    );
    const code = compile(
      `function %f(i64) system_v {\nblock0(v0: i64):\n    brif v0, block1, block4\n${blocks.join("\n")}\nblock7:\n    return\n}`,
      `regalloc_algorithm=${algorithm}`,
    );
    const offsets = code.debugTags.map((t) => t.offset);
    expect(code.debugTags.length).toBe(6);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(Math.max(...offsets)).toBeLessThan(code.code.length);
  });
});

test("functions without tags have none", () => {
  expect(compile("function %f() system_v {\nblock0:\n    sequence_point\n    return\n}").debugTags).toEqual(
    [],
  );
});
