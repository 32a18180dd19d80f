/** SSE to SSE4.2: moves, scalar and packed arithmetic, comparison, conversion, shuffles. The baseline is SSE2. */
import { RowSet } from "./notation.ts";

const s: RowSet = new RowSet();
const SSE3 = { features: ["has_sse3"] };
const SSSE3 = { features: ["has_ssse3"] };
const SSE41 = { features: ["has_sse41"] };
const SSE42 = { features: ["has_sse42"] };

/** Destination is also the first source, second source register or memory. */
function binary(
  name: string,
  encoding: string,
  features: { readonly features?: readonly string[] } = {},
): void {
  s.op(name, "R=x:rw M=xm:r", encoding, name.toUpperCase(), "", features);
}

/** Destination is written whole, source register or memory. */
function unary(
  name: string,
  encoding: string,
  features: { readonly features?: readonly string[] } = {},
): void {
  s.op(name, "R=x:w M=xm:r", encoding, name.toUpperCase(), "", features);
}

// Moves between registers and memory
s.op("movss", "R=x:rw M=x:r", "F3 0F 10 /r", "MOVSS");
s.op("movss", "R=x:w M=m:r", "F3 0F 10 /r", "MOVSS");
s.op("movss", "M=m:w R=x:r", "F3 0F 11 /r", "MOVSS");
s.op("movsd", "R=x:rw M=x:r", "F2 0F 10 /r", "MOVSD");
s.op("movsd", "R=x:w M=m:r", "F2 0F 10 /r", "MOVSD");
s.op("movsd", "M=m:w R=x:r", "F2 0F 11 /r", "MOVSD");
s.op("movaps", "R=x:w M=x:r", "0F 28 /r", "MOVAPS", "", { effects: ["move"] });
s.op("movapd", "R=x:w M=x:r", "66 0F 28 /r", "MOVAPD", "", { effects: ["move"] });
s.op("movdqa", "R=x:w M=x:r", "66 0F 6F /r", "MOVDQA", "", { effects: ["move"] });
s.op("movups", "R=x:w M=x:r", "0F 10 /r", "MOVUPS", "", { effects: ["move"] });
s.op("movupd", "R=x:w M=x:r", "66 0F 10 /r", "MOVUPD", "", { effects: ["move"] });
s.op("movdqu", "R=x:w M=x:r", "F3 0F 6F /r", "MOVDQU", "", { effects: ["move"] });
for (const [name, pp, load, store] of [
  ["movaps", "", "28", "29"],
  ["movapd", "66 ", "28", "29"],
  ["movdqa", "66 ", "6F", "7F"],
  ["movups", "", "10", "11"],
  ["movupd", "66 ", "10", "11"],
  ["movdqu", "F3 ", "6F", "7F"],
] as const) {
  s.op(name, "R=x:w M=m:r", `${pp}0F ${load} /r`, name.toUpperCase());
  s.op(name, "M=m:w R=x:r", `${pp}0F ${store} /r`, name.toUpperCase());
}
s.op("movd", "R=x:w M=rm32:r", "66 0F 6E /r", "MOVD");
s.op("movd", "M=rm32:w R=x:r", "66 0F 7E /r", "MOVD");
s.op("movq", "R=x:w M=r64:r", "66 REX.W 0F 6E /r", "MOVQ");
s.op("movq", "M=r64:w R=x:r", "66 REX.W 0F 7E /r", "MOVQ");
s.op("movq", "R=x:w M=xm:r", "F3 0F 7E /r", "MOVQ");
s.op("movq", "M=m:w R=x:r", "66 0F D6 /r", "MOVQ");
s.op("movhlps", "R=x:rw M=x:r", "0F 12 /r", "MOVHLPS");
s.op("movlhps", "R=x:rw M=x:r", "0F 16 /r", "MOVLHPS");
s.op("movlps", "R=x:rw M=m:r", "0F 12 /r", "MOVLPS");
s.op("movlps", "M=m:w R=x:r", "0F 13 /r", "MOVLPS");
s.op("movhps", "R=x:rw M=m:r", "0F 16 /r", "MOVHPS");
s.op("movhps", "M=m:w R=x:r", "0F 17 /r", "MOVHPS");
s.op("movlpd", "R=x:rw M=m:r", "66 0F 12 /r", "MOVLPD");
s.op("movhpd", "R=x:rw M=m:r", "66 0F 16 /r", "MOVHPD");
s.op("movmskps", "R=r32:w M=x:r", "0F 50 /r", "MOVMSKPS");
s.op("movmskpd", "R=r32:w M=x:r", "66 0F 50 /r", "MOVMSKPD");
s.op("pmovmskb", "R=r32:w M=x:r", "66 0F D7 /r", "PMOVMSKB");

