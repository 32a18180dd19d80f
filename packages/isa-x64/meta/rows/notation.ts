/**
 * The notation in which x86-64 instructions are written down, close to the opcode tables of the manual (Intel SDM,
 * volume 2), and its expansion to rows.
 *
 * A line names the instruction (AT&T mnemonic), its operands in Intel order, and its opcode column:
 *
 *     op("addl", "R=r32:rw M=rm32:r", "03 /r", "ADD", "F")
 *
 * Operands are `PLACE=KIND:ROLE`.
 *   PLACE  R ModRM.reg, M ModRM.rm, V VEX.vvvv, O low bits of the opcode, I immediate, L high half of an immediate byte,
 *          F fixed register that is printed, H fixed register that is not printed, T trap code of the instruction itself
 *   KIND   r8 r16 r32 r64 (general register), x (XMM), m (memory), rmN (general register of N bits or memory), xm (XMM
 *          or memory), cl al ax eax rax dx edx rdx ebx ecx rbx rcx (fixed), i8 u8 i16 i32 u32 i64 (immediates)
 *   ROLE   r read, w written, rw both
 * An `rm` or `xm` operand makes two rows: one with a register, one with memory. Row names are the mnemonic and a letter
 * per printed operand: r general register, x XMM, m memory, i immediate, c `cl`.
 *
 * The opcode column is that of the manual: prefixes (`66`, `F2`, `F3`, `F0`, `REX.W`), map (`0F`, `0F 38`, `0F 3A`) and
 * opcode byte, `+r`, `/r` or `/0`-`/7`, immediate size (`ib iw id iq`, `ibd`: the shorter of `ib` with the opcode's
 * sign-extension bit 1 set, and `id`; `ibw` alike with `iw`); or `VEX.L.PP.MAP.W` and the rest. `acc` adds that there
 * is a form without ModRM for the accumulator.
 */
import { machinst } from "@cranelift-ts/codegen-meta";

const { def, mod, plain, use } = machinst;
type Effect = machinst.Effect;
type Operand = machinst.Operand;

/** How an instruction is put together; see `src/emit/forms.ts` for what the emitter does with each. */
export interface X64Encoding {
  /** `legacy` and `vex` by table; `pseudo` by hand. */
  readonly form: "legacy" | "vex" | "pseudo";
  readonly opcode: number;
  /** 0 one-byte, 1 0F, 2 0F38, 3 0F3A. */
  readonly map: number;
  /** Mandatory prefix: 0 none, 1 66, 2 F3, 3 F2. */
  readonly pp: number;
  readonly w: boolean;
  /** VEX.L. */
  readonly l: boolean;
  /** `66` in front of the mandatory prefix. */
  readonly size16: boolean;
  readonly lock: boolean;
  /** Opcode extension in ModRM.reg; -1 for none. */
  readonly digit: number;
  /** Names of the operands by place; "" for none. */
  readonly reg: string;
  readonly rm: string;
  readonly rmMemory: boolean;
  readonly vvvv: string;
  readonly opreg: string;
  readonly imm: string;
  readonly is4: string;
  /** Immediate: `` ib iw id iq ibd ibw. */
  readonly immSize: string;
  readonly acc: boolean;
  /** Places whose register is a byte register: SPL, BPL, SIL, DIL need a REX prefix. */
  readonly byteReg: boolean;
  readonly byteRm: boolean;
}

export type X64Row = machinst.InstRow<X64Encoding>;

const FIXED: Readonly<Record<string, readonly [preg: number, width: number]>> = {
  al: [0, 8],
  ax: [0, 16],
  eax: [0, 32],
  rax: [0, 64],
  cl: [1, 8],
  ecx: [1, 32],
  rcx: [1, 64],
  dx: [2, 16],
  edx: [2, 32],
  rdx: [2, 64],
  ebx: [3, 32],
  rbx: [3, 64],
};

const FIXED_NAMES: readonly string[] = ["al", "cl", "ax", "eax", "rax"];

export interface RowOptions {
  /** ISA settings that must be on. */
  readonly features?: readonly string[];
  /** Text in front of the mnemonic, `lock `. */
  readonly prefix?: string;
  /** The mnemonic where it is not the name. */
  readonly mnemonic?: string;
  readonly effects?: readonly Effect[];
}

interface Field {
  readonly place: string;
  readonly kind: string;
  readonly role: string;
}

/** Rows collected so far. */
export class RowSet {
  readonly rows: X64Row[] = [];
  private readonly features: readonly string[];

