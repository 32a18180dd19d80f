/** AVX, AVX2 and FMA forms with three operands, on 128 bits. */
import { RowSet } from "./notation.ts";

const s: RowSet = new RowSet(["has_avx"]);
const AVX2 = { features: ["has_avx2"] };
const FMA = { features: ["has_fma"] };

/** Destination, first source in VEX.vvvv, second source register or memory. */
function binary(name: string, vex: string, rest: string): void {
  s.op(name, "R=x:w V=x:r M=xm:r", `VEX.128.${vex} ${rest}`, name.slice(1).toUpperCase());
}

const SHAPES = [
  ["ps", "NP"],
  ["pd", "66"],
  ["ss", "F3"],
  ["sd", "F2"],
] as const;

for (const [name, opcode] of [
  ["vadd", "58"],
  ["vmul", "59"],
  ["vsub", "5C"],
  ["vmin", "5D"],
  ["vdiv", "5E"],
  ["vmax", "5F"],
] as const) {
  for (const [suffix, pp] of SHAPES) binary(name + suffix, `${pp}.0F.W0`, `${opcode} /r`);
}
for (const [suffix, pp] of SHAPES) {
  const packed = suffix.startsWith("p");
  s.op(
    `vsqrt${suffix}`,
    packed ? "R=x:w M=xm:r" : "R=x:w V=x:r M=xm:r",
    `VEX.128.${pp}.0F.W0 51 /r`,
    "SQRTPS",
  );
  s.op(`vcmp${suffix}`, "R=x:w V=x:r M=xm:r I=u8:r", `VEX.128.${pp}.0F.W0 C2 /r ib`, "CMPPS");
  if (!packed) continue;
  for (const [name, opcode] of [
    ["vand", "54"],
    ["vandn", "55"],
    ["vor", "56"],
    ["vxor", "57"],
    ["vunpckl", "14"],
    ["vunpckh", "15"],
  ] as const) {
    binary(name + suffix, `${pp}.0F.W0`, `${opcode} /r`);
  }
  s.op(`vshuf${suffix}`, "R=x:w V=x:r M=xm:r I=u8:r", `VEX.128.${pp}.0F.W0 C6 /r ib`, "SHUFPS");
  s.op(`vucomis${suffix === "ps" ? "s" : "d"}`, "R=x:r M=xm:r", `VEX.128.${pp}.0F.W0 2E /r`, "UCOMISS", "F");
}

// Moves
for (const [name, pp] of [
  ["vmovss", "F3"],
  ["vmovsd", "F2"],
] as const) {
  s.op(name, "R=x:w V=x:r M=x:r", `VEX.128.${pp}.0F.W0 10 /r`, "MOVSS");
  s.op(name, "R=x:w M=m:r", `VEX.128.${pp}.0F.W0 10 /r`, "MOVSS");
  s.op(name, "M=m:w R=x:r", `VEX.128.${pp}.0F.W0 11 /r`, "MOVSS");
}
for (const [name, pp, load, store] of [
  ["vmovaps", "NP", "28", "29"],
  ["vmovapd", "66", "28", "29"],
  ["vmovdqa", "66", "6F", "7F"],
  ["vmovups", "NP", "10", "11"],
  ["vmovupd", "66", "10", "11"],
  ["vmovdqu", "F3", "6F", "7F"],
] as const) {
  s.op(name, "R=x:w M=x:r", `VEX.128.${pp}.0F.W0 ${load} /r`, name.slice(1).toUpperCase(), "", {
    effects: ["move"],
  });
  s.op(name, "R=x:w M=m:r", `VEX.128.${pp}.0F.W0 ${load} /r`, name.slice(1).toUpperCase());
  s.op(name, "M=m:w R=x:r", `VEX.128.${pp}.0F.W0 ${store} /r`, name.slice(1).toUpperCase());
}
s.op("vmovd", "R=x:w M=rm32:r", "VEX.128.66.0F.W0 6E /r", "MOVD");
s.op("vmovd", "M=rm32:w R=x:r", "VEX.128.66.0F.W0 7E /r", "MOVD");
s.op("vmovq", "R=x:w M=r64:r", "VEX.128.66.0F.W1 6E /r", "MOVQ");
s.op("vmovq", "M=r64:w R=x:r", "VEX.128.66.0F.W1 7E /r", "MOVQ");
s.op("vmovq", "R=x:w M=xm:r", "VEX.128.F3.0F.W0 7E /r", "MOVQ");
s.op("vmovq", "M=m:w R=x:r", "VEX.128.66.0F.W0 D6 /r", "MOVQ");
s.op("vmovmskps", "R=r32:w M=x:r", "VEX.128.NP.0F.W0 50 /r", "MOVMSKPS");
s.op("vmovmskpd", "R=r32:w M=x:r", "VEX.128.66.0F.W0 50 /r", "MOVMSKPD");
s.op("vpmovmskb", "R=r32:w M=x:r", "VEX.128.66.0F.W0 D7 /r", "PMOVMSKB");
s.op("vmovddup", "R=x:w M=xm:r", "VEX.128.F2.0F.W0 12 /r", "MOVDDUP");

