/**
 * What is no single table-encoded instruction: control flow, calls, and sequences with branches inside. The emitter
 * writes each by hand (`src/emit/pseudo.ts`).
 */
import { machinst } from "@cranelift-ts/codegen-meta";
import { RowSet } from "./notation.ts";

const { def, earlyDef, mod, plain, use } = machinst;
const GPR = 0;
const XMM = 1;
const RAX = 0;
const RCX = 1;
const RDX = 2;
const RBX = 3;
const RDI = 7;

const s: RowSet = new RowSet();
const cc = plain("word", "cc", "CC");
const cc2 = plain("word", "cc2", "CC");
const size = plain("word", "size", "OperandSize");

// Control flow within the function
s.pseudo("jmp", [plain("label", "target")], "jmp {target}", ["branch"]);
s.pseudo("jcc", [cc, plain("label", "taken"), plain("label", "other")], "j{cc} {taken}; jmp {other}", [
  "branch",
  "readsFlags",
]);
// Taken if one of two conditions holds
s.pseudo(
  "jcc_or",
  [cc, cc2, plain("label", "taken"), plain("label", "other")],
  "j{cc} {taken}; j{cc2} {taken}; jmp {other}",
  ["branch", "readsFlags"],
);
// The index is below the number of entries, or stands for one that is not there and goes to the last, the default
s.pseudo(
  "br_table",
  [
    use("index", GPR),
    earlyDef("base", GPR),
    earlyDef("offset", GPR),
    plain("word", "targets", "MachLabelSlice"),
  ],
  "br_table {index:64}, {base:64}, {offset:64}",
  ["branch", "flags"],
);
// As br_table for a handful of entries: compares and jumps
s.pseudo("br_few", [use("index", GPR), plain("word", "targets", "MachLabelSlice")], "br_few {index:32}", [
  "branch",
  "flags",
]);
s.pseudo("ret", [plain("word", "pop", "u32"), plain("regs", "values")], "ret {pop}", ["ret"]);
s.pseudo("args", [plain("regs", "values")], "args", []);
s.pseudo("dummy_use", [use("src", GPR)], "dummy_use {src:64}", []);
s.pseudo("sequence_point", [], "sequence_point", ["other"]);

// Calls. `info` is the framework's record of the call.
const info = plain("word", "info", "CallInfo");
const values = plain("regs", "values");
// A call with handlers ends its block and goes on at `normal`.
for (const [suffix, effects, normal] of [
  ["", ["call"], []],
  ["_try", ["call", "branch"], [plain("label", "normal")]],
] as const) {
  s.pseudo(
    `call_near${suffix}`,
    [plain("name", "callee"), info, ...normal, values],
    "call {callee}",
    effects,
  );
  s.pseudo(
    `call_plt${suffix}`,
    [plain("name", "callee"), info, ...normal, values],
    "call {callee}@plt",
    effects,
  );
  s.pseudo(`call_reg${suffix}`, [use("callee", GPR), info, ...normal, values], "call *{callee:64}", effects);
  s.pseudo(
    `call_mem${suffix}`,
    [plain("amode", "callee"), info, ...normal, values],
    "call *{callee}",
    effects,
  );
}
s.pseudo("call_patchable", [plain("name", "callee"), info, values], "call {callee} ; patchable", ["call"]);
// Tail calls: the frame is torn down here, `tail_args` is the size of the new argument area
s.pseudo(
  "return_call_near",
  [plain("name", "callee"), plain("word", "tail_args", "u32"), values],
  "return_call {callee}",
  ["ret"],
);
s.pseudo(
  "return_call_reg",
  [use("callee", GPR, { fixed: 11 }), plain("word", "tail_args", "u32"), values],
  "return_call *{callee:64}",
  ["ret"],
);

// Addresses of symbols
for (const name of ["lea_near", "load_got", "movabs"] as const) {
  s.pseudo(
    `${name}_symbol`,
    [def("dst", GPR), plain("name", "symbol"), plain("imm64", "addend")],
    `${name} {symbol}, {dst:64}`,
    [],
  );
}
s.pseudo("lea_label", [def("dst", GPR), plain("label", "target")], "leaq {target}(%rip), {dst:64}", []);

// Traps
s.pseudo("trap", [plain("trap", "code")], "ud2 ; {code}", ["ret", "trap"]);
s.pseudo("trap_if", [cc, plain("trap", "code")], "j{cc} trap={code}", ["trap", "readsFlags"]);
s.pseudo("trap_if_or", [cc, cc2, plain("trap", "code")], "j{cc} trap={code}; j{cc2} trap={code}", [
  "trap",
  "readsFlags",
]);

s.pseudo("trap_if_and", [cc, cc2, plain("trap", "code")], "j{cc} and j{cc2} trap={code}", [
  "trap",
  "readsFlags",
]);

// Small things that are shorter than what they stand for
s.pseudo("zero_gpr", [def("dst", GPR)], "xorl {dst:32}, {dst:32}", ["flags"]);
s.pseudo("zero_xmm", [def("dst", XMM)], "xorps {dst:x}, {dst:x}", []);
s.pseudo("ones_xmm", [def("dst", XMM)], "pcmpeqd {dst:x}, {dst:x}", []);
s.pseudo("undef_gpr", [def("dst", GPR)], "uninit {dst:64}", []);
s.pseudo("undef_xmm", [def("dst", XMM)], "uninit {dst:x}", []);
s.pseudo("sbb_self", [def("dst", GPR), size], "sbb {dst:64}, {dst:64}", ["flags", "readsFlags"]);