// Arithmetic in all four shapes
for (const [name, opcode] of [
  ["add", "58"],
  ["mul", "59"],
  ["sub", "5C"],
  ["min", "5D"],
  ["div", "5E"],
  ["max", "5F"],
] as const) {
  for (const [suffix, pp] of [
    ["ps", ""],
    ["pd", "66 "],
    ["ss", "F3 "],
    ["sd", "F2 "],
  ] as const)
    binary(name + suffix, `${pp}0F ${opcode} /r`);
}
for (const [suffix, pp] of [
  ["ps", ""],
  ["pd", "66 "],
] as const) {
  unary(`sqrt${suffix}`, `${pp}0F 51 /r`);
  for (const [name, opcode] of [
    ["and", "54"],
    ["andn", "55"],
    ["or", "56"],
    ["xor", "57"],
    ["unpckl", "14"],
    ["unpckh", "15"],
  ] as const) {
    binary(name + suffix, `${pp}0F ${opcode} /r`);
  }
  s.op(`shuf${suffix}`, "R=x:rw M=xm:r I=u8:r", `${pp}0F C6 /r ib`, "SHUFPS");
  s.op(`ucomis${suffix === "ps" ? "s" : "d"}`, "R=x:r M=xm:r", `${pp}0F 2E /r`, "UCOMISS", "F");
  s.op(`comis${suffix === "ps" ? "s" : "d"}`, "R=x:r M=xm:r", `${pp}0F 2F /r`, "COMISS", "F");
}
// The scalar forms keep the upper bits of the destination, which makes it a source.
binary("sqrtss", "F3 0F 51 /r");
binary("sqrtsd", "F2 0F 51 /r");
for (const [suffix, pp] of [
  ["ps", ""],
  ["pd", "66 "],
  ["ss", "F3 "],
  ["sd", "F2 "],
] as const) {
  s.op(`cmp${suffix}`, "R=x:rw M=xm:r I=u8:r", `${pp}0F C2 /r ib`, "CMPPS");
}
for (const [name, encoding] of [
  ["haddps", "F2 0F 7C /r"],
  ["haddpd", "66 0F 7C /r"],
  ["hsubps", "F2 0F 7D /r"],
  ["hsubpd", "66 0F 7D /r"],
  ["addsubps", "F2 0F D0 /r"],
  ["addsubpd", "66 0F D0 /r"],
] as const)
  binary(name, encoding, SSE3);
unary("movddup", "F2 0F 12 /r", SSE3);
unary("movshdup", "F3 0F 16 /r", SSE3);
unary("movsldup", "F3 0F 12 /r", SSE3);
s.op("lddqu", "R=x:w M=m:r", "F2 0F F0 /r", "LDDQU", "", SSE3);

// Conversion
s.op("cvtsi2ssl", "R=x:rw M=rm32:r", "F3 0F 2A /r", "CVTSI2SS");
s.op("cvtsi2ssq", "R=x:rw M=rm64:r", "F3 REX.W 0F 2A /r", "CVTSI2SS");
s.op("cvtsi2sdl", "R=x:rw M=rm32:r", "F2 0F 2A /r", "CVTSI2SD");
s.op("cvtsi2sdq", "R=x:rw M=rm64:r", "F2 REX.W 0F 2A /r", "CVTSI2SD");
for (const [name, opcode] of [
  ["cvtt", "2C"],
  ["cvt", "2D"],
] as const) {
  for (const [suffix, pp] of [
    ["ss", "F3"],
    ["sd", "F2"],
  ] as const) {
    s.op(`${name}${suffix}2sil`, "R=r32:w M=xm:r", `${pp} 0F ${opcode} /r`, "CVTTSS2SI", "", {
      mnemonic: `${name}${suffix}2si`,
    });
    s.op(`${name}${suffix}2siq`, "R=r64:w M=xm:r", `${pp} REX.W 0F ${opcode} /r`, "CVTTSS2SI", "", {
      mnemonic: `${name}${suffix}2si`,
    });
  }
}
binary("cvtss2sd", "F3 0F 5A /r");
binary("cvtsd2ss", "F2 0F 5A /r");
unary("cvtps2pd", "0F 5A /r");
unary("cvtpd2ps", "66 0F 5A /r");
unary("cvtdq2ps", "0F 5B /r");
unary("cvtps2dq", "66 0F 5B /r");
unary("cvttps2dq", "F3 0F 5B /r");
unary("cvtdq2pd", "F3 0F E6 /r");
unary("cvttpd2dq", "66 0F E6 /r");
unary("cvtpd2dq", "F2 0F E6 /r");

