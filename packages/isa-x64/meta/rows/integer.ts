/** General-purpose instructions: moves, arithmetic, logic, multiplication and division, exchange, locked forms. */
import { hex, RowSet, WIDTHS } from "./notation.ts";

const s: RowSet = new RowSet();

// MOV: load, store, copy, immediate
for (const { suffix, bits, prefix, wide } of WIDTHS) {
  if (bits >= 32) {
    s.op(`mov${suffix}`, `R=r${bits}:w M=r${bits}:r`, `${prefix}8B /r`, "MOV", "", {
      effects: bits === 64 ? ["move"] : [],
    });
    s.op(`mov${suffix}`, `R=r${bits}:w M=m:r`, `${prefix}8B /r`, "MOV");
  }
  s.op(`mov${suffix}`, `M=m:w R=r${bits}:r`, `${prefix}${hex(0x88 + wide)} /r`, "MOV");
  s.op(
    `mov${suffix}`,
    `M=m:w I=i${Math.min(bits, 32)}:r`,
    `${prefix}${hex(0xc6 + wide)} /0 ${["ib", "iw", "id", "id"][WIDTHS.findIndex((w) => w.bits === bits)]}`,
    "MOV",
  );
}
s.op("movl", "O=r32:w I=i32:r", "B8+r id", "MOV");
s.op("movq", "M=r64:w I=i32:r", "REX.W C7 /0 id", "MOV");
s.op("movabsq", "O=r64:w I=i64:r", "REX.W B8+r iq", "MOV");

// MOVZX, MOVSX, MOVSXD
s.op("movzbl", "R=r32:w M=rm8:r", "0F B6 /r", "MOVZX");
s.op("movzwl", "R=r32:w M=rm16:r", "0F B7 /r", "MOVZX");
s.op("movzbq", "R=r64:w M=rm8:r", "REX.W 0F B6 /r", "MOVZX");
s.op("movzwq", "R=r64:w M=rm16:r", "REX.W 0F B7 /r", "MOVZX");
s.op("movsbl", "R=r32:w M=rm8:r", "0F BE /r", "MOVSX");
s.op("movswl", "R=r32:w M=rm16:r", "0F BF /r", "MOVSX");
s.op("movsbq", "R=r64:w M=rm8:r", "REX.W 0F BE /r", "MOVSX");
s.op("movswq", "R=r64:w M=rm16:r", "REX.W 0F BF /r", "MOVSX");
s.op("movslq", "R=r64:w M=rm32:r", "REX.W 63 /r", "MOVSXD");

// The eight operations of the first group
const GROUP1: readonly (readonly [name: string, flags: string])[] = [
  ["add", "F"],
  ["or", "F"],
  ["adc", "Ff"],
  ["sbb", "Ff"],
  ["and", "F"],
  ["sub", "F"],
  ["xor", "F"],
  ["cmp", "F"],
];
for (const [digit, [name, flags]] of GROUP1.entries()) {
  const manual = name.toUpperCase();
  const rw = name === "cmp" ? "r" : "rw";
  for (const { suffix, bits, prefix, wide } of WIDTHS) {
    const n = name + suffix;
    const imm = bits === 8 ? "ib" : bits === 16 ? "ibw" : "ibd";
    const ik = `i${Math.min(bits, 32)}`;
    const group = `${prefix}${bits === 8 ? "80" : "81"} /${digit} ${imm}`;
    s.op(n, `R=r${bits}:${rw} M=rm${bits}:r`, `${prefix}${hex(digit * 8 + 2 + wide)} /r`, manual, flags);
    s.op(n, `M=m:${rw} R=r${bits}:r`, `${prefix}${hex(digit * 8 + wide)} /r`, manual, flags);
    s.op(n, `M=r${bits}:${rw} I=${ik}:r`, `${group} acc`, manual, flags);
    s.op(n, `M=m:${rw} I=${ik}:r`, group, manual, flags);
  }
}