// A sum as LEA, or as the shorter ADD where the allocator's registers allow it. May change the flags.
s.pseudo("sum32", [def("dst", GPR), plain("amode", "address")], "leal {address}, {dst:32}", ["flags"]);
s.pseudo("sum64", [def("dst", GPR), plain("amode", "address")], "leaq {address}, {dst:64}", ["flags"]);

// A rotation with a destination of its own (BMI2)
const count = plain("word", "count", "i8");
s.pseudo("ror32", [def("dst", GPR), use("src", GPR), count], "ror {count}, {src:32}, {dst:32}", ["flags"]);
s.pseudo("ror64", [def("dst", GPR), use("src", GPR), count], "ror {count}, {src:64}, {dst:64}", ["flags"]);

// Compares 32 or 64 bits with zero, for conditions on the zero and sign flags alone; nothing if they are set already
s.pseudo("test_zero", [size, use("src", GPR)], "test {src:64}, {src:64}", ["flags"]);

// Conditional move of floats: a branch over a move
s.pseudo(
  "cmov_xmm",
  [cc, ...mod("dst", "src", XMM), use("chosen", XMM)],
  "j{cc} 1f; movaps {chosen:x}, {dst:x}",
  ["readsFlags"],
);
s.pseudo(
  "cmov_xmm_or",
  [cc, cc2, ...mod("dst", "src", XMM), use("chosen", XMM)],
  "movaps {chosen:x}, {dst:x} if {cc} or {cc2}",
  ["readsFlags"],
);

// Conversions with branches. `f64`: source or destination is f64, else f32.
const f64 = plain("word", "f64", "u32");
s.pseudo(
  "cvt_u64_to_float",
  [def("dst", XMM, {}), f64, use("src", GPR), earlyDef("tmp1", GPR), earlyDef("tmp2", GPR)],
  "cvt_u64_to_float {src:64}, {dst:x}",
  ["flags"],
);
for (const sign of ["sint", "uint"] as const) {
  s.pseudo(
    `cvt_float_to_${sign}`,
    [
      earlyDef("dst", GPR),
      f64,
      size,
      plain("word", "saturate", "u32"),
      use("src", XMM),
      earlyDef("tmp", GPR),
      earlyDef("tmpx", XMM),
    ],
    `cvt_float_to_${sign} {src:x}, {dst:64}`,
    ["flags", "trap"],
  );
}
// Minimum and maximum with CLIF's rules for NaN and zeros
s.pseudo(
  "xmm_min_max",
  [...mod("dst", "src2", XMM), use("src1", XMM), f64, plain("word", "is_min", "u32")],
  "min_max {src1:x}, {dst:x}",
  ["flags"],
);

// Atomics: loops around CMPXCHG
const op = plain("word", "op", "AtomicRmwOp");
s.pseudo(
  "atomic_rmw_loop",
  [
    earlyDef("old", GPR, { fixed: RAX }),
    earlyDef("tmp", GPR),
    plain("amode", "mem"),
    use("operand", GPR),
    op,
    size,
  ],
  "atomic_rmw_loop {mem}, {operand:64}",
  ["load", "store", "flags"],
);
s.pseudo(
  "atomic_128_rmw_loop",
  [
    earlyDef("old_lo", GPR, { fixed: RAX }),
    earlyDef("old_hi", GPR, { fixed: RDX }),
    earlyDef("new_lo", GPR, { fixed: RBX }),
    earlyDef("new_hi", GPR, { fixed: RCX }),
    plain("amode", "mem"),
    use("operand_lo", GPR),
    use("operand_hi", GPR),
    op,
  ],
  "atomic_128_rmw_loop {mem}",
  ["load", "store", "flags"],
);
s.pseudo(
  "atomic_128_store_loop",
  [
    earlyDef("tmp_lo", GPR, { fixed: RAX }),
    earlyDef("tmp_hi", GPR, { fixed: RDX }),
    plain("amode", "mem"),
    use("lo", GPR, { fixed: RBX }),
    use("hi", GPR, { fixed: RCX }),
  ],
  "atomic_128_store_loop {mem}",
  ["load", "store", "flags"],
);

// Thread-local addresses
s.pseudo(
  "tls_elf_gd",
  [def("dst", GPR, { fixed: RAX }), plain("name", "symbol"), plain("regs", "clobbers")],
  "elf_tls_get_addr {symbol}",
  ["call"],
);
s.pseudo(
  "tls_macho",
  [def("dst", GPR, { fixed: RAX }), plain("name", "symbol"), plain("regs", "clobbers")],
  "macho_tls_get_addr {symbol}",
  ["call"],
);
s.pseudo(
  "tls_coff",
  [def("dst", GPR, { fixed: RAX }), earlyDef("tmp", GPR), plain("name", "symbol")],
  "coff_tls_get_addr {symbol}",
  ["other"],
);

// Stack probes of the prologue: a call with the size in rax; a loop with r11 as counter
s.pseudo("probestack", [plain("name", "callee")], "call {callee}", []);
s.pseudo(
  "probe_loop",
  [plain("word", "page", "u32"), plain("word", "bytes", "u32")],
  "probe_loop {bytes} by {page}",
  ["flags"],
);

// Stack, frame and place of execution are stored at one address and taken from another; the payload stays where it is
s.pseudo(
  "stack_switch",
  [
    def("out", GPR, { fixed: RDI }),
    earlyDef("tmp1", GPR, { fixed: RAX }),
    earlyDef("tmp2", GPR, { fixed: RCX }),
    use("store", GPR),
    use("load", GPR),
    use("payload", GPR, { fixed: RDI }),
    plain("regs", "clobbers"),
  ],
  "stack_switch {store:64}, {load:64}",
  ["call"],
);

export const PSEUDO_ROWS: RowSet = s;
