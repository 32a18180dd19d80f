// What the generated module asks of its host, collected while code is printed.
//
// Every extern that the compiled rules mention becomes one member of the
// generated `Host` interface, with exact TypeScript types. Both back ends name
// externs through this class, so an extern appears there exactly if some rule
// can reach it, and the table interpreter's dispatchers list those that tables
// call.
//
// The protocol of each kind of member is described in `docs/isle/how-rules-become-code.md`;
// in short: small integers in and out, -1 or `FAIL32` for "does not match", several
// results through `out`, many through `results`.

import type { DiagnosticSink } from "../diagnostics.ts";
import type { Span } from "../source.ts";
import { NO_SPAN } from "../source.ts";
import type { EnumType, Program, Type } from "../sema/types.ts";
import type { CodegenSettings } from "./settings.ts";

/** How an extern hands over what it found. */
export type Protocol =
  /** One value; cannot fail. */
  | "value"
  /** One value, or the failure value of its type. */
  | "maybe"
  /** No value: true if it matches. */
  | "test"
  /** Writes several values to `out`; cannot fail. */
  | "tuple"
  /** Writes several values to `out`, returns whether it matches. */
  | "maybeTuple"
  /** Pushes the values of every match on `results`. */
  | "many"
  /** As `many` with no values per match: returns how many matches there are. */
  | "count"
  /** No value, cannot fail, nothing to call: never emitted. */
  | "unit";

export interface HostFunction {
  /** Member name in `Host`. */
  readonly name: string;
  readonly params: readonly number[];
  readonly protocol: Protocol;
  /** Type id of the value, -1 if there is none. */
  readonly ret: number;
  /** Number of values per match of tuples and of multi externs. */
  readonly width: number;
  /** One line for the generated interface. */
  readonly note: string;
  /** Text of parameters and result, to find two uses that disagree. */
  readonly signature: string;
}

export class HostInterface {
  readonly program: Program;
  readonly settings: CodegenSettings;
  readonly sink: DiagnosticSink;
  readonly functions: Map<string, HostFunction>;
  /** Extern constants read at creation: constant ids. */
  readonly constants: Set<number>;
  /** Types that the interface mentions. */
  readonly types: Set<number>;
  usesWide64: boolean;
  usesWide128: boolean;

  constructor(program: Program, settings: CodegenSettings, sink: DiagnosticSink) {
    this.program = program;
    this.settings = settings;
    this.sink = sink;
    this.functions = new Map();
    this.constants = new Set();
    this.types = new Set();
    this.usesWide64 = false;
    this.usesWide128 = false;
  }

  extractor(termId: number): HostFunction {
    const term = this.program.terms[termId]!;
    const external = term.extractor;
    if (external === undefined || external.kind !== "external")
      throw new Error(`term ${term.name} has no external extractor`);
    const count = term.args.length;
    let protocol: Protocol;
    if (term.multi) protocol = count === 0 ? "count" : "many";
    else if (external.infallible) protocol = count === 0 ? "unit" : count === 1 ? "value" : "tuple";
    else protocol = count === 0 ? "test" : count === 1 ? "maybe" : "maybeTuple";
    const results = term.args.map((type) => this.program.types[type]!.name).join(", ");
    for (const arg of term.args) this.types.add(arg);
    return this.use(
      external.host,
      [term.ret],
      protocol,
      count === 1 && !term.multi ? term.args[0]! : -1,
      count,
      `extractor ${term.name}: (${results})`,
      external.span,
    );
  }

  constructor_(termId: number): HostFunction {
    const term = this.program.terms[termId]!;
    const external = term.maker;
    if (external === undefined || external.kind !== "external")
      throw new Error(`term ${term.name} has no external constructor`);
    const protocol = term.multi ? "many" : term.partial ? "maybe" : "value";
    this.types.add(term.ret);
    return this.use(
      external.host,
      term.args,
      protocol,
      term.multi ? -1 : term.ret,
      1,
      `constructor ${term.name}${term.pure ? ", pure" : ""}`,
      external.span,
    );
  }

