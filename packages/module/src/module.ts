/**
 * A module: functions and data objects that refer to each other by name, on their way into an object file or into the
 * memory of this process. This class keeps the books; a back end extends it and says what becomes of a definition.
 *
 * Functions refer to other items in two ways: by the user-defined names that `declareFuncInFunc` and
 * `declareDataInFunc` put into them (namespace 0: functions, 1: data; the index is the id), and, as in CLIF text, by
 * `%name`, which is looked up among the declarations when the function is defined.
 *
 * A definition is checked before the back end sees it. A call that throws leaves the module as it was, so that one
 * function which does not compile does not spoil the others; `missing` and `assertComplete` report on the whole.
 */
import {
  sameSignature,
  signatureText,
  type ExternalName,
  type Function,
  type FuncRef,
  type GlobalValue,
  type IsaInfo,
  type LibCall,
  type Signature,
  type UserExternalName,
} from "@cranelift-ts/codegen-ir";
import { CraneliftError, type Diagnostic } from "@cranelift-ts/entity";
import type { RelocName } from "@cranelift-ts/codegen";
import { compilerFor, isTargetIsa } from "./compiler.ts";
import { ModuleDeclarations, type DataAttributes } from "./declarations.ts";
import {
  dataSize,
  type DataDescription,
  type DataId,
  type FuncId,
  type FunctionBody,
  type ModuleRelocTarget,
} from "./definitions.ts";
import { ModuleError } from "./errors.ts";
import { defaultLibcallNames, type LibcallNames, type RoutineSource } from "./libcalls.ts";
import { isDefinable, isFinal, needsDefinition, type Linkage } from "./linkage.ts";

/** Namespaces of the user-defined names that a module puts into functions. */
export const FUNCTION_NAMESPACE = 0;
export const DATA_NAMESPACE = 1;

/**
 * Compiles one function, which stays as it is. `resolve` says what an external name of the function stands for. May
 * throw a `CraneliftError`.
 */
export type FunctionCompiler = (
  func: Function,
  resolve: (name: ExternalName | RelocName) => ModuleRelocTarget,
) => FunctionBody;

export interface ModuleOptions<Isa extends IsaInfo = IsaInfo> {
  readonly isa: Isa;
  /**
   * Compiles what is given to `defineFunction`. If absent, {@link compilerFor} the target; if that cannot make code,
   * only finished code can be defined.
   */
  readonly compile?: FunctionCompiler;
  /** Symbols of run-time routines; those of the C library if absent. */
  readonly libcallNames?: LibcallNames;
}

/** The back-end independent part of a module. */
export abstract class Module<Isa extends IsaInfo = IsaInfo> {
  readonly isa: Isa;
  readonly declarations: ModuleDeclarations = new ModuleDeclarations();
  readonly libcallNames: LibcallNames;
  private readonly compile: FunctionCompiler | undefined;
  private readonly definedFunctions: Set<FuncId> = new Set<FuncId>();
  private readonly definedData: Set<DataId> = new Set<DataId>();
  /** Run-time routines that definitions refer to. */
  private readonly usedLibcalls: Set<LibCall> = new Set<LibCall>();

  constructor(options: ModuleOptions<Isa>) {
    this.isa = options.isa;
    this.compile = options.compile ?? (isTargetIsa(options.isa) ? compilerFor(options.isa) : undefined);
    this.libcallNames = options.libcallNames ?? defaultLibcallNames;
  }

  /** Takes a checked function. */
  protected abstract acceptFunction(id: FuncId, body: FunctionBody): void;

  /** Takes a checked data object. */
  protected abstract acceptData(id: DataId, data: DataDescription): void;

  // Declarations; the errors are those of `ModuleDeclarations`.

  declareFunction(name: string, linkage: Linkage, signature: Signature): FuncId {
    return this.declarations.declareFunction(name, linkage, signature);
  }

  declareAnonymousFunction(signature: Signature): FuncId {
    return this.declarations.declareAnonymousFunction(signature);
  }

  declareData(name: string, linkage: Linkage, attributes: DataAttributes): DataId {
    return this.declarations.declareData(name, linkage, attributes);
  }

  declareAnonymousData(attributes: DataAttributes): DataId {
    return this.declarations.declareAnonymousData(attributes);
  }