  constructor(features: readonly string[] = []) {
    this.features = features;
  }

  /** Adds one line of the table; `flags`: `F` writes the flags, `f` reads them. */
  op(
    name: string,
    operands: string,
    encoding: string,
    manual: string,
    flags: string = "",
    options: RowOptions = {},
  ): void {
    const fields: Field[] = operands === "" ? [] : operands.split(" ").map(parseField);
    const split = fields.findIndex((f) => f.kind.startsWith("rm") || f.kind === "xm");
    if (split < 0) {
      this.add(name, fields, encoding, manual, flags, options);
      return;
    }
    const f = fields[split] as Field;
    const register = f.kind === "xm" ? "x" : `r${f.kind.slice(2)}`;
    this.add(name, fields.with(split, { ...f, kind: register }), encoding, manual, flags, options);
    this.add(name, fields.with(split, { ...f, kind: "m" }), encoding, manual, flags, options);
  }

  /** Adds an instruction that the emitter writes by hand. */
  pseudo(
    name: string,
    operands: readonly Operand[],
    asm: string,
    effects: readonly Effect[] = [],
    manual: string = "",
  ): void {
    this.rows.push({ name, operands, encoding: PSEUDO, asm, effects, features: this.features, manual });
  }

  private add(
    name: string,
    fields: readonly Field[],
    notation: string,
    manual: string,
    flags: string,
    options: RowOptions,
  ): void {
    const operands: Operand[] = [];
    const texts: string[] = [];
    const effects = new Set<Effect>(options.effects ?? []);
    const places: Record<string, string> = { R: "", M: "", V: "", O: "", I: "", L: "" };
    let letters = "";
    let byteReg = false;
    let byteRm = false;
    let rmMemory = false;
    let sources = 0;
    let defs = 0;
    for (const f of fields) {
      const fixed = FIXED[f.kind];
      if (fixed !== undefined) {
        const [preg, width] = fixed;
        if (f.role.includes("w")) operands.push(def(`dst_${f.kind}`, 0, { fixed: preg }));
        if (f.role.includes("r")) operands.push(use(`src_${f.kind}`, 0, { fixed: preg }));
        if (f.place === "F") {
          if (!FIXED_NAMES.includes(f.kind)) throw new Error(`${name}: ${f.kind} is not printed`);
          texts.push(`%${f.kind}`);
          letters += f.kind === "cl" ? "c" : "a";
        }
        void width;
        continue;
      }
      if (f.place === "T") {
        operands.push(plain("trap", "code"));
        continue;
      }
      if (f.kind === "m") {
        const o = plain("amode", "mem");
        operands.push(o);
        places[f.place] = "mem";
        texts.push("{mem}");
        letters += "m";
        rmMemory = true;
        if (f.role.includes("r")) effects.add("load");
        if (f.role.includes("w")) effects.add("store");
        continue;
      }
      if (/^[iu]\d+$/.test(f.kind)) {
        const bits = Number(f.kind.slice(1));
        const kind = bits === 8 ? "imm8" : bits === 16 ? "imm16" : bits === 32 ? "imm32" : "imm64";
        const id = places["I"] === "" && f.place === "I" ? "imm" : "imm2";
        operands.push(plain(kind, id));
        places[f.place] = id;
        texts.push(`{${id}:${f.kind}}`);
        letters += "i";
        continue;
      }
      const regClass = f.kind === "x" ? 1 : 0;
      const modifier = f.kind === "x" ? "x" : f.kind.slice(1);
      if (f.kind === "r8") {
        if (f.place === "M") byteRm = true;
        else byteReg = true;
      }
      let shown: string;
      if (f.role === "rw") {
        const dst = defs++ === 0 ? "dst" : `dst${defs}`;
        shown = dst;
        operands.push(...mod(dst, `src${++sources}`, regClass));
      } else if (f.role === "w") {
        shown = defs++ === 0 ? "dst" : `dst${defs}`;
        operands.push(def(shown, regClass));
      } else {
        shown = `src${++sources}`;
        operands.push(use(shown, regClass));
      }
      places[f.place] = shown;
      texts.push(`{${shown}:${modifier}}`);
      letters += f.kind === "x" ? "x" : "r";
    }
    if (flags.includes("F")) effects.add("flags");
    if (flags.includes("f")) effects.add("readsFlags");
    const encoding = parseEncoding(notation);
    const mnemonic = `${options.prefix ?? ""}${options.mnemonic ?? name}`;
    this.rows.push({
      name: letters === "" ? name : `${name}_${letters}`,
      operands,
      encoding: {
        ...encoding,
        reg: places["R"] as string,
        rm: places["M"] as string,
        rmMemory,
        vvvv: places["V"] as string,
        opreg: places["O"] as string,
        imm: places["I"] as string,
        is4: places["L"] as string,
        byteReg,
        byteRm,
      },
      asm: texts.length === 0 ? mnemonic : `${mnemonic} ${texts.reverse().join(", ")}`,
      effects: [...effects],
      features: options.features ?? this.features,
      manual: `Vol. 2, ${manual}`,
    });
  }
}

