/**
 * The instructions of s390x that this back end uses, one row per encoding form.
 *
 * `op` takes the name, the assembly text, the code in hex with all operand fields zero, whose length is the length of
 * the instruction, and the operands in the order of the record. An operand is `NAME=KIND@BIT`, where BIT counts from the
 * leftmost bit, as the manual does, and KIND is
 *   d, u     general register that is written, read; with a number: that register, which has no field
 *   D, U     the same for floating-point registers
 *   m, M     register that is written; the operand behind it is its old value and shares its register
 *   iN, nN   number of N bits, signed, unsigned
 *   c        mask of condition codes, 4 bits: 8 for code 0, 4 for 1, 2 for 2, 1 for 3
 *   mem      address: base, index, displacement of 20 bits
 *   rs       address without index, behind up to two registers
 * A row with an address may have a short form with a displacement of 12 bits: its operation code is `short`.
 *
 * Facts: z/Architecture Principles of Operation (SA22-7832), chapters 7, 9, 18, 19, 21, 22.
 */
import { machinst } from "@cranelift-ts/codegen-meta";

const { def, earlyDef, mod, plain, use } = machinst;
type Effect = machinst.Effect;
type Operand = machinst.Operand;

/** A field of the instruction. */
export interface Field {
  readonly operand: string;
  /** Leftmost bit. */
  readonly bit: number;
  readonly width: number;
}

export interface S390xEncoding {
  /** `memory`: a register field and an address; `rs`: an address without index; `pseudo` by hand. */
  readonly form: "plain" | "memory" | "rs" | "pseudo";
  /** Hex digits. */
  readonly code: string;
  readonly fields: readonly Field[];
  /** Operation code of the short form, 0 for none. */
  readonly short: number;
}

export type S390xRow = machinst.InstRow<S390xEncoding>;

const rows: S390xRow[] = [];
const GPR = 0;
const FPR = 1;
const CC: readonly Effect[] = ["flags"];

function op(
  name: string,
  asm: string,
  code: string,
  operands: string,
  effects: readonly Effect[] = [],
  features: readonly string[] = [],
  short: number = 0,
): void {
  const list: Operand[] = [];
  const fields: Field[] = [];
  let form: S390xEncoding["form"] = "plain";
  for (const text of operands.split(" ")) {
    const m = /^(\w+)=([a-zA-Z]+)(\d*)(?:@(\d+))?$/.exec(text);
    if (m === null) throw new Error(`${name}: ${text}`);
    const [, operand = "", kind = "", digits = "", bit] = m;
    const fixed = digits === "" ? {} : { fixed: Number(digits) };
    let width = 4;
    switch (kind) {
      case "d":
        list.push(def(operand, GPR, fixed));
        break;
      case "u":
        list.push(use(operand, GPR, fixed));
        break;
      case "D":
        list.push(def(operand, FPR));
        break;
      case "U":
        list.push(use(operand, FPR));
        break;
      case "m":
      case "M":
        list.push(...mod(operand, `${operand}_in`, kind === "m" ? GPR : FPR));
        break;
      case "i":
      case "n":
        width = Number(digits);
        list.push(plain("word", operand, "i32"));
        break;
      case "c":
        list.push(plain("word", operand, "CC"));
        break;
      case "mem":
      case "rs":
        form = kind === "rs" ? "rs" : "memory";
        list.push(plain("amode", operand));
        break;
      default:
        throw new Error(`${name}: kind ${kind}`);
    }
    if (bit !== undefined) fields.push({ operand, bit: Number(bit), width });
  }
  rows.push({
    name,
    operands: list,
    encoding: { form, code, fields, short },
    asm,
    effects,
    features,
    manual: "",
  });
}

function pseudo(name: string, operands: readonly Operand[], asm: string, effects: readonly Effect[]): void {
  const encoding: S390xEncoding = { form: "pseudo", code: "", fields: [], short: 0 };
  rows.push({ name, operands, encoding, asm, effects, features: [], manual: "" });
}

// Register forms: RR of two bytes, RRE of four

