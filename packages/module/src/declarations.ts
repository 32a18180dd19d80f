/**
 * The names of a module: functions and data objects with their linkage. Declaring a name again is allowed when the
 * declarations agree; the stronger linkage wins. Anonymous items have an id and no name.
 */
import { sameSignature, signatureText, type Signature } from "@cranelift-ts/codegen-ir";
import type { DataId, FuncId } from "./definitions.ts";
import { ModuleError } from "./errors.ts";
import { mergeLinkage, type Linkage } from "./linkage.ts";

/** A declared function. */
export interface FunctionDeclaration {
  /** Undefined for an anonymous function. */
  readonly name: string | undefined;
  readonly linkage: Linkage;
  readonly signature: Signature;
}

/** What a data object is like. */
export interface DataAttributes {
  /** False: the bytes may be put into read-only memory. */
  readonly writable: boolean;
  /** Every thread has its own copy. */
  readonly tls: boolean;
}

/** A declared data object. */
export interface DataDeclaration extends DataAttributes {
  /** Undefined for an anonymous object. */
  readonly name: string | undefined;
  readonly linkage: Linkage;
}

/** What a name stands for. */
export type DeclaredName =
  | { readonly kind: "function"; readonly id: FuncId }
  | { readonly kind: "data"; readonly id: DataId };

/** A set of declarations. */
export class ModuleDeclarations {
  private readonly functionList: FunctionDeclaration[] = [];
  private readonly dataList: DataDeclaration[] = [];
  private readonly names: Map<string, DeclaredName> = new Map<string, DeclaredName>();

  /** All functions; the index is the id. */
  get functions(): readonly FunctionDeclaration[] {
    return this.functionList;
  }

  /** All data objects; the index is the id. */
  get data(): readonly DataDeclaration[] {
    return this.dataList;
  }

  /** What `name` was declared as, or undefined. */
  lookup(name: string): DeclaredName | undefined {
    return this.names.get(name);
  }

  /** The declaration of a function. Throws `ModuleError` for an id of another module. */
  func(id: FuncId): FunctionDeclaration {
    const found = this.functionList[id];
    if (found === undefined) throw new ModuleError("undeclared", `function ${id} is not declared`);
    return found;
  }

  /** The declaration of a data object. Throws `ModuleError` for an id of another module. */
  datum(id: DataId): DataDeclaration {
    const found = this.dataList[id];
    if (found === undefined) throw new ModuleError("undeclared", `data object ${id} is not declared`);
    return found;
  }

  /** A name for messages and listings: the declared one, or one that says that there is none. */
  functionName(id: FuncId): string {
    return this.func(id).name ?? `.Lfn${id}`;
  }

  /** See {@link functionName}. */
  dataName(id: DataId): string {
    return this.datum(id).name ?? `.Ldata${id}`;
  }

  /**
   * Declares a function. Throws `ModuleError` if the name stands for data, or for a function with another signature.
   */
  declareFunction(name: string, linkage: Linkage, signature: Signature): FuncId {
    const known = this.names.get(name);
    if (known === undefined) {
      const id = (this.functionList.push({ name, linkage, signature }) - 1) as FuncId;
      this.names.set(name, { kind: "function", id });
      return id;
    }
    if (known.kind !== "function")
      throw new ModuleError("incompatible-declaration", `'${name}' is declared as data`);
    const old = this.func(known.id);
    if (!sameSignature(old.signature, signature)) {
      throw new ModuleError(
        "incompatible-signature",
        `'${name}' is declared as ${signatureText(old.signature)} and as ${signatureText(signature)}`,
      );
    }
    const merged = mergeLinkage(old.linkage, linkage);
    if (merged !== old.linkage) this.functionList[known.id] = { ...old, linkage: merged };
    return known.id;
  }

  /** A new function without a name; its linkage is `local`. */
  declareAnonymousFunction(signature: Signature): FuncId {
    return (this.functionList.push({ name: undefined, linkage: "local", signature }) - 1) as FuncId;
  }

  /**
   * Declares a data object; it is writable if one declaration says so. Throws `ModuleError` if the name stands for a
   * function, or if the declarations disagree whether it is thread-local.
   */
  declareData(name: string, linkage: Linkage, attributes: DataAttributes): DataId {
    const { writable, tls } = attributes;
    const known = this.names.get(name);
    if (known === undefined) {
      const id = (this.dataList.push({ name, linkage, writable, tls }) - 1) as DataId;
      this.names.set(name, { kind: "data", id });
      return id;
    }
    if (known.kind !== "data")
      throw new ModuleError("incompatible-declaration", `'${name}' is declared as a function`);
    const old = this.datum(known.id);
    if (old.tls !== tls) {
      throw new ModuleError(
        "incompatible-declaration",
        `'${name}' is declared thread-local and not thread-local`,
      );
    }
    this.dataList[known.id] = {
      name,
      linkage: mergeLinkage(old.linkage, linkage),
      writable: old.writable || writable,
      tls,
    };
    return known.id;
  }

  /** A new data object without a name; its linkage is `local`. */
  declareAnonymousData(attributes: DataAttributes): DataId {
    const { writable, tls } = attributes;
    return (this.dataList.push({ name: undefined, linkage: "local", writable, tls }) - 1) as DataId;
  }
}