  tag(typeId: number): HostFunction {
    const type = this.program.types[typeId]!;
    return this.use(
      `${memberName(type.name)}_tag`,
      [typeId],
      "value",
      -1,
      1,
      `tag of the variant, see ${memberName(type.name)}Tag`,
      type.span,
    );
  }

  discriminant(typeId: number, fieldType: number): HostFunction {
    const type = this.program.types[typeId]!;
    const field = this.settings.discriminants[type.name]!;
    return this.use(
      `${memberName(type.name)}_${memberName(field)}`,
      [typeId],
      "value",
      fieldType,
      1,
      `${field} of any variant`,
      type.span,
    );
  }

  field(typeId: number, variant: number, index: number): HostFunction {
    const type = this.program.types[typeId] as EnumType;
    const which = type.variants[variant]!;
    const field = which.fields[index]!;
    const owner = type.struct ? memberName(type.name) : `${memberName(type.name)}_${memberName(which.name)}`;
    return this.use(
      `${owner}_${memberName(field.name)}`,
      [typeId],
      "value",
      field.type,
      1,
      `field ${field.name} of ${which.fullName}`,
      type.span,
    );
  }

  make(typeId: number, variant: number): HostFunction {
    const type = this.program.types[typeId] as EnumType;
    const which = type.variants[variant]!;
    const owner = type.struct ? memberName(type.name) : `${memberName(type.name)}_${memberName(which.name)}`;
    return this.use(
      `${owner}_new`,
      which.fields.map((field) => field.type),
      "value",
      typeId,
      1,
      `makes ${which.fullName}`,
      type.span,
    );
  }

  private use(
    host: string,
    params: readonly number[],
    protocol: Protocol,
    ret: number,
    width: number,
    note: string,
    span: Span,
  ): HostFunction {
    const name = memberName(host);
    const signature = `${params.map((type) => this.program.types[type]!.name).join(",")}:${protocol}:${width}:${ret < 0 ? "" : this.program.types[ret]!.name}`;
    const known = this.functions.get(name);
    if (known !== undefined) {
      if (known.signature !== signature) {
        this.sink.report(
          "duplicate",
          span,
          `host function ${name} is used with two signatures: as ${known.note}, and as ${note}`,
        );
      }
      return known;
    }
    for (const type of params) this.types.add(type);
    if (ret >= 0) this.types.add(ret);
    const made: HostFunction = { name, params, protocol, ret, width, note, signature };
    this.functions.set(name, made);
    return made;
  }

  /** Reports members that collide with those the module itself defines. */
  checkReserved(): void {
    for (const name of ["const64", "const128", "onRule", "onRuleEnd", "unmatched"]) {
      if (this.functions.has(name))
        this.sink.report(
          "duplicate",
          NO_SPAN,
          `host function ${name} has the name of a member that every host has`,
        );
    }
  }
}

/** Whether "does not match" is `FAIL32` for values of this type: -1 is one of its values. */
export function failsBy32(type: Type): boolean {
  return (
    type.kind === "primitive" &&
    type.bits > 0 &&
    type.bits <= 32 &&
    !type.isBool &&
    (type.signed || type.bits === 32)
  );
}

const RESERVED = new Set(
  (
    "abstract any as async await boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for function get if implements import in instanceof interface let module namespace new null number of package private protected public return set static string super switch symbol this throw true try type typeof undefined var void while with yield " +
    // Names that the generated module uses itself.
    "c h A F P K S Results Host Rules State create run arguments eval"
  ).split(" "),
);

/** An ISLE name as a TypeScript identifier that no name of the generated module equals. */
export function identifier(name: string): string {
  const text = memberName(name);
  return RESERVED.has(text) ? `_${text}` : text;
}

/** An ISLE name as the name of a member: other characters become `_` and their code, `-`, `.` and `:` just `_`. */
export function memberName(name: string): string {
  let text = "";
  for (const char of name) {
    if (/[A-Za-z0-9_]/.test(char)) text += char;
    else if (char === "-" || char === "." || char === ":") text += "_";
    else text += `_${(char.codePointAt(0) ?? 0).toString(16)}`;
  }
  if (text === "" || /^[0-9]/.test(text)) text = `_${text}`;
  return text;
}