/** `name rd, rn`. */
function unary(
  name: string,
  code: string,
  effects: readonly Effect[] = [],
  d: string = "d",
  u: string = "u",
): void {
  const at = code.length === 2 ? [8, 12] : [24, 28];
  op(
    name,
    `${name} {rd}, {rn}`,
    code.padEnd(code.length * 2, "0"),
    `rd=${d}@${at[0]} rn=${u}@${at[1]}`,
    effects,
  );
}
unary("lgr", "b904", ["move"]);
for (const [name, code] of [
  ["lgbr", "b906"],
  ["lghr", "b907"],
  ["lgfr", "b914"],
  ["llgcr", "b984"],
  ["llghr", "b985"],
  ["llgfr", "b916"],
  ["lrvr", "b91f"],
  ["lrvgr", "b90f"],
] as const)
  unary(name, code);
for (const [name, code] of [
  ["lcgr", "b903"],
  ["lpgr", "b900"],
] as const)
  unary(name, code, CC);

/** `name rd, rn` that reads and writes `rd`. */
function accumulate(
  name: string,
  code: string,
  effects: readonly Effect[] = CC,
  d: string = "m",
  u: string = "u",
): void {
  op(name, `${name} {rd}, {rm}`, code.padEnd(8, "0"), `rd=${d}@24 rm=${u}@28`, effects);
}
accumulate("alcgr", "b988", ["flags", "readsFlags"]);
accumulate("slbgr", "b989", ["flags", "readsFlags"]);

/** `name rn, rm`: a comparison. */
function compare(name: string, code: string, u: string = "u"): void {
  const at = code.length === 2 ? [8, 12] : [24, 28];
  op(name, `${name} {rn}, {rm}`, code.padEnd(code.length * 2, "0"), `rn=${u}@${at[0]} rm=${u}@${at[1]}`, CC);
}
compare("cr", "19");
compare("clr", "15");
compare("cgr", "b920");
compare("clgr", "b921");

/** `name rd, rn, rm`, the second source in front of the others in the instruction (RRF). */
function three(
  name: string,
  code: string,
  effects: readonly Effect[] = CC,
  features: readonly string[] = [],
): void {
  op(name, `${name} {rd}, {rn}, {rm}`, code.padEnd(8, "0"), "rd=d@24 rn=u@28 rm=u@16", effects, features);
}
for (const [name, code] of [
  ["agrk", "b9e8"],
  ["sgrk", "b9e9"],
  ["alrk", "b9fa"],
  ["algrk", "b9ea"],
  ["slgrk", "b9eb"],
  ["ngrk", "b9e4"],
  ["ogrk", "b9e6"],
  ["xgrk", "b9e7"],
  ["msgrkc", "b9ed"],
] as const)
  three(name, code);
for (const [name, code] of [
  ["ncgrk", "b9e5"],
  ["ocgrk", "b965"],
  ["nxgrk", "b967"],
] as const)
  three(name, code, CC, ["has_mie3"]);
op(
  "selgr",
  "selgr {rd}, {rn}, {rm}, {cc}",
  "b9e30000",
  "rd=d@24 rn=u@28 rm=u@16 cc=c@20",
  ["readsFlags"],
  ["has_mie3"],
);
op("locgr", "locgr {rd}, {rm}, {cc}", "b9e20000", "rd=m@24 rm=u@28 cc=c@16", ["readsFlags"]);
op("locghi", "locghi {rd}, {imm}, {cc}", "ec0000000046", "rd=m@8 imm=i16@16 cc=c@12", ["readsFlags"]);

// Products and quotients in the pair r2, r3: high half or remainder in r2, low half or quotient in r3
op("mlgr", "mlgr %r2, {y}", "b9860020", "hi=d2 lo=d3 x=u3 y=u@28");
op("mgrk", "mgrk %r2, {x}, {y}", "b9ec0020", "hi=d2 lo=d3 x=u@28 y=u@16");
op("dlgr", "dlgr %r2, {y}", "b9870020", "rem=d2 quot=d3 hi=u2 lo=u3 y=u@28", ["trap"]);
op("dsgr", "dsgr %r2, {y}", "b90d0020", "rem=d2 quot=d3 x=u3 y=u@28", ["trap"]);
// Leftmost one: its number in r2; in r3 the operand without it
op("flogr", "flogr %r2, {x}", "b9830020", "count=d2 rest=d3 x=u@28", CC);
// Counts in each byte, or with mask 8 in the whole register
op("popcnt_bytes", "popcnt {rd}, {rn}", "b9e10000", "rd=d@24 rn=u@28", CC);
op("popcnt_all", "popcnt {rd}, {rn}, 8", "b9e18000", "rd=d@24 rn=u@28", CC, ["has_mie3"]);

