/**
 * What is run in both engines: modules as bytes, where their imports come from, and what is done with the instances one
 * step after the other. Everything is plain data, so that it can go to another process and be made smaller.
 *
 * Values are text: a letter, a colon and the value. `i` and `l` are followed by a signed decimal number, `f` and `d` by the
 * bits in hexadecimal, `e` by the number of an object that the embedder knows (or `null`), `c` by `null` or
 * `instance.export`.
 */
import type { GlobalType, HostBehaviour, Limits, TableType, FunctionType } from "./wasm-module.ts";

export type ProgramImport = {
  readonly name: string;
  readonly from?: readonly [instance: number, name: string];
} & (
  | { readonly kind: "function"; readonly type: FunctionType; readonly behaviour?: HostBehaviour }
  | { readonly kind: "memory"; readonly type: Limits }
  | { readonly kind: "table"; readonly type: TableType }
  | { readonly kind: "global"; readonly type: GlobalType; readonly value: string }
);

export interface ProgramModule {
  /** The module in base64. */
  readonly bytes: string;
  readonly imports: readonly ProgramImport[];
  /** Exports with their types. */
  readonly functions: readonly { readonly name: string; readonly type: FunctionType }[];
  readonly tables: readonly { readonly name: string; readonly type: TableType }[];
  readonly memories: readonly { readonly name: string; readonly type: Limits }[];
  readonly globals: readonly { readonly name: string; readonly type: GlobalType }[];
}

export type Step =
  | {
      readonly kind: "call";
      readonly instance: number;
      readonly name: string;
      readonly args: readonly string[];
      /** Both engines run out of stack at a depth of their own, so state is not compared afterwards. */
      readonly exhausts?: boolean;
    }
  | { readonly kind: "callElement"; readonly instance: number; readonly name: string; readonly index: number }
  | { readonly kind: "growMemory"; readonly instance: number; readonly name: string; readonly delta: number }
  | { readonly kind: "growTable"; readonly instance: number; readonly name: string; readonly delta: number }
  | {
      readonly kind: "setElement";
      readonly instance: number;
      readonly name: string;
      readonly index: number;
      readonly value: string;
    }
  | { readonly kind: "setGlobal"; readonly instance: number; readonly name: string; readonly value: string }
  | {
      readonly kind: "write";
      readonly instance: number;
      readonly name: string;
      readonly offset: number;
      readonly value: number;
    };

export interface Program {
  readonly modules: readonly ProgramModule[];
  readonly steps: readonly Step[];
}

/** Name of the exported global that bounds how long a call runs, and its value before each step. */
export const FUEL_EXPORT = "fuel";
export const FUEL = 1500;
/** Objects that the embedder passes as `externref`. */
export const EXTERN_OBJECTS = 8;