  /** Makes function `id` callable from `func`. */
  declareFuncInFunc(id: FuncId, func: Function): FuncRef {
    const { signature, linkage } = this.declarations.func(id);
    const ref = func.params.importUserName({ namespace: FUNCTION_NAMESPACE, index: id });
    return func.dfg.importFunction({
      name: { kind: "user", ref },
      signature: func.dfg.importSignature(signature),
      colocated: isFinal(linkage),
      patchable: false,
    });
  }

  /** Makes the address of data object `id` a global value of `func`. */
  declareDataInFunc(id: DataId, func: Function): GlobalValue {
    const { linkage, tls } = this.declarations.datum(id);
    const ref = func.params.importUserName({ namespace: DATA_NAMESPACE, index: id });
    return func.createGlobalValue({
      kind: "symbol",
      name: { kind: "user", ref },
      offset: 0n,
      colocated: isFinal(linkage),
      tls,
    });
  }

  // Definitions

  /**
   * Compiles `func` and defines function `id` with it. Throws `ModuleError`: of kind `compilation`, with the
   * compiler's diagnostics, when `func` cannot be compiled; of kind `undeclared` when it refers to unknown names.
   */
  defineFunction(id: FuncId, func: Function): void {
    this.checkDefinableFunction(id);
    const declared = this.declarations.func(id);
    if (!sameSignature(declared.signature, func.signature)) {
      throw new ModuleError(
        "incompatible-signature",
        `'${this.declarations.functionName(id)}' is declared as ${signatureText(declared.signature)} and defined as ` +
          signatureText(func.signature),
      );
    }
    this.addFunction(id, this.compiled(id, func));
  }

  /** Defines function `id` with finished code. */
  defineFunctionBody(id: FuncId, body: FunctionBody): void {
    this.checkDefinableFunction(id);
    this.addFunction(id, body);
  }

  /** Defines data object `id`. */
  defineData(id: DataId, data: DataDescription): void {
    const { linkage, tls } = this.declarations.datum(id);
    const name = this.declarations.dataName(id);
    if (!isDefinable(linkage)) throw new ModuleError("invalid-import-definition", `'${name}' is imported`);
    if (this.definedData.has(id))
      throw new ModuleError("duplicate-definition", `'${name}' is defined already`);
    const size = dataSize(data);
    const word = this.isa.pointerWidth / 8;
    checkAlignment(name, data.align ?? 1);
    if (!Number.isSafeInteger(size) || size < 0)
      throw new ModuleError("invalid-definition", `'${name}' has size ${size}`);
    for (const r of data.relocs ?? []) {
      if (tls && r.target.kind === "data" && this.declarations.datum(r.target.id).tls) {
        throw new ModuleError("invalid-definition", `'${name}' cannot hold the address of thread-local data`);
      }
      checkPlace(name, r.offset, word, size);
      this.checkTarget(r.target);
    }
    this.acceptData(id, data);
    this.definedData.add(id);
  }

  isFunctionDefined(id: FuncId): boolean {
    return this.definedFunctions.has(id);
  }

  isDataDefined(id: DataId): boolean {
    return this.definedData.has(id);
  }

  /** What still has to be defined: one diagnostic for each name. */
  missing(): Diagnostic[] {
    const out: Diagnostic[] = [];
    const report = (what: string, name: string): void => {
      out.push({
        code: "module/undefined",
        message: `${what} '${name}' is declared here but not defined`,
        severity: "error",
      });
    };
    const { functions, data } = this.declarations;
    for (let i = 0; i < functions.length; i++) {
      const id = i as FuncId;
      if (needsDefinition(functions[i]!.linkage) && !this.definedFunctions.has(id)) {
        report("function", this.declarations.functionName(id));
      }
    }
    for (let i = 0; i < data.length; i++) {
      const id = i as DataId;
      if (needsDefinition(data[i]!.linkage) && !this.definedData.has(id))
        report("data", this.declarations.dataName(id));
    }
    return out;
  }

  /** Throws a `ModuleError` with all of {@link missing} if there is any. */
  assertComplete(): void {
    const missing = this.missing();
    if (missing.length > 0) {
      throw new ModuleError("undefined", missing.map((d) => d.message).join("\n"), missing);
    }
  }