// Immediates
op("lghi", "lghi {rd}, {imm}", "a7090000", "rd=d@8 imm=i16@16");
op("lgfi", "lgfi {rd}, {imm}", "c00100000000", "rd=d@8 imm=i32@16");
op("llilf", "llilf {rd}, {imm:u}", "c00f00000000", "rd=d@8 imm=n32@16");
op("llihf", "llihf {rd}, {imm:u}", "c00e00000000", "rd=d@8 imm=n32@16");
op("iilf", "iilf {rd}, {imm:u}", "c00900000000", "rd=m@8 imm=n32@16");
op("aghik", "aghik {rd}, {rn}, {imm}", "ec00000000d9", "rd=d@8 rn=u@12 imm=i16@16", CC);
op("agfi", "agfi {rd}, {imm}", "c20800000000", "rd=m@8 imm=i32@16", CC);
op("msfi", "msfi {rd}, {imm}", "c20100000000", "rd=m@8 imm=i32@16");
op("msgfi", "msgfi {rd}, {imm}", "c20000000000", "rd=m@8 imm=i32@16");
for (const [name, code] of [
  ["nilf", "c00b"],
  ["oilf", "c00d"],
  ["xilf", "c007"],
  ["xihf", "c006"],
] as const)
  op(name, `${name} {rd}, {imm:u}`, `${code}00000000`, "rd=m@8 imm=n32@16", CC);
op("chi", "chi {rn}, {imm}", "a70e0000", "rn=u@8 imm=i16@16", CC);
op("cghi", "cghi {rn}, {imm}", "a70f0000", "rn=u@8 imm=i16@16", CC);
op("cfi", "cfi {rn}, {imm}", "c20d00000000", "rn=u@8 imm=i32@16", CC);
op("cgfi", "cgfi {rn}, {imm}", "c20c00000000", "rn=u@8 imm=i32@16", CC);
op("clfi", "clfi {rn}, {imm:u}", "c20f00000000", "rn=u@8 imm=n32@16", CC);
op("clgfi", "clgfi {rn}, {imm:u}", "c20e00000000", "rn=u@8 imm=n32@16", CC);
// All of the masked bits of the low halfword zero: code 0
op("tmll", "tmll {rn}, {imm}", "a7010000", "rn=u@8 imm=n16@16", CC);

// Shifts: the count is in the low six bits of an address
for (const [name, code, effects] of [
  ["sllg", "0d", []],
  ["srlg", "0c", []],
  ["srag", "0a", CC],
  ["rll", "1d", []],
  ["rllg", "1c", []],
] as const) {
  op(
    `${name}_imm`,
    `${name} {rd}, {rn}, {count}`,
    `eb00000000${code}`,
    "rd=d@8 rn=u@12 count=n12@20",
    effects,
  );
  op(
    `${name}_reg`,
    `${name} {rd}, {rn}, 0({count})`,
    `eb00000000${code}`,
    "rd=d@8 rn=u@12 count=u@16",
    effects,
  );
}
// Rotate and take the bits `from` to `to` of the result, the others zero
op(
  "risbgz",
  "risbgn {rd}, {rn}, {from}, {to:zero}, {rotate}",
  "ec0000800059",
  "rd=d@8 rn=u@12 from=n6@18 to=n6@26 rotate=n6@34",
);

// Memory: the second code is that of the form with a displacement of 12 bits, 0 if there is none
for (const [name, mnemonic, code, short, reg] of [
  ["lg", "lg", "04", 0, "d"],
  ["l", "l", "58", 0x58, "d"],
  ["lgf", "lgf", "14", 0, "d"],
  ["llgf", "llgf", "16", 0, "d"],
  ["lgh", "lgh", "15", 0, "d"],
  ["llgh", "llgh", "91", 0, "d"],
  ["lgb", "lgb", "77", 0, "d"],
  ["llgc", "llgc", "90", 0, "d"],
  ["lrvg", "lrvg", "0f", 0, "d"],
  ["lrv", "lrv", "1e", 0, "d"],
  ["lrvh", "lrvh", "1f", 0, "d"],
  ["stg", "stg", "24", 0, "u"],
  ["st", "st", "50", 0x50, "u"],
  ["sth", "sth", "70", 0x40, "u"],
  ["stc", "stc", "72", 0x42, "u"],
  ["strvg", "strvg", "2f", 0, "u"],
  ["strv", "strv", "3e", 0, "u"],
  ["strvh", "strvh", "3f", 0, "u"],
] as const)
  op(
    name,
    `${mnemonic} {rt}, {mem}`,
    `e300000000${code}`,
    `rt=${reg}@8 mem=mem`,
    [reg === "u" ? "store" : "load"],
    [],
    short,
  );