// Packed integers of SSE2
for (const [name, opcode] of [
  ["punpcklbw", "60"],
  ["punpcklwd", "61"],
  ["punpckldq", "62"],
  ["packsswb", "63"],
  ["pcmpgtb", "64"],
  ["pcmpgtw", "65"],
  ["pcmpgtd", "66"],
  ["packuswb", "67"],
  ["punpckhbw", "68"],
  ["punpckhwd", "69"],
  ["punpckhdq", "6A"],
  ["packssdw", "6B"],
  ["punpcklqdq", "6C"],
  ["punpckhqdq", "6D"],
  ["pcmpeqb", "74"],
  ["pcmpeqw", "75"],
  ["pcmpeqd", "76"],
  ["psrlw", "D1"],
  ["psrld", "D2"],
  ["psrlq", "D3"],
  ["paddq", "D4"],
  ["pmullw", "D5"],
  ["psubusb", "D8"],
  ["psubusw", "D9"],
  ["pminub", "DA"],
  ["pand", "DB"],
  ["paddusb", "DC"],
  ["paddusw", "DD"],
  ["pmaxub", "DE"],
  ["pandn", "DF"],
  ["pavgb", "E0"],
  ["psraw", "E1"],
  ["psrad", "E2"],
  ["pavgw", "E3"],
  ["pmulhuw", "E4"],
  ["pmulhw", "E5"],
  ["psubsb", "E8"],
  ["psubsw", "E9"],
  ["pminsw", "EA"],
  ["por", "EB"],
  ["paddsb", "EC"],
  ["paddsw", "ED"],
  ["pmaxsw", "EE"],
  ["pxor", "EF"],
  ["psllw", "F1"],
  ["pslld", "F2"],
  ["psllq", "F3"],
  ["pmuludq", "F4"],
  ["pmaddwd", "F5"],
  ["psadbw", "F6"],
  ["psubb", "F8"],
  ["psubw", "F9"],
  ["psubd", "FA"],
  ["psubq", "FB"],
  ["paddb", "FC"],
  ["paddw", "FD"],
  ["paddd", "FE"],
] as const)
  binary(name, `66 0F ${opcode} /r`);
for (const [name, opcode, digit] of [
  ["psrlw", "71", 2],
  ["psraw", "71", 4],
  ["psllw", "71", 6],
  ["psrld", "72", 2],
  ["psrad", "72", 4],
  ["pslld", "72", 6],
  ["psrlq", "73", 2],
  ["psrldq", "73", 3],
  ["psllq", "73", 6],
  ["pslldq", "73", 7],
] as const)
  s.op(name, "M=x:rw I=u8:r", `66 0F ${opcode} /${digit} ib`, name.toUpperCase());
s.op("pshufd", "R=x:w M=xm:r I=u8:r", "66 0F 70 /r ib", "PSHUFD");
s.op("pshuflw", "R=x:w M=xm:r I=u8:r", "F2 0F 70 /r ib", "PSHUFLW");
s.op("pshufhw", "R=x:w M=xm:r I=u8:r", "F3 0F 70 /r ib", "PSHUFHW");
s.op("pinsrw", "R=x:rw M=rm32:r I=u8:r", "66 0F C4 /r ib", "PINSRW");
s.op("pextrw", "R=r32:w M=x:r I=u8:r", "66 0F C5 /r ib", "PEXTRW");

