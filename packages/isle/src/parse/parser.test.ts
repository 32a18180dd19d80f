// The parser: every form, precise errors, recovery, and hostile input.

import { describe, expect, test } from "vitest";
import { DiagnosticSink } from "../diagnostics.ts";
import { SourceMap } from "../source.ts";
import { analyze } from "../sema/check.ts";
import { parse, parseInteger } from "./parser.ts";

function errors(text: string): string[] {
  const sources = new SourceMap([{ name: "t.isle", text }]);
  const sink = new DiagnosticSink();
  parse(sources, sink);
  return sink.list.map((d) => `${sources.describe(d.span.start)} ${d.message}`);
}

function kinds(text: string): string[] {
  const sources = new SourceMap([{ name: "t.isle", text }]);
  const sink = new DiagnosticSink();
  const definitions = parse(sources, sink);
  expect(sink.list).toEqual([]);
  return definitions.map((d) => d.kind);
}

describe("forms", () => {
  test("all definitions", () => {
    expect(
      kinds(`
      (pragma p) (type A (primitive a)) (type B extern nodebug (enum X (Y (f A)) (Z A A))) (type C (struct (x A)))
      (decl pure multi partial rec t (A) B) (decl pure (A) A) (rule (t x) y) (rule n 3 (t x @ (and (u _ 1) z)) (if-let a (b)) (if c) (let ((x A y)) x))
      (extractor (m a b) (t a b)) (extern constructor t h) (extern extractor t h) (extern extractor infallible t h)
      (extern extractor infallible h) (extern const $X A) (convert A B t) (attr t (tag x))`),
    ).toEqual(
      "pragma type type type decl decl rule rule extractor extern-constructor extern-extractor extern-extractor extern-extractor extern-const convert verification".split(
        " ",
      ),
    );
  });
  test("comments", () => {
    expect(kinds("; a (\n(; b (; c ;) ) ;)(pragma (;x;)x);;\n;")).toEqual(["pragma"]);
    expect(kinds("(pragma a-b!c?d);(pragma\n(pragma π→x)")).toEqual(["pragma", "pragma"]);
  });
  test("integers", () => {
    expect(parseInteger("-0x_ff")).toEqual({ value: -255n, radix: 16 });
    expect(parseInteger("0b1010_1010")).toEqual({ value: 170n, radix: 2 });
    expect(parseInteger("0o17")).toEqual({ value: 15n, radix: 8 });
    expect(parseInteger("1_000")).toEqual({ value: 1000n, radix: 10 });
    expect(parseInteger(String(2n ** 128n - 1n))).toMatchObject({ value: 2n ** 128n - 1n });
    expect(parseInteger(String(2n ** 128n))).toMatch(/128 bits/);
    expect(parseInteger(String(-(2n ** 127n) - 1n))).toMatch(/128 bits/);
    expect(parseInteger("0x")).toMatch(/malformed/);
    expect(parseInteger("12ab")).toMatch(/malformed/);
    expect(parseInteger("0b12")).toMatch(/malformed/);
  });
});

describe("errors", () => {
  test.each([
    ["(rul (f) 1)", "t.isle:1:2 unknown definition `rul`"],
    ["(rule (f x))", "t.isle:1:12 a rule ends with an expression"],
    ["(rule (f x) 1 2)", "t.isle:1:15 expected `)`, found `2`"],
    ["(rule (f (1 x)) 1)", "t.isle:1:11 a name cannot start with `1`: `1`"],
    ["(rule (f -x) 1)", "t.isle:1:10 a name cannot start with `-`: `-x`"],
    ["(rule (f ()) 1)", "t.isle:1:11 expected a term name or `and`, found `)`"],
    ["(rule (f _) _)", "t.isle:1:13 `_` is not an expression"],
    ["(rule (f _ @ x) 1)", "t.isle:1:10 `_` cannot name a variable"],
    ["(rule (f true @ x) 1)", "t.isle:1:10 `true` cannot name a variable"],
    ["(rule (f x @) 1)", "t.isle:1:13 expected a pattern, found `)`"],
    ["(rule (f x) (if-let y) 1)", "t.isle:1:22 expected an expression, found `)`"],
    ["(rule (f x) (let (x) 1))", "t.isle:1:19 expected a binding: `(name Type expr)`, found `x`"],
    ["(rule (f x) (and x))", "t.isle:1:14 `and` cannot be used here"],
    ["(rule 1_x (f x) 1)", "t.isle:1:7 malformed integer literal `1_x`"],
    ["(rule 99999999999999999 (f x) 1)", "t.isle:1:7 a priority must lie between -(2^53 - 1) and 2^53 - 1"],
    [
      "(type T)",
      "t.isle:1:8 expected a type body: `(primitive ...)`, `(enum ...)` or `(struct ...)`, found `)`",
    ],
    [
      "(type T extern extern (enum))",
      "t.isle:1:16 expected `extern`, `nodebug` or a type body, found `extern`",
    ],
    [
      "(type T extern (primitive x))",
      "t.isle:1:17 a primitive type is always the host's: `extern` does not apply",
    ],
    ["(type T (union))", "t.isle:1:10 expected `primitive`, `enum` or `struct`, found `union`"],
    ["(decl fast f () u8)", "t.isle:1:12 expected the argument types: `(Type...)`, found `f`"],
    ["(decl f u8)", "t.isle:1:9 expected the argument types: `(Type...)`, found `u8`"],
    ["(extern type f g)", "t.isle:1:9 expected `constructor`, `extractor` or `const`, found `type`"],
    ["(extern const X u8)", "t.isle:1:15 the name of a constant starts with `$`"],
    ["foo bar (pragma p)", "t.isle:1:1 expected a definition, `(...)`"],
    ["(pragma p))", "t.isle:1:11 `)` without a matching `(`"],
    ["(pragma p", "t.isle:1:1 `(` is not closed"],
    ["(; never closed", "t.isle:1:1 block comment is not closed by `;)`"],
    ["(attr t (veri often))", "t.isle:1:15 expected `chain` or `priority`"],
    ["(attr t)", "t.isle:1:1 `attr` needs at least one attribute"],
    [
      "(spec (f x) (promise x))",
      "t.isle:1:14 expected `provide`, `require`, `match` or `modifies`, found `promise`",
    ],
    ["(spec (f x) (provide (bvshl x)))", "t.isle:1:22 `bvshl` takes 2 operands, found 1"],
    ["(spec (f x) (provide (= x #b12)))", "t.isle:1:27 malformed bit-vector literal `#b12`"],
    ["(spec (f x) (provide ((a) x)))", "t.isle:1:23 an expression starts with an operator"],
    ["(model T (type (bv 0)))", "t.isle:1:20 the width of a bit vector is a positive integer"],
    ["(model T (type Float))", "t.isle:1:16 expected a model type, found `Float`"],
    ["(model T (kind x))", "t.isle:1:11 expected `type`, `const` or `enum`, found `kind`"],
    ["(form f)", "t.isle:1:1 a form needs at least one signature"],
    ["(form f ((args) (out _)))", "t.isle:1:18 expected `ret`"],
    ["(instantiate t)", "t.isle:1:1 `instantiate` needs signatures or the name of a form"],
    ["(state s (type Int))", "t.isle:1:1 expected `(state name (type T) (default e))`"],
    ["(macro (m x))", "t.isle:1:1 expected `(macro (name parameter...) expr)`"],
    ["(spec (f x) (provide (switch x (1 2 3))))", "t.isle:1:32 expected `(value expr)`"],
  ])("%s", (text, expected) => {
    expect(errors(text)).toEqual([expected]);
  });
  test("each bad definition is reported; a missing parenthesis costs one definition", () => {
    expect(errors("(rul 1)\n(pragma p)\n(rule (f x) \n(pragma q)\n(typ)")).toEqual([
      "t.isle:3:1 `(` is not closed",
      "t.isle:1:2 unknown definition `rul`",
      "t.isle:5:2 unknown definition `typ`",
    ]);
  });
});

