import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Checker, parseDirective } from "./checker.ts";
import { FilecheckError } from "./error.ts";
import { translateRegex } from "./regex-syntax.ts";

/** Checks `text` against directives, one a line. */
function check(directives: string, text: string): ReturnType<Checker["check"]> {
  const lines = directives.split("\n").filter((l) => l.trim() !== "");
  return Checker.of(lines.map((line, i) => ({ text: `; ${line.trim()}`, line: i + 1 }))).check(text);
}

const holds = (directives: string, text: string): boolean => check(directives, text).ok;

describe("check", () => {
  test("in order, not overlapping", () => {
    expect(holds("check: one\ncheck: two", "one two")).toBe(true);
    expect(holds("check: one\ncheck: two", "one\n\n two")).toBe(true);
    expect(holds("check: one\ncheck: two", "two one")).toBe(false);
    expect(holds("check: ana$()\ncheck: $()ana", "ananas banana")).toBe(true);
    expect(holds("check: $()ana$()\ncheck: $()ana$()", "banana")).toBe(false);
  });

  test("patterns are plain text, trimmed", () => {
    expect(holds("check:    a.b(c)*[d]   ", "x a.b(c)*[d] y")).toBe(true);
    expect(holds("check: a.b", "axb")).toBe(false);
    expect(holds("check: a  b", "a b")).toBe(false);
    expect(holds("check: one, $()", "one,two")).toBe(false);
    expect(holds("check: one, $()", "one, two")).toBe(true);
  });

  test("word boundaries at letters and digits", () => {
    expect(holds("check: one", "onetwo")).toBe(false);
    expect(holds("check: one", "zeroone")).toBe(false);
    expect(holds("check: one$()", "onetwo")).toBe(true);
    expect(holds("check: one$()", "zeroone")).toBe(false);
    expect(holds("check: v1", "v10 v1")).toBe(true);
    expect(holds("check: v1", "v10")).toBe(false);
    expect(holds("check: =1", "a=1")).toBe(true);
    expect(holds("check: =1", "a=12")).toBe(false);
    expect(holds("check: (one)", "x(one)y")).toBe(true);
  });

  test("a boundary is that of the text, not of what is left of it", () => {
    expect(holds("check: $()one$()\ncheck: two", "onetwo")).toBe(false);
  });
});

describe("sameln and nextln", () => {
  test("sameln", () => {
    expect(holds("check: one\nsameln: two", "one two")).toBe(true);
    expect(holds("check: one\nsameln: two", "one\ntwo")).toBe(false);
    expect(holds("check: one\nsameln: two", "two one")).toBe(false);
    expect(holds("sameln: one", "x one\ntwo")).toBe(true);
    expect(holds("sameln: two", "one\ntwo")).toBe(false);
  });

  test("nextln", () => {
    expect(holds("check: one\nnextln: two", "one\ntwo")).toBe(true);
    expect(holds("check: one\nnextln: two", "one\n\ntwo")).toBe(false);
    expect(holds("check: one\nnextln: two", "one two")).toBe(false);
    expect(holds("nextln: two", "one\ntwo")).toBe(true);
    expect(holds("nextln: one", "one\ntwo")).toBe(false);
    expect(holds("check: one\nnextln: two", "one")).toBe(false);
  });

  test("an empty pattern takes a line", () => {
    expect(holds("check: one\nnextln:\nnextln: two", "one\n\ntwo")).toBe(true);
    expect(holds("check: one\nnextln:\nnextln: two", "one\ntwo")).toBe(false);
  });
});

describe("unordered", () => {
  test("any order, overlapping", () => {
    expect(holds("unordered: one\nunordered: two", "one two")).toBe(true);
    expect(holds("unordered: one\nunordered: two", "two one")).toBe(true);
    expect(holds("unordered: one\nunordered: one", "one")).toBe(true);
    expect(holds("unordered: one\nunordered: two", "one")).toBe(false);
  });

  test("an ordered match is a barrier", () => {
    const directives = "unordered: one\nunordered: two\ncheck: three\nunordered: four\nunordered: five";
    expect(holds(directives, "one two three four five")).toBe(true);
    expect(holds(directives, "two one three five four")).toBe(true);
    expect(holds(directives, "two three one four five")).toBe(false);
    expect(holds(directives, "one two four three five")).toBe(false);
  });

  test("a use follows its definition", () => {
    const directives = `
      regex: V=\\bv\\d+\\b
      unordered: $(va=$V) = load
      unordered: $(vb=$V) = iadd $va
      unordered: $(vc=$V) = load
      unordered: iadd $va, $vc`;
    expect(holds(directives, "v1 = load\nv2 = iadd v1, v1")).toBe(true);
    expect(holds(directives, "v2 = iadd v1, v1\nv1 = load")).toBe(false);
  });
});