op("la", "la {rt}, {mem}", "e30000000071", "rt=d@8 mem=mem", [], [], 0x41);
for (const [name, code, short, reg] of [
  ["ld", "65", 0x68, "D"],
  ["le", "64", 0x78, "D"],
  ["std", "67", 0x60, "U"],
  ["ste", "66", 0x70, "U"],
] as const)
  op(
    name,
    `${name} {rt}, {mem}`,
    `ed00000000${code}`,
    `rt=${reg}@8 mem=mem`,
    [reg === "U" ? "store" : "load"],
    [],
    short,
  );
// Atomic accesses: what was in memory comes to `rd`. CS compares with `rd`, code 0 if it stored.
for (const [name, code] of [
  ["laa", "f8"],
  ["laag", "e8"],
  ["lan", "f4"],
  ["lang", "e4"],
  ["lao", "f6"],
  ["laog", "e6"],
  ["lax", "f7"],
  ["laxg", "e7"],
] as const)
  op(name, `${name} {rd}, {rm}, {mem}`, `eb00000000${code}`, "rd=d@8 rm=u@12 mem=rs", [
    "load",
    "store",
    "flags",
  ]);
op(
  "cs",
  "cs {rd}, {rm}, {mem}",
  "eb0000000014",
  "rd=m@8 rm=u@12 mem=rs",
  ["load", "store", "flags"],
  [],
  0xba,
);
op("csg", "csg {rd}, {rm}, {mem}", "eb0000000030", "rd=m@8 rm=u@12 mem=rs", ["load", "store", "flags"]);
// The same for 16 bytes, in the pairs r2, r3 and r4, r5, of which the first has the higher half
op("lpq", "lpq %r2, {mem}", "e3200000008f", "hi=d2 lo=d3 mem=mem", ["load"]);
op("stpq", "stpq %r2, {mem}", "e3200000008e", "hi=u2 lo=u3 mem=mem", ["store"]);
op(
  "cdsg",
  "cdsg %r2, %r4, {mem}",
  "eb240000003e",
  "old_hi=d2 old_lo=d3 hi=u2 lo=u3 new_hi=u4 new_lo=u5 mem=rs",
  ["load", "store", "flags"],
);
// Several registers, for prologue and epilogue
op("stmg", "stmg {from}, {to}, {offset}(%r15)", "eb00f0000024", "from=u@8 to=u@12 offset=n12@20", ["store"]);
op("lmg", "lmg {from}, {to}, {offset}(%r15)", "eb00f0000004", "from=d@8 to=d@12 offset=n12@20", ["load"]);

// Floats: `e` short, `d` long
unary("ldr", "28", ["move"], "D", "U");
unary("ldgr", "b3c1", [], "D", "u");
unary("lgdr", "b3cd", [], "d", "U");
unary("lcdfr", "b373", [], "D", "U");
unary("lpdfr", "b370", [], "D", "U");
unary("ldebr", "b304", [], "D", "U");
unary("ledbr", "b344", [], "D", "U");
unary("sqebr", "b314", [], "D", "U");
unary("sqdbr", "b315", [], "D", "U");
for (const [name, code] of [
  ["aebr", "b30a"],
  ["adbr", "b31a"],
  ["sebr", "b30b"],
  ["sdbr", "b31b"],
] as const)
  accumulate(name, code, CC, "M", "U");
for (const [name, code] of [
  ["meebr", "b317"],
  ["mdbr", "b31c"],
  ["debr", "b30d"],
  ["ddbr", "b31d"],
] as const)
  accumulate(name, code, [], "M", "U");
compare("cebr", "b309", "U");
compare("cdbr", "b319", "U");
op("maebr", "maebr {rd}, {rn}, {rm}", "b30e0000", "rd=M@16 rn=U@24 rm=U@28");
op("madbr", "madbr {rd}, {rn}, {rm}", "b31e0000", "rd=M@16 rn=U@24 rm=U@28");
op("cpsdr", "cpsdr {rd}, {sign}, {rn}", "b3720000", "rd=D@24 sign=U@16 rn=U@28");
for (const [name, code] of [
  ["fiebra", "b357"],
  ["fidbra", "b35f"],
] as const)
  op(name, `${name} {rd}, {mode}, {rn}, 0`, `${code}0000`, "rd=D@24 mode=n4@16 rn=U@28");
