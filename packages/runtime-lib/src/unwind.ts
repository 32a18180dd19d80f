/**
 * A frame walker and a thrower of exceptions in CLIF, over the tables of `unwind-format.ts`. They allocate nothing, call
 * nothing but each other, and may run while other threads run the same.
 *
 * What differs between machines is numbers: how a frame leads to its caller's. Where there is a frame pointer it points
 * at the caller's, with the return address beside it, and frames of functions without a record are walked through.
 * Without one (s390x) the record says how large a frame is, and the walk ends at a function that has none.
 *
 * A frame is a pair: a program counter, which in a caller is the return address of the call that is active there, and
 * the frame's address (`fp`): its frame pointer, or on machines without one its stack pointer.
 *
 * - `%clif_find_range(root: i64, address: i64) -> i64`: the range that contains the address, or 0.
 * - `%clif_backtrace(request: i64, out: i64, limit: i64) -> i64`: writes up to `limit` pairs of 16 bytes, the request's
 *   own frame first, and says how many.
 * - `%clif_find_handler(request: i64) -> i32`: the innermost handler that takes the request's exception, searched from
 *   the request's frame outwards. 1 if there is one: `pc`, `fp` and `sp` of the request are then where it begins.
 * - `%clif_throw(request: i64)`: goes on in that handler, with the payload in the registers of its convention. Returns
 *   if there is none.
 * - `%clif_throw_here(request: i64)`: the same from the caller's frame outwards; it fills in `PC`, `FP` and `SP`. Where
 *   there is a frame pointer.
 *
 * `%clif_resume(sp: i64, fp: i64, pc: i64, payload0: i64, payload1: i64)` is what no CLIF can say: a few instructions of
 * the machine, {@link unwindResumeCode}.
 */
import type { Function } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";

/** Offsets in a request. */
export const UNWIND_REQUEST = {
  /** Address of the root. */
  ROOT: 0,
  /** Program counter of the frame to begin with; 0 if there can be no handler in it. */
  PC: 8,
  FP: 16,
  /** Frames lie above this address; after a search, the stack pointer of the handler. */
  SP: 24,
  /** Frames lie below this address: the end of the stack. */
  END: 32,
  /** i32. */
  TAG: 40,
  /** i32: 1 if handlers of the tag must have the dynamic context `CONTEXT`, 0 if any context will do. */
  MATCH_CONTEXT: 44,
  CONTEXT: 48,
  PAYLOAD0: 56,
  PAYLOAD1: 64,
} as const;
export const UNWIND_REQUEST_BYTES = 72;
/** Bytes of a pair that `%clif_backtrace` writes: program counter, frame. */
export const UNWIND_FRAME_BYTES = 16;

export type UnwindArchitecture = "x86_64" | "aarch64" | "s390x";

interface Machine {
  /** Offsets from the frame pointer; undefined if there is none. */
  readonly link: { readonly caller: number; readonly returnAddress: number } | undefined;
  /** Without frame pointer: offset of the return address from the stack pointer before the prologue. */
  readonly savedReturn: number;
  /** (sp, fp, pc, payload0, payload1) in the argument registers of `system_v`. */
  readonly resume: readonly number[];
}

const MACHINES: Readonly<Record<UnwindArchitecture, Machine>> = {
  x86_64: {
    link: { caller: 0, returnAddress: 8 },
    savedReturn: 0,
    // mov rsp, rdi; mov rbp, rsi; mov rax, rcx; mov r11, rdx; mov rdx, r8; jmp r11
    resume: [
      0x48, 0x89, 0xfc, 0x48, 0x89, 0xf5, 0x48, 0x89, 0xc8, 0x49, 0x89, 0xd3, 0x4c, 0x89, 0xc2, 0x41, 0xff,
      0xe3,
    ],
  },
  aarch64: {
    link: { caller: 0, returnAddress: 8 },
    savedReturn: 0,
    // mov sp, x0; mov x29, x1; mov x0, x3; mov x1, x4; br x2
    resume: [
      ...[0x1f, 0x00, 0x00, 0x91, 0xfd, 0x03, 0x01, 0xaa, 0xe0, 0x03, 0x03, 0xaa, 0xe1, 0x03, 0x04, 0xaa],
      ...[0x40, 0x00, 0x1f, 0xd6],
    ],
  },
  s390x: {
    link: undefined,
    savedReturn: 112,
    // lgr r15, r2; lgr r7, r6; lgr r6, r5; br r4
    resume: [0xb9, 0x04, 0x00, 0xf2, 0xb9, 0x04, 0x00, 0x76, 0xb9, 0x04, 0x00, 0x65, 0x07, 0xf4],
  },
};

/** The routines in CLIF, callees first. All are `system_v`, to be compiled with `preserve_frame_pointers`. */
export function unwindRoutines(architecture: UnwindArchitecture): Function[] {
  const machine = MACHINES[architecture];
  const texts = [FIND_RANGE, backtrace(machine), findHandler(machine), THROW];
  if (machine.link !== undefined) texts.push(THROW_HERE);
  return parseFunctions(texts.join("\n"));
}

