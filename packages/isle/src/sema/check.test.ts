// Semantic checks: every kind of mistake is one located diagnostic, and sound
// programs come out resolved, with conversions inserted and macros expanded.

import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../diagnostics.ts";
import { analyze } from "./check.ts";
import type { Expr, Pattern, Program } from "./types.ts";

function check(text: string): string[] {
  return analyze([{ name: "t.isle", text }]).diagnostics.map(
    (d) => `${d.code}@${text.slice(d.span.start, d.span.end).split("\n")[0]}: ${d.message}`,
  );
}

function ok(text: string): Program {
  const result = analyze([{ name: "t.isle", text }]);
  expect(result.diagnostics.map((d) => renderDiagnostic(result.sources, d))).toEqual([]);
  return result.program as Program;
}

/** A pattern as text: conversions and expansions become visible. */
function showPattern(program: Program, p: Pattern): string {
  switch (p.kind) {
    case "wildcard":
      return "_";
    case "bind":
      return p.sub.kind === "wildcard" ? `v${p.variable}` : `v${p.variable}@${showPattern(program, p.sub)}`;
    case "equal":
      return `=v${p.variable}`;
    case "int":
    case "bool":
      return String(p.value);
    case "const":
      return program.constants[p.constant]?.name ?? "?";
    case "and":
      return `(and ${p.subs.map((s) => showPattern(program, s)).join(" ")})`;
    default:
      return `(${[program.terms[p.term]?.name, ...p.args.map((s) => showPattern(program, s))].join(" ")})`;
  }
}

function showExpr(program: Program, e: Expr): string {
  switch (e.kind) {
    case "var":
      return `v${e.variable}`;
    case "int":
    case "bool":
      return String(e.value);
    case "const":
      return program.constants[e.constant]?.name ?? "?";
    case "let":
      return `(let (${e.bindings.map((b) => `(v${b.variable} ${showExpr(program, b.value)})`).join("")}) ${showExpr(program, e.body)})`;
    default:
      return `(${[program.terms[e.term]?.name, ...e.args.map((s) => showExpr(program, s))].join(" ")})`;
  }
}

function showRule(text: string): string {
  const program = ok(text);
  const rule = program.rules[0];
  if (rule === undefined) return "";
  const guards = rule.ifLets
    .map((g) => ` if ${showPattern(program, g.pattern)} = ${showExpr(program, g.value)}`)
    .join("");
  return `${rule.args.map((p) => showPattern(program, p)).join(" ")}${guards} => ${showExpr(program, rule.body)}`;
}

