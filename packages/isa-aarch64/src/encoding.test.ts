/**
 * Every row that is encoded by table, over many combinations of operands, compared with what LLVM assembles from our
 * text. `CRANELIFT_ENCODING_COMBINATIONS` sets how many combinations each row gets (default 200). Needs `llvm-mc` in
 * PATH or in /usr/lib/llvm-*; skipped by name without it.
 */
import { spawnSync } from "node:child_process";
import { findLlvmMc, randomIntegers } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { decode } from "./disasm.ts";
import { decodeMask, encodeMask } from "./emit/mask.ts";
import { encode, FORM_PSEUDO, formOf } from "./emit/encode.ts";
import { operandText } from "./emit/text.ts";
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";

const COMBINATIONS = Number(process.env["CRANELIFT_ENCODING_COMBINATIONS"] ?? 200);
const PHYSICAL = 0x4000_0000;

const llvmMc = findLlvmMc();

const random = randomIntegers(0x2545_f491);

/** A mask that can be encoded, of 32 or 64 bits. */
function randomMask(wide: boolean): number {
  for (;;) {
    const size = [2, 4, 8, 16, 32, 64][random(wide ? 6 : 5)] as number;
    const ones = BigInt(1 + random(size - 1));
    const r = BigInt(random(size));
    const all = (1n << BigInt(size)) - 1n;
    const run = (1n << ones) - 1n;
    let value = ((run >> r) | (run << (BigInt(size) - r))) & all;
    for (let at = size; at < 64; at *= 2) value |= value << BigInt(at);
    const mask = encodeMask(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
    if (mask < 0) throw new Error(`a mask that is not found: ${value.toString(16)}`);
    if (decodeMask(mask, 64) !== BigInt.asUintN(64, value))
      throw new Error(`a mask that changes: ${value.toString(16)}`);
    return mask;
  }
}

function width(op: number, place: number): number {
  const e = 4 * op;
  for (const pair of [ENCODINGS[e + 1], ENCODINGS[e + 2], ENCODINGS[e + 3] & 0xffff]) {
    for (const f of [pair! & 0xffff, pair! >>> 16]) if (f !== 0 && (f & 31) === place) return (f >>> 10) & 31;
  }
  return 0;
}

function sample(op: number): { op: number; text: string; word: number } {
  const w = new Int32Array(64);
  w[0] = op | (MACHINE.lengths[op]! << 16);
  const fields = new Map<string, { kind: string; place: number }>();
  for (const part of MACHINE.fields[op]!.split(" ")) {
    const m = /^(\w+)=(\w+)@(\d+)$/.exec(part);
    if (m !== null) fields.set(m[1] as string, { kind: m[2] as string, place: Number(m[3]) });
  }
  const asm = MACHINE.asm[op] as string;
  for (const [name, { kind, place }] of fields) {
    if (kind === "reg0") w[place] = PHYSICAL | random(31);
    else if (kind === "reg1") w[place] = PHYSICAL | 64 | random(32);
    else if (kind === "amode") {
      const size = ENCODINGS[4 * op]! >>> 30;
      w[place] = PHYSICAL | random(32);
      w[place + 1] = random(3) === 0 ? PHYSICAL | random(31) : -1;
      if (w[place + 1]! >= 0) w[place + 3] = random(2) * (size << 4);
      else w[place + 2] = random(2) === 0 ? random(4096) << size : random(512) - 256;
    } else if (asm.includes("units8")) w[place] = random(128) - 64;
    else if (asm.includes(`{${name}:mask`)) w[place] = randomMask(asm.includes(`{${name}:maskx`));
    else if (asm.includes(`{${name}:cc}`)) w[place] = random(14);
    else w[place] = random(1 << width(op, place));
  }
  // An extension names its element by its place: a pair may not write one register twice, nor its base.
  if (MACHINE.names[op] === "ldp_post" || MACHINE.names[op] === "stp_pre") {
    for (const [k, name] of ["rt", "rt2", "rn"].entries())
      w[fields.get(name)!.place] = PHYSICAL | (k * 10 + random(10));
  }
  if (MACHINE.names[op]!.startsWith("movk")) w[fields.get("rd_in")!.place] = w[fields.get("rd")!.place]!;
  const text = asm.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, modifier: string | undefined) => {
    const f = fields.get(name)!;
    return operandText(f.kind, modifier ?? "", w, f.place);
  });
  const sink = { data: new Uint8Array(32), offset: 0, reserve(): void {} };
  encode(sink, op, w, 0, undefined);
  expect(sink.offset).toBe(4);
  return { op, text, word: new DataView(sink.data.buffer).getUint32(0, true) };
}

/** Many combinations of each row that is encoded by table. */
function allSamples(): ReturnType<typeof sample>[] {
  const samples: ReturnType<typeof sample>[] = [];
  const seen = new Set<string>();
  for (let op = 1; op < MACHINE.names.length; op++) {
    if (formOf(op) === FORM_PSEUDO) continue;
    for (let k = 0; k < COMBINATIONS; k++) {
      const s = sample(op);
      if (seen.has(`${op} ${s.text}`)) continue;
      seen.add(`${op} ${s.text}`);
      samples.push(s);
    }
  }
  return samples;
}

/** What LLVM assembles from lines of text. */
function assembled(lines: readonly string[]): number[] {
  const run = spawnSync(llvmMc as string, ["-triple=aarch64", "-mattr=+all", "--show-encoding"], {
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect(run.stderr.split("\n").slice(0, 12).join("\n")).toBe("");
  return [...run.stdout.matchAll(/encoding: \[([^\]]*)\]/g)].map((m) => {
    const [a = 0, b = 0, c = 0, d = 0] = (m[1] as string).split(",").map(Number);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  });
}

describe("encodings", () => {
  it.skipIf(llvmMc === undefined)("are what LLVM assembles", () => {
    const samples = allSamples();
    const theirs = assembled(samples.map((s) => s.text));
    expect(theirs.length).toBe(samples.length);
    const wrong = samples.flatMap((s, i) =>
      s.word === theirs[i]
        ? []
        : [
            `${MACHINE.names[s.op]}: ${s.text}: ours ${s.word.toString(16)}, theirs ${theirs[i]?.toString(16)}`,
          ],
    );
    console.log(`${new Set(samples.map((s) => s.op)).size} rows, ${samples.length} combinations`);
    expect(wrong.slice(0, 40)).toEqual([]);
  });
  it.skipIf(llvmMc === undefined)("are decoded to text that LLVM assembles to them again", () => {
    const samples = allSamples();
    const texts = samples.map(({ word }) => {
      const code = new Uint8Array(Uint32Array.of(word).buffer);
      return decode(code, 0)?.text ?? "udf #0";
    });
    const theirs = assembled(texts);
    expect(theirs.length).toBe(samples.length);
    const wrong = samples.flatMap((s, i) =>
      s.word === theirs[i] ? [] : [`${s.text}: ${s.word.toString(16)} -> ${texts[i]}`],
    );
    expect(wrong.slice(0, 40)).toEqual([]);
  });
});