// Conversion
s.op("vcvtsi2ssl", "R=x:w V=x:r M=rm32:r", "VEX.128.F3.0F.W0 2A /r", "CVTSI2SS");
s.op("vcvtsi2ssq", "R=x:w V=x:r M=rm64:r", "VEX.128.F3.0F.W1 2A /r", "CVTSI2SS");
s.op("vcvtsi2sdl", "R=x:w V=x:r M=rm32:r", "VEX.128.F2.0F.W0 2A /r", "CVTSI2SD");
s.op("vcvtsi2sdq", "R=x:w V=x:r M=rm64:r", "VEX.128.F2.0F.W1 2A /r", "CVTSI2SD");
for (const [suffix, pp] of [
  ["ss", "F3"],
  ["sd", "F2"],
] as const) {
  s.op(`vcvtt${suffix}2sil`, "R=r32:w M=xm:r", `VEX.128.${pp}.0F.W0 2C /r`, "CVTTSS2SI", "", {
    mnemonic: `vcvtt${suffix}2si`,
  });
  s.op(`vcvtt${suffix}2siq`, "R=r64:w M=xm:r", `VEX.128.${pp}.0F.W1 2C /r`, "CVTTSS2SI", "", {
    mnemonic: `vcvtt${suffix}2si`,
  });
}
binary("vcvtss2sd", "F3.0F.W0", "5A /r");
binary("vcvtsd2ss", "F2.0F.W0", "5A /r");
for (const [name, pp, opcode] of [
  ["vcvtps2pd", "NP", "5A"],
  ["vcvtdq2ps", "NP", "5B"],
  ["vcvttps2dq", "F3", "5B"],
  ["vcvtdq2pd", "F3", "E6"],
] as const)
  s.op(name, "R=x:w M=xm:r", `VEX.128.${pp}.0F.W0 ${opcode} /r`, name.slice(1).toUpperCase());
for (const [name, opcode] of [
  ["vroundss", "0A"],
  ["vroundsd", "0B"],
] as const) {
  s.op(name, "R=x:w V=x:r M=xm:r I=u8:r", `VEX.128.66.0F3A.W0 ${opcode} /r ib`, "ROUNDSS");
}
for (const [name, opcode] of [
  ["vroundps", "08"],
  ["vroundpd", "09"],
] as const) {
  s.op(name, "R=x:w M=xm:r I=u8:r", `VEX.128.66.0F3A.W0 ${opcode} /r ib`, "ROUNDPS");
}

