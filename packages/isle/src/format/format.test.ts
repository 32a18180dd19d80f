// The formatter: golden layouts, comments in every place, and two properties:
// formatting twice is formatting once, and tokens and comments survive.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticSink } from "../diagnostics.ts";
import { tokenize } from "../parse/lexer.ts";
import { LINE_WIDTH, formatIsle } from "./format.ts";

function format(text: string): string {
  const result = formatIsle(text);
  expect(result.diagnostics).toEqual([]);
  return result.text as string;
}

/** Tokens and comments in order, each kind by itself. */
function content(text: string): { tokens: string[]; comments: string[] } {
  const tokens = tokenize(text, 0, new DiagnosticSink(), true);
  const comments: string[] = [];
  for (let i = 0; i < tokens.comments.length; i += 2)
    comments.push(text.slice(tokens.comments[i], tokens.comments[i + 1]).trimEnd());
  return {
    tokens: Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.start[i], tokens.end[i])),
    comments,
  };
}

describe("layout", () => {
  test("what fits a line is a line", () => {
    expect(format("(decl   pure\n f (u8\n u8) u8)")).toBe("(decl pure f (u8 u8) u8)\n");
    expect(format("(rule (f x@y z)\n  (g x))")).toBe("(rule (f x @ y z) (g x))\n");
    expect(format("")).toBe("");
  });
  test("blank lines: one is kept, more become one", () => {
    expect(format("\n\n(pragma a)\n(pragma b)\n\n\n\n(pragma c)\n\n")).toBe(
      "(pragma a)\n(pragma b)\n\n(pragma c)\n",
    );
  });
  test("a rule", () => {
    const text =
      "(rule add_of_loaded_operand 3 (lower (has_type (fits_in_64 ty) (iadd (sinkable_load first_operand) second_operand)))" +
      "(if-let (extended_value_from_value extended) (extract_the_extension second_operand ty)) (if (not_volatile first_operand))" +
      "(let ((address Amode (to_amode first_operand)) (operand GprMem (sink_load_to_memory_operand first_operand address))) (x64_add ty second_operand operand)))";
    expect(format(text)).toBe(`(rule add_of_loaded_operand 3 (lower (has_type (fits_in_64 ty)
                                               (iadd (sinkable_load first_operand) second_operand)))
      (if-let (extended_value_from_value extended) (extract_the_extension second_operand ty))
      (if (not_volatile first_operand))
      (let ((address Amode (to_amode first_operand))
            (operand GprMem (sink_load_to_memory_operand first_operand address)))
        (x64_add ty second_operand operand)))
`);
  });
  test("an enum", () => {
    const variants = [
      "(Nop)",
      "(Add (dst Reg) (src Reg))",
      "(MovImmediate64 (dst WritableReg) (value u64) (size OperandSize))",
      "(Ret)",
    ];
    expect(format(`(type MInst extern (enum ${variants.join(" ")} ; the end\n))`)).toBe(`(type MInst extern
  (enum
    (Nop)
    (Add (dst Reg) (src Reg))
    (MovImmediate64 (dst WritableReg) (value u64) (size OperandSize))
    (Ret) ; the end
  ))
`);
  });
  test("many argument types", () => {
    const text = format(`(decl f (${"SomeType ".repeat(14)}) Result)`);
    expect(text).toBe(
      `(decl f (${"SomeType ".repeat(9)}SomeType\n         SomeType SomeType SomeType SomeType) Result)\n`,
    );
  });
  test("a long head takes its arguments below", () => {
    const text = format(
      `(rule (f x) (a_constructor_with_a_long_name (another_one x x x x x x x x x) (another_one x x x x x x x x x x x x)))`,
    );
    expect(text).toBe(`(rule (f x)
      (a_constructor_with_a_long_name
        (another_one x x x x x x x x x)
        (another_one x x x x x x x x x x x x)))
`);
  });
});