// TEST, NOT, NEG, MUL, IMUL, DIV, IDIV
for (const { suffix, bits, prefix, wide } of WIDTHS) {
  const rm = `M=rm${bits}`;
  const ik = `i${Math.min(bits, 32)}`;
  const imm = bits === 8 ? "ib" : bits === 16 ? "iw" : "id";
  const f6 = `${prefix}${hex(0xf6 + wide)}`;
  s.op(`test${suffix}`, `M=rm${bits}:r R=r${bits}:r`, `${prefix}${hex(0x84 + wide)} /r`, "TEST", "F");
  s.op(`test${suffix}`, `M=r${bits}:r I=${ik}:r`, `${f6} /0 ${imm} acc`, "TEST", "F");
  s.op(`test${suffix}`, `M=m:r I=${ik}:r`, `${f6} /0 ${imm}`, "TEST", "F");
  s.op(`not${suffix}`, `${rm}:rw`, `${f6} /2`, "NOT");
  s.op(`neg${suffix}`, `${rm}:rw`, `${f6} /3`, "NEG", "F");
  if (bits === 8) {
    s.op("mulb", "H=ax:w H=al:r M=rm8:r", `${f6} /4`, "MUL", "F");
    s.op("imulb", "H=ax:w H=al:r M=rm8:r", `${f6} /5`, "IMUL", "F");
    s.op("divb", "H=ax:w H=ax:r M=rm8:r T=trap:r", `${f6} /6`, "DIV", "F", { effects: ["trap"] });
    s.op("idivb", "H=ax:w H=ax:r M=rm8:r T=trap:r", `${f6} /7`, "IDIV", "F", { effects: ["trap"] });
  } else {
    const [a, d] = bits === 16 ? ["ax", "dx"] : bits === 32 ? ["eax", "edx"] : ["rax", "rdx"];
    s.op(`mul${suffix}`, `H=${a}:w H=${d}:w H=${a}:r M=rm${bits}:r`, `${f6} /4`, "MUL", "F");
    s.op(`imul${suffix}`, `H=${a}:w H=${d}:w H=${a}:r M=rm${bits}:r`, `${f6} /5`, "IMUL", "F");
    s.op(
      `div${suffix}`,
      `H=${a}:w H=${d}:w H=${a}:r H=${d}:r M=rm${bits}:r T=trap:r`,
      `${f6} /6`,
      "DIV",
      "F",
      { effects: ["trap"] },
    );
    s.op(
      `idiv${suffix}`,
      `H=${a}:w H=${d}:w H=${a}:r H=${d}:r M=rm${bits}:r T=trap:r`,
      `${f6} /7`,
      "IDIV",
      "F",
      { effects: ["trap"] },
    );
    s.op(`imul${suffix}`, `R=r${bits}:rw M=rm${bits}:r`, `${prefix}0F AF /r`, "IMUL", "F");
    s.op(
      `imul${suffix}`,
      `R=r${bits}:w M=rm${bits}:r I=${ik}:r`,
      `${prefix}69 /r ${bits === 16 ? "ibw" : "ibd"}`,
      "IMUL",
      "F",
    );
  }
  s.op(`inc${suffix}`, `${rm}:rw`, `${prefix}${hex(0xfe + wide)} /0`, "INC", "F");
  s.op(`dec${suffix}`, `${rm}:rw`, `${prefix}${hex(0xfe + wide)} /1`, "DEC", "F");
}

// Sign extension of the accumulator
s.op("cbtw", "H=ax:w H=al:r", "66 98", "CBW");
s.op("cwtl", "H=eax:w H=ax:r", "98", "CWDE");
s.op("cltq", "H=rax:w H=eax:r", "REX.W 98", "CDQE");
s.op("cwtd", "H=dx:w H=ax:r", "66 99", "CWD");
s.op("cltd", "H=edx:w H=eax:r", "99", "CDQ");
s.op("cqto", "H=rdx:w H=rax:r", "REX.W 99", "CQO");

// LEA
s.op("leal", "R=r32:w M=m:a", "8D /r", "LEA");
s.op("leaq", "R=r64:w M=m:a", "REX.W 8D /r", "LEA");