describe("hostile input ends in an error or a result", () => {
  const start = "(decl f (u8) u8)(decl g (u8) u8)(extern extractor g g)(extern constructor g g)";
  const deep = 100_000;
  test("100,000 nested parentheses in a pattern, an expression, a spec, a type, alone, unclosed", () => {
    const nested = "(g ".repeat(deep) + "x" + ")".repeat(deep);
    for (const text of [
      `(rule (f ${nested}) x)`,
      `(rule (f x) ${nested})`,
      `(spec (f x) (provide ${nested}))`,
      `(type T ${nested})`,
      nested,
    ]) {
      const result = analyze([{ name: "t.isle", text: start + text }]);
      expect(result.diagnostics.map((d) => d.code)).toEqual(["nesting"]);
    }
    expect(analyze([{ name: "t.isle", text: "(".repeat(deep) }]).diagnostics.map((d) => d.code)).toEqual([
      "syntax",
    ]);
    expect(analyze([{ name: "t.isle", text: ")".repeat(deep) }]).diagnosticCount).toBe(deep);
    expect(analyze([{ name: "t.isle", text: "(;".repeat(deep) }]).diagnostics.map((d) => d.code)).toEqual([
      "syntax",
    ]);
  });
  test("100,000 nested bindings", () => {
    const result = analyze([{ name: "t.isle", text: `${start}(rule (f ${"x @ ".repeat(deep)}y) y)` }]);
    expect(result.diagnostics.map((d) => d.code)).toEqual(["nesting"]);
  });
  test("1 MB atoms", () => {
    const name = "n".repeat(1 << 20);
    const digits = "9".repeat(1 << 20);
    expect(analyze([{ name: "t.isle", text: `${start}(rule (f ${name}) ${name})` }]).diagnostics).toEqual([]);
    expect(
      analyze([{ name: "t.isle", text: `${start}(rule (f ${digits}) 1)` }]).diagnostics.map((d) => d.code),
    ).toEqual(["literal-range"]);
    const bad = analyze([{ name: "t.isle", text: `${start}(rule (f x) (${name} x))` }]);
    expect(bad.diagnostics.map((d) => d.message.length < 200)).toEqual([true]);
  });
  test("extractors that double at each level", () => {
    let text = start + "(decl m0 (u8) u8)(extractor (m0 x) (and (g x) (g x)))";
    for (let i = 1; i < 60; i += 1)
      text += `(decl m${i} (u8) u8)(extractor (m${i} x) (and (m${i - 1} x) (m${i - 1} x)))`;
    const result = analyze([{ name: "t.isle", text: `${text}(rule (f (m59 y)) y)` }]);
    expect(result.diagnostics.length).toBeGreaterThan(0);
    expect(new Set(result.diagnostics.map((d) => d.code))).toEqual(new Set(["limit"]));
  });
  test("a chain of 20,000 extractors", () => {
    let text = start + "(decl m0 (u8) u8)(extractor (m0 x) (g x))";
    for (let i = 1; i < 20_000; i += 1) text += `(decl m${i} (u8) u8)(extractor (m${i} x) (m${i - 1} x))`;
    const result = analyze([{ name: "t.isle", text }], { diagnosticLimit: 5 });
    expect(new Set(result.diagnostics.map((d) => d.code))).toEqual(new Set(["nesting"]));
  }, 20_000);
});
