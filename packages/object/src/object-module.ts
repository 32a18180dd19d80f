/**
 * A module that becomes a relocatable object file: ELF for x86-64, aarch64 and s390x.
 *
 * Functions go to `.text` and data to `.data`, `.rodata`, `.data.rel.ro` (read-only, but holding addresses), `.bss`,
 * `.tdata` or `.tbss`; on request every item gets a section of its own, named after it, for linkers that drop what
 * nobody uses. A section of a given name and kind exists once. Only names that something refers to become undefined
 * symbols. `.eh_frame` holds the unwind information of the functions that have any, and an empty `.note.GNU-stack`
 * says that the stack need not be executable.
 *
 * Linkage becomes binding and visibility: local; hidden: global with hidden visibility; export: global; preemptible:
 * weak; import: undefined, and weak nowhere.
 */
import type { IsaInfo } from "@cranelift-ts/codegen-ir";
import {
  dataSize,
  isOwnRoutine,
  knownSymbolName,
  Module,
  ModuleError,
  type DataDescription,
  type DataId,
  type FuncId,
  type FunctionBody,
  type Linkage,
  type ModuleOptions,
  type ModuleRelocTarget,
} from "@cranelift-ts/module";
import {
  RELOCATION_KINDS,
  writeElf,
  type Machine,
  type ObjectFile,
  type ObjectSymbol,
  type RelocationKind,
  type SectionKind,
} from "@cranelift-ts/object-file";
import { routines } from "@cranelift-ts/runtime-lib";
import { EhFrameBuilder } from "./eh-frame.ts";
import { SectionBuilder } from "./section-builder.ts";

export interface ObjectModuleOptions<Isa extends IsaInfo = IsaInfo> extends ModuleOptions<Isa> {
  /** Name of the source, for the file symbol; none if absent. */
  readonly name?: string;
  /** A section for every function. */
  readonly perFunctionSection?: boolean;
  /** A section for every data object. */
  readonly perDataSection?: boolean;
  /** Write `.eh_frame`; true if absent. */
  readonly unwindInfo?: boolean;
  /**
   * Which routines of `@cranelift-ts/runtime-lib` become local functions of the object when its code calls them:
   * `needed`, those that no C library or compiler runtime has in this form (division of i128), is the default; `all`, for
   * programs without a C library; `none`. What is left is an undefined symbol.
   */
  readonly routines?: "none" | "needed" | "all";
}

const MACHINES: Readonly<Record<string, Machine>> = { x86_64: "x86_64", aarch64: "aarch64", s390x: "s390x" };

/** What fills the gaps between functions: instructions that trap where there is a one-byte one, zeros elsewhere. */
const TEXT_FILLER: Readonly<Record<Machine, number>> = { x86_64: 0xcc, aarch64: 0, s390x: 0 };

const PREFIX: Readonly<Partial<Record<SectionKind, string>>> = {
  text: ".text",
  data: ".data",
  rodata: ".rodata",
  relro: ".data.rel.ro",
  bss: ".bss",
  tdata: ".tdata",
  tbss: ".tbss",
};

const NO_SYMBOL = -1;

/** A module that becomes an object file. */
export class ObjectModule<Isa extends IsaInfo = IsaInfo> extends Module<Isa> {
  readonly machine: Machine;
  private readonly perFunctionSection: boolean;
  private readonly perDataSection: boolean;
  private readonly sections: SectionBuilder[] = [];
  private readonly sectionIndex: Map<string, number> = new Map<string, number>();
  private readonly symbols: ObjectSymbol[] = [];
  private readonly functionSymbols: number[] = [];
  private readonly dataSymbols: number[] = [];
  private readonly outsideSymbols: Map<string, number> = new Map<string, number>();
  private readonly sectionSymbols: Map<number, number> = new Map<number, number>();
  private readonly frames: EhFrameBuilder | undefined;
  private readonly linkedRoutines: "none" | "needed" | "all";
  private finished: boolean = false;

