/**
 * Rounding to an integral value, and fused multiply-add, for targets without such instructions. Results equal the
 * instructions' bit for bit, signs of zero included; a NaN comes back quiet.
 */

interface Format {
  readonly type: "f32" | "f64";
  readonly int: "i32" | "i64";
  /** 2^fraction: from here on every value is integral. */
  readonly integral: string;
  readonly suffix: string;
}

const F32: Format = { type: "f32", int: "i32", integral: "0x1.0p23", suffix: "f" };
const F64: Format = { type: "f64", int: "i64", integral: "0x1.0p52", suffix: "" };

/** The common frame: large values and NaN as they are (quieted), the others through `body`, which ends in block3(v). */
function rounding(f: Format, name: string, body: string): string {
  return `
function %${name}${f.suffix}(${f.type}) -> ${f.type} system_v {
block0(v0: ${f.type}):
    v1 = fabs v0
    v2 = ${f.type}const ${f.integral}
    v3 = fcmp lt v1, v2
    brif v3, block2, block1

block1:
    ; Adding zero quiets a NaN and changes nothing else.
    v4 = ${f.type}const 0.0
    v5 = fadd v0, v4
    return v5

block2:${body}

block3(v30: ${f.type}):
    v31 = fcopysign v30, v0
    return v31
}
`;
}

/** Truncation by way of integers, which is exact below `integral`. */
const truncated = (f: Format): string => `
    v10 = fcvt_to_sint_sat.${f.int} v0
    v11 = fcvt_from_sint.${f.type} v10`;

function roundings(f: Format): string[] {
  return [
    rounding(f, "trunc", `${truncated(f)}\n    jump block3(v11)`),
    rounding(
      f,
      "floor",
      `${truncated(f)}
    v12 = fcmp gt v11, v0
    v13 = ${f.type}const -0x1.0p0
    v14 = fadd v11, v13
    v15 = select v12, v14, v11
    jump block3(v15)`,
    ),
    rounding(
      f,
      "ceil",
      `${truncated(f)}
    v12 = fcmp lt v11, v0
    v13 = ${f.type}const 0x1.0p0
    v14 = fadd v11, v13
    v15 = select v12, v14, v11
    jump block3(v15)`,
    ),
    // In this range the addition rounds away exactly the fraction, ties to even.
    rounding(f, "nearbyint", `\n    v10 = fadd v1, v2\n    v11 = fsub v10, v2\n    jump block3(v11)`),
  ];
}

/**
 * f32: the product is exact in f64. The sum is rounded to odd (an inexact result gets its lowest bit set), so that
 * the second rounding, to f32, sees on which side of a tie it lies (Boldo and Melquiond, "Emulation of FMA and
 * correctly rounded sums", 2008).
 */
const FMAF = `
function %fmaf(f32, f32, f32) -> f32 system_v {
block0(v0: f32, v1: f32, v2: f32):
    v3 = fpromote.f64 v0
    v4 = fpromote.f64 v1
    v5 = fpromote.f64 v2
    v6 = fmul v3, v4
    v7 = fadd v6, v5
    ; The error of the sum, by two-sum: zero exactly when the sum is exact.
    v8 = fsub v7, v6
    v9 = fsub v7, v8
    v10 = fsub v6, v9
    v11 = fsub v5, v8
    v12 = fadd v10, v11
    v13 = f64const 0.0
    v14 = fcmp one v12, v13
    v15 = bitcast.i64 v7
    v16 = iconst.i64 1
    v17 = band v15, v16
    brif v14, block1, block3(v7)

block1:
    brif v17, block3(v7), block2

block2:
    ; Even and inexact: one step towards the error, up in magnitude when the signs agree, else down.
    v18 = bitcast.i64 v12
    v19 = bxor v15, v18
    v20 = iconst.i64 0
    v21 = icmp slt v19, v20
    v22 = iadd v15, v16
    v23 = isub v15, v16
    v24 = select v21, v23, v22
    v25 = bitcast.f64 v24
    jump block3(v25)

block3(v30: f64):
    v31 = fdemote.f32 v30
    return v31
}
`;