// SSSE3
for (const [name, opcode] of [
  ["pshufb", "00"],
  ["phaddw", "01"],
  ["phaddd", "02"],
  ["phaddsw", "03"],
  ["pmaddubsw", "04"],
  ["phsubw", "05"],
  ["phsubd", "06"],
  ["psignb", "08"],
  ["psignw", "09"],
  ["psignd", "0A"],
  ["pmulhrsw", "0B"],
] as const)
  binary(name, `66 0F 38 ${opcode} /r`, SSSE3);
for (const [name, opcode] of [
  ["pabsb", "1C"],
  ["pabsw", "1D"],
  ["pabsd", "1E"],
] as const)
  unary(name, `66 0F 38 ${opcode} /r`, SSSE3);
s.op("palignr", "R=x:rw M=xm:r I=u8:r", "66 0F 3A 0F /r ib", "PALIGNR", "", SSSE3);

// SSE4.1
for (const [name, opcode] of [
  ["pmuldq", "28"],
  ["pcmpeqq", "29"],
  ["packusdw", "2B"],
  ["pminsb", "38"],
  ["pminsd", "39"],
  ["pminuw", "3A"],
  ["pminud", "3B"],
  ["pmaxsb", "3C"],
  ["pmaxsd", "3D"],
  ["pmaxuw", "3E"],
  ["pmaxud", "3F"],
  ["pmulld", "40"],
] as const)
  binary(name, `66 0F 38 ${opcode} /r`, SSE41);
for (const [name, opcode] of [
  ["pmovsxbw", "20"],
  ["pmovsxbd", "21"],
  ["pmovsxbq", "22"],
  ["pmovsxwd", "23"],
  ["pmovsxwq", "24"],
  ["pmovsxdq", "25"],
  ["pmovzxbw", "30"],
  ["pmovzxbd", "31"],
  ["pmovzxbq", "32"],
  ["pmovzxwd", "33"],
  ["pmovzxwq", "34"],
  ["pmovzxdq", "35"],
] as const)
  unary(name, `66 0F 38 ${opcode} /r`, SSE41);
s.op("ptest", "R=x:r M=xm:r", "66 0F 38 17 /r", "PTEST", "F", SSE41);
for (const [name, opcode] of [
  ["roundps", "08"],
  ["roundpd", "09"],
] as const) {
  s.op(name, "R=x:w M=xm:r I=u8:r", `66 0F 3A ${opcode} /r ib`, name.toUpperCase(), "", SSE41);
}
for (const [name, opcode] of [
  ["roundss", "0A"],
  ["roundsd", "0B"],
  ["blendps", "0C"],
  ["blendpd", "0D"],
  ["pblendw", "0E"],
  ["dpps", "40"],
  ["dppd", "41"],
  ["mpsadbw", "42"],
  ["insertps", "21"],
] as const)
  s.op(name, "R=x:rw M=xm:r I=u8:r", `66 0F 3A ${opcode} /r ib`, name.toUpperCase(), "", SSE41);
s.op("pinsrb", "R=x:rw M=rm32:r I=u8:r", "66 0F 3A 20 /r ib", "PINSRB", "", SSE41);
s.op("pinsrd", "R=x:rw M=rm32:r I=u8:r", "66 0F 3A 22 /r ib", "PINSRD", "", SSE41);
s.op("pinsrq", "R=x:rw M=rm64:r I=u8:r", "66 REX.W 0F 3A 22 /r ib", "PINSRQ", "", SSE41);
s.op("pextrb", "M=rm32:w R=x:r I=u8:r", "66 0F 3A 14 /r ib", "PEXTRB", "", SSE41);
s.op("pextrw", "M=m:w R=x:r I=u8:r", "66 0F 3A 15 /r ib", "PEXTRW", "", SSE41);
s.op("pextrd", "M=rm32:w R=x:r I=u8:r", "66 0F 3A 16 /r ib", "PEXTRD", "", SSE41);
s.op("pextrq", "M=rm64:w R=x:r I=u8:r", "66 REX.W 0F 3A 16 /r ib", "PEXTRQ", "", SSE41);
s.op("extractps", "M=rm32:w R=x:r I=u8:r", "66 0F 3A 17 /r ib", "EXTRACTPS", "", SSE41);
binary("pcmpgtq", "66 0F 38 37 /r", SSE42);
binary("phminposuw", "66 0F 38 41 /r", SSE41);

export const SSE: RowSet = s;
