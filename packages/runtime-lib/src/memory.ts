/**
 * The C library's memory functions, for programs that are linked without one: words of eight bytes where both ends
 * allow it, then bytes. Addresses and sizes are i64. Accesses are `notrap` in the sense of C: the caller vouches.
 */

/** Copies forward from block to block: eight bytes at a time, then one. */
const COPY_FORWARD = `
block1(v4: i64):
    v5 = isub v2, v4
    v6 = iconst.i64 8
    v7 = icmp uge v5, v6
    brif v7, block2, block3(v4)

block2:
    v8 = iadd v1, v4
    v9 = load.i64 notrap v8
    v10 = iadd v0, v4
    store notrap v9, v10
    v11 = iadd v4, v6
    jump block1(v11)

block3(v12: i64):
    v13 = icmp ult v12, v2
    brif v13, block4, block5

block4:
    v14 = iadd v1, v12
    v15 = load.i8 notrap v14
    v16 = iadd v0, v12
    store notrap v15, v16
    v17 = iconst.i64 1
    v18 = iadd v12, v17
    jump block3(v18)

block5:
    return v0`;

export const MEMORY: readonly string[] = [
  `
function %memcpy(i64, i64, i64) -> i64 system_v {
block0(v0: i64, v1: i64, v2: i64):
    v3 = iconst.i64 0
    jump block1(v3)
${COPY_FORWARD}
}
`,
  `
function %memmove(i64, i64, i64) -> i64 system_v {
block0(v0: i64, v1: i64, v2: i64):
    ; Forward is right unless the target begins inside the source.
    v19 = isub v0, v1
    v20 = icmp ult v19, v2
    v3 = iconst.i64 0
    brif v20, block6(v2), block1(v3)
${COPY_FORWARD}

block6(v21: i64):
    v22 = iconst.i64 8
    v23 = icmp uge v21, v22
    brif v23, block7, block8(v21)

block7:
    v24 = isub v21, v22
    v25 = iadd v1, v24
    v26 = load.i64 notrap v25
    v27 = iadd v0, v24
    store notrap v26, v27
    jump block6(v24)

block8(v28: i64):
    brif v28, block9, block5

block9:
    v29 = iconst.i64 1
    v30 = isub v28, v29
    v31 = iadd v1, v30
    v32 = load.i8 notrap v31
    v33 = iadd v0, v30
    store notrap v32, v33
    jump block8(v30)
}
`,
  `
function %memset(i64, i32, i64) -> i64 system_v {
block0(v0: i64, v1: i32, v2: i64):
    v3 = ireduce.i8 v1
    v4 = uextend.i64 v3
    v5 = iconst.i64 0x0101_0101_0101_0101
    v6 = imul v4, v5
    v7 = iconst.i64 0
    jump block1(v7)

block1(v8: i64):
    v9 = isub v2, v8
    v10 = iconst.i64 8
    v11 = icmp uge v9, v10
    brif v11, block2, block3(v8)

block2:
    v12 = iadd v0, v8
    store notrap v6, v12
    v13 = iadd v8, v10
    jump block1(v13)

block3(v14: i64):
    v15 = icmp ult v14, v2
    brif v15, block4, block5

block4:
    v16 = iadd v0, v14
    store notrap v3, v16
    v17 = iconst.i64 1
    v18 = iadd v14, v17
    jump block3(v18)

block5:
    return v0
}
`,
  `
function %memcmp(i64, i64, i64) -> i32 system_v {
block0(v0: i64, v1: i64, v2: i64):
    v3 = iconst.i64 0
    jump block1(v3)

block1(v4: i64):
    v5 = isub v2, v4
    v6 = iconst.i64 8
    v7 = icmp uge v5, v6
    brif v7, block2, block3(v4)

block2:
    v8 = iadd v0, v4
    v9 = load.i64 notrap v8
    v10 = iadd v1, v4
    v11 = load.i64 notrap v10
    v12 = icmp eq v9, v11
    v13 = iadd v4, v6
    brif v12, block1(v13), block3(v4)

block3(v14: i64):
    v15 = icmp ult v14, v2
    brif v15, block4, block6

block4:
    v16 = iadd v0, v14
    v17 = load.i8 notrap v16
    v18 = iadd v1, v14
    v19 = load.i8 notrap v18
    v20 = icmp eq v17, v19
    v21 = iconst.i64 1
    v22 = iadd v14, v21
    brif v20, block3(v22), block5

block5:
    v23 = uextend.i32 v17
    v24 = uextend.i32 v19
    v25 = isub v23, v24
    return v25

block6:
    v26 = iconst.i32 0
    return v26
}
`,
];