function parseField(text: string): Field {
  const m = /^([RMVOILFHT])=(\w+):(r|w|rw|a)$/.exec(text);
  if (m === null) throw new Error(`operand ${text}`);
  return { place: m[1] as string, kind: m[2] as string, role: m[3] as string };
}

type Shape = Omit<
  X64Encoding,
  "reg" | "rm" | "rmMemory" | "vvvv" | "opreg" | "imm" | "is4" | "byteReg" | "byteRm"
>;

const PREFIXES: Readonly<Record<string, number>> = { "66": 1, F3: 2, F2: 3 };
const VEX_PP: Readonly<Record<string, number>> = { NP: 0, "66": 1, F3: 2, F2: 3 };
const VEX_MAP: Readonly<Record<string, number>> = { "0F": 1, "0F38": 2, "0F3A": 3 };

function parseEncoding(text: string): Shape {
  const tokens = text.split(" ");
  let form: "legacy" | "vex" = "legacy";
  let opcode = -1;
  let map = 0;
  let pp = 0;
  let w = false;
  let l = false;
  let size16 = false;
  let lock = false;
  let digit = -1;
  let immSize = "";
  let acc = false;
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i] as string;
    const more = i + 1 < tokens.length && /^([0-9A-F]{2}|REX\.W)/.test(tokens[i + 1] as string);
    if (t.startsWith("VEX.")) {
      const [, length, prefix, m, wide] = t.split(".");
      form = "vex";
      l = length === "256" || length === "L1";
      pp = VEX_PP[prefix as string] ?? fail(text);
      map = VEX_MAP[m as string] ?? fail(text);
      w = wide === "W1";
    } else if (t === "REX.W") w = true;
    else if (t === "F0" && opcode < 0 && more) lock = true;
    else if (t in PREFIXES && opcode < 0 && map === 0 && more && form === "legacy") {
      size16 ||= pp === 1;
      pp = PREFIXES[t] as number;
    } else if (t === "0F" && map === 0 && opcode < 0 && form === "legacy") map = 1;
    else if ((t === "38" || t === "3A") && map === 1 && opcode < 0 && form === "legacy" && more)
      map = t === "38" ? 2 : 3;
    else if (/^[0-9A-F]{2}(\+r)?$/.test(t) && opcode < 0) opcode = parseInt(t, 16);
    else if (t === "/r") digit = -1;
    else if (/^\/[0-7]$/.test(t)) digit = Number(t.slice(1));
    else if (/^(ib|iw|id|iq|ibd|ibw)$/.test(t)) immSize = t;
    else if (t === "/is4") immSize = "is4";
    else if (t === "acc") acc = true;
    else fail(text);
  }
  if (opcode < 0) fail(text);
  return { form, opcode, map, pp, w, l, size16, lock, digit, immSize, acc };
}

function fail(text: string): never {
  throw new Error(`cannot read the encoding ${text}`);
}

const PSEUDO: X64Encoding = {
  form: "pseudo",
  opcode: 0,
  map: 0,
  pp: 0,
  w: false,
  l: false,
  size16: false,
  lock: false,
  digit: -1,
  reg: "",
  rm: "",
  rmMemory: false,
  vvvv: "",
  opreg: "",
  imm: "",
  is4: "",
  immSize: "",
  acc: false,
  byteReg: false,
  byteRm: false,
};

/** The four widths of general registers with what they add to an opcode column. */
export const WIDTHS: readonly {
  readonly suffix: string;
  readonly bits: number;
  readonly prefix: string;
  readonly wide: number;
}[] = [
  { suffix: "b", bits: 8, prefix: "", wide: 0 },
  { suffix: "w", bits: 16, prefix: "66 ", wide: 1 },
  { suffix: "l", bits: 32, prefix: "", wide: 1 },
  { suffix: "q", bits: 64, prefix: "REX.W ", wide: 1 },
];

/** Two hexadecimal digits. */
export function hex(n: number): string {
  return n.toString(16).toUpperCase().padStart(2, "0");
}
