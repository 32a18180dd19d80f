/**
 * A rule set of realistic size, and a small model of an instruction selector to run it.
 *
 * The shape follows what back ends look like: one `lower` term over 300 opcodes, about ten rules per opcode (by type,
 * with an immediate operand, with an operand that is itself an instruction, up to four instructions deep), right sides
 * that emit one to three machine instructions through a few internal helper terms.
 */

const OPCODES = 300;
const RULES_PER_OPCODE = 10;

/** A small generator, the same everywhere. */
function generator(seed: number): (n: number) => number {
  let x = Math.imul(seed + 1, 0x9e3779b9) | 1;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
}

/** Opcode 0 is the constant; the next are unary, the rest binary. */
export function formatOf(opcode: number): 0 | 1 | 2 {
  return opcode === 0 ? 0 : opcode % 6 === 1 ? 1 : 2;
}

/** Text of the rule set. */
export function realisticRules(
  seed: number = 1,
  opcodes: number = OPCODES,
  perOpcode: number = RULES_PER_OPCODE,
): string {
  const random = generator(seed);
  const out: string[] = [];
  const names = Array.from({ length: opcodes }, (_, i) => (i === 0 ? "Iconst" : `Op${i}`));
  out.push(`(type Value (primitive Value))
(type Inst (primitive Inst))
(type Type (primitive Type))
(type Reg (primitive Reg))
(type Opcode extern (enum ${names.join(" ")}))
(type InstructionData extern (enum
  (Binary (opcode Opcode) (a Value) (b Value))
  (Unary (opcode Opcode) (a Value))
  (UnaryImm (opcode Opcode) (imm i64))))
(type Size (enum Size32 Size64))
(type RegImm (enum (Reg (reg Reg)) (Imm (imm i32))))
(extern const $I32 Type)
(extern const $I64 Type)
(decl inst_data (InstructionData) Inst)
(extern extractor infallible inst_data inst_data)
(decl def_inst (Inst) Value)
(extern extractor def_inst def_inst)
(decl result_type (Type) Inst)
(extern extractor result_type result_type)
(decl has_type (Type Inst) Inst)
(extractor (has_type ty inst) (and (result_type ty) inst))
(decl fits_in_32 (Type) Type)
(extern extractor fits_in_32 fits_in_32)
(decl single_use (Value) Value)
(extern extractor single_use single_use)
(decl simm32 (i32) i64)
(extern extractor simm32 simm32)
(decl pure partial imm8 (i64) u8)
(extern constructor imm8 imm8)
(decl put_in_reg (Value) Reg)
(extern constructor put_in_reg put_in_reg)
(convert Value Reg put_in_reg)
(decl emit_rr (u32 Size Reg Reg) Reg)
(extern constructor emit_rr emit_rr)
(decl emit_ri (u32 Size Reg i32) Reg)
(extern constructor emit_ri emit_ri)
(decl emit_r (u32 Size Reg) Reg)
(extern constructor emit_r emit_r)
(decl emit_imm (i64) Reg)
(extern constructor emit_imm emit_imm)
(decl emit_shift (u32 Size Reg u8) Reg)
(extern constructor emit_shift emit_shift)
(decl size_of (Type) Size)
(rule 1 (size_of (fits_in_32 _)) (Size.Size32))
(rule (size_of _) (Size.Size64))
(decl reg_imm (Value) RegImm)
(rule 1 (reg_imm (def_inst (iconst (simm32 n)))) (RegImm.Imm n))
(rule (reg_imm v) (RegImm.Reg v))
(decl alu (u32 Size Reg RegImm) Reg)
(rule (alu op size x (RegImm.Reg y)) (emit_rr op size x y))
(rule (alu op size x (RegImm.Imm n)) (emit_ri op size x n))
(decl partial lower (Inst) Reg)
(decl iconst (i64) Inst)
(extractor (iconst n) (inst_data (InstructionData.UnaryImm (Opcode.Iconst) n)))`);
  for (let op = 1; op < opcodes; op += 1) {
    const lower = `op${op}`;
    if (formatOf(op) === 1)
      out.push(
        `(decl ${lower} (Value) Inst)\n(extractor (${lower} a) (inst_data (InstructionData.Unary (Opcode.Op${op}) a)))`,
      );
    else
      out.push(
        `(decl ${lower} (Value Value) Inst)\n(extractor (${lower} a b) (inst_data (InstructionData.Binary (Opcode.Op${op}) a b)))`,
      );
  }
  out.push("(rule 0 (lower (iconst n)) (emit_imm n))");
  for (let op = 1; op < opcodes; op += 1) {
    let counter = 0;
    /** A pattern for an instruction with this opcode; variables are named as they are met. */
    const variables: string[] = [];
    const variable = (): string => {
      const name = `x${counter}`;
      counter += 1;
      variables.push(name);
      return name;
    };
    const inst = (opcode: number, depth: number): string => {
      const args = Array.from({ length: formatOf(opcode) }, (_, i) =>
        depth > 1 && i === 0 ? operand(depth - 1) : variable(),
      );
      return `(op${opcode} ${args.join(" ")})`;
    };
    const operand = (depth: number): string => {
      const inner = 1 + random(opcodes - 1);
      return depth > 1 && random(3) === 0
        ? `(single_use (def_inst ${inst(inner, depth)}))`
        : `(def_inst ${inst(inner, depth)})`;
    };
    const emit = (code: number, size: string): string => {
      const [x, y] = [variables[0] ?? "x0", variables[1] ?? variables[0] ?? "x0"];
      if (formatOf(op) === 1) return `(emit_r ${code} ${size} ${x})`;
      return random(2) === 0
        ? `(alu ${code} ${size} ${x} (reg_imm ${y}))`
        : `(emit_rr ${code} ${size} (emit_r ${code + 1} ${size} ${x}) ${y})`;
    };
    for (let n = 0; n < perOpcode; n += 1) {
      counter = 0;
      variables.length = 0;
      const code = op * 16 + n;
      let pattern: string;
      let guard = "";
      let right: string;
      // What is more special has the higher priority.
      let priority = n;
      if (n === 0) {
        pattern = inst(op, 1);
        right = emit(code, "(Size.Size64)");
      } else if (n === 1) {
        pattern = `(has_type (fits_in_32 ty) ${inst(op, 1)})`;
        right = emit(code, "(size_of ty)");
      } else if (n === 2) {
        pattern = `(has_type $I64 ${inst(op, 1)})`;
        right = emit(code, "(Size.Size64)");
      } else if (n === 3 && formatOf(op) === 2) {
        pattern = `(has_type ty (op${op} x (def_inst (iconst (simm32 k)))))`;
        right = `(emit_ri ${code} (size_of ty) x k)`;
      } else if (n === 4 && formatOf(op) === 2) {
        pattern = `(has_type ty (op${op} x (def_inst (iconst k))))`;
        guard = "(if-let s (imm8 k)) ";
        right = `(emit_shift ${code} (size_of ty) x s)`;
      } else {
        const depth = 2 + (n % 3);
        priority = depth * 40 + (n % 2 === 0 ? 20 : 0) + n;
        const first = operand(depth - 1);
        const rest = formatOf(op) === 2 ? ` ${variable()}` : "";
        const body = `(op${op} ${first}${rest})`;
        pattern = n % 2 === 0 ? `(has_type ty ${body})` : body;
        right = emit(code, n % 2 === 0 ? "(size_of ty)" : "(Size.Size32)");
      }
      out.push(`(rule ${priority} (lower ${pattern}) ${guard}${right})`);
    }
  }
  return `${out.join("\n")}\n`;
}

