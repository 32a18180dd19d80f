// Random rule sets, with hosts to run them.
//
// Every set is a valid program that uses most of the language: enums of all
// kinds, externs of every protocol, non-linear variables, if-lets, multi terms
// nested in each other, calls back into the rules from the host. Domains are
// tiny, so that rules do match. Rules of equal priority in a term with one
// result differ in the first argument's variant or literal, so that they never
// overlap.
//
// Everything follows from the seed.

/** A small deterministic random number generator (xorshift). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b9) | 1;
    for (let i = 0; i < 4; i += 1) this.next();
  }

  /** A random uint32. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** A number in [0, n). */
  below(n: number): number {
    return this.next() % n;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** A term of a random program that can be called from outside. */
export interface RandomTerm {
  readonly name: string;
  readonly args: readonly string[];
  readonly ret: string;
  readonly pure: boolean;
  readonly partial: boolean;
  readonly multi: boolean;
}

export interface RandomProgram {
  readonly text: string;
  readonly terms: readonly RandomTerm[];
}

export interface RandomProgramOptions {
  /** Number of internal terms. */
  readonly terms?: number;
  /** Most rules of a term. */
  readonly rules?: number;
  /** Deepest pattern. */
  readonly depth?: number;
  /** Leave out multi terms. */
  readonly single?: boolean;
  /** Leave out everything that a witness search over small domains cannot enumerate: if-lets, multi terms, externs that fail. */
  readonly simple?: boolean;
}

const PRELUDE = `
(type V (primitive V))
(type Op extern (enum A B C D))
(type Data extern (enum (Bin (op Op) (x V) (y V)) (Imm (op Op) (k u8)) (Nul (op Op)) (Wide (n u64))))
(type E (enum P (Q (x V)) (R (x V) (k u8))))
(type S (struct (x V) (k u8)))
(type Col (enum Red Green Blue))
(extern const $V0 V)
(extern const $K1 u8)
(decl data (Data) V)
(extern extractor infallible data data)
(decl maybe (V) V)
(extern extractor maybe maybe)
(decl pair (V V) V)
(extern extractor infallible pair pair)
(decl maybe_pair (V u8) V)
(extern extractor maybe_pair maybe_pair)
(decl odd () V)
(extern extractor odd odd)
(decl num (i32) V)
(extern extractor num num)
(decl flag (bool) V)
(extern extractor infallible flag flag)
(decl small (u8) u64)
(extern extractor small small)
(decl multi each_v (V) V)
(extern extractor each_v each_v)
(decl multi each_pair (V u8) V)
(extern extractor each_pair each_pair)
(decl multi times () V)
(extern extractor times times)
(decl bin_a (V V) V)
(extractor (bin_a x y) (data (Data.Bin (Op.A) x y)))
(decl imm_b (u8) V)
(extractor (imm_b k) (and (data (Data.Imm (Op.B) k)) _))
(decl pure p_add (V V) V)
(extern constructor p_add p_add)
(decl pure p_k (u8) V)
(extern constructor p_k p_k)
(decl pure partial p_half (V) V)
(extern constructor p_half p_half)
(decl pure partial p_int (V i32) i32)
(extern constructor p_int p_int)
(decl pure p_wide (V) u64)
(extern constructor p_wide p_wide)
(decl pure multi p_many (V) V)
(extern constructor p_many p_many)
(decl emit (V V) V)
(extern constructor emit emit)
(decl emit5 (V u8 i32 bool Op) V)
(extern constructor emit5 emit5)
(decl emit_wide (u64) V)
(extern constructor emit_wide emit_wide)
(decl partial try_emit (V) V)
(extern constructor try_emit try_emit)
(decl partial try_int (u8 i32) i32)
(extern constructor try_int try_int)
(decl multi emit_many (V u8) V)
(extern constructor emit_many emit_many)
(decl mk_bool (V) bool)
(extern constructor mk_bool mk_bool)
`;

interface Extractor {
  readonly name: string;
  readonly from: string;
  readonly args: readonly string[];
  readonly multi: boolean;
  readonly fallible: boolean;
}

const EXTRACTORS: readonly Extractor[] = [
  { name: "data", from: "V", args: ["Data"], multi: false, fallible: false },
  { name: "maybe", from: "V", args: ["V"], multi: false, fallible: true },
  { name: "pair", from: "V", args: ["V", "V"], multi: false, fallible: false },
  { name: "maybe_pair", from: "V", args: ["V", "u8"], multi: false, fallible: true },
  { name: "odd", from: "V", args: [], multi: false, fallible: true },
  { name: "num", from: "V", args: ["i32"], multi: false, fallible: true },
  { name: "flag", from: "V", args: ["bool"], multi: false, fallible: false },
  { name: "small", from: "u64", args: ["u8"], multi: false, fallible: true },
  { name: "bin_a", from: "V", args: ["V", "V"], multi: false, fallible: false },
  { name: "imm_b", from: "V", args: ["u8"], multi: false, fallible: false },
  { name: "each_v", from: "V", args: ["V"], multi: true, fallible: false },
  { name: "each_pair", from: "V", args: ["V", "u8"], multi: true, fallible: false },
  { name: "times", from: "V", args: [], multi: true, fallible: false },
];

const EXTERN_CONSTRUCTORS: readonly RandomTerm[] = [
  { name: "p_add", args: ["V", "V"], ret: "V", pure: true, partial: false, multi: false },
  { name: "p_k", args: ["u8"], ret: "V", pure: true, partial: false, multi: false },
  { name: "p_half", args: ["V"], ret: "V", pure: true, partial: true, multi: false },
  { name: "p_int", args: ["V", "i32"], ret: "i32", pure: true, partial: true, multi: false },
  { name: "p_wide", args: ["V"], ret: "u64", pure: true, partial: false, multi: false },
  { name: "p_many", args: ["V"], ret: "V", pure: true, partial: false, multi: true },
  { name: "emit", args: ["V", "V"], ret: "V", pure: false, partial: false, multi: false },
  {
    name: "emit5",
    args: ["V", "u8", "i32", "bool", "Op"],
    ret: "V",
    pure: false,
    partial: false,
    multi: false,
  },
  { name: "emit_wide", args: ["u64"], ret: "V", pure: false, partial: false, multi: false },
  { name: "try_emit", args: ["V"], ret: "V", pure: false, partial: true, multi: false },
  { name: "try_int", args: ["u8", "i32"], ret: "i32", pure: false, partial: true, multi: false },
  { name: "emit_many", args: ["V", "u8"], ret: "V", pure: false, partial: false, multi: true },
  { name: "mk_bool", args: ["V"], ret: "bool", pure: false, partial: false, multi: false },
];

interface VariantShape {
  readonly name: string;
  readonly fields: readonly string[];
}

const ENUMS: Readonly<Record<string, readonly VariantShape[]>> = {
  Op: [
    { name: "Op.A", fields: [] },
    { name: "Op.B", fields: [] },
    { name: "Op.C", fields: [] },
    { name: "Op.D", fields: [] },
  ],
  Data: [
    { name: "Data.Bin", fields: ["Op", "V", "V"] },
    { name: "Data.Imm", fields: ["Op", "u8"] },
    { name: "Data.Nul", fields: ["Op"] },
    { name: "Data.Wide", fields: ["u64"] },
  ],
  E: [
    { name: "E.P", fields: [] },
    { name: "E.Q", fields: ["V"] },
    { name: "E.R", fields: ["V", "u8"] },
  ],
  S: [{ name: "S", fields: ["V", "u8"] }],
  Col: [
    { name: "Col.Red", fields: [] },
    { name: "Col.Green", fields: [] },
    { name: "Col.Blue", fields: [] },
  ],
};

const LITERALS: Readonly<Record<string, readonly string[]>> = {
  u8: ["0", "1", "2", "3", "0xff"],
  i32: ["0", "1", "-1", "2", "-2147483648", "100000"],
  u64: ["0", "1", "2", "0x1_0000_0000", "0xffff_ffff_ffff_ffff"],
  bool: ["true", "false"],
};

const ARG_TYPES: readonly string[] = [
  "V",
  "V",
  "V",
  "Data",
  "u8",
  "E",
  "Op",
  "S",
  "i32",
  "bool",
  "u64",
  "Col",
];
const RET_TYPES: readonly string[] = ["V", "V", "V", "E", "i32", "u8", "S", "Op", "u64"];

/** Makes a random program. */
export function randomProgram(seed: number, options: RandomProgramOptions = {}): RandomProgram {
  return new Generator(seed, options).program();
}

class Generator {
  readonly random: Random;
  readonly options: RandomProgramOptions;
  readonly terms: RandomTerm[];
  /** Variables of the rule at hand, by type. */
  variables: Map<string, string[]>;
  counter: number;
  /** What the rule at hand may use. */
  term: RandomTerm;

  constructor(seed: number, options: RandomProgramOptions) {
    this.random = new Random(seed);
    this.options = options;
    this.terms = [];
    this.variables = new Map();
    this.counter = 0;
    this.term = { name: "", args: [], ret: "V", pure: false, partial: false, multi: false };
  }

  program(): RandomProgram {
    const random = this.random;
    const out: string[] = [PRELUDE];
    const count = this.options.terms ?? 1 + random.below(4);
    for (let i = 0; i < count; i += 1) {
      const multi = this.options.single !== true && this.options.simple !== true && random.chance(30);
      const term: RandomTerm = {
        name: `t${i}`,
        args: Array.from({ length: 1 + random.below(3) }, () => random.pick(ARG_TYPES)),
        ret: random.pick(RET_TYPES),
        pure: random.chance(30),
        partial: !multi && random.chance(50),
        multi,
      };
      this.term = term;
      const flags = `${term.pure ? "pure " : ""}${term.multi ? "multi " : ""}${term.partial ? "partial " : ""}`;
      out.push(`(decl ${flags}${term.name} (${term.args.join(" ")}) ${term.ret})`);
      for (const rule of this.rules(term)) out.push(rule);
      this.terms.push(term);
      if (i + 1 < count && !term.pure && random.chance(30)) {
        // A host function that calls the term: re-entry.
        out.push(`(decl cb${i} (V) V)`, `(extern constructor cb${i} cb${i})`);
        this.terms.push({ name: `cb${i}`, args: ["V"], ret: "V", pure: false, partial: false, multi: false });
      }
    }
    return { text: out.join("\n"), terms: this.terms.filter((term) => term.name.startsWith("t")) };
  }

  rules(term: RandomTerm): string[] {
    const random = this.random;
    const rules: string[] = [];
    const count = 1 + random.below(this.options.rules ?? 10);
    let priority = 20;
    while (rules.length < count) {
      const tops = term.multi ? [undefined] : this.tops(term.args[0]!);
      const family =
        term.multi || random.chance(40) ? [random.pick(tops)] : tops.filter(() => random.chance(60));
      const shown = priority;
      for (const top of family) {
        // Several families of a multi term may have one priority: all their rules fire.
        rules.push(this.rule(term, term.multi ? random.below(3) : shown, top));
      }
      priority -= 1;
    }
    if (!term.partial && !term.multi) {
      // A rule that always matches.
      this.variables = new Map();
      const patterns = term.args.map((type) => this.fresh(type));
      rules.push(`(rule -100 (${term.name} ${patterns.join(" ")}) ${this.expression(term.ret, 2, false)})`);
    }
    // Source order must not matter between priorities.
    if (!term.multi)
      for (let i = rules.length - 1; i > 0; i -= 1) {
        const j = random.below(i + 1);
        const swap = rules[i]!;
        rules[i] = rules[j]!;
        rules[j] = swap;
      }
    return rules;
  }

  /** Patterns that exclude each other, for the first argument of the rules of one priority. */
  tops(type: string): (string | undefined)[] {
    const variants = ENUMS[type];
    if (variants !== undefined && type !== "S") return variants.map((variant) => variant.name);
    const literals = LITERALS[type];
    if (literals !== undefined) return literals.slice();
    return [undefined];
  }

  rule(term: RandomTerm, priority: number, top: string | undefined): string {
    const random = this.random;
    this.variables = new Map();
    const depth = this.options.depth ?? 3;
    const patterns = term.args.map((type, i) => {
      if (i > 0 || top === undefined) return this.pattern(type, depth);
      const variant = ENUMS[type]?.find((one) => one.name === top);
      if (variant === undefined) return top;
      return `(${[top, ...variant.fields.map((field) => this.pattern(field, depth - 1))].join(" ")})`;
    });
    const conditions: string[] = [];
    if (this.options.simple !== true) {
      while (random.chance(30) && conditions.length < 3) {
        const type = random.pick(["V", "V", "i32", "u64", "E", "u8"]);
        // The type of a bare literal could not be told.
        const bare = this.expression(type, 2, true);
        const value = LITERALS[type] === undefined ? bare : `(let ((g ${type} ${bare})) g)`;
        if (random.chance(30)) conditions.push(`(if ${value})`);
        else conditions.push(`(if-let ${this.pattern(type, 2)} ${value})`);
      }
    }
    return `(rule ${priority} (${[term.name, ...patterns].join(" ")}) ${conditions.join(" ")} ${this.expression(term.ret, 3, false)})`;
  }

  fresh(type: string): string {
    const name = `v${this.counter}`;
    this.counter += 1;
    const list = this.variables.get(type);
    if (list === undefined) this.variables.set(type, [name]);
    else list.push(name);
    return name;
  }

  pattern(type: string, depth: number): string {
    const random = this.random;
    const roll = random.below(100);
    const known = this.variables.get(type);
    if (roll < 8) return "_";
    if (roll < 28 || depth === 0) return this.fresh(type);
    // Equality of records is not defined.
    if (roll < 33 && known !== undefined && type !== "E" && type !== "S") return random.pick(known);
    if (roll < 38 && depth > 0) {
      const name = `v${this.counter}`;
      this.counter += 1;
      const list = this.variables.get(type);
      if (list === undefined) this.variables.set(type, [name]);
      else list.push(name);
      const inner = this.pattern(type, depth - 1);
      return `${name} @ ${inner}`;
    }
    if (roll < 43) return `(and ${this.pattern(type, depth - 1)} ${this.pattern(type, depth - 1)})`;
    const variants = ENUMS[type];
    if (variants !== undefined) {
      const variant = random.pick(variants);
      return `(${[variant.name, ...variant.fields.map((field) => this.pattern(field, depth - 1))].join(" ")})`;
    }
    if (type === "V" && roll < 48) return "$V0";
    if (type === "u8" && roll < 55) return "$K1";
    const literals = LITERALS[type];
    if (literals !== undefined && !(type === "u64" && roll < 60)) return random.pick(literals);
    const candidates = EXTRACTORS.filter(
      (one) =>
        one.from === type &&
        (!one.multi || this.term.multi) &&
        (!one.fallible || this.options.simple !== true),
    );
    if (candidates.length === 0) return this.fresh(type);
    const extractor = random.pick(candidates);
    return `(${[extractor.name, ...extractor.args.map((arg) => this.pattern(arg, depth - 1))].join(" ")})`;
  }

  /** An expression; `guard`: in an if-let, where it must be pure and may fail. */
  expression(type: string, depth: number, guard: boolean): string {
    const random = this.random;
    const known = this.variables.get(type);
    if (known !== undefined && (depth === 0 || random.chance(35))) return random.pick(known);
    const pure = guard || this.term.pure;
    const mayFail = guard || this.term.partial || this.term.multi;
    if (depth > 0 && random.chance(20)) {
      const bound = random.pick(["V", "V", "i32", "u8", "E"]);
      const value = this.expression(bound, depth - 1, guard);
      const saved = new Map([...this.variables].map(([key, list]) => [key, list.slice()]));
      const name = this.fresh(bound);
      const body = this.expression(type, depth - 1, guard);
      this.variables = saved;
      return `(let ((${name} ${bound} ${value})) ${body})`;
    }
    if (depth > 0) {
      const candidates = [...EXTERN_CONSTRUCTORS, ...this.terms].filter(
        (one) =>
          one.ret === type &&
          (!pure || one.pure) &&
          (!one.partial || mayFail) &&
          (!one.multi || (this.term.multi && this.options.single !== true && this.options.simple !== true)),
      );
      if (candidates.length > 0 && random.chance(type === "V" ? 90 : 60)) {
        const callee = random.pick(candidates);
        return `(${[callee.name, ...callee.args.map((arg) => this.expression(arg, depth - 1, guard))].join(" ")})`;
      }
    }
    const variants = ENUMS[type];
    if (variants !== undefined && type !== "Data") {
      const fit = depth > 0 ? variants : variants.filter((one) => one.fields.length === 0);
      const variant = random.pick(fit.length > 0 ? fit : variants);
      return `(${[variant.name, ...variant.fields.map((field) => this.expression(field, Math.max(0, depth - 1), guard))].join(" ")})`;
    }
    if (type === "Data")
      return random.chance(50)
        ? `(Data.Imm ${this.expression("Op", 0, guard)} ${this.expression("u8", 0, guard)})`
        : `(Data.Bin ${["Op", "V", "V"].map((field) => this.expression(field, 0, guard)).join(" ")})`;
    if (type === "u8" && random.chance(30)) return "$K1";
    const literals = LITERALS[type];
    if (literals !== undefined) return random.pick(literals);
    return "$V0";
  }
}

/** What a random host tells about itself and hears. */
export interface RandomHost {
  readonly members: Record<string, unknown>;
  /** Calls of impure externs and the spans of rules, in order. */
  readonly trace: string[];
  /** Every call of an extractor, for the test that none is repeated. */
  readonly extractorCalls: string[];
  /** How a callback calls a term; to be set before running. */
  callTerm: (name: string, args: readonly number[]) => readonly number[];
}

/** A host for random programs: every answer is a function of the seed and the arguments. */
export function randomHost(seed: number, program: RandomProgram): RandomHost {
  const trace: string[] = [];
  const extractorCalls: string[] = [];
  const wideIds = new Map<string, number>();
  const mix = (name: string, ...args: readonly number[]): number => {
    let h = Math.imul(seed + 7, 0x9e3779b9);
    for (let i = 0; i < name.length; i += 1) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
    for (const arg of args) {
      h = Math.imul(h ^ arg, 0x85ebca6b);
      h ^= h >>> 13;
    }
    h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
    return (h ^ (h >>> 15)) >>> 0;
  };
  const value = (name: string, ...args: readonly number[]): number => mix(name, ...args) % 5;
  const wide = (lo: number, hi: number): number => {
    const key = `${lo} ${hi}`;
    const known = wideIds.get(key);
    if (known !== undefined) return known;
    const id = 1000 + wideIds.size;
    wideIds.set(key, id);
    return id;
  };
  // The ids of wide literals must not depend on who asks first.
  for (const [lo, hi] of [
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [-1, -1],
  ] as const)
    wide(lo, hi);
  const extract = (name: string, arg: number): void => {
    extractorCalls.push(`${name} ${arg}`);
  };
  const effect = (name: string, ...args: readonly number[]): void => {
    trace.push(`${name} ${args.join(" ")}`);
  };
  const INTS = [0, 1, -1, 2, -2147483648, 100000];
  const host: RandomHost = { members: {}, trace, extractorCalls, callTerm: () => [] };
  const m = host.members;
  type Push = { push: (word: number) => void };
  m["const64"] = wide;
  m["V0"] = 2;
  m["K1"] = 1;
  m["onRule"] = (rule: number): void => void trace.push(`rule ${rule}`);
  m["onRuleEnd"] = (rule: number): void => void trace.push(`end ${rule}`);
  m["unmatched"] = (term: string): never => {
    throw new Error(`no rule of ${term} matches`);
  };
  m["data"] = (v: number): number => (extract("data", v), value("data", v) + 100);
  // Data values are 100 to 104; tags: 0 Bin, 1 Imm, 2 Nul, 3 Wide.
  m["Data_tag"] = (d: number): number => mix("tag", d) % 4;
  m["Data_op"] = (d: number): number => mix("op", d) % 4;
  for (const variant of ["Bin", "Imm", "Nul"])
    m[`Data_${variant}_op`] = (d: number): number => (extract(`${variant}_op`, d), mix("op", d) % 4);
  m["Data_Bin_x"] = (d: number): number => (extract("Bin_x", d), value("x", d));
  m["Data_Bin_y"] = (d: number): number => (extract("Bin_y", d), value("y", d));
  m["Data_Imm_k"] = (d: number): number => (extract("Imm_k", d), mix("k", d) % 4);
  m["Data_Wide_n"] = (d: number): number => (extract("Wide_n", d), 1000 + (mix("n", d) % 5));
  m["Data_Bin_new"] = (o: number, x: number, y: number): number => 100 + value("bn", o, x, y);
  m["Data_Imm_new"] = (o: number, k: number): number => 100 + value("in", o, k);
  m["Data_Nul_new"] = (o: number): number => 100 + value("nn", o);
  m["Data_Wide_new"] = (n: number): number => 100 + value("wn", n);
  m["maybe"] = (v: number): number => (
    extract("maybe", v),
    mix("maybe", v) % 3 === 0 ? -1 : value("maybe!", v)
  );
  m["pair"] = (v: number, out: Int32Array): void => {
    extract("pair", v);
    out[0] = value("pair0", v);
    out[1] = value("pair1", v);
  };
  m["maybe_pair"] = (v: number, out: Int32Array): boolean => {
    extract("maybe_pair", v);
    out[0] = value("mp0", v);
    out[1] = mix("mp1", v) % 4;
    return mix("mp", v) % 3 !== 0;
  };
  m["odd"] = (v: number): boolean => (extract("odd", v), mix("odd", v) % 2 === 1);
  m["num"] = (v: number): number => (
    extract("num", v),
    mix("num", v) % 3 === 0 ? 0x80000000 : INTS[mix("num!", v) % 6]!
  );
  m["flag"] = (v: number): number => (extract("flag", v), mix("flag", v) % 2);
  m["small"] = (n: number): number => (
    extract("small", n),
    mix("small", n) % 2 === 0 ? -1 : mix("small!", n) % 4
  );
  m["each_v"] = (v: number, results: Push): void => {
    const n = mix("each", v) % 3;
    for (let i = 0; i < n; i += 1) results.push(value("each!", v, i));
  };
  m["each_pair"] = (v: number, results: Push): void => {
    const n = mix("ep", v) % 3;
    for (let i = 0; i < n; i += 1) {
      results.push(value("ep0", v, i));
      results.push(mix("ep1", v, i) % 4);
    }
  };
  m["times"] = (v: number): number => mix("times", v) % 3;
  m["p_add"] = (a: number, b: number): number => value("p_add", a, b);
  m["p_k"] = (k: number): number => value("p_k", k);
  m["p_half"] = (v: number): number => (mix("p_half", v) % 3 === 0 ? -1 : value("p_half!", v));
  m["p_int"] = (v: number, i: number): number =>
    mix("p_int", v, i) % 3 === 0 ? 0x80000000 : INTS[mix("p_int!", v, i) % 6]!;
  m["p_wide"] = (v: number): number => 1000 + (mix("p_wide", v) % 5);
  m["p_many"] = (v: number, results: Push): void => {
    const n = mix("p_many", v) % 3;
    for (let i = 0; i < n; i += 1) results.push(value("p_many!", v, i));
  };
  m["emit"] = (a: number, b: number): number => (effect("emit", a, b), value("emit", a, b));
  m["emit5"] = (a: number, k: number, i: number, b: number, o: number): number => (
    effect("emit5", a, k, i, b, o),
    value("emit5", a, k, i, b, o)
  );
  m["emit_wide"] = (n: number): number => (effect("emit_wide", n), value("emit_wide", n));
  m["try_emit"] = (v: number): number => (
    effect("try_emit", v),
    mix("try", v) % 3 === 0 ? -1 : value("try!", v)
  );
  m["try_int"] = (k: number, i: number): number => (
    effect("try_int", k, i),
    mix("ti", k, i) % 3 === 0 ? 0x80000000 : INTS[mix("ti!", k, i) % 6]!
  );
  m["emit_many"] = (v: number, k: number, results: Push): void => {
    effect("emit_many", v, k);
    const n = mix("em", v, k) % 3;
    for (let i = 0; i < n; i += 1) results.push(value("em!", v, k, i));
  };
  m["mk_bool"] = (v: number): number => (effect("mk_bool", v), mix("mk_bool", v) % 2);
  for (const term of program.terms) {
    const index = term.name.slice(1);
    m[`cb${index}`] = (v: number): number => {
      effect(`cb${index}`, v);
      const args = term.args.map((type, i) => randomArgument(type, mix("cbarg", v, i)));
      if (args.includes(-1)) return 0;
      const results = host.callTerm(term.name, args);
      // Internal records have no number that means the same everywhere.
      if (term.ret === "E" || term.ret === "S") return results.length;
      // The order of the results of a multi term is not specified.
      let sum = results.length;
      for (const result of results) sum = (sum + (result & 0xffff)) % 5;
      return sum;
    };
  }
  return host;
}

/** A random value of a type for a call from outside; -1 for types whose values only rules can make. */
export function randomArgument(type: string, bits: number): number {
  switch (type) {
    case "V":
      return bits % 5;
    case "Data":
      return 100 + (bits % 5);
    case "u8":
      return [0, 1, 2, 3, 255][bits % 5]!;
    case "i32":
      return [0, 1, -1, 2, -2147483648, 100000][bits % 6]!;
    case "u64":
      return 1000 + (bits % 5);
    case "bool":
      return bits % 2;
    case "Op":
      return bits % 4;
    case "Col":
      return bits % 3;
    default:
      return -1;
  }
}