// Exchange, with and without LOCK. XCHG with memory locks by itself.
for (const { suffix, bits, prefix, wide } of WIDTHS) {
  const r = `R=r${bits}`;
  s.op(`xchg${suffix}`, `M=m:rw ${r}:rw`, `${prefix}${hex(0x86 + wide)} /r`, "XCHG");
  for (const lock of [false, true]) {
    const options = lock ? { prefix: "lock " } : {};
    const n = (name: string): string => `${lock ? "lock_" : ""}${name}${suffix}`;
    const o = (name: string): { prefix?: string; mnemonic: string } => ({
      ...options,
      mnemonic: name + suffix,
    });
    const p = `${lock ? "F0 " : ""}${prefix}`;
    const acc = ["al", "ax", "eax", "rax"][WIDTHS.findIndex((w) => w.bits === bits)];
    s.op(n("xadd"), `M=m:rw ${r}:rw`, `${p}0F ${hex(0xc0 + wide)} /r`, "XADD", "F", o("xadd"));
    s.op(
      n("cmpxchg"),
      `M=m:rw ${r}:r H=${acc}:rw`,
      `${p}0F ${hex(0xb0 + wide)} /r`,
      "CMPXCHG",
      "F",
      o("cmpxchg"),
    );
  }
  for (const [digit, [name]] of GROUP1.entries()) {
    if (name === "cmp") continue;
    const p = `F0 ${prefix}`;
    const o = { prefix: "lock ", mnemonic: name + suffix };
    const flags = name === "adc" || name === "sbb" ? "Ff" : "F";
    s.op(
      `lock_${name}${suffix}`,
      `M=m:rw ${r}:r`,
      `${p}${hex(digit * 8 + wide)} /r`,
      name.toUpperCase(),
      flags,
      o,
    );
    s.op(
      `lock_${name}${suffix}`,
      `M=m:rw I=i${Math.min(bits, 32)}:r`,
      `${p}${bits === 8 ? "80" : "81"} /${digit} ${bits === 8 ? "ib" : bits === 16 ? "ibw" : "ibd"}`,
      name.toUpperCase(),
      flags,
      o,
    );
  }
  for (const [digit, name] of [
    [2, "not"],
    [3, "neg"],
  ] as const) {
    s.op(
      `lock_${name}${suffix}`,
      "M=m:rw",
      `F0 ${prefix}${hex(0xf6 + wide)} /${digit}`,
      name.toUpperCase(),
      digit === 3 ? "F" : "",
      {
        prefix: "lock ",
        mnemonic: name + suffix,
      },
    );
  }
}
for (const lock of [false, true]) {
  const p = lock ? "F0 " : "";
  const pre = lock ? "lock_" : "";
  const o = (mnemonic: string): { prefix?: string; mnemonic: string } =>
    lock ? { prefix: "lock ", mnemonic } : { mnemonic };
  s.op(
    `${pre}cmpxchg8b`,
    "M=m:rw H=eax:rw H=edx:rw H=ebx:r H=ecx:r",
    `${p}0F C7 /1`,
    "CMPXCHG8B",
    "F",
    o("cmpxchg8b"),
  );
  s.op(
    `${pre}cmpxchg16b`,
    "M=m:rw H=rax:rw H=rdx:rw H=rbx:r H=rcx:r",
    `${p}REX.W 0F C7 /1`,
    "CMPXCHG16B",
    "F",
    {
      ...o("cmpxchg16b"),
      features: ["has_cmpxchg16b"],
    },
  );
}

// Byte order
s.op("bswapl", "O=r32:rw", "0F C8+r", "BSWAP");
s.op("bswapq", "O=r64:rw", "REX.W 0F C8+r", "BSWAP");
for (const { suffix, bits, prefix } of WIDTHS) {
  if (bits === 8) continue;
  s.op(`movbe${suffix}`, `R=r${bits}:w M=m:r`, `${prefix}0F 38 F0 /r`, "MOVBE");
  s.op(`movbe${suffix}`, `M=m:w R=r${bits}:r`, `${prefix}0F 38 F1 /r`, "MOVBE");
}

// Stack. The stack pointer is not in the hands of the register allocator.
s.op("pushq", "O=r64:r", "50+r", "PUSH");
s.op("pushq", "I=i32:r", "68 ibd", "PUSH");
s.op("pushq", "M=m:r", "FF /6", "PUSH");
s.op("popq", "O=r64:w", "58+r", "POP");
s.op("popq", "M=m:w", "8F /0", "POP");

export const INTEGER: RowSet = s;
