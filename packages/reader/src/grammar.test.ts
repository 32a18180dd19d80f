// The document `docs/clif-grammar.md` and the reader describe one language.
//
// `CRANELIFT_GRAMMAR_SENTENCES=20000` sets the number of sentences, `CRANELIFT_SEED` the seed.

import { opcodeTables } from "@cranelift-ts/codegen-ir";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { derive, type Hook, type Node, readGrammar, recognise, tokenize } from "../testing/grammar.ts";
import { SAMPLE } from "../testing/sample.ts";
import { Random, readText } from "../testing/support.ts";
import { keywordList } from "./keywords.ts";
import { ParseError } from "./parse-error.ts";
import { parseFunctions } from "./parser.ts";

const { OPCODE_NAMES, OPCODE_FORMAT, OPCODE_CTRL, OPCODE_RESULTS, FORMAT_NAMES, CTRL_EXPLICIT, CTRL_NONE } =
  opcodeTables;
const grammar = readGrammar(
  readText(fileURLToPath(new URL("../../../docs/clif-grammar.md", import.meta.url))),
);
const count = Number(process.env["CRANELIFT_GRAMMAR_SENTENCES"] ?? 300);
const seed = Number(process.env["CRANELIFT_SEED"] ?? 7);

/** Everything that a sentence may refer to. */
const DECLARED = `ss0 = explicit_slot 8 ss1 = explicit_slot 8 ss2 = explicit_slot 8 ss3 = explicit_slot 8
region0 = 0 "a" region1 = 1 "b" region2 = 2 "c" region3 = 3 "d"
gv0 = vmctx gv1 = vmctx gv2 = vmctx gv3 = dyn_scale_target_const.i32
dt0 = i32x4 * gv3 dt1 = i8x16 * gv3 dt2 = i32x4 * gv3 dt3 = i32x4 * gv3
dss0 = explicit_dynamic_slot dt0 dss1 = explicit_dynamic_slot dt0
dss2 = explicit_dynamic_slot dt0 dss3 = explicit_dynamic_slot dt0
sig0 = () sig1 = (i32) -> i32 sig2 = () -> i32, f32 sig3 = () -> i8
fn0 = %a sig0 fn1 = %b sig1 fn2 = %c sig2 fn3 = %d sig3
const0 = 0x00 const1 = 0x01 const2 = 0x02 const3 = 0x03`
  .replace(/\s+/g, " ")
  .match(/"[^"]*"|->|[\w%]+|[^\s\w]/g)!;
const RETURNS = [0, 1, 2, 1];
const PARAMS = "block0 ( v0 : i32 , v1 : i64 , v2 : f32 , v3 : i8x16 ) :".split(" ");

const OPCODES = new Map(OPCODE_NAMES.map((name, op) => [name, op]));