// Packed integers
for (const [name, opcode] of [
  ["vpunpcklbw", "60"],
  ["vpunpcklwd", "61"],
  ["vpunpckldq", "62"],
  ["vpacksswb", "63"],
  ["vpcmpgtb", "64"],
  ["vpcmpgtw", "65"],
  ["vpcmpgtd", "66"],
  ["vpackuswb", "67"],
  ["vpunpckhbw", "68"],
  ["vpunpckhwd", "69"],
  ["vpunpckhdq", "6A"],
  ["vpackssdw", "6B"],
  ["vpunpcklqdq", "6C"],
  ["vpunpckhqdq", "6D"],
  ["vpcmpeqb", "74"],
  ["vpcmpeqw", "75"],
  ["vpcmpeqd", "76"],
  ["vpsrlw", "D1"],
  ["vpsrld", "D2"],
  ["vpsrlq", "D3"],
  ["vpaddq", "D4"],
  ["vpmullw", "D5"],
  ["vpsubusb", "D8"],
  ["vpsubusw", "D9"],
  ["vpminub", "DA"],
  ["vpand", "DB"],
  ["vpaddusb", "DC"],
  ["vpaddusw", "DD"],
  ["vpmaxub", "DE"],
  ["vpandn", "DF"],
  ["vpavgb", "E0"],
  ["vpsraw", "E1"],
  ["vpsrad", "E2"],
  ["vpavgw", "E3"],
  ["vpmulhuw", "E4"],
  ["vpmulhw", "E5"],
  ["vpsubsb", "E8"],
  ["vpsubsw", "E9"],
  ["vpminsw", "EA"],
  ["vpor", "EB"],
  ["vpaddsb", "EC"],
  ["vpaddsw", "ED"],
  ["vpmaxsw", "EE"],
  ["vpxor", "EF"],
  ["vpsllw", "F1"],
  ["vpslld", "F2"],
  ["vpsllq", "F3"],
  ["vpmuludq", "F4"],
  ["vpmaddwd", "F5"],
  ["vpsadbw", "F6"],
  ["vpsubb", "F8"],
  ["vpsubw", "F9"],
  ["vpsubd", "FA"],
  ["vpsubq", "FB"],
  ["vpaddb", "FC"],
  ["vpaddw", "FD"],
  ["vpaddd", "FE"],
] as const)
  binary(name, "66.0F.W0", `${opcode} /r`);
for (const [name, opcode] of [
  ["vpshufb", "00"],
  ["vphaddw", "01"],
  ["vphaddd", "02"],
  ["vpmaddubsw", "04"],
  ["vpmulhrsw", "0B"],
  ["vpmuldq", "28"],
  ["vpcmpeqq", "29"],
  ["vpackusdw", "2B"],
  ["vpcmpgtq", "37"],
  ["vpminsb", "38"],
  ["vpminsd", "39"],
  ["vpminuw", "3A"],
  ["vpminud", "3B"],
  ["vpmaxsb", "3C"],
  ["vpmaxsd", "3D"],
  ["vpmaxuw", "3E"],
  ["vpmaxud", "3F"],
  ["vpmulld", "40"],
] as const)
  binary(name, "66.0F38.W0", `${opcode} /r`);
for (const [name, opcode] of [
  ["vpabsb", "1C"],
  ["vpabsw", "1D"],
  ["vpabsd", "1E"],
  ["vpmovsxbw", "20"],
  ["vpmovsxwd", "23"],
  ["vpmovsxdq", "25"],
  ["vpmovzxbw", "30"],
  ["vpmovzxwd", "33"],
  ["vpmovzxdq", "35"],
] as const)
  s.op(name, "R=x:w M=xm:r", `VEX.128.66.0F38.W0 ${opcode} /r`, name.slice(1).toUpperCase());