  /** Throws `ModuleError` if there is no object format for the target. */
  constructor(options: ObjectModuleOptions<Isa>) {
    super(options);
    const { triple } = this.isa;
    const machine = MACHINES[triple.family];
    if (machine === undefined || (triple.binaryFormat !== "elf" && triple.binaryFormat !== "unknown")) {
      throw new ModuleError(
        "backend",
        `no object files for ${triple.family} in format ${triple.binaryFormat}`,
      );
    }
    this.machine = machine;
    this.perFunctionSection = options.perFunctionSection ?? false;
    this.perDataSection = options.perDataSection ?? false;
    this.frames = (options.unwindInfo ?? true) ? new EhFrameBuilder() : undefined;
    this.linkedRoutines = options.routines ?? "needed";
    if (options.name !== undefined) {
      this.symbols.push({
        name: options.name,
        section: "absolute",
        value: 0n,
        size: 0,
        kind: "file",
        binding: "local",
        visibility: "default",
      });
    }
  }

  /** The object file as a model. Throws `ModuleError` if definitions are missing, or when called twice. */
  finish(): ObjectFile {
    this.assertOpen();
    if (this.linkedRoutines !== "none") {
      this.defineRoutines(routines, (libcall) => this.linkedRoutines === "all" || isOwnRoutine(libcall));
    }
    this.assertComplete();
    this.finished = true;
    if (this.frames !== undefined && !this.frames.isEmpty) {
      const section = this.sections[this.section(".eh_frame", "unwind", false)]!;
      section.append(this.frames.finish(), 8);
      for (const { offset, section: text, place } of this.frames.entries) {
        const symbol = this.sectionSymbol(text);
        section.relocations.push({ offset, kind: "PCRel4", symbol, addend: BigInt(place) });
      }
    }
    this.section(".note.GNU-stack", "note", false);
    const { functions, data } = this.declarations;
    for (let i = 0; i < functions.length; i++) this.bind(this.functionSymbols[i], functions[i]!.linkage);
    for (let i = 0; i < data.length; i++) this.bind(this.dataSymbols[i], data[i]!.linkage);
    return { machine: this.machine, sections: this.sections.map((s) => s.finish()), symbols: this.symbols };
  }

  /** The bytes of the object file. Throws as {@link finish} does. */
  emit(): Uint8Array<ArrayBuffer> {
    return writeElf(this.finish());
  }

  protected acceptFunction(id: FuncId, body: FunctionBody): void {
    this.assertOpen();
    for (const r of body.relocs) relocationKind(r.kind);
    const name = this.declarations.functionName(id);
    const index = this.section(this.perFunctionSection ? `.text.${name}` : ".text", "text", false);
    const section = this.sections[index]!;
    const offset = section.append(body.code, body.alignment, TEXT_FILLER[this.machine]);
    const symbol = this.functionSymbol(id);
    this.define(symbol, index, offset, body.code.length);
    for (const r of body.relocs) {
      const inside = r.target.kind === "functionOffset" ? BigInt(r.target.offset) : 0n;
      section.relocations.push({
        offset: offset + r.offset,
        kind: relocationKind(r.kind),
        symbol: this.targetSymbol(r.target),
        addend: r.addend + inside,
      });
    }
    if (body.unwind !== undefined) this.frames?.add(index, offset, body.unwind);
  }

  protected acceptData(id: DataId, data: DataDescription): void {
    this.assertOpen();
    const { writable, tls } = this.declarations.datum(id);
    const relocs = data.relocs ?? [];
    const used = data.used ?? false;
    const zero = !(data.contents instanceof Uint8Array) && relocs.length === 0 && data.section === undefined;
    let kind: SectionKind;
    if (tls) kind = zero ? "tbss" : "tdata";
    else if (writable) kind = zero ? "bss" : "data";
    else kind = relocs.length > 0 ? "relro" : "rodata";
    // What linkers keep is a property of sections, so a used object needs one of its own.
    const own = this.perDataSection || used ? `.${this.declarations.dataName(id)}` : "";
    const index = this.section(data.section?.name ?? `${PREFIX[kind]!}${own}`, kind, used);
    const section = this.sections[index]!;
    const word = this.isa.pointerWidth / 8;
    const align = data.align ?? (relocs.length > 0 ? word : 1);
    const size = dataSize(data);
    const offset =
      data.contents instanceof Uint8Array
        ? section.append(data.contents, align)
        : section.reserve(size, align);
    this.define(this.dataSymbol(id), index, offset, size);
    for (const r of relocs) {
      section.relocations.push({
        offset: offset + r.offset,
        kind: word === 8 ? "Abs8" : "Abs4",
        symbol: this.targetSymbol(r.target),
        addend: r.addend ?? 0n,
      });
    }
  }