/** Makes derivations that mostly make sense: numbers that are declared or fresh, suffixes and results that fit. */
function sensible(random: Random): Hook {
  const fresh = new Map<string, number>();
  const next = (prefix: string): string => {
    const n = fresh.get(prefix) ?? 4;
    fresh.set(prefix, n + 1);
    return prefix + n;
  };
  let values = ["v0", "v1", "v2", "v3"];
  let defining = false;
  let opcode = 0;
  let forcedType: string | undefined;
  const type = (): string =>
    forcedType ??
    random.pick([
      "i8",
      "i16",
      "i32",
      "i64",
      "i128",
      "f16",
      "f32",
      "f64",
      "f128",
      "i8x16",
      "f64x2",
      "i32x4xN",
    ]);
  const withType = <T>(forced: string | undefined, run: () => T): T => {
    const before = forcedType;
    forcedType = forced ?? before;
    try {
      return run();
    } finally {
      forcedType = before;
    }
  };
  return (node: Node, generate): string[] | undefined => {
    if (node.kind === "token") {
      switch (node.name) {
        case "VALUE":
          return [random.pick(values)];
        case "INTEGER":
          return [forcedType === "i8x4" ? "0x00" : random.pick(["1", "2", "8", "0x10"])];
        case "OFFSET":
          return [random.pick(["+8", "-4", "+0x10"])];
        case "FLOAT":
          return [random.pick(["0.0", "0x1.0", "-0x1.8p-3", "NaN", "+Inf", "-NaN:0x1"])];
        case "STRING":
          return ['"text ; (1"'];
        case "NAME":
          return [random.pick(["%f", "%Memcpy", "%_1"])];
        case "LOC":
          return ["@00ff"];
        case "TYPE":
          return [type()];
        case "TRAP":
          return [random.pick(["heap_oob", "user1", "user250", "int_divz"])];
        case "TAG":
        case "RET":
        case "EXN":
        case "USER":
        case "EXTNAME": {
          const prefix = [...grammar.entities].find(([, token]) => token === node.name)![0];
          return [prefix + random.next(4)];
        }
        default: {
          const prefix = [...grammar.entities].find(([, token]) => token === node.name)![0];
          if (!defining) return [prefix + random.next(4)];
          defining = false;
          return [next(prefix)];
        }
      }
    }
    if (node.kind !== "rule") return undefined;
    const rule = grammar.rules.get(node.name)!;
    const { name } = node;
    if (name === "function") {
      // A new function forgets what the one before declared.
      fresh.clear();
      values = ["v0", "v1", "v2", "v3"];
      const parts = ["function", "signature", "preamble"].map((part) =>
        part === "function"
          ? ["function", "%t"]
          : withType(part === "signature" ? "i32" : undefined, () =>
              generate({ kind: "rule", name: part, id: -1 }),
            ),
      );
      const blocks = generate({ kind: "repeat", item: { kind: "rule", name: "block", id: -1 }, id: -1 });
      const line: Node = { kind: "rule", name: "line", id: -1 };
      const body = [line, line, line, line, line, line].flatMap(generate);
      body.push(...generate({ kind: "rule", name: "body", id: -1 }));
      return [...parts[0]!, ...parts[1]!, "{", ...DECLARED, ...parts[2]!, ...PARAMS, ...body, ...blocks, "}"];
    }
    if (
      ["slot", "dynamic-slot", "region", "global", "signature-declaration", "function-declaration"].includes(
        name,
      )
    ) {
      defining = true;
      return generate(rule);
    }
    if (name === "function-signature") return generate({ kind: "token", name: "SIG", id: -1 });
    if (name === "stack-limit") return [];
    if (name === "block-header") {
      defining = true;
      return generate(rule);
    }
    if (name === "dynamic-type") {
      return withType("i32x4", () => [
        next("dt"),
        "=",
        "i32x4",
        "*",
        ...generate({ kind: "token", name: "GV", id: -1 }),
      ]);
    }
    if (name === "constant-declaration") {
      defining = true;
      return withType("i8x4", () => generate(rule));
    }
    if (name === "constant-vector") return withType("i8x4", () => generate(rule));
    if (name === "stack-map-entry") return ["i32", "@", "ss1", "+8"];
    if (name === "mask") return withType("i8x4", () => generate(rule));
    if (name === "lanes") return ["[", "1", "-1", "255", "0x7", "]"];
    if (name === "type" && forcedType !== undefined) return [forcedType];
    if (name === "block-param") {
      const v = next("v");
      const out = [v, ":", ...generate({ kind: "rule", name: "type", id: -1 })];
      values.push(v);
      return out;
    }
    if (name === "alias") {
      const v = next("v");
      const out = [v, "->", random.pick(values)];
      values.push(v);
      return out;
    }
    if (name === "results-line") {
      const instruction = generate({ kind: "rule", name: "instruction", id: -1 });
      const op = OPCODES.get(instruction[0]!)!;
      let results = OPCODE_RESULTS[op]!;
      if (results < 0) {
        const callee = instruction.find((token) => /^(fn|sig)[0-9]$/.test(token))!;
        results = RETURNS[Number(callee.slice(-1))]!;
      }
      if (results === 0) return instruction;
      const named = Array.from({ length: results }, () => next("v"));
      values.push(...named);
      return [...named.join(" , ").split(" "), "=", ...instruction];
    }
    // A call without results, since this place has none.
    if (name === "instruction" && defining) defining = false;
    if (name.endsWith("-op")) {
      const out = generate(rule);
      opcode = OPCODES.get(out[0]!) ?? 0;
      return out;
    }
    if (name === "constant-128" || name === "suffix") {
      if (name === "constant-128") return undefined;
      const source = OPCODE_CTRL[opcode]!;
      if (source === CTRL_NONE || (source !== CTRL_EXPLICIT && random.next(2) === 0)) return [];
      const wanted = OPCODE_NAMES[opcode] === "iconst" ? random.pick(["i8", "i16", "i32", "i64"]) : undefined;
      return withType(wanted, () => [".", ...generate({ kind: "rule", name: "type", id: -1 })]);
    }
    if (name === "operation") {
      // The words `f128const` and `vconst` stand in their alternatives themselves.
      const alternative = random.pick((rule as { items: readonly Node[] }).items);
      const first = (alternative as { items: readonly Node[] }).items[0]!;
      if (first.kind === "word") opcode = OPCODES.get(first.text)!;
      return withType(first.kind === "word" && first.text === "vconst" ? "i8x4" : undefined, () =>
        generate(alternative),
      );
    }
    if (name === "mem-flags")
      return random.next(2) === 0 ? [] : generate({ kind: "rule", name: "mem-flag", id: -1 });
    return undefined;
  };
}