/** Machine code of `%clif_resume`; it refers to nothing and may lie anywhere. */
export function unwindResumeCode(architecture: UnwindArchitecture): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(MACHINES[architecture].resume);
}

const R = UNWIND_REQUEST;

/** In each table the first range that ends behind the address. */
const FIND_RANGE = `
function %clif_find_range(i64, i64) -> i64 system_v {
block0(v0: i64, v1: i64):
    v2 = iconst.i64 0
    ; What the root leads to was written before it: an address dependency orders the loads on every machine.
    v3 = load.i64 notrap v0
    brif v3, block1, block9(v2)

block1:
    v4 = load.i64 notrap v3
    jump block2(v2)

block2(v5: i64):
    v6 = icmp ult v5, v4
    brif v6, block3, block9(v2)

block3:
    v7 = iconst.i64 4
    v8 = ishl v5, v7
    v9 = iadd v3, v8
    v10 = load.i64 notrap v9+8
    v11 = load.i64 notrap v9+16
    v12 = iconst.i64 1
    v13 = iconst.i64 24
    jump block4(v2, v11)

block4(v14: i64, v15: i64):
    v16 = icmp ult v14, v15
    brif v16, block5, block6

block5:
    v17 = iadd v14, v15
    v18 = ushr v17, v12
    v19 = imul v18, v13
    v20 = iadd v10, v19
    v21 = load.i64 notrap v20+8
    v22 = icmp ugt v21, v1
    v23 = iadd v18, v12
    brif v22, block4(v14, v18), block4(v23, v15)

block6:
    v24 = icmp ult v14, v11
    brif v24, block7, block8

block7:
    v25 = imul v14, v13
    v26 = iadd v10, v25
    v27 = load.i64 notrap v26
    v28 = icmp ule v27, v1
    v29 = load.i64 notrap v26+16
    v30 = icmp ne v29, v2
    v31 = band v28, v30
    brif v31, block9(v26), block8

block8:
    v32 = iadd v5, v12
    jump block2(v32)

block9(v33: i64):
    return v33
}`;

/**
 * From the frame (v10: pc, v11: fp) that is known to lie on the stack to its caller's, by a jump to block1.
 * v20 to v29 are free for it, block20 to block29 too; v2 is the root.
 */
function step({ link, savedReturn }: Machine, range: string | undefined): string {
  if (link !== undefined) {
    return `
    v20 = load.i64 notrap v11+${link.returnAddress}
    v21 = load.i64 notrap v11+${link.caller}
    v28 = isub v11, v6
    jump block1(v20, v21, v28)`;
  }
  const known = range ?? "v23";
  const search = `
    v22 = iadd v10, v6
    v23 = call fn0(v2, v22)`;
  return `${range === undefined ? search : ""}
    brif ${known}, block20, block2

block20:
    v24 = load.i64 notrap ${known}+16
    v25 = uload32 notrap v24
    v26 = iadd v11, v25
    v27 = load.i64 notrap v26+${savedReturn}
    v28 = isub v11, v6
    jump block1(v27, v26, v28)`;
}

/** The request's fields, and the loop over frames: block3 is reached with v10: pc, v11: fp on the stack, block2 else. A caller's frame lies above its callee's. */
const FRAMES = `
    v2 = load.i64 notrap v0+${R.ROOT}
    v3 = load.i64 notrap v0+${R.PC}
    v4 = load.i64 notrap v0+${R.FP}
    v5 = load.i64 notrap v0+${R.SP}
    v6 = iconst.i64 -1
    v7 = load.i64 notrap v0+${R.END}
    v8 = iconst.i64 -16
    v9 = iadd v7, v8
    v60 = iconst.i64 7
    jump block1(v3, v4, v5)

block1(v10: i64, v11: i64, v12: i64):
    v13 = icmp uge v11, v12
    v14 = icmp ule v11, v9
    v15 = band v13, v14
    v16 = band v11, v60
    v17 = icmp eq v16, v62
    v18 = band v15, v17
    brif v18, block3, block2`;

function backtrace(machine: Machine): string {
  return `
function %clif_backtrace(i64, i64, i64) -> i64 system_v {
    fn0 = colocated %clif_find_range(i64, i64) -> i64 system_v
    ss0 = explicit_slot 8

block0(v0: i64, v1: i64, v63: i64):
    v62 = iconst.i64 0
    v64 = stack_addr.i64 ss0
    store notrap v62, v64
    ${FRAMES}

block2:
    v30 = load.i64 notrap v64
    return v30

block3:
    v31 = load.i64 notrap v64
    v32 = icmp ult v31, v63
    brif v32, block4, block2

block4:
    v33 = iconst.i64 4
    v34 = ishl v31, v33
    v35 = iadd v1, v34
    store notrap v10, v35
    store notrap v11, v35+8
    v36 = iconst.i64 1
    v37 = iadd v31, v36
    store notrap v37, v64
    ${step(machine, undefined)}
}`;
}