  private assertOpen(): void {
    if (this.finished) throw new ModuleError("backend", "the object file is finished");
  }

  private section(name: string, kind: SectionKind, retain: boolean): number {
    const key = `${kind}:${retain ? "retain" : ""}:${name}`;
    let index = this.sectionIndex.get(key);
    if (index === undefined) {
      index = this.sections.push(new SectionBuilder(name, kind, retain)) - 1;
      this.sectionIndex.set(key, index);
    }
    return index;
  }

  /** Symbol of a function, undefined until it is defined. */
  private functionSymbol(id: FuncId): number {
    const known = this.functionSymbols[id] ?? NO_SYMBOL;
    if (known !== NO_SYMBOL) return known;
    const name = this.declarations.functionName(id);
    // A routine may have been referred to before it became a function of this module.
    return (this.functionSymbols[id] =
      this.outsideSymbols.get(name) ?? this.undefinedSymbol(name, "function"));
  }

  private dataSymbol(id: DataId): number {
    const known = this.dataSymbols[id] ?? NO_SYMBOL;
    if (known !== NO_SYMBOL) return known;
    const kind = this.declarations.datum(id).tls ? "tls" : "object";
    return (this.dataSymbols[id] = this.undefinedSymbol(this.declarations.dataName(id), kind));
  }

  private targetSymbol(target: ModuleRelocTarget): number {
    switch (target.kind) {
      case "function":
      case "functionOffset":
        return this.functionSymbol(target.id);
      case "data":
        return this.dataSymbol(target.id);
      case "libcall":
        return this.outsideSymbol(this.libcallNames(target.libcall));
      case "known":
        return this.outsideSymbol(knownSymbolName(target.symbol));
    }
  }

  /** Symbol of a routine that is not declared; the declared one if the module happens to have it. */
  private outsideSymbol(name: string): number {
    const declared = this.declarations.lookup(name);
    if (declared !== undefined) {
      return declared.kind === "function" ? this.functionSymbol(declared.id) : this.dataSymbol(declared.id);
    }
    let symbol = this.outsideSymbols.get(name);
    if (symbol === undefined) {
      symbol = this.undefinedSymbol(name, "none");
      this.outsideSymbols.set(name, symbol);
    }
    return symbol;
  }

  /**
   * The symbol of a section. Unwind tables refer to code by it: a weak function's own symbol may end up at the code of
   * another file.
   */
  private sectionSymbol(section: number): number {
    let symbol = this.sectionSymbols.get(section);
    if (symbol === undefined) {
      const { length } = this.symbols;
      const name = "";
      this.symbols.push({
        name,
        section,
        value: 0n,
        size: 0,
        kind: "section",
        binding: "local",
        visibility: "default",
      });
      this.sectionSymbols.set(section, (symbol = length));
    }
    return symbol;
  }

  private undefinedSymbol(name: string, kind: ObjectSymbol["kind"]): number {
    return (
      this.symbols.push({
        name,
        section: "undefined",
        value: 0n,
        size: 0,
        // Linkers compare the types of undefined and defined symbols for thread-local ones only.
        kind: kind === "tls" ? "tls" : "none",
        binding: "global",
        visibility: "default",
      }) - 1
    );
  }

  private define(symbol: number, section: number, offset: number, size: number): void {
    const kind = this.sections[section]!.kind;
    this.symbols[symbol] = {
      name: this.symbols[symbol]!.name,
      section,
      value: BigInt(offset),
      size,
      kind: kind === "text" ? "function" : kind === "tdata" || kind === "tbss" ? "tls" : "object",
      binding: "global",
      visibility: "default",
    };
  }

  /** Gives a defined symbol what its linkage asks for; last, because later declarations may strengthen a linkage. */
  private bind(symbol: number | undefined, linkage: Linkage): void {
    if (symbol === undefined || this.symbols[symbol]!.section === "undefined") return;
    this.symbols[symbol] = {
      ...this.symbols[symbol]!,
      binding: linkage === "local" ? "local" : linkage === "preemptible" ? "weak" : "global",
      visibility: linkage === "hidden" ? "hidden" : "default",
    };
  }
}

function relocationKind(kind: string): RelocationKind {
  if (!(RELOCATION_KINDS as readonly string[]).includes(kind)) {
    throw new ModuleError("backend", `object files have no relocation of kind ${kind}`);
  }
  return kind as RelocationKind;
}