for (const [name, opcode, digit] of [
  ["vpsrlw", "71", 2],
  ["vpsraw", "71", 4],
  ["vpsllw", "71", 6],
  ["vpsrld", "72", 2],
  ["vpsrad", "72", 4],
  ["vpslld", "72", 6],
  ["vpsrlq", "73", 2],
  ["vpsrldq", "73", 3],
  ["vpsllq", "73", 6],
  ["vpslldq", "73", 7],
] as const)
  s.op(name, "V=x:w M=x:r I=u8:r", `VEX.128.66.0F.W0 ${opcode} /${digit} ib`, name.slice(1).toUpperCase());
s.op("vpshufd", "R=x:w M=xm:r I=u8:r", "VEX.128.66.0F.W0 70 /r ib", "PSHUFD");
s.op("vpshuflw", "R=x:w M=xm:r I=u8:r", "VEX.128.F2.0F.W0 70 /r ib", "PSHUFLW");
s.op("vpshufhw", "R=x:w M=xm:r I=u8:r", "VEX.128.F3.0F.W0 70 /r ib", "PSHUFHW");
s.op("vpalignr", "R=x:w V=x:r M=xm:r I=u8:r", "VEX.128.66.0F3A.W0 0F /r ib", "PALIGNR");
s.op("vptest", "R=x:r M=xm:r", "VEX.128.66.0F38.W0 17 /r", "PTEST", "F");
s.op("vpinsrd", "R=x:w V=x:r M=rm32:r I=u8:r", "VEX.128.66.0F3A.W0 22 /r ib", "PINSRD");
s.op("vpinsrq", "R=x:w V=x:r M=rm64:r I=u8:r", "VEX.128.66.0F3A.W1 22 /r ib", "PINSRQ");
s.op("vpextrd", "M=rm32:w R=x:r I=u8:r", "VEX.128.66.0F3A.W0 16 /r ib", "PEXTRD");
s.op("vpextrq", "M=rm64:w R=x:r I=u8:r", "VEX.128.66.0F3A.W1 16 /r ib", "PEXTRQ");
s.op("vblendvps", "R=x:w V=x:r M=xm:r L=x:r", "VEX.128.66.0F3A.W0 4A /r /is4", "BLENDVPS");
s.op("vblendvpd", "R=x:w V=x:r M=xm:r L=x:r", "VEX.128.66.0F3A.W0 4B /r /is4", "BLENDVPD");
s.op("vpblendvb", "R=x:w V=x:r M=xm:r L=x:r", "VEX.128.66.0F3A.W0 4C /r /is4", "PBLENDVB");
s.op("vbroadcastss", "R=x:w M=m:r", "VEX.128.66.0F38.W0 18 /r", "VBROADCAST");
for (const [name, opcode] of [
  ["vpbroadcastb", "78"],
  ["vpbroadcastw", "79"],
  ["vpbroadcastd", "58"],
  ["vpbroadcastq", "59"],
] as const) {
  s.op(name, "R=x:w M=xm:r", `VEX.128.66.0F38.W0 ${opcode} /r`, "VPBROADCAST", "", AVX2);
}

// FMA: the order of digits says which operands are multiplied
for (const [order, high] of [
  ["132", 0x90],
  ["213", 0xa0],
  ["231", 0xb0],
] as const) {
  for (const [name, low, packed] of [
    ["vfmadd", 8, true],
    ["vfmadd", 9, false],
    ["vfmsub", 10, true],
    ["vfmsub", 11, false],
    ["vfnmadd", 12, true],
    ["vfnmadd", 13, false],
    ["vfnmsub", 14, true],
    ["vfnmsub", 15, false],
  ] as const) {
    for (const [type, w] of [
      ["s", "W0"],
      ["d", "W1"],
    ] as const) {
      const n = `${name}${order}${packed ? "p" : "s"}${type}`;
      s.op(
        n,
        "R=x:rw V=x:r M=xm:r",
        `VEX.128.66.0F38.${w} ${(high + low).toString(16).toUpperCase()} /r`,
        name.toUpperCase(),
        "",
        FMA,
      );
    }
  }
}

export const AVX: RowSet = s;
