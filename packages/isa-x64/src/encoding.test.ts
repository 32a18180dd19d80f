/**
 * Every row, over many combinations of operands: encoded, decoded by our disassembler, and compared with LLVM's.
 *
 * `CRANELIFT_ENCODING_COMBINATIONS` sets how many combinations each row gets (default 24). The comparison with LLVM
 * needs `llvm-mc` in PATH or in /usr/lib/llvm-*; without it those cases are skipped by name.
 */
import { spawnSync } from "node:child_process";
import { findLlvmMc, randomIntegers } from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { decode } from "./disasm.ts";
import { AMODE_BASE, AMODE_LABEL, encode } from "./emit/forms.ts";
import { instructionText, PLAIN_CONTEXT } from "./emit/text.ts";
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";

const COMBINATIONS = Number(process.env["CRANELIFT_ENCODING_COMBINATIONS"] ?? 24);
const PHYSICAL = 0x40000000;

const llvmMc = findLlvmMc();

const random = randomIntegers(0x9e3779b9);

interface Sample {
  readonly op: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

const wides: bigint[] = [0n, 1n, -1n, 0x123456789abcdefn, -0x8000000000000000n];
const wide = {
  lo: (id: number): number => Number(BigInt.asIntN(32, wides[id] as bigint)),
  hi: (id: number): number => Number(BigInt.asIntN(32, (wides[id] as bigint) >> 32n)),
};
const hexText = (n: number): string => (n < 0 ? `-0x${(-n).toString(16)}` : `0x${n.toString(16)}`);
const context = { ...PLAIN_CONTEXT, label: hexText, wide: (id: number): bigint => wides[id] as bigint };
const noAddresses = {
  areaOffset: (): number => 0,
  constantLabel: (): number => 0,
};

const IMMEDIATES = [
  0, 1, -1, 127, 128, -128, -129, 255, 0x1234, -0x1234, 0x12345678, -0x12345678, 0x7fffffff,
];
const DISPLACEMENTS = [0, 0, 1, -1, 8, 127, 128, -128, -129, 0x1000, 0x12345678, -0x12345678];

function sample(op: number, k: number): Sample {
  const w = new Int32Array(64);
  w[0] = op | (MACHINE.lengths[op] << 16);
  for (const part of MACHINE.fields[op].split(" ")) {
    const m = /^(\w+)=(\w+?)(\d*)@(\d+)$/.exec(part);
    if (m === null) continue;
    const place = Number(m[4]);
    const kind = m[2] + m[3];
    if (/^reg\d$/.test(kind))
      w[place] = PHYSICAL | (Number(m[3]) << 6) | (k < 16 ? (k * 5 + place) % 16 : random(16));
    else if (kind === "amode") {
      if (random(8) === 0) {
        // The label is its displacement from the instruction's end.
        w[place] = -1;
        w[place + 1] = -1;
        w[place + 2] = DISPLACEMENTS[random(DISPLACEMENTS.length)];
        w[place + 3] = AMODE_LABEL;
        continue;
      }
      const shape = random(10);
      w[place] = shape === 0 ? -1 : PHYSICAL | random(16);
      let index = random(16);
      if (index === 4) index = 12;
      w[place + 1] =
        shape <= 1 || shape >= 6
          ? shape === 0 && random(2) === 0
            ? PHYSICAL | index
            : -1
          : PHYSICAL | index;
      w[place + 2] = DISPLACEMENTS[random(DISPLACEMENTS.length)];
      w[place + 3] = AMODE_BASE | ((w[place + 1] >= 0 ? random(4) : 0) << 4);
    } else if (kind === "imm64") w[place] = random(wides.length);
    else if (kind === "imm8") w[place] = random(256) - 128;
    else if (kind === "imm16") w[place] = random(3) === 0 ? random(256) - 128 : random(65536) - 32768;
    else w[place] = IMMEDIATES[random(IMMEDIATES.length)];
  }
  const sink = {
    data: new Uint8Array(32),
    offset: 0,
    reserve(): void {},
    useLabel(offset: number, label: number): void {
      uses.push([offset, label]);
    },
  };
  const uses: [number, number][] = [];
  encode(op, w, 0, sink, noAddresses, wide);
  const view = new DataView(sink.data.buffer);
  // What the buffer does with a use: the field holds the distance from its own end to that of the instruction, negated.
  for (const [offset, label] of uses)
    view.setInt32(offset, view.getInt32(offset, true) + label + (sink.offset - offset - 4), true);
  return { op, bytes: sink.data.slice(0, sink.offset), text: instructionText(MACHINE, w, 0, context) };
}

const samples: Sample[] = [];
for (let op = 1; op < MACHINE.names.length; op++) {
  if (((ENCODINGS[op * 2] >>> 12) & 3) === 0) continue;
  const seen = new Set<string>();
  for (let k = 0; k < COMBINATIONS; k++) {
    const s = sample(op, k);
    if (seen.has(s.text)) continue;
    seen.add(s.text);
    samples.push(s);
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join(" ");
}

/** Removes what is a matter of taste: spaces, names of two-letter aliases, whether a number is signed. */
function normal(text: string): string {
  // An immediate of the operand's full width has no sign.
  const width = /^(?:lock )?\w+w\s/.test(text.trim()) ? 16 : /^(?:lock )?\w+l\s/.test(text.trim()) ? 32 : 64;
  let t = text.replace(/#.*$/, "").replace(/\s+/g, " ").replace(/ ,/g, ",").replace(/, /g, ",").trim();
  t = t.replace(/^lock;? ?/, "lock ");
  t = t.replace(/\$(-?)0x([0-9a-f]+)/g, (_, sign: string, digits: string) => {
    const n = BigInt(`0x${digits}`) * (sign === "" ? 1n : -1n);
    return `$${BigInt.asIntN(width, n)}`;
  });
  t = t.replace(
    /(^|[\s,*])(-?)0x([0-9a-f]+)(?=\(|$|,)/g,
    (_, before: string, sign: string, digits: string) => {
      const n = BigInt(`0x${digits}`) * (sign === "" ? 1n : -1n);
      return `${before}${BigInt.asIntN(32, n)}`;
    },
  );
  t = t.replace(/(^|[\s,])0\(%rip\)/, "$1(%rip)");
  // The width of a register source is in its name.
  return t.replace(/^(v?cvtsi2s[sd])[lq] (?=%)/, "$1 ");
}

/** Mnemonics that LLVM prints under another name or leaves a part of to the operands. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [
    /^(v?cmp)(eq|lt|le|unord|neq|nlt|nle|ord|eq_uq|nge|ngt|false|neq_oq|ge|gt|true|eq_os|lt_oq|le_oq|unord_s|neq_us|nlt_uq|nle_uq|ord_s|eq_us|nge_uq|ngt_uq|false_os|neq_os|ge_oq|gt_oq|true_us)(ps|pd|ss|sd) /,
    "$1$3 $2,",
  ],
];

const PREDICATES: readonly string[] =
  "eq lt le unord neq nlt nle ord eq_uq nge ngt false neq_oq ge gt true eq_os lt_oq le_oq unord_s neq_us nlt_uq nle_uq ord_s eq_us nge_uq ngt_uq false_os neq_os ge_oq gt_oq true_us".split(
    " ",
  );

function normalLlvm(text: string): string {
  let t = normal(text);
  for (const [pattern, replacement] of ALIASES) {
    const m = pattern.exec(t);
    if (m !== null)
      t = t.replace(pattern, replacement).replace(/ (\w+),/, (_, p: string) => ` $${PREDICATES.indexOf(p)},`);
  }
  return t;
}

/** Registers of a sample's operands in the order of the text; addresses have none. */
const registers = (s: Sample): number[] =>
  s.text
    .replace(/\([^)]*\)/g, "")
    .split(/[\s,]+/)
    .filter((o) => o.startsWith("%"))
    .map((o) => Number(/\d+$/.exec(o)?.[0] ?? -1));

/**
 * All encodings that are a byte longer than LLVM's. Each row is one encoding of the manual, and LLVM goes from one to
 * another here; `docs/x64-encodings.md` says when our code has such instructions.
 */
const LONGER: readonly { readonly why: string; applies(s: Sample): boolean }[] = [
  {
    // C0/C1 with a byte of 1; the rows with D0/D1 are others, and lowering takes them.
    why: "shifts and rotations by the immediate 1",
    applies: (s) => /^(?:ro|rc|sh|sa)[lr][bwlq] \$0x1,/.test(s.text),
  },
  {
    // VEX.R reaches the destination and VEX.vvvv the first source in two bytes, VEX.B for the second source needs three.
    why: "commutative VEX operations of the map 0F whose second source alone is one of xmm8-15: LLVM swaps the sources",
    applies: (s) => {
      const [second, first] = registers(s);
      return (
        s.bytes[0] === 0xc4 &&
        registers(s).length === 3 &&
        second! >= 8 &&
        first! < 8 &&
        COMMUTATIVE.test(s.text)
      );
    },
  },
  {
    // The load's opcode has the source in ModRM.rm (VEX.B), the store's in ModRM.reg (VEX.R).
    why: "VEX moves from xmm8-15 to xmm0-7: LLVM takes the opcode of the store",
    applies: (s) => {
      const names = registers(s);
      const [source, destination] = [names[0]!, names.at(-1)!];
      return (
        s.bytes[0] === 0xc4 &&
        names.length >= 2 &&
        source >= 8 &&
        destination < 8 &&
        /^vmov(?:ss|sd|aps|apd|dqa|ups|upd|dqu|q) /.test(s.text)
      );
    },
  },
];

/** `vcmpps` and `vcmppd` with a predicate that is the same both ways, and operations that commute. */
const COMMUTATIVE =
  /^v(?:(?:add|mul|and|or|xor)p[sd]|cmpp[sd] \$0x[0-9a-f]?[03478bcf],|pcmpeq[bwd]|padd(?:[bwdq]|u?s[bw])|pmul(?:lw|hu?w|udq)|pmin(?:ub|sw)|pmax(?:ub|sw)|pand|por|pxor|pavg[bw]|pmaddwd|psadbw) /;

describe("encodings", { timeout: 120_000 }, () => {
  it("covers rows and combinations", () => {
    const rows = new Set(samples.map((s) => s.op)).size;
    console.log(`${rows} rows, ${samples.length} combinations`);
    expect(rows).toBeGreaterThan(1700);
  });

  it("are decoded to the same text and length", () => {
    const wrong: string[] = [];
    for (const s of samples) {
      const d = decode(s.bytes, 0);
      if (d === undefined || d.length !== s.bytes.length || normal(d.text) !== normal(s.text)) {
        wrong.push(`${MACHINE.names[s.op]}: ${s.text} -> ${hex(s.bytes)} -> ${d?.text} (${d?.length})`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it.skipIf(llvmMc === undefined)("are what LLVM decodes", () => {
    const input = samples.map((s) => [...s.bytes].map((b) => `0x${b.toString(16)}`).join(",")).join("\n");
    const run = spawnSync(
      llvmMc as string,
      ["-triple=x86_64", "-mattr=+avx2,+fma,+bmi,+bmi2", "-disassemble", "--print-imm-hex"],
      {
        input,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    );
    expect(run.stderr.split("\n").slice(0, 10).join("\n")).toBe("");
    // A locked instruction is printed in two lines.
    const lines = run.stdout
      .replace(/\tlock\n\t/g, "\tlock ")
      .split("\n")
      .filter((l) => l.trim() !== "" && !l.includes(".text"));
    const wrong: string[] = [];
    if (lines.length !== samples.length) wrong.push(`${lines.length} instructions for ${samples.length}`);
    for (const [i, s] of samples.entries()) {
      const theirs = normalLlvm(lines[i] ?? "");
      if (theirs !== normal(s.text))
        wrong.push(`${MACHINE.names[s.op]}: ${hex(s.bytes)}: ours ${normal(s.text)}, theirs ${theirs}`);
      if (wrong.length > 20000) break;
    }
    const perRow = new Map<string, string>();
    for (const line of wrong) perRow.set(line.slice(0, line.indexOf(":")), line);
    expect([...perRow.values()].slice(0, 60)).toEqual([]);
  });

  it.skipIf(llvmMc === undefined)("are never longer than LLVM's", () => {
    const input = samples.map((s) => s.text).join("\n");
    const run = spawnSync(
      llvmMc as string,
      ["-triple=x86_64", "-mattr=+avx2,+fma,+bmi,+bmi2", "--show-encoding"],
      {
        input,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      },
    );
    expect(run.stderr.split("\n").slice(0, 10).join("\n")).toBe("");
    const encodings = [...run.stdout.matchAll(/encoding: \[([^\]]*)\]/g)].map(
      (m) => (m[1] as string).split(",").length,
    );
    expect(encodings.length).toBeGreaterThanOrEqual(samples.length);
    const longer: string[] = [];
    const used = new Set<string>();
    for (const [k, s] of samples.entries()) {
      const theirs = encodings[k] as number;
      if (s.bytes.length <= theirs) continue;
      const exemption = s.bytes.length === theirs + 1 ? LONGER.find((e) => e.applies(s)) : undefined;
      if (exemption !== undefined) used.add(exemption.why);
      else longer.push(`${s.text}: ours ${hex(s.bytes)}, theirs ${theirs} bytes`);
    }
    expect(longer.slice(0, 20)).toEqual([]);
    expect(LONGER.filter((e) => !used.has(e.why)).map((e) => e.why)).toEqual([]);
  });
});