for (const [name, code] of [
  ["cegbra", "b3a4"],
  ["cdgbra", "b3a5"],
  ["celgbr", "b3a0"],
  ["cdlgbr", "b3a1"],
] as const)
  op(name, `${name} {rd}, 0, {rn}, 0`, `${code}0000`, "rd=D@24 rn=u@28");
// Rounded toward zero
for (const [name, code] of [
  ["cfebra", "b398"],
  ["cfdbra", "b399"],
  ["cgebra", "b3a8"],
  ["cgdbra", "b3a9"],
  ["clfebr", "b39c"],
  ["clfdbr", "b39d"],
  ["clgebr", "b3ac"],
  ["clgdbr", "b3ad"],
] as const)
  op(name, `${name} {rd}, 5, {rn}, 0`, `${code}5000`, "rd=d@24 rn=U@28", CC);
// NaN if one operand is, -0 less than +0
for (const [name, code] of [
  ["wfminsb", "e700001820ee"],
  ["wfmindb", "e700001830ee"],
  ["wfmaxsb", "e700001820ef"],
  ["wfmaxdb", "e700001830ef"],
] as const)
  op(name, `${name} {rd:v}, {rn:v}, {rm:v}, 1`, code, "rd=D@8 rn=U@12 rm=U@16");

const values = plain("regs", "values");
const info = plain("word", "info", "u32");
const cc = plain("word", "cc", "CC");
const taken = plain("label", "taken");
const other = plain("label", "other");

pseudo("args", [values], "args {values}", []);
pseudo("ret", [values], "br %r14 {values}", ["ret"]);
pseudo("j", [plain("label", "target")], "j {target}", ["branch"]);
pseudo("brc", [cc, taken, other], "brc {cc}, {taken} ; j {other}", ["branch", "readsFlags"]);
for (const name of ["crj", "cgrj", "clrj", "clgrj"])
  pseudo(
    name,
    [use("rn", GPR), use("rm", GPR), cc, taken, other],
    `${name} {rn}, {rm}, {cc}, {taken} ; j {other}`,
    ["branch"],
  );
for (const name of ["cij", "cgij", "clij", "clgij"])
  pseudo(
    name,
    [use("rn", GPR), plain("word", "imm", "i32"), cc, taken, other],
    `${name} {rn}, {imm}, {cc}, {taken} ; j {other}`,
    ["branch"],
  );