/**
 * f64 in integers. A finite nonzero operand is m * 2^e with bit 52 of m set (subnormals are normalised); the product
 * of two m has 105 or 106 bits and is shifted to have its top bit at 124 or 125; the addend is aligned to it. What is
 * shifted out is kept in a sticky bit. The sum is normalised to bit 127 and rounded once, at the place where the
 * result's precision ends, which for subnormal results is higher up.
 */
const UNPACK = `
function %__cranelift_f64_unpack(f64) -> i64, i64 system_v {
block0(v0: f64):
    v1 = bitcast.i64 v0
    v2 = iconst.i64 52
    v3 = ushr v1, v2
    v4 = iconst.i64 0x7ff
    v5 = band v3, v4
    v6 = iconst.i64 0x000f_ffff_ffff_ffff
    v7 = band v1, v6
    brif v5, block2, block1

block1:
    ; Subnormal: bring the top bit to 52 and lower the exponent by as much.
    v8 = clz v7
    v9 = iconst.i64 11
    v10 = isub v8, v9
    v11 = ishl v7, v10
    v12 = iconst.i64 1
    v13 = isub v12, v10
    return v11, v13

block2:
    v14 = iconst.i64 0x0010_0000_0000_0000
    v15 = bor v7, v14
    return v15, v5
}
`;