/** `accepted`, or the code of the first error. */
function verdict(text: string): string {
  try {
    parseFunctions(text);
    return "accepted";
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return error.errors[0]!.code;
  }
}

describe("the grammar", () => {
  it("names every opcode under its format, and nothing else", () => {
    for (let format = 0; format < FORMAT_NAMES.length; format++) {
      const name = `${FORMAT_NAMES[format]!.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase()}-op`;
      const rule = grammar.rules.get(name);
      const nodes = rule?.kind === "choice" ? rule.items : [rule];
      const words = nodes.map((node) => (node?.kind === "word" ? node.text : ""));
      const opcodes = OPCODE_NAMES.filter((_, op) => op > 0 && OPCODE_FORMAT[op] === format);
      expect([name, ...words]).toEqual([name, ...opcodes]);
    }
  });

  it("knows the words that the reader knows", () => {
    const words = new Set<string>();
    const visit = (node: Node): void => {
      if (node.kind === "word") words.add(node.text);
      else if (node.kind === "sequence" || node.kind === "choice") node.items.forEach(visit);
      else if (node.kind === "optional" || node.kind === "repeat") visit(node.item);
    };
    grammar.rules.forEach(visit);
    const headers = ["test", "set", "target", "feature", "run", "print"];
    for (const keyword of keywordList().slice(1)) {
      const classes = tokenize(grammar, keyword)![0]!.classes;
      const known =
        words.has(keyword) ||
        classes.includes("TYPE") ||
        classes.includes("TRAP") ||
        headers.includes(keyword);
      expect([keyword, known]).toEqual([keyword, true]);
    }
  });

  it("accepts the sample", () => {
    expect(recognise(grammar, "functions", tokenize(grammar, SAMPLE)!)).toBe(true);
  });

  it(`gives sentences that the reader accepts (${count}, seed ${seed})`, { timeout: 120_000 }, () => {
    const random = new Random(seed);
    let accepted = 0;
    const seen = new Set<string>();
    for (let i = 0; i < count; i++) {
      const tokens = derive(grammar, "function", random, 4, sensible(random));
      const text = tokens.join(" ");
      const outcome = verdict(text);
      if (outcome === "reader/syntax")
        expect.fail(`sentence ${i} of seed ${seed}: ${message(text)}\n${text}`);
      if (outcome === "accepted") accepted++;
      for (const token of tokens) if (OPCODES.has(token)) seen.add(token);
    }
    expect(accepted / count).toBeGreaterThan(0.5);
    if (count >= 300) expect(seen.size).toBeGreaterThan(90);
  });

  it(
    `agrees with the reader on damaged sentences (${count}, seed ${seed})`,
    { timeout: 120_000 + count * 50 },
    () => {
      const random = new Random(seed + 1);
      const tally = { both: 0, neither: 0, unknown: 0 };
      for (let i = 0; i < count; i++) {
        const tokens = derive(grammar, "function", random, 3, sensible(random));
        for (let n = 1 + random.next(2); n > 0; n--) {
          const at = DECLARED.length + random.next(tokens.length - DECLARED.length);
          const other = random.pick(tokens);
          switch (random.next(5)) {
            case 4: {
              // Another entity or number of the same kind: the form stays, the sense may not.
              const shape = tokens[at]!.replace(/[0-9]+/g, "0");
              tokens[at] = random.pick(tokens.filter((token) => token.replace(/[0-9]+/g, "0") === shape));
              break;
            }
            case 0:
              tokens.splice(at, 1);
              break;
            case 1:
              tokens.splice(at, 0, other);
              break;
            case 2:
              tokens[at] = other;
              break;
            default:
              tokens[at] = random.pick([
                "v0",
                "i32",
                "iadd",
                "(",
                ")",
                ",",
                "1",
                "-1",
                "0x1.0",
                "[",
                "block0",
                "ss0",
                "}",
              ]);
              break;
          }
        }
        const text = tokens.join(" ");
        const valid = recognise(grammar, "functions", tokenize(grammar, text)!);
        const outcome = verdict(text);
        if (valid ? outcome === "reader/syntax" : outcome === "accepted") {
          expect.fail(
            `sentence ${i} of seed ${seed}: the grammar says ${valid}, the reader ${message(text)}\n${text}`,
          );
        }
        if (valid) tally.both++;
        else if (outcome === "reader/syntax") tally.neither++;
        else tally.unknown++;
      }
      // Where the reader met a different error first, nothing is known; that must not be the rule.
      expect(tally.unknown).toBeLessThan(count / 2);
      expect(tally.both).toBeGreaterThan(count / 50);
      expect(tally.neither).toBeGreaterThan(count / 5);
    },
  );
});

function message(text: string): string {
  try {
    parseFunctions(text);
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}