describe("not", () => {
  test("between two matches, and behind the last", () => {
    const directives = "check: one\nnot: two\ncheck: three";
    expect(holds(directives, "one five three")).toBe(true);
    expect(holds(directives, "one two three")).toBe(false);
    expect(holds(directives, "two one three two")).toBe(true);
    expect(holds("check: one\nnot: two", "two one")).toBe(true);
    expect(holds("check: one\nnot: two", "one two")).toBe(false);
    expect(holds("not: two\ncheck: one", "one two")).toBe(true);
    expect(holds("not: two\ncheck: one", "two one")).toBe(false);
  });

  test("uses the values of the moment", () => {
    expect(holds("check: $(a=\\d)\nnot: $a\ncheck: end", "1 2 end")).toBe(true);
    expect(holds("check: $(a=\\d)\nnot: $a\ncheck: end", "1 1 end")).toBe(false);
  });

  test("can't define", () => {
    expect(() => check("not: $(a=x)", "")).toThrow(FilecheckError);
  });
});

describe("variables", () => {
  test("text and regular expressions", () => {
    expect(holds("check: $(a=\\w+) =\ncheck: use $a", "v7 = 1\nuse v7")).toBe(true);
    expect(holds("check: $(a=\\w+) =\ncheck: use $a", "v7 = 1\nuse v8")).toBe(false);
    expect(holds("regex: N=\\d+\ncheck: $N + $N", "1 + 2")).toBe(true);
    expect(holds("regex: N=\\d+\ncheck: $(a=$N) + $(b=$N)\ncheck: $b, $(a)", "1 + 2\n2, 1")).toBe(true);
    expect(holds("check: $(=[a-c]+)x", "abcax")).toBe(true);
    expect(holds("check: $$5", "costs $5")).toBe(true);
  });

  test("a value is text, whatever it looks like", () => {
    expect(holds("check: $(a=\\S+) =\ncheck: <$a>", ".* = 1\n<.*>")).toBe(true);
    expect(holds("check: $(a=\\S+) =\ncheck: <$a>", ".* = 1\n<xx>")).toBe(false);
  });

  test("parentheses and classes inside regular expressions", () => {
    expect(holds("check: $(a=(x|y)(z))=\ncheck: [$a]", "yz=\n[yz]")).toBe(true);
    expect(holds("check: $(=[)]+);", "));")).toBe(true);
    expect(holds("check: $(=\\)+);", "));")).toBe(true);
  });

  test("errors", () => {
    for (const bad of [
      "check: $a",
      "check: $",
      "check: $(a",
      "check: $(a b)",
      "check: $(a=x)$a",
      "check: $(a=x)$(a=y)",
      "check: $(=*)",
    ]) {
      expect(() => check(bad, "text"), bad).toThrow(FilecheckError);
    }
    expect(() => check("regex: =x", "")).toThrow("expected 'regex: NAME=REGEX'");
    expect(() => check("regex: A=x\nregex: A=y", "")).toThrow("defined twice");
    expect(() => check("regex: A=x\ncheck: $(A=y)", "")).toThrow("can't be redefined");
    try {
      check("check: fine\ncheck: $nope", "fine");
      expect.unreachable();
    } catch (error) {
      expect((error as FilecheckError).errors[0]?.location?.line).toBe(2);
    }
  });
});

test("directives stand at the start of a comment", () => {
  expect(parseDirective("; check: x")?.kind).toBe("check");
  expect(parseDirective(";;   nextln:")?.kind).toBe("nextln");
  expect(parseDirective('; check:}"]')?.kind).toBe("check");
  expect(parseDirective("; we check: not this")).toBeUndefined();
  expect(parseDirective("; checks: x")).toBeUndefined();
  expect(parseDirective("; run: %f() == 1")).toBeUndefined();
});

