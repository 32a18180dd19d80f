/** What the ISLE compiler is to make of the rules of one target: the text of its `meta/islec.json`. */

export interface IslecOptions {
  /** The target's own files below `meta/isle`, by name and in order. */
  readonly rules: readonly string[];
  /** Generated declarations besides `insts`. */
  readonly declarations?: readonly string[];
  /** Values of the constants that rules name, without `$`; those of the types are there already. */
  readonly constants: Readonly<Record<string, number>>;
  /** Which form the compiled rules take; tables by default. */
  readonly backEnd?: "direct";
}

/** Scalar types in the order of their numbers, from that of i8. */
const SCALARS: readonly string[] = ["I8", "I16", "I32", "I64", "I128", "F16", "F32", "F64", "F128"];
const FIRST_SCALAR = 0x74;

/** The configuration, paths being relative to `meta`. */
export function islecConfig(options: IslecOptions): string {
  const constants: Record<string, number> = {};
  for (const [name, value] of Object.entries(options.constants)) constants[`$${name}`] = value;
  for (const [k, name] of SCALARS.entries()) constants[`$${name}`] = FIRST_SCALAR + k;
  const config = {
    files: [
      ...["clif_lower", "prelude", "prelude_lower"].map((f) => `../../codegen/isle/${f}.isle`),
      ...["insts", ...(options.declarations ?? [])].map((f) => `generated/${f}.isle`),
      ...options.rules.map((f) => `isle/${f}.isle`),
    ],
    output: "../src/generated-isle/lower.ts",
    options: {
      ...(options.backEnd === undefined ? {} : { backEnd: options.backEnd }),
      exports: ["lower", "lower_branch"],
      discriminants: { InstructionData: "opcode" },
      constants,
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