describe("comments", () => {
  test("between, before, after, inside", () => {
    const text = `;; Header.

;; About f.
(decl f (u8) u8)   ; trailing
(rule ; the first
   (f x) ;pattern

   ;; Why.
   (g x) ; expression
   ;; dangling
)
(; block
   of lines ;)
(rule (f (; inline ;) 1) (; before ;) 2 (; behind ;))
; end`;
    expect(format(text)).toBe(
      `;; Header.

;; About f.
(decl f (u8) u8) ; trailing
(rule ; the first
      (f x) ;pattern
      ;; Why.
      (g x) ; expression
      ;; dangling
)
(; block
   of lines ;)
(rule (f (; inline ;) 1) (; before ;) 2 (; behind ;))
; end
`.replace("      ;; Why.", "\n      ;; Why."),
    );
  });
  test("only comments", () => {
    expect(format("; a\n\n\n; b")).toBe("; a\n\n; b\n");
    expect(format("( ; empty\n)")).toBe("(\n  ; empty\n)\n".replace("  ;", " ;"));
  });
});

test("what is not balanced is refused with a place", () => {
  for (const bad of ["(rule (f x)", "(pragma a))", "(; ", "(".repeat(100_000), "(rule ((f) @ x) 1)"]) {
    const result = formatIsle(bad);
    expect(result.text).toBeUndefined();
    expect(result.diagnostics.length).toBeGreaterThan(0);
  }
  const deep = formatIsle("(a ".repeat(100_000) + ")".repeat(100_000));
  expect(deep.diagnostics.map((d) => d.code)).toEqual(["nesting"]);
});

describe("properties", () => {
  const atom = fc.constantFrom(
    "x",
    "rule",
    "let",
    "if-let",
    "enum",
    "type",
    "decl",
    "a_name_of_some_length",
    "0x1234_5678",
    "$CONST",
    "iadd",
    "a_very_very_long_name_that_takes_much_of_the_line",
  );
  const space = fc.constantFrom(
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n\n\n",
    "  ; line\n",
    "\n; own line\n",
    " (; in ;) ",
    "\n(; own ;)\n",
    " (; of\n lines ;) ",
    "\n; one\n\n; two\n",
    " (; a ;) (; b ;)\n",
    " (; a ;) ; b\n",
  );
  const tree: fc.Arbitrary<string> = fc.letrec<{ node: string; list: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      atom,
      fc.tuple(fc.constantFrom("x", "yy"), space, space, atom).map(([v, s, t, a]) => `${v}${s}@${t}${a}`),
      tie("list"),
    ),
    list: fc
      .tuple(fc.array(fc.tuple(space, tie("node")), { maxLength: 6 }), space)
      .map(([parts, end]) => `(${parts.map((p) => p.join("")).join("")}${end})`),
  })).list;
  const file = fc
    .tuple(fc.array(fc.tuple(space, tree), { maxLength: 4 }), space)
    .map(([parts, end]) => parts.map((p) => p.join("")).join("") + end);
  const runs = Number(process.env["ISLE_FORMAT_RUNS"] ?? 500);
  test("idempotent; tokens and comments survive", () => {
    fc.assert(
      fc.property(file, (text) => {
        const once = format(text);
        expect(format(once)).toBe(once);
        const before = content(text);
        const after = content(once);
        expect(after.tokens).toEqual(before.tokens);
        expect(after.comments).toEqual(before.comments);
        for (const line of once.split("\n")) expect(line).toBe(line.trimEnd());
      }),
      { numRuns: runs },
    );
  }, 300_000);
  test("lines stay within the width where atoms allow", () => {
    const short = fc.constantFrom("x", "iadd", "$I32", "12");
    const nested: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        short,
        fc.array(tie("node"), { minLength: 1, maxLength: 8 }).map((parts) => `(iadd ${parts.join(" ")})`),
      ),
    })).node;
    fc.assert(
      fc.property(nested, nested, (a, b) => {
        for (const line of format(`(rule (f ${a}) ${b})`).split("\n"))
          expect(line.length).toBeLessThanOrEqual(LINE_WIDTH);
      }),
      { numRuns: 200 },
    );
  });
});
