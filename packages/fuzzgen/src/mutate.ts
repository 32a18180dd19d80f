/**
 * Mutators of text, for readers: bytes are flipped, removed, doubled and exchanged; tokens are replaced by others of the
 * same text or by words that have meaning in CLIF; lines move. The result is rarely valid: the question is whether it is
 * refused in an orderly way.
 */
import { instructions, opcodeTables, types } from "@cranelift-ts/codegen-ir";
import type { Random } from "./random.ts";

const WORDS: readonly string[] = [
  ...Array.from({ length: opcodeTables.OPCODE_COUNT - 1 }, (_, op) => instructions.opcodeName(op + 1)),
  ...[types.I8, types.I64, types.I128, types.F16, types.F128, types.I8X16].map((t) => types.typeName(t)),
  "function",
  "block0",
  "block4294967295",
  "block4294967296",
  "v0",
  "v1",
  "v4294967295",
  "v99999999999",
  "ss0",
  "gv0",
  "fn0",
  "sig0",
  "inst0",
  "const0",
  "region0",
  "dt0",
  "dss0",
  "->",
  "=",
  "==",
  ":",
  ",",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "-",
  "+",
  ".",
  "0",
  "1",
  "-1",
  "0x",
  "0x1.8p3",
  "-0x0.0",
  "+NaN:0x1",
  "sNaN:0x1",
  "-Inf",
  "0xffff_ffff_ffff_ffff",
  "18446744073709551616",
  "notrap",
  "aligned",
  "big",
  "little",
  "heap_oob",
  "user0",
  "user251",
  "%f",
  "u0:0",
  "u4294967296:0",
  "cold",
  "tail",
  "stack_limit",
  "explicit_slot",
  "symbol",
  "colocated",
  "vmctx",
  "load.i64",
  "iadd_imm",
  "; comment",
  "\n",
  "@0001",
  "<0,1>",
  "\u0000",
  "\u00e9",
  "\ud83d\ude00",
  "\t",
];

const TOKEN = /[A-Za-z_][A-Za-z0-9_.]*|%[A-Za-z0-9_]+|-?\d[\w.]*|->|==|\s+|./gsu;

/** The text with a few random changes to its characters. */
export function mutateBytes(random: Random, text: string): string {
  let out = text;
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(out.length + 1);
    const length = 1 + random.below(random.oneIn(8) ? 64 : 4);
    switch (random.below(6)) {
      case 0:
        out = out.slice(0, at) + out.slice(at + length);
        break;
      case 1:
        out = out.slice(0, at) + out.slice(at, at + length).repeat(1 + random.below(3)) + out.slice(at);
        break;
      case 2:
        out =
          out.slice(0, at) + String.fromCharCode(random.below(random.oneIn(4) ? 65536 : 128)) + out.slice(at);
        break;
      case 3:
        if (at < out.length) {
          const flipped = out.charCodeAt(at) ^ (1 << random.below(8));
          out = out.slice(0, at) + String.fromCharCode(flipped) + out.slice(at + 1);
        }
        break;
      case 4: {
        const from = random.below(out.length + 1);
        out = out.slice(0, at) + out.slice(from, from + length * 4) + out.slice(at);
        break;
      }
      default:
        if (random.oneIn(8)) out = out.slice(0, at);
        else
          out =
            out.slice(0, at) +
            out.slice(at).replace(/\d+/, (d) => String(Number(d) + (random.oneIn(2) ? 1 : -1)));
    }
  }
  return out;
}

/** The text with a few tokens replaced, removed, doubled or exchanged, or lines moved. */
export function mutateTokens(random: Random, text: string): string {
  if (random.oneIn(4)) {
    const lines = text.split("\n");
    for (let n = 1 + random.below(3); n > 0; n--) {
      const line = lines.splice(random.below(lines.length), 1);
      if (!random.oneIn(3)) lines.splice(random.below(lines.length + 1), 0, ...line);
      if (random.oneIn(4)) lines.splice(random.below(lines.length + 1), 0, ...line);
    }
    return lines.join("\n");
  }
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length === 0) return random.pick(WORDS);
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(tokens.length);
    const other = random.below(tokens.length);
    switch (random.below(5)) {
      case 0:
        tokens[at] = "";
        break;
      case 1:
        tokens[at] = `${tokens[at]} ${tokens[at]}`;
        break;
      case 2:
        tokens[at] = tokens[other]!;
        break;
      case 3:
        [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
        break;
      default:
        tokens[at] = random.pick(WORDS);
    }
  }
  return tokens.join("");
}