function findHandler(machine: Machine): string {
  return `
function %clif_find_handler(i64) -> i32 system_v {
    fn0 = colocated %clif_find_range(i64, i64) -> i64 system_v

block0(v0: i64):
    v62 = iconst.i64 0
    v63 = iconst.i32 0
    v64 = iconst.i32 1
    v65 = load.i32 notrap v0+${R.TAG}
    v66 = load.i32 notrap v0+${R.MATCH_CONTEXT}
    v67 = load.i64 notrap v0+${R.CONTEXT}
    ${FRAMES}

block2:
    return v63

block3:
    v30 = iadd v10, v6
    v31 = call fn0(v2, v30)
    brif v31, block4, block13

block4:
    v32 = load.i64 notrap v31
    v33 = isub v10, v32
    v34 = ireduce.i32 v33
    v35 = load.i64 notrap v31+16
    v36 = load.i32 notrap v35+4
    jump block5(v63, v36)

    ; The first call site that does not lie before the return address.
block5(v37: i32, v38: i32):
    v39 = icmp ult v37, v38
    v40 = iadd v37, v38
    v41 = ushr v40, v64
    brif v39, block6(v41), block8

block6(v42: i32):
    v43 = uextend.i64 v42
    v44 = iconst.i64 3
    v45 = ishl v43, v44
    v46 = iadd v35, v45
    v47 = load.i32 notrap v46+8
    v48 = icmp ult v47, v34
    v49 = iadd v42, v64
    brif v48, block5(v49, v38), block5(v37, v42)

block8:
    v50 = icmp ult v37, v36
    brif v50, block9, block13

block9:
    v51 = uextend.i64 v37
    v52 = iconst.i64 3
    v53 = ishl v51, v52
    v54 = iadd v35, v53
    v55 = load.i32 notrap v54+8
    v56 = icmp eq v55, v34
    v57 = uextend.i64 v36
    v58 = ishl v57, v52
    v59 = iadd v35, v58
    v70 = iconst.i64 4
    v71 = uload32 notrap v54+12
    v72 = ishl v71, v70
    v73 = iadd v59, v72
    v74 = uload32 notrap v54+20
    v75 = ishl v74, v70
    v76 = iadd v59, v75
    ; Behind the header, the sites and the pair that ends them.
    v77 = iconst.i64 16
    v78 = iadd v73, v77
    v79 = iadd v76, v77
    brif v56, block10(v78, v62), block13

    ; v80: handler, v81: the dynamic context so far
block10(v80: i64, v81: i64):
    v82 = icmp ult v80, v79
    brif v82, block11, block13

block11:
    v83 = load.i32 notrap v80
    v84 = uload32 notrap v80+4
    v85 = iadd v80, v77
    ${stackPointer(machine)}
    v87 = iconst.i32 2
    v88 = icmp eq v83, v87
    brif v88, block12, block14

block12:
    v89 = iadd v86, v84
    v90 = load.i64 notrap v89
    jump block10(v85, v90)

block14:
    v91 = icmp eq v83, v64
    brif v91, block16, block15

block15:
    v92 = ireduce.i32 v84
    v93 = icmp eq v92, v65
    v94 = icmp eq v66, v63
    v95 = icmp eq v81, v67
    v96 = bor v94, v95
    v97 = band v93, v96
    brif v97, block16, block10(v85, v81)

block16:
    v98 = uload32 notrap v80+8
    v99 = iadd v32, v98
    store notrap v99, v0+${R.PC}
    store notrap v11, v0+${R.FP}
    store notrap v86, v0+${R.SP}
    return v64

block13:
    ${step(machine, "v31")}
}`;
}

/** v86: the stack pointer of the frame. */
function stackPointer({ link }: Machine): string {
  if (link === undefined) return "v86 = iadd v11, v62";
  return `v100 = uload32 notrap v35
    v86 = isub v11, v100`;
}

const THROW = `
function %clif_throw(i64) system_v {
    fn0 = colocated %clif_find_handler(i64) -> i32 system_v
    fn1 = colocated %clif_resume(i64, i64, i64, i64, i64) system_v

block0(v0: i64):
    v1 = call fn0(v0)
    brif v1, block1, block2

block1:
    v2 = load.i64 notrap v0+${R.SP}
    v3 = load.i64 notrap v0+${R.FP}
    v4 = load.i64 notrap v0+${R.PC}
    v5 = load.i64 notrap v0+${R.PAYLOAD0}
    v6 = load.i64 notrap v0+${R.PAYLOAD1}
    call fn1(v2, v3, v4, v5, v6)
    trap user1

block2:
    return
}`;

/** Begins with its own frame, in which there is no handler: its callers lie above it. */
const THROW_HERE = `
function %clif_throw_here(i64) system_v {
    fn0 = colocated %clif_throw(i64) system_v

block0(v0: i64):
    v1 = get_frame_pointer.i64
    v2 = iconst.i64 0
    store notrap v2, v0+${R.PC}
    store notrap v1, v0+${R.FP}
    store notrap v1, v0+${R.SP}
    call fn0(v0)
    return
}`;
