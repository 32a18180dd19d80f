// What the user of the code generator may choose, with the defaults filled in.

/** How a term, or one case of its root switch, is compiled. */
export type BackEnd = "direct" | "table";

export interface CodegenOptions {
  /**
   * `"direct"`: TypeScript functions, fastest when warm. `"table"`: rows for the
   * interpreter in the generated module, cheapest to start. `"auto"` (default):
   * direct code for small terms and for the root cases named in `hotCases`,
   * tables for the rest.
   */
  readonly backEnd?: BackEnd | "auto";
  /** Overrides per term: term name to back end. */
  readonly termBackEnds?: Readonly<Record<string, BackEnd>>;
  /** Under `"auto"`: the variant names (opcodes, say) whose root case is direct code. Default: the commonest CLIF opcodes. */
  readonly hotCases?: readonly string[];
  /** Terms that get a method in `Rules`. Default: every term that has rules. */
  readonly exports?: readonly string[];
  /** Numbers of the variants of an enum, where the declared order does not give them: enum name to variant name to number. */
  readonly enumTags?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /**
   * Extern enums in which every variant has a field of this name whose value
   * determines the variant (`InstructionData: "opcode"`). The host then provides
   * one getter for it that is valid for every variant, and a match on variant
   * and field becomes one switch.
   */
  readonly discriminants?: Readonly<Record<string, string>>;
  /** Values of extern constants known when code is generated (with the `$`): they become literals in switches. Not for wide integers. */
  readonly constants?: Readonly<Record<string, number>>;
  /** TypeScript types of primitives: type name to module and exported name. Without one, the generated module declares a branded number. */
  readonly types?: Readonly<Record<string, { readonly from: string; readonly name: string }>>;
  /** `"rules"`: the host's `onRule` hears of each rule that fires. `"spans"`: `onRuleEnd` too, after its right side. */
  readonly trace?: "off" | "rules" | "spans";
}

/** `CodegenOptions` with every default in place. */
export interface CodegenSettings {
  readonly backEnd: BackEnd | "auto";
  readonly termBackEnds: Readonly<Record<string, BackEnd | undefined>>;
  readonly hotCases: ReadonlySet<string>;
  readonly exports: readonly string[] | undefined;
  readonly enumTags: Readonly<Record<string, Readonly<Record<string, number | undefined>> | undefined>>;
  readonly discriminants: Readonly<Record<string, string | undefined>>;
  readonly constants: Readonly<Record<string, number | undefined>>;
  readonly types: Readonly<Record<string, { readonly from: string; readonly name: string } | undefined>>;
  readonly trace: "off" | "rules" | "spans";
}

/** The CLIF opcodes that make up most of real code. */
const HOT_CASES: readonly string[] = [
  "Iadd",
  "Isub",
  "Imul",
  "Ineg",
  "Band",
  "Bor",
  "Bxor",
  "Bnot",
  "Ishl",
  "Ushr",
  "Sshr",
  "Icmp",
  "Select",
  "Iconst",
  "Uextend",
  "Sextend",
  "Ireduce",
  "Load",
  "Store",
  "Uload8",
  "Uload16",
  "Uload32",
  "Istore8",
  "Istore16",
  "Istore32",
  "Brif",
  "Jump",
  "BrTable",
  "Call",
  "CallIndirect",
  "Return",
  "Fadd",
  "Fsub",
  "Fmul",
  "Fdiv",
  "Fcmp",
  "F64const",
  "Bitcast",
  "StackAddr",
  "Trap",
  "Trapz",
  "Trapnz",
];

/** Fills in the defaults. */
export function resolveSettings(options: CodegenOptions): CodegenSettings {
  return {
    backEnd: options.backEnd ?? "auto",
    termBackEnds: options.termBackEnds ?? {},
    hotCases: new Set(options.hotCases ?? HOT_CASES),
    exports: options.exports,
    enumTags: options.enumTags ?? {},
    discriminants: options.discriminants ?? {},
    constants: options.constants ?? {},
    types: options.types ?? {},
    trace: options.trace ?? "off",
  };
}