describe("sound programs", () => {
  test("variables, non-linear use, bindings", () => {
    expect(
      showRule(
        "(decl pair (u8 u8) u8)(extern extractor pair p)(decl f (u8 u8) u8)(rule (f x @ (pair y 3) y) x)",
      ),
    ).toBe("v0@(pair v1 3) =v1 => v0");
  });
  test("internal extractors expand hygienically", () => {
    const text = `
      (decl pair (u8 u8) u8) (extern extractor pair pair)
      (decl swapped (u8 u8) u8) (extractor (swapped a b) (and t @ (pair b a) (pair _ t)))
      (decl f (u8) u8)
      (rule (f (swapped t (swapped t u))) t)`;
    // In the rule, `t` is the rule's; in the template, `t` is new for each expansion.
    expect(showRule(text)).toBe("(and v0@(pair (and v1@(pair v2 v3) (pair _ =v1)) =v3) (pair _ =v0)) => v3");
  });
  test("a parameter with `@` in a template", () => {
    const text =
      "(decl e (u8) u8)(extern extractor e e)(decl m (u8) u8)(extractor (m x) x @ (e 1))(decl f (u8) u8)(rule (f (m y)) y)";
    expect(showRule(text)).toBe("(and v0 (e 1)) => v0");
  });
  test("conversions in expressions and patterns", () => {
    const text = `
      (type Inst (primitive Inst)) (type Value (primitive Value))
      (decl def_inst (Inst) Value) (extern extractor def_inst def_inst)
      (decl pure result (Inst) Value) (extern constructor result result)
      (decl imul (Value Value) Inst) (extern extractor imul imul) (extern constructor imul mk)
      (convert Inst Value def_inst)
      (decl f (Value) u8)
      (rule (f (imul x (imul y y))) 1)`;
    expect(showRule(text)).toBe("(def_inst (imul v0 (def_inst (imul v1 =v1)))) => 1");
    const inExpr = text
      .replace("(convert Inst Value def_inst)", "(convert Inst Value result)")
      .replace(/\(rule.*/, "(decl g (Value) Value)(rule (g x) (imul x x))");
    expect(showRule(inExpr)).toBe("v0 => (result (imul v0 v0))");
  });
  test("enums, structs, constants, let, if-let", () => {
    const text = `
      (type E (enum A (B (x u8) (y u16)))) (type P (struct (a u8) u8))
      (extern const $K u16)
      (decl pure partial look (u8) u16) (extern constructor look look)
      (decl f (E P) P)
      (rule named -3 (f (E.B x $K) (P 1 z)) (if-let w (look x)) (if (look z)) (let ((a u8 x) (x u16 w)) (P a z)))`;
    const program = ok(text);
    expect(program.rules[0]).toMatchObject({ name: "named", priority: -3 });
    expect(showRule(text)).toBe(
      "(E.B v0 $K) (P 1 v1) if v2 = (look v0) if _ = (look v1) => (let ((v3 v0)(v4 v2)) (P v3 v1))",
    );
  });
  test("literals reach the limits of their type", () => {
    ok(`(decl f (u8 i8 u64 u128 i128 bool) u8)
        (rule (f 255 -128 0xffff_ffff_ffff_ffff 0xffffffffffffffffffffffffffffffff -170141183460469231731687303715884105728 true) 0b1010_1010)`);
    expect(showRule("(decl f (i8) i32)(rule (f 0xff) 0xffff_fffe)")).toBe("-1 => -2");
  });
  test("definitions may come in any order and from many files", () => {
    const result = analyze([
      { name: "a.isle", text: "(rule (f (T.A x)) (g x))" },
      {
        name: "b.isle",
        text: "(type T (enum (A (x U))))(type U (primitive U))(decl f (T) U)(decl g (U) U)(extern constructor g g)",
      },
    ]);
    expect(result.diagnostics).toEqual([]);
  });
  test("the built-in types may be declared again as themselves", () => {
    ok(
      "(type u8 (primitive u8))(type bool (primitive bool))(type u5 (primitive u5))(decl f (u5) bool)(rule (f 31) true)",
    );
  });
  test("recursion with `rec`, pure chains", () => {
    ok(
      "(decl pure partial half (u8) u8)(extern constructor half h)(decl pure rec partial f (u8) u8)(rule 1 (f 0) 0)(rule (f x) (f (half x)))",
    );
  });
  test("an extractor over a multi term need not be multi as a constructor", () => {
    ok(`(decl multi data (u8) u8)(extern extractor data data)
        (decl add (u8) u8)(extractor (add x) (data x))(extern constructor add add)
        (decl multi simplify (u8) u8)(rule (simplify (add x)) (add x))
        (decl one (u8) u8)(rule (one x) (add x))`);
  });
  test("verification forms are kept", () => {
    const program = ok(`
      (type Inst (primitive Inst)) (decl add (Inst Inst) Inst) (extern constructor add add)
      (spec (add x y) (provide (= result (bvadd x y))) (require (bvult x #x10)) (modifies flags (not x)))
      (state flags (type (bv 4)) (default true))
      (model Inst (type (bv 64)))
      (form bin ((args (bv 8) (bv 8)) (ret (bv 8)) (canon (bv 8))) ((args _ _) (ret _)))
      (instantiate add bin)
      (attr add (veri chain) (tag TODO))
      (macro (twice x) (bvadd x x))`);
    expect(
      program.verification.map((def) =>
        def.kind === "verification" ? `${def.form} ${def.subject.name}` : "",
      ),
    ).toEqual([
      "spec add",
      "state flags",
      "model Inst",
      "form bin",
      "instantiate add",
      "attr add",
      "macro twice",
    ]);
  });
});

/** Prelude of the mistakes below. */
const BASE = `
(type T (primitive T)) (type V (primitive V)) (type E (enum A (B (x u8))))
(decl ext (u8) u8) (extern constructor ext ext)
(decl pure pext (u8) u8) (extern constructor pext pext)
(decl pure partial part (u8) u8) (extern constructor part part)
(decl pure multi many (u8) u8) (extern constructor many many) (extern extractor many many)
(decl get (u8) u8) (extern extractor get get)
(decl nothing (u8) u8)
(decl f (u8) u8) (decl pure p (u8) u8) (decl partial q (u8) u8) (decl multi m (u8) u8)
`;

describe("mistakes", () => {
  const cases: [string, string, ...string[]][] = [
    ["unknown type", "(decl g (Z) u8)", "unknown-name@Z: unknown type `Z`"],
    ["unknown term in pattern", "(rule (f (zz x)) x)", "unknown-name@zz: unknown term `zz`"],
    ["unknown term in expression", "(rule (f x) (zz x))", "unknown-name@zz: unknown term `zz`"],
    [
      "near miss of a term",
      "(decl iadd (u8) u8)(extern constructor iadd iadd)(rule (f x) (idad x))",
      "unknown-name@idad: unknown term `idad`",
    ],
    [
      "near miss of a longer term",
      "(decl fits_in_64 (u8) u8)(extern constructor fits_in_64 h)(rule (f x) (fits_in_46 x))",
      "unknown-name@fits_in_46: unknown term `fits_in_46`: did you mean `fits_in_64`?",
    ],
    [
      "near miss of a variable",
      "(rule (f value) valeu)",
      "unbound-variable@valeu: variable `valeu` is not bound",
    ],
    ["near miss of a type", "(decl g (u88) u8)", "unknown-name@u88: unknown type `u88`: did you mean `u8`?"],
    ["unknown root", "(rule (zz x) x)", "unknown-name@zz: unknown term `zz`"],
    ["unknown constant", "(rule (f $Z) 1)", "unknown-name@$Z: unknown constant `$Z`"],
    ["duplicate type", "(type T (primitive T))", "duplicate@T: type `T` is already defined"],
    [
      "duplicate builtin",
      "(type u8 (primitive u16))",
      "duplicate@u8: type `u8` is already defined (it is built in)",
    ],
    ["duplicate variant", "(type D (enum A A))", "duplicate@A: variant of `D` `A` is already defined"],
    [
      "duplicate field",
      "(type D (enum (A (x u8) (x u8))))",
      "duplicate@x: field of `D.A` `x` is already defined",
    ],
    ["duplicate term", "(decl f (u8) u8)", "duplicate@f: term `f` is already defined"],
    ["term against variant", "(decl E.A () E)", "duplicate@E.A: term `E.A` is already defined"],
    [
      "duplicate extern",
      "(extern constructor ext other)",
      "duplicate@ext: term `ext` already has a constructor",
    ],
    [
      "duplicate extractor",
      "(extern extractor get other)",
      "duplicate@get: term `get` already has an extractor",
    ],
    [
      "macro and extern extractor",
      "(extractor (get x) x)",
      "duplicate@get: term `get` already has an extractor",
    ],
    [
      "duplicate constant",
      "(extern const $A u8)(extern const $A u8)",
      "duplicate@$A: constant `$A` is already defined",
    ],
    ["duplicate rule name", "(rule r 1 (f 1) 1)(rule r (f x) x)", "duplicate@r: rule `r` is already defined"],
    [
      "rules for an external",
      "(rule (ext x) x)",
      "bad-term@(ext x): no rules can be given for `ext`: it has an external constructor",
    ],
    [
      "rules for a variant",
      "(rule (E.B x) (E.A))",
      "bad-term@(E.B x): no rules can be given for `E.B`: it is an enum variant",
    ],
    [
      "root is no term",
      "(rule (and (f x)) x)",
      "bad-term@(and (f x)): the left side of a rule starts with the term that the rule defines",
    ],
    ["arity of root", "(rule (f x y) x)", "arity@(f x y): `f` takes 1 argument, found 2"],
    ["arity in pattern", "(rule (f (get x y)) x)", "arity@(get x y): `get` takes 1 argument, found 2"],
    ["arity in expression", "(rule (f x) (ext))", "arity@(ext): `ext` takes 1 argument, found 0"],
    ["arity of variant", "(decl g (E) u8)(rule (g (E.B)) 1)", "arity@(E.B): `E.B` takes 1 argument, found 0"],
    [
      "arity of macro",
      "(decl mm (u8) u8)(extractor (mm x y) x)",
      "arity@mm: extractor `mm` has 2 parameters, its declaration 1",
    ],
    ["type in pattern", "(rule (f (E.B x)) 1)", "type-mismatch@(E.B x): expected `u8`, but `E.B` is a `E`"],
    ["type in expression", "(rule (f x) (E.A))", "type-mismatch@(E.A): expected `u8`, but `E.A` is a `E`"],
    [
      "type of variable",
      "(decl g (T) u8)(rule (g x) x)",
      "type-mismatch@x: expected `u8`, but variable `x` is a `T`",
    ],
    [
      "type of non-linear variable",
      "(decl g (T u8) u8)(rule (g x x) 1)",
      "type-mismatch@x: expected `u8`, but variable `x` is a `T`",
    ],
    [
      "type of constant",
      "(extern const $C T)(rule (f $C) 1)",
      "type-mismatch@$C: expected `u8`, but constant `$C` is a `T`",
    ],
    [
      "integer for an opaque type",
      "(decl g (T) u8)(rule (g 1) 1)",
      "type-mismatch@1: expected `T`, found an integer",
    ],
    ["boolean for an integer", "(rule (f true) 1)", "type-mismatch@true: expected `u8`, found a boolean"],
    [
      "integer for bool",
      "(decl g (bool) u8)(rule (g 1) 1)",
      "type-mismatch@1: expected `bool`, found an integer",
    ],
    [
      "literal without type",
      "(rule (f x) (if-let 1 1) x)",
      "type-mismatch@1: the type of this integer cannot be told: bind it with `let`, or pass it to a term",
    ],
    [
      "literal range",
      "(rule (f 256) 1)",
      "literal-range@256: the literal does not fit `u8`, which holds 0 to 255",
    ],
    [
      "negative unsigned",
      "(rule (f x) -1)",
      "literal-range@-1: the literal does not fit `u8`, which holds 0 to 255",
    ],
    [
      "signed decimal",
      "(decl g (i8) u8)(rule (g 128) 1)",
      "literal-range@128: the literal does not fit `i8`, which holds -128 to 127",
    ],
    [
      "beyond 128 bits",
      "(rule (f 0x1_0000_0000_0000_0000_0000_0000_0000_0000) 1)",
      "literal-range@0x1_0000_0000_0000_0000_0000_0000_0000_0000: integer literal does not fit in 128 bits",
    ],
    ["unbound variable", "(rule (f x) y)", "unbound-variable@y: variable `y` is not bound"],
    [
      "unbound in if-let",
      "(rule (f x) (if-let y (pext y)) y)",
      "unbound-variable@y: variable `y` is not bound",
    ],
    [
      "let does not leak",
      "(rule (f x) (ext (let ((y u8 (ext (let ((z u8 1)) z)))) z)))",
      "unbound-variable@z: variable `z` is not bound",
    ],
    [
      "term as variable",
      "(rule (f x) pext)",
      "unbound-variable@pext: variable `pext` is not bound: to call the term write `(pext ...)`",
    ],
    [
      "bare variant in pattern",
      "(decl g (E) u8)(rule (g E.A) 1)",
      "unknown-name@E.A: `E.A` is an enum variant: write `(E.A)`",
    ],
    [
      "duplicate in let",
      "(rule (f x) (let ((y u8 x) (y u8 x)) y))",
      "duplicate@y: variable `y` is bound twice in one `let`",
    ],
    [
      "impure in if-let",
      "(rule (f x) (if-let y (ext x)) y)",
      "purity@(ext x): `ext` is not pure, but only pure terms can be used in an `if-let`",
    ],
    [
      "impure in pure",
      "(rule (p x) (ext x))",
      "purity@(ext x): `ext` is not pure, but only pure terms can be used in a rule of pure term `p`",
    ],
    [
      "partial in total",
      "(rule (f x) (part x))",
      "partiality@(part x): `part` is partial, but `f`, which this rule defines, is not",
    ],
    [
      "multi in expression",
      "(rule (f x) (many x))",
      "multiplicity@(many x): `many` is a multi term, but `f`, which this rule defines, is not",
    ],
    [
      "multi in pattern",
      "(rule (f (many x)) x)",
      "multiplicity@(many x): `many` is a multi term, but `f`, which this rule defines, is not",
    ],
    [
      "multi in if-let",
      "(rule (q x) (if-let y (many x)) y)",
      "multiplicity@(many x): `many` is a multi term, but `q`, which this rule defines, is not",
    ],
    [
      "no extractor",
      "(rule (f (ext x)) x)",
      "no-extractor@(ext x): `ext` cannot be used in a pattern: it has no extractor",
    ],
    [
      "no constructor",
      "(rule (f x) (nothing x))",
      "no-constructor@(nothing x): `nothing` cannot be used in an expression: it has neither rules nor an external constructor",
    ],
    ["self recursion", "(rule (f x) (f x))", "recursion@(f x): `f` calls itself but is not declared `rec`"],
    [
      "mutual recursion",
      "(rule (f x) (g x))(decl rec g (u8) u8)(rule (g x) (f x))",
      "recursion@(g x): `f` calls itself, through `g`, but is not declared `rec`",
    ],
    [
      "recursion in if-let",
      "(rule (p x) (if-let y (p x)) y)",
      "recursion@(p x): `p` calls itself but is not declared `rec`",
    ],
    [
      "recursive macro",
      "(decl mm (u8) u8)(extractor (mm x) (get (mm x)))",
      "macro@(mm x): extractor `mm` expands to itself",
    ],
    [
      "unused parameter",
      "(decl mm (u8 u8) u8)(extractor (mm x y) (get x))",
      "macro@y: parameter `y` is not used in the template",
    ],
    [
      "repeated parameter",
      "(decl mm (u8 u8) u8)(extractor (mm x x) (get x))",
      "duplicate@x: parameter `x` is named twice",
    ],
    [
      "parameter type",
      "(decl mm (T) u8)(extractor (mm x) (get x))",
      "type-mismatch@x: parameter `x` is declared `T` but stands for a `u8`",
    ],
    [
      "macro hides multi",
      "(decl mm (u8) u8)(extractor (mm x) (get (many x)))(rule (f (get (mm x))) x)",
      "multiplicity@(mm x): `many` is a multi term, but `f`, which this rule defines, is not",
    ],
    [
      "error in template reported once",
      "(decl mm (u8) u8)(extractor (mm x) (zz x))(rule 1 (f (mm 1)) 1)(rule (f (mm x)) x)",
      "unknown-name@zz: unknown term `zz`",
    ],
    [
      "infallible multi",
      "(decl multi mx (u8) u8)(extern extractor infallible mx mx)",
      "bad-term@(extern extractor infallible mx mx): the extractor of multi term `mx` cannot be infallible: it may yield nothing",
    ],
    [
      "conversion to itself",
      "(decl c (u8) u8)(convert u8 u8 c)",
      "conversion@(convert u8 u8 c): conversion from `u8` to itself",
    ],
    [
      "ambiguous conversion",
      "(decl c (T) V)(decl d (T) V)(convert T V c)(convert T V d)",
      "conversion@(convert T V d): ambiguous: a conversion from `T` to `V` is already defined",
    ],
    [
      "conversion of other types",
      "(decl c (T) V)(convert V T c)",
      "conversion@c: `c` converts from `T` to `V`, not from `V` to `T`",
    ],
    [
      "conversion arity",
      "(decl c (T T) V)(convert T V c)",
      "conversion@c: a converting term takes one argument, `c` takes 2",
    ],
    [
      "conversion without extractor",
      "(decl c (T) u8)(extern constructor c c)(convert T u8 c)(decl t () T)(extern extractor t t)(rule (f (t)) 1)",
      "no-extractor@(t): the conversion `c` from `T` has no extractor, which a pattern needs",
    ],
    [
      "impure conversion",
      "(decl c (T) u8)(extern constructor c c)(convert T u8 c)(decl pure g (T) u8)(rule (g x) x)",
      "purity@x: `c` is not pure, but only pure terms can be used in a rule of pure term `g`",
    ],
    ["pragma", "(pragma fast)", "pragma@fast: unknown pragma `fast`: none is defined"],
    ["spec of unknown term", "(spec (zz x) (provide x))", "unknown-name@zz: unknown term `zz`"],
    ["spec arity", "(spec (f) (provide true))", "arity@(f): the spec names 0 arguments, `f` takes 1"],
    ["unknown form", "(instantiate f ff)", "unknown-name@ff: unknown form `ff`"],
    [
      "second model",
      "(model T (type Int))(model T (type Int))",
      "duplicate@T: model of `T` is already defined",
    ],
    ["attr of unknown rule", "(attr rule rr (tag x))", "unknown-name@rr: unknown rule `rr`"],
  ];
  test.each(cases)("%s", (_name, text, ...expected) => {
    expect(check(BASE + text)).toEqual(expected);
  });

  test("many mistakes in one run", () => {
    expect(check(`${BASE}(rule (f (zz x)) (yy x))(rule (f 300) (ext 1 2))(decl f () u8)`)).toEqual([
      "unknown-name@zz: unknown term `zz`",
      "unknown-name@yy: unknown term `yy`",
      "literal-range@300: the literal does not fit `u8`, which holds 0 to 255",
      "arity@(ext 1 2): `ext` takes 1 argument, found 2",
      "duplicate@f: term `f` is already defined",
    ]);
  });

  test("the message shows file, line, column, caret and related places", () => {
    const text = "(decl f (u8) u8)\n(rule (f x)\n\t(f x))\n";
    const result = analyze([{ name: "dir/t.isle", text }]);
    expect(result.diagnostics.map((d) => renderDiagnostic(result.sources, d))).toEqual([
      [
        "dir/t.isle:3:2: error[recursion]: `f` calls itself but is not declared `rec`",
        "3 | \t(f x))",
        "  | \t^^^^^",
        "dir/t.isle:1:7: note: `f` is declared here",
        "1 | (decl f (u8) u8)",
        "  |       ^",
      ].join("\n"),
    ]);
  });
});