  /** What an external name of `func` stands for in this module. Throws `ModuleError` for unknown names. */
  resolveName(name: ExternalName | RelocName, func: Function): ModuleRelocTarget {
    switch (name.kind) {
      case "libcall":
        return name;
      case "known":
        return name;
      case "testcase": {
        const found = this.declarations.lookup(name.name);
        if (found === undefined) throw new ModuleError("undeclared", `'${name.name}' is not declared`);
        return found;
      }
      case "user": {
        const user = "ref" in name ? func.params.userNames[name.ref] : name;
        if (user?.namespace === FUNCTION_NAMESPACE) {
          this.declarations.func(user.index as FuncId);
          return { kind: "function", id: user.index as FuncId };
        }
        if (user?.namespace === DATA_NAMESPACE) {
          this.declarations.datum(user.index as DataId);
          return { kind: "data", id: user.index as DataId };
        }
        throw new ModuleError("undeclared", `${userNameText(user)} is not a name of this module`);
      }
    }
  }

  /** Compiles `func` as function `id` without defining it. Throws as {@link defineFunction} does. */
  protected compiled(id: FuncId, func: Function): FunctionBody {
    if (this.compile === undefined)
      throw new ModuleError("backend", `no code can be made for ${this.isa.name}`);
    try {
      return this.compile(func, (name) => this.resolveName(name, func));
    } catch (error) {
      if (error instanceof ModuleError || !(error instanceof CraneliftError)) throw error;
      throw new ModuleError(
        "compilation",
        `${this.declarations.functionName(id)}: ${error.message}`,
        error.errors,
      );
    }
  }

  /** Makes a function undefined again, for back ends that can take a definition back. */
  protected forgetDefinition(id: FuncId): void {
    this.definedFunctions.delete(id);
  }

  /** Throws `ModuleError` unless `body` could be the code of function `id`. */
  protected checkBody(id: FuncId, body: FunctionBody): void {
    const name = this.declarations.functionName(id);
    checkAlignment(name, body.alignment);
    for (const r of body.relocs) {
      // An offset may point at the last byte of a field that only the back end knows the width of.
      checkPlace(name, r.offset, 1, body.code.length);
      this.checkTarget(r.target);
    }
  }

  /**
   * Defines run-time routines that definitions refer to and for which `isWanted`: as local functions, compiled for the
   * target. Names that are declared already are left alone.
   */
  protected defineRoutines(source: RoutineSource, isWanted: (libcall: LibCall) => boolean): void {
    // Routines may refer to others themselves.
    for (let known = -1; known !== this.usedLibcalls.size;) {
      known = this.usedLibcalls.size;
      const names = new Set<string>();
      for (const libcall of this.usedLibcalls) {
        const name = this.libcallNames(libcall);
        if (
          name === defaultLibcallNames(libcall) &&
          this.declarations.lookup(name) === undefined &&
          isWanted(libcall)
        )
          names.add(name);
      }
      for (const func of source(names)) {
        if (func.name.kind !== "testcase" || this.declarations.lookup(func.name.name) !== undefined) continue;
        this.defineFunction(this.declareFunction(func.name.name, "local", func.signature), func);
      }
    }
  }

  /** Keeps in mind which run-time routines a definition refers to. */
  protected noteLibcalls(body: FunctionBody): void {
    for (const { target } of body.relocs)
      if (target.kind === "libcall") this.usedLibcalls.add(target.libcall);
  }

  private addFunction(id: FuncId, body: FunctionBody): void {
    this.checkBody(id, body);
    this.acceptFunction(id, body);
    this.noteLibcalls(body);
    this.definedFunctions.add(id);
  }

  private checkDefinableFunction(id: FuncId): void {
    const { linkage } = this.declarations.func(id);
    const name = this.declarations.functionName(id);
    if (!isDefinable(linkage)) throw new ModuleError("invalid-import-definition", `'${name}' is imported`);
    if (this.definedFunctions.has(id))
      throw new ModuleError("duplicate-definition", `'${name}' is defined already`);
  }

  private checkTarget(target: ModuleRelocTarget): void {
    if (target.kind === "function" || target.kind === "functionOffset") this.declarations.func(target.id);
    else if (target.kind === "data") this.declarations.datum(target.id);
  }
}

function checkAlignment(name: string, align: number): void {
  if (!(align > 0 && align <= 0x40000000 && (align & (align - 1)) === 0)) {
    throw new ModuleError("invalid-definition", `'${name}' has alignment ${align}, which is no power of two`);
  }
}

function checkPlace(name: string, offset: number, width: number, size: number): void {
  if (!Number.isInteger(offset) || offset < 0 || offset + width > size) {
    throw new ModuleError(
      "invalid-definition",
      `'${name}': a relocation at ${offset} is outside its ${size} bytes`,
    );
  }
}

function userNameText(user: UserExternalName | undefined): string {
  return user === undefined ? "an unknown user name" : `u${user.namespace}:${user.index}`;
}