// The index is compared already: codes 0 and 2 when it is out of range
pseudo(
  "br_table",
  [use("index", GPR), earlyDef("safe", GPR), plain("label", "fallback"), plain("word", "table", "u32")],
  "br_table {index}, {safe}, {fallback}, table{table}",
  ["branch", "readsFlags"],
);
pseudo("call", [plain("name", "callee"), info, values], "brasl %r14, {callee} {values}", ["call"]);
pseudo("call_reg", [use("callee", GPR), info, values], "basr %r14, {callee} {values}", ["call"]);
// The same with handlers: what follows is at a label.
const normal = plain("label", "normal");
pseudo(
  "call_try",
  [plain("name", "callee"), info, normal, values],
  "brasl %r14, {callee} {values} ; j {normal}",
  ["call", "branch"],
);
pseudo(
  "call_reg_try",
  [use("callee", GPR), info, normal, values],
  "basr %r14, {callee} {values} ; j {normal}",
  ["call", "branch"],
);
pseudo(
  "call_patchable",
  [plain("name", "callee"), info, values],
  "brasl %r14, {callee} {values} ; patchable",
  ["call"],
);
pseudo(
  "return_call",
  [plain("name", "callee"), plain("word", "tail_args", "u32"), values],
  "return_call {callee} {values}",
  ["ret"],
);
pseudo(
  "return_call_reg",
  [use("callee", GPR), plain("word", "tail_args", "u32"), values],
  "return_call {callee} {values}",
  ["ret"],
);
pseudo(
  "load_name",
  [def("rd", GPR), plain("name", "symbol"), plain("imm64", "addend")],
  "bras %r1, 12 ; data {symbol} ; lg {rd}, 0(%r1)",
  [],
);
pseudo(
  "load_near",
  [def("rd", GPR), plain("name", "symbol"), plain("imm64", "addend")],
  "larl {rd}, {symbol}",
  [],
);
pseudo("load_label", [def("rd", GPR), plain("label", "label")], "larl {rd}, {label}", []);
// The address of a thread-local variable: the thread pointer and what `__tls_get_offset` returns
pseudo(
  "tls_elf_gd",
  [def("rd", GPR, { fixed: 2 }), plain("name", "symbol"), plain("regs", "clobbers")],
  "tls_elf_gd {rd}, {symbol}",
  ["call"],
);
// Touches `bytes` below the stack pointer, one store for each page; r0 and r1 are lost
pseudo(
  "probe_loop",
  [plain("word", "page", "u32"), plain("word", "bytes", "u32")],
  "probe_loop {bytes} by {page}",
  ["flags"],
);
// `rd`, or `rn` where the condition holds; there is no such instruction for floats
pseudo(
  "select_float",
  [...mod("rd", "rd_in", FPR), use("rn", FPR), cc],
  "brc {cc:inverted}, 6 ; ldr {rd}, {rn}",
  ["readsFlags"],
);
pseudo("serialize", [plain("word", "zero", "i32")], "bcr 14, 0", ["other"]);
pseudo("debugtrap", [], ".insn e, 1", ["other"]);
pseudo("sequence_point", [], "sequence_point", ["other"]);
pseudo("trap", [plain("trap", "code")], ".insn e, 0 ; trap {code}", ["ret", "trap"]);
pseudo("trap_if", [cc, plain("trap", "code")], "brc {cc}, trap {code}", ["trap", "readsFlags"]);
// Loops around CS; see `src/emit/atomic.ts`. `size` in bytes, `reversed` 1 for little-endian memory.
const size = plain("word", "size", "u32");
const rmw = plain("word", "op", "AtomicRmwOp");
const reversed = plain("word", "reversed", "u32");
const word = plain("amode", "mem");
const ATOMIC: readonly Effect[] = ["load", "store", "flags"];
pseudo(
  "rmw_loop",
  [earlyDef("old", GPR), earlyDef("tmp", GPR), use("operand", GPR), rmw, size, reversed, word],
  "rmw_loop {old}, {operand}, {mem}, {op}, {size}, {reversed}, {tmp}",
  ATOMIC,
);
pseudo(
  "rmw_part_loop",
  [
    earlyDef("old", GPR),
    earlyDef("tmp", GPR),
    use("operand", GPR),
    use("left", GPR),
    use("right", GPR),
    rmw,
    size,
    reversed,
    word,
  ],
  "rmw_part_loop {old}, {operand}, {mem}, {op}, {size}, {reversed}, {left}, {right}, {tmp}",
  ATOMIC,
);
pseudo(
  "cas_part_loop",
  [
    earlyDef("found", GPR),
    earlyDef("old", GPR),
    earlyDef("tmp", GPR),
    use("expected", GPR),
    use("replacement", GPR),
    use("left", GPR),
    use("right", GPR),
    size,
    word,
  ],
  "cas_part_loop {found}, {expected}, {replacement}, {mem}, {size}, {left}, {right}, {old}, {tmp}",
  ATOMIC,
);
pseudo(
  "rmw_quad_loop",
  [
    earlyDef("old_hi", GPR, { fixed: 2 }),
    earlyDef("old_lo", GPR, { fixed: 3 }),
    earlyDef("tmp_hi", GPR, { fixed: 4 }),
    earlyDef("tmp_lo", GPR, { fixed: 5 }),
    use("hi", GPR),
    use("lo", GPR),
    rmw,
    reversed,
    word,
  ],
  "rmw_quad_loop {old_hi}, {old_lo}, {hi}, {lo}, {mem}, {op}, {reversed}, {tmp_hi}, {tmp_lo}",
  ATOMIC,
);

/** All rows of s390x. */
export const S390X_MACHINE: machinst.MachineDescription<S390xEncoding> = {
  isa: "s390x",
  className: "S390xInsts",
  prefix: "s390x_",
  // Base, index, displacement, and what they mean: see `src/emit/encode.ts`.
  amodeWords: 4,
  amodeRegisters: [0, 1],
  registerTypes: ["Gpr", "Fpr", "Fpr"],
  rows,
};