/** A function of `n` instructions to select for, and the externs of `realisticRules`. */
export class Selector {
  readonly opcode: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly imm: Int32Array;
  readonly type: Int32Array;
  readonly uses: Int32Array;
  readonly I32 = 0x76;
  readonly I64 = 0x77;
  /** Pending machine instructions. */
  readonly code: Int32Array;
  at: number;
  next: number;

  /** `zipf`: the k-th opcode is 1/k as frequent as the first, as in real code; `uniform`: the worst case for caches and branch prediction. */
  constructor(
    n: number,
    distribution: "zipf" | "uniform" = "zipf",
    opcodes: number = OPCODES,
    seed: number = 7,
  ) {
    const random = generator(seed);
    // Cumulated frequencies, in 2^20ths.
    const share = new Float64Array(opcodes);
    let total = 0;
    for (let i = 1; i < opcodes; i += 1) {
      total += distribution === "zipf" ? 1 / i : 1;
      share[i] = total;
    }
    const pick = (): number => {
      const wanted = (random(1 << 20) / (1 << 20)) * total;
      let low = 1;
      let high = opcodes - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (share[middle]! <= wanted) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    this.opcode = new Int32Array(n);
    this.a = new Int32Array(n);
    this.b = new Int32Array(n);
    this.imm = new Int32Array(n);
    this.type = new Int32Array(n);
    this.uses = new Int32Array(n);
    this.code = new Int32Array(8192);
    this.at = 0;
    this.next = 0;
    for (let i = 0; i < n; i += 1) {
      this.opcode[i] = i < 4 || random(8) === 0 ? 0 : pick();
      // Values below 0 are parameters.
      this.a[i] = i === 0 ? -2 : Math.max(0, i - 1 - random(12));
      this.b[i] = i === 0 || random(6) === 0 ? -2 - random(4) : Math.max(0, i - 1 - random(12));
      this.imm[i] = random(4) === 0 ? random(1 << 20) * 2048 : random(300);
      this.type[i] = random(2) === 0 ? this.I32 : this.I64;
    }
    for (let i = 0; i < n; i += 1) if (this.opcode[i] !== 0) this.uses[this.a[i]!]! += 1;
  }

  const64(lo: number, hi: number): number {
    // oxlint-disable-next-line erasing-op -- keeps the parameter, which this model ignores
    return (lo << 1) | (hi & 0);
  }
  inst_data(inst: number): number {
    return inst;
  }
  InstructionData_opcode(data: number): number {
    return this.opcode[data]!;
  }
  InstructionData_tag(data: number): number {
    const format = formatOf(this.opcode[data]!);
    return format === 0 ? 2 : format === 1 ? 1 : 0;
  }
  InstructionData_Binary_opcode(data: number): number {
    return this.opcode[data]!;
  }
  InstructionData_Unary_opcode(data: number): number {
    return this.opcode[data]!;
  }
  InstructionData_UnaryImm_opcode(data: number): number {
    return this.opcode[data]!;
  }
  InstructionData_Binary_a(data: number): number {
    return this.a[data]!;
  }
  InstructionData_Binary_b(data: number): number {
    return this.b[data]!;
  }
  InstructionData_Unary_a(data: number): number {
    return this.a[data]!;
  }
  InstructionData_UnaryImm_imm(data: number): number {
    return this.imm[data]!;
  }
  def_inst(value: number): number {
    return value >= 0 ? value : -1;
  }
  result_type(inst: number): number {
    return this.type[inst]!;
  }
  fits_in_32(type: number): number {
    return type <= 0x76 ? type : -1;
  }
  single_use(value: number): number {
    return this.uses[value] === 1 ? value : -1;
  }
  simm32(imm: number): number {
    return imm < 1 << 30 ? imm : 0x80000000;
  }
  imm8(imm: number): number {
    return imm < 256 ? imm : -1;
  }
  put_in_reg(value: number): number {
    return value;
  }
  emit_rr(op: number, size: number, x: number, y: number): number {
    return this.emit(op, size, x, y);
  }
  emit_ri(op: number, size: number, x: number, n: number): number {
    return this.emit(op, size, x, n);
  }
  emit_r(op: number, size: number, x: number): number {
    return this.emit(op, size, x, 0);
  }
  emit_shift(op: number, size: number, x: number, n: number): number {
    return this.emit(op, size, x, n);
  }
  emit_imm(imm: number): number {
    return this.emit(0, 1, imm, 0);
  }

  private emit(op: number, size: number, x: number, y: number): number {
    const code = this.code;
    let at = this.at;
    if (at + 4 > code.length) at = 0;
    code[at] = op | (size << 16);
    code[at + 1] = x;
    code[at + 2] = y;
    const reg = this.next + 1;
    code[at + 3] = reg;
    this.next = reg & 0xffff;
    this.at = at + 4;
    return reg;
  }
}