test("Rust's spellings", () => {
  expect(translateRegex("(?P<n>a)\\z")).toBe("(?<n>a)$");
  expect(translateRegex("[[:alpha:]_]+[^[:digit:]]")).toBe("[A-Za-z_]+[^0-9]");
  expect(translateRegex("\\pL\\-")).toBe("\\p{L}-");
  expect(translateRegex("a{2,3}{x}")).toBe("a{2,3}\\{x\\}");
  expect(translateRegex("[]a]")).toBe("[\\]a]");
  expect(holds("check: $(=[[:xdigit:]]+)h", "0x1Fh")).toBe(true);
});

test("outcomes count directives and explain", () => {
  const outcome = check("check: one\nnot: two\nregex: X=x\nnextln: three\ncheck: four", "one\ntwo\nthree");
  expect(outcome).toMatchObject({ ok: false, total: 4, passed: 2, line: 4 });
  expect(outcome.explanation).toBe(
    "'nextln: three' (line 4): not found on line 2 of the output\n    1 | one    <-- 'check: one' (line 1)\n  > 2 | two",
  );
  const found = check("check: one\nnot: two\ncheck: three", "one\ntwo\nthree");
  expect(found).toMatchObject({ ok: false, total: 3, passed: 1, line: 2 });
  expect(found.explanation).toContain("found 'two', which must not be there");
  expect(check("check: a\ncheck: b", "a b")).toMatchObject({ ok: true, total: 2, passed: 2 });
  expect(check("", "x")).toMatchObject({ ok: true, total: 0 });
});

test("one checker, several texts", () => {
  const checker = Checker.of([{ text: "; check: $(a=\\w+) $a2", line: 1 }]);
  expect(() => checker.check("x")).toThrow("'a2' has no value");
  const again = Checker.of([
    { text: "; check: $(a=\\w+);", line: 1 },
    { text: "; check: $a", line: 2 },
  ]);
  expect(again.check("x; x").ok).toBe(true);
  expect(again.check("y; x").ok).toBe(false);
});

describe("properties", () => {
  const word = fc.stringMatching(/^[a-z]{1,3}$/);
  const lines = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  test("the lines of a text are its own nextln directives", () => {
    fc.assert(
      fc.property(lines, (ls) => {
        const text = ls.map((l) => l.join(" ")).join("\n");
        const directives = text.split("\n").map((l, i) => (i === 0 ? `sameln: ${l}` : `nextln: ${l}`));
        expect(holds(directives.join("\n"), text)).toBe(true);
      }),
    );
  });

  test("checks of words hold exactly when they are a subsequence", () => {
    fc.assert(
      fc.property(lines, fc.array(word, { maxLength: 5 }), (ls, wanted) => {
        const words = ls.flat();
        let at = 0;
        for (const w of wanted) at = at < 0 ? -1 : words.indexOf(w, at) + 1 || -1;
        expect(
          holds(wanted.map((w) => `check: ${w}`).join("\n"), ls.map((l) => l.join(" ")).join("\n")),
        ).toBe(at >= 0);
      }),
    );
  });

  test("unordered words hold exactly when all are there", () => {
    fc.assert(
      fc.property(lines, fc.array(word, { maxLength: 5 }), (ls, wanted) => {
        const words = ls.flat();
        const text = ls.map((l) => l.join(" ")).join("\n");
        expect(holds(wanted.map((w) => `unordered: ${w}`).join("\n"), text)).toBe(
          wanted.every((w) => words.includes(w)),
        );
      }),
    );
  });

  test("not alone holds exactly when the word is missing", () => {
    fc.assert(
      fc.property(lines, word, (ls, w) => {
        expect(holds(`not: ${w}`, ls.map((l) => l.join(" ")).join("\n"))).toBe(!ls.flat().includes(w));
      }),
    );
  });

  test("any plain text matches itself", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((s) => s.trim() === s && !/[\n\r\u2028\u2029]/.test(s)),
        (s) => {
          expect(holds(`check: ${s.replaceAll("$", "$$$$")}`, `( ${s} )`)).toBe(true);
        },
      ),
    );
  });

  test("no directive makes anything but an outcome or a FilecheckError", () => {
    const piece = fc.constantFrom(
      "$",
      "(",
      ")",
      "=",
      "a",
      "$(a=",
      "$a",
      "[",
      "]",
      "\\",
      "*",
      "{",
      "}",
      "(?P<x>",
      "1",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.string(), (pieces, text) => {
        try {
          check(`check: ${pieces.join("")}`, text);
        } catch (error) {
          expect(error).toBeInstanceOf(FilecheckError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
