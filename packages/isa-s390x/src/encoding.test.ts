/**
 * Every row that is encoded by table, over many combinations of operands, compared with what LLVM assembles from our
 * text. `CRANELIFT_ENCODING_COMBINATIONS` sets how many combinations each row gets (default 200). Needs `llvm-mc` of LLVM
 * 16 or later in PATH or in /usr/lib/llvm-*; skipped by name without it.
 */
import { spawnSync } from "node:child_process";
import { findLlvmMc, randomIntegers } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { decode } from "./disasm.ts";
import { encode, FORM_MEMORY, FORM_PSEUDO, FORM_RS, formOf, isShort, placeOfAddress } from "./emit/encode.ts";
import { operandText } from "./emit/text.ts";
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";

const COMBINATIONS = Number(process.env["CRANELIFT_ENCODING_COMBINATIONS"] ?? 200);
const PHYSICAL = 0x4000_0000;
const STRIDE = 5;

const llvmMc = findLlvmMc(16);

const random = randomIntegers(0x2545_f491);

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Width of the field that a word of the record goes to; 32 for whole words. */
function width(op: number, place: number): number {
  for (let k = 0; k < 5; k++) {
    const f = (ENCODINGS[STRIDE * op + 2 + (k >> 1)]! >>> ((k & 1) << 4)) & 0xffff;
    if (f !== 0 && (f & 31) === place) return f >>> 11 === 31 ? 32 : f >>> 11;
  }
  return 0;
}

/** Immediates that are signed by their mnemonic's meaning. */
const SIGNED = /^(lghi|lhi|lgfi|ahik|aghik|afi|agfi|msfi|msgfi|chi|cghi|cfi|cgfi|locghi)$/;

/** Mnemonic of the long form of an instruction that also has a short one. */
function longName(mnemonic: string): string {
  return mnemonic === "la" ? "lay" : `${mnemonic}y`;
}

function sample(op: number): { op: number; text: string; bytes: string } {
  const w = new Int32Array(64);
  w[0] = op | (MACHINE.lengths[op]! << 16);
  const name = MACHINE.names[op]!;
  const fields = new Map<string, { kind: string; place: number }>();
  for (const part of MACHINE.fields[op]!.split(" ")) {
    const m = /^(\w+)=(\w+)@(\d+)$/.exec(part);
    if (m !== null) fields.set(m[1] as string, { kind: m[2] as string, place: Number(m[3]) });
  }
  let asm = MACHINE.asm[op] as string;
  for (const [field, { kind, place }] of fields) {
    if (kind === "reg0") w[place] = PHYSICAL | random(16);
    else if (kind === "reg1") w[place] = PHYSICAL | 64 | random(16);
    else if (kind === "amode") {
      w[place] = PHYSICAL | (1 + random(15));
      w[place + 1] = formOf(op) === FORM_MEMORY && random(2) === 0 ? PHYSICAL | (1 + random(15)) : -1;
      w[place + 2] = random(2) === 0 ? random(4096) : random(1 << 20) - (1 << 19);
      const short = ENCODINGS[STRIDE * op + 1]! >>> 24;
      if (short !== 0 && !isShort(short, w[place + 2]!)) asm = asm.replace(/^\w+/, longName);
    } else {
      const bits = width(op, place);
      const n = bits === 32 ? random(0x1_0000) * 0x1_0000 + random(0x1_0000) : random(2 ** bits);
      w[place] = SIGNED.test(name) && field === "imm" && bits === 16 ? n - 0x8000 : n | 0;
    }
  }
  // The modified operand is its own input.
  for (const [field, { place }] of fields)
    if (field.endsWith("_in")) w[place] = w[fields.get(field.slice(0, -3))!.place]!;
  const text = asm.replace(/\{(\w+)(?::(\w+))?\}/g, (_, field: string, modifier: string | undefined) => {
    const f = fields.get(field)!;
    return operandText(f.kind, modifier ?? "", w, f.place);
  });
  const sink = { data: new Uint8Array(32), offset: 0, reserve(): void {} };
  encode(sink, op, w, 0, undefined);
  return { op, text, bytes: hex(sink.data.subarray(0, sink.offset)) };
}

describe("encodings", () => {
  it.skipIf(llvmMc === undefined)("are what LLVM assembles", () => {
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
    const run = spawnSync(llvmMc as string, ["-triple=s390x", "-mcpu=arch13", "--show-encoding"], {
      input: samples.map((s) => s.text).join("\n"),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(run.stderr.split("\n").slice(0, 12).join("\n")).toBe("");
    const theirs = [...run.stdout.matchAll(/encoding: \[([^\]]*)\]/g)].map((m) =>
      (m[1] as string)
        .split(",")
        .map((b) => Number(b).toString(16).padStart(2, "0"))
        .join(""),
    );
    expect(theirs.length).toBe(samples.length);
    const wrong = samples.flatMap((s, i) =>
      s.bytes === theirs[i]
        ? []
        : [`${MACHINE.names[s.op]}: ${s.text}: ours ${s.bytes}, theirs ${theirs[i]}`],
    );
    console.log(`${new Set(samples.map((s) => s.op)).size} rows, ${samples.length} combinations`);
    expect(wrong.slice(0, 40)).toEqual([]);
  });

  it("are decoded to the same text and length", () => {
    const wrong: string[] = [];
    for (let op = 1; op < MACHINE.names.length; op++) {
      if (formOf(op) === FORM_PSEUDO) continue;
      for (let k = 0; k < COMBINATIONS; k++) {
        const { text, bytes } = sample(op);
        const decoded = decode(
          Uint8Array.from(bytes.match(/../g)!, (b) => Number.parseInt(b, 16)),
          0,
        );
        // As the address of a shift count, r0 is none.
        if (decoded?.text !== text.replace("0(%r0)", "0") || decoded.length * 2 !== bytes.length)
          wrong.push(`${MACHINE.names[op]}: ${text} -> ${bytes} -> ${decoded?.text} (${decoded?.length})`);
      }
    }
    expect(wrong.slice(0, 40)).toEqual([]);
  });

  it("of addresses beyond 20 bits go through the scratch register", () => {
    for (let op = 1; op < MACHINE.names.length; op++) {
      const form = formOf(op);
      if (form !== FORM_MEMORY && form !== FORM_RS) continue;
      const isIndexed = form === FORM_MEMORY;
      const w = new Int32Array(32);
      w[0] = op;
      const place = placeOfAddress(op);
      w.fill(PHYSICAL | 2, 1, place);
      w.set([PHYSICAL | 3, isIndexed ? PHYSICAL | 4 : -1, 0x12_3456, 0], place);
      const sink = { data: new Uint8Array(32), offset: 0, reserve(): void {} };
      encode(sink, op, w, 0, undefined);
      // lgfi r1, 0x123456; la r1, 0(r4, r1), or 0(r3, r1)
      expect(hex(sink.data.subarray(0, 10))).toBe(`c0110012345641${isIndexed ? "14" : "13"}1000`);
      // Base r3 and index r1, or two registers and base r1; no displacement
      expect(hex(sink.data.subarray(11, 14))).toMatch(isIndexed ? /^213000$/ : /^2[24]1000$/);
    }
  });
});
