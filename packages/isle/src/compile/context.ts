// What all parts of code generation share: the program, the settings, names of
// functions, the host interface, and the pool of values that are known only when
// a module instance is created (wide literals, extern constants).

import type { DiagnosticSink } from "../diagnostics.ts";
import { isWide } from "../sema/types.ts";
import type { EnumType, Program, Term } from "../sema/types.ts";
import { isFieldless, variantTag } from "./flatten.ts";
import type { Binding } from "./flatten.ts";
import { HostInterface, failsBy32, identifier } from "./host.ts";
import type { Operand } from "./place.ts";
import type { CodegenSettings } from "./settings.ts";

/** Text of the value that means "does not match" for types that have -1 as a value. */
export const FAIL32 = "0x80000000";

/** One entry of the per-instance pool `K`. */
export type PoolEntry =
  | { readonly kind: "wide"; readonly bits: 64 | 128; readonly value: bigint }
  | { readonly kind: "const"; readonly constant: number }
  | { readonly kind: "int"; readonly value: number };

export class CodegenContext {
  readonly program: Program;
  readonly settings: CodegenSettings;
  readonly host: HostInterface;
  readonly pool: PoolEntry[];
  readonly #poolByKey: Map<string, number>;
  readonly #names: Map<string, number>;
  readonly #termNames: Map<number, string>;
  /** Arena words that every instance starts with: one tag word per fieldless variant of an internal enum with fields. */
  readonly arenaStart: number[];
  readonly #staticRecords: Map<string, number>;

  constructor(program: Program, settings: CodegenSettings, sink: DiagnosticSink) {
    this.program = program;
    this.settings = settings;
    this.host = new HostInterface(program, settings, sink);
    this.pool = [];
    this.#poolByKey = new Map();
    this.#names = new Map();
    this.#termNames = new Map();
    this.arenaStart = [];
    this.#staticRecords = new Map();
  }

  /** A module-level name nobody else has. */
  uniqueName(wanted: string): string {
    let base = identifier(wanted);
    // Names of locals, and of what the module declares.
    if (
      /^(?:(?:[abeitv]|m[vt]|_)\d+(?:_\d+)?|found|r|create|ruleTable|FAIL32|Int32Array|Error|.*Tag)$/.test(
        base,
      )
    )
      base = `${base}_term`;
    const count = this.#names.get(base);
    if (count === undefined) {
      this.#names.set(base, 1);
      return base;
    }
    let next = count;
    for (;;) {
      const name = `${base}_${next}`;
      next += 1;
      if (!this.#names.has(name)) {
        this.#names.set(base, next);
        this.#names.set(name, 1);
        return name;
      }
    }
  }

  /** The function of a term with rules. */
  termFunction(term: Term): string {
    const known = this.#termNames.get(term.id);
    if (known !== undefined) return known;
    const name = this.uniqueName(term.name);
    this.#termNames.set(term.id, name);
    return name;
  }

  poolIndex(entry: PoolEntry): number {
    const key =
      entry.kind === "wide"
        ? `w${entry.bits} ${entry.value}`
        : entry.kind === "const"
          ? `c${entry.constant}`
          : `i${entry.value}`;
    const known = this.#poolByKey.get(key);
    if (known !== undefined) return known;
    if (entry.kind === "wide") {
      if (entry.bits === 64) this.host.usesWide64 = true;
      else this.host.usesWide128 = true;
    } else if (entry.kind === "const") {
      this.host.constants.add(entry.constant);
      this.host.types.add(this.program.constants[entry.constant]!.type);
    }
    const index = this.pool.length;
    this.pool.push(entry);
    this.#poolByKey.set(key, index);
    return index;
  }

  /** Pool entry of a `wide` or `const` binding. */
  poolOfBinding(binding: Binding): number {
    if (binding.kind === "wide")
      return this.poolIndex({ kind: "wide", bits: binding.index === 128 ? 128 : 64, value: binding.wide });
    return this.poolIndex({ kind: "const", constant: binding.index });
  }

  poolOfOperand(operand: Operand): number {
    if (operand.kind === "wide")
      return this.poolIndex({ kind: "wide", bits: operand.bits, value: operand.value });
    if (operand.kind === "const") return this.poolIndex({ kind: "const", constant: operand.constant });
    throw new Error("not a pooled operand");
  }

  /** Whether failure of a value of this type is `FAIL32` rather than -1. */
  fails32(type: number): boolean {
    return failsBy32(this.program.types[type]!);
  }

  failText(type: number): string {
    return this.fails32(type) ? FAIL32 : "-1";
  }

  /** Whether values of the enum are arena records of the generated module. */
  isRecord(type: EnumType): boolean {
    return !type.extern && (type.struct || !isFieldless(type));
  }

  /** Arena offset of the one record that all values of a variant without fields share; -1 if the variant has fields. */
  staticRecord(type: EnumType, variant: number): number {
    if (type.variants[variant]!.fields.length > 0) return -1;
    if (type.struct) return 0;
    const key = `${type.id} ${variant}`;
    const known = this.#staticRecords.get(key);
    if (known !== undefined) return known;
    const offset = this.arenaStart.length;
    this.arenaStart.push(variantTag(type, variant, this.settings));
    this.#staticRecords.set(key, offset);
    return offset;
  }

  /** What a case value of a switch on the binding means, for a comment; "" if nothing better than the number is known. */
  caseName(binding: Binding, value: number): string {
    const type = this.program.types[binding.type];
    if (type === undefined) return "";
    if (type.kind === "primitive") return type.isBool ? (value === 0 ? "false" : "true") : "";
    for (let i = 0; i < type.variants.length; i += 1) {
      if (variantTag(type, i, this.settings) === value) return type.variants[i]!.fullName;
    }
    return "";
  }

  /** The variant name alone, as `hotCases` lists it. */
  shortCaseName(binding: Binding, value: number): string {
    const full = this.caseName(binding, value);
    return full.slice(full.lastIndexOf(".") + 1);
  }

  isWideType(type: number): boolean {
    return isWide(this.program.types[type]!);
  }
}