const FMA = `
function %fma(f64, f64, f64) -> f64 system_v {
    sig0 = (f64) -> i64, i64 system_v
    fn0 = colocated %__cranelift_f64_unpack sig0

block0(v0: f64, v1: f64, v2: f64):
    ; Infinities and NaN: the plain operations give the right answer. x - x is 0 for finite x only.
    v3 = fsub v0, v0
    v4 = fsub v1, v1
    v5 = fsub v2, v2
    v6 = fadd v3, v4
    v7 = fadd v6, v5
    v8 = f64const 0.0
    v9 = fcmp eq v7, v8
    v10 = fmul v0, v1
    brif v9, block2, block1

block1:
    ; With finite factors the addend decides, even where their product would overflow.
    v11 = fcmp ord v6, v6
    v12 = fadd v2, v2
    v13 = fadd v10, v2
    v14 = select v11, v12, v13
    return v14

block2:
    ; An exact zero product adds as it is; a zero addend leaves the rounded product.
    v18 = fcmp eq v0, v8
    v19 = fcmp eq v1, v8
    v20 = bor v18, v19
    brif v20, block3, block4

block3:
    v21 = fadd v10, v2
    return v21

block4:
    v22 = fcmp eq v2, v8
    brif v22, block5, block6

block5:
    return v10

block6:
    v30, v31 = call fn0(v0)
    v32, v33 = call fn0(v1)
    v34, v35 = call fn0(v2)
    v36 = bitcast.i64 v0
    v37 = bitcast.i64 v1
    v38 = bitcast.i64 v2
    v39 = bxor v36, v37
    v40 = uextend.i128 v30
    v41 = uextend.i128 v32
    v42 = imul v40, v41
    v43 = iconst.i64 20
    v44 = ishl v42, v43
    ; Scale: the value is the number times 2^(exponent - 127), bit 127 being 1.0 at exponent 1023 + bias.
    v45 = iadd v31, v33
    v46 = uextend.i128 v34
    v47 = iconst.i64 72
    v48 = ishl v46, v47
    ; Product: m0 * m1 * 2^20 stands for 2^(e0 + e1 - 2150 - 20) each unit; addend: m2 * 2^72 for 2^(e2 - 1075 - 72).
    ; Bring both to the larger unit. d = (e0 + e1 - 2170) - (e2 - 1147).
    v49 = isub v45, v35
    v50 = iconst.i64 1023
    v51 = isub v49, v50
    v52 = iconst.i64 0
    v53 = icmp sge v51, v52
    v54 = ineg v51
    v55 = select v53, v51, v54
    ; The one with the smaller unit is shifted down, with a sticky bit; beyond 127 nothing but the sticky bit remains.
    v56 = iconst.i64 127
    v57 = umin v55, v56
    v58 = select v53, v48, v44
    v59 = select v53, v44, v48
    v60 = ushr v58, v57
    v61 = ishl v60, v57
    v62 = icmp ne v61, v58
    v63 = uextend.i64 v62
    v64 = uextend.i128 v63
    v65 = bor v60, v64
    v66 = iconst.i64 2170
    v67 = isub v45, v66
    v68 = iconst.i64 1147
    v69 = isub v35, v68
    v70 = select v53, v67, v69
    ; Signs: of the larger-unit operand and of the shifted one.
    v71 = select v53, v39, v38
    v72 = bxor v39, v38
    v73 = icmp slt v72, v52
    brif v73, block8, block7

block7:
    v74 = iadd v59, v65
    jump block9(v74, v71)

block8:
    v75 = isub v59, v65
    v76 = icmp ult v59, v65
    v77 = ineg v75
    v78 = select v76, v77, v75
    v79 = bnot v71
    v80 = select v76, v79, v71
    v81, v82 = isplit v78
    v83 = bor v81, v82
    brif v83, block9(v78, v80), block10

block10:
    ; Exact cancellation gives +0 in round-to-nearest.
    return v8

block9(v90: i128, v91: i64):
    v92 = clz v90
    v93 = ireduce.i64 v92
    v94 = ishl v90, v93
    ; Biased exponent of the top bit: unit exponent + 127 - clz + 1023.
    v95 = iconst.i64 1150
    v96 = iadd v70, v95
    v97 = isub v96, v93
    ; Bits to drop: 75 for a normal result, more when the exponent is below 1.
    v98 = iconst.i64 1
    v99 = isub v98, v97
    v100 = smax v99, v52
    v101 = iconst.i64 75
    v102 = iadd v100, v101
    v103 = icmp ugt v102, v56
    brif v103, block11, block12

block11:
    ; Below half of the smallest subnormal (or exactly at it, which ties to zero only when nothing follows).
    v104 = iconst.i64 128
    v105 = icmp eq v102, v104
    v106 = iconst.i64 0x8000_0000_0000_0000
    v107, v108 = isplit v94
    v109 = icmp ugt v108, v106
    v110 = icmp ne v107, v52
    v111 = bor v109, v110
    v112 = band v105, v111
    v113 = uextend.i64 v112
    jump block13(v113)

block12:
    v120 = ushr v94, v102
    v121 = ishl v120, v102
    v122 = bxor v94, v121
    v123 = isub v102, v98
    v124 = iconst.i64 0
    v125 = iconcat v98, v124
    v126 = ishl v125, v123
    v127 = icmp ugt v122, v126
    v128 = icmp eq v122, v126
    v129, v130 = isplit v120
    v131 = band v129, v98
    v132 = ireduce.i8 v131
    v133 = band v128, v132
    v134 = bor v127, v133
    v135 = uextend.i64 v134
    ; The hidden bit of a normal result adds one to the exponent field, and so does a carry out of the significand.
    v136 = isub v97, v98
    v137 = smax v136, v52
    v138 = iconst.i64 52
    v139 = ishl v137, v138
    v140 = iadd v129, v139
    v141 = iadd v140, v135
    ; Overflow: an exponent beyond the largest is infinity.
    v142 = iconst.i64 0x7ff0_0000_0000_0000
    v143 = iconst.i64 2046
    v144 = icmp sgt v97, v143
    v145 = umin v141, v142
    v146 = select v144, v142, v145
    jump block13(v146)

block13(v150: i64):
    v151 = iconst.i64 0x8000_0000_0000_0000
    v152 = band v91, v151
    v153 = bor v150, v152
    v154 = bitcast.f64 v153
    return v154
}
`;

export const ROUNDING: readonly string[] = [...roundings(F32), ...roundings(F64), FMAF, UNPACK, FMA];
