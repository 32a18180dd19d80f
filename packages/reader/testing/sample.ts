// A text that uses every part of the grammar, for tests.

/** Every form of declaration, operand and line, in the printer's own spelling. */
export const SAMPLE: string = `function %demo(i64 vmctx, i32, i64, i8 uext, i64 sarg(16), i16 sext) -> i32, i64 tail {
    ss0 = explicit_slot 16, align = 8
    ss1 = explicit_slot 4, align = 4, key = 18446744073709551615
    region0 = 7 "linear memory"
    region1 = 4294967295 "globals"
    gv0 = vmctx
    gv1 = load.i64 notrap aligned readonly region0 gv0+16
    gv2 = iadd_imm.i64 gv1, -8
    gv3 = symbol colocated tls %sym+0x0001_0000
    gv4 = symbol u1:2-4
    gv5 = dyn_scale_target_const.i32
    dt0 = i32x4*gv5
    dss0 = explicit_dynamic_slot dt0
    sig0 = (i64, i32 uext) -> i64 system_v
    sig1 = (i64, i32) -> i32 tail
    sig2 = () fast
    fn0 = colocated u0:5 sig0
    fn1 = %Memcpy sig1
    fn2 = colocated patchable %ElfGlobalOffsetTable sig2
    const0 = 0x0f0e0d0c0b0a09080706050403020100
    const1 = 0x00
    const2 = 0x3fff0000000000000000000000000000
    stack_limit = gv1

                                block0(v0: i64, v1: i32, v2: i64, v3: i8, v4: i64, v5: i16):
                                    v6 = iconst.i32 0x0001_0000
@001a                               v7 = icmp ult v1, v6  ; v6 = 0x0001_0000
                                    v8 = fcmp.f32 uno v50, v50  ; v50 = 0x1.000000p-126, v50 = 0x1.000000p-126
                                    brif v7, block1(v1), block5

                                block1(v9: i32):
                                    v10 = load.i32 user3 little region0 v2+8
                                    v11 -> v10
                                    v12 -> v11
                                    store notrap aligned v10, v2-0x8000_0000
                                    v13 = vconst.i8x16 const0
                                    v14 = extractlane v13, 3  ; v13 = const0
                                    v15 = insertlane v13, v14, 7  ; v13 = const0
                                    v16 = shuffle v13, v15, 0x1f1e1d1c1b1a19181716151413121110  ; v13 = const0
                                    br_table v9, block2, [block2, block5]

                                block2:
<1, ss0> @0000                      v17 = call fn0(v2, v60), stack_map=[i32 @ ss0+0, i64 @ ss1+8]  ; v60 = -1
                                    v18 = call_indirect.i64 sig0, v2(v2, v60)  ; v60 = -1
                                    v19 = func_addr.i64 fn0
                                    v20 = stack_addr.i64 ss0+4
                                    v21 = dynamic_stack_addr.i64 dss0
                                    v22 = splat.i32x4xN v60  ; v60 = -1
                                    v23 = symbol_value.i64 gv4
                                    v24 = f16const 0x1.000p0
                                    v25 = f32const -0.0
                                    v26 = f64const +NaN:0x1
                                    v27 = f128const const2
                                    v28 = fma v25, v25, v25  ; v25 = -0.0, v25 = -0.0, v25 = -0.0
                                    v29 = atomic_rmw.i32 little region1 nand v2, v60  ; v60 = -1
                                    v30 = atomic_cas.i32 big v2, v60, v60  ; v60 = -1, v60 = -1
                                    v31 = atomic_load.i32 v2
                                    atomic_store v31, v2
                                    v32, v33 = uadd_overflow v31, v31
                                    v34 = uadd_overflow_trap v31, v31, user1
                                    trapz v34, int_ovf
                                    v35 = bitcast.f32 little v34
                                    v36 = select v7, v34, v34
                                    v37 = get_exception_handler_address.i64 block2, 1
                                    fence 
                                    sequence_point 
                                    try_call fn0(v18, v60), sig0, block3(ret0), [ tag1: block4(exn0, exn1), context v18, default: block5 ]  ; v60 = -1

                                block3(v38: i64):
                                    try_call_indirect v38(v38, v60), sig0, block6, []  ; v60 = -1

                                block6:
                                    return_call fn1(v2, v60)  ; v60 = -1

                                block4(v40: i64, v41: i64):
                                    return_call_indirect sig1, v40(v2, v60)  ; v60 = -1

                                block5 cold:
                                    v50 = f32const 0x1.000000p-126
                                    v60 = iconst.i32 -1
                                    return v60, v2  ; v60 = -1
}
`;
