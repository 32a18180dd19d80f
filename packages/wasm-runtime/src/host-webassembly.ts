/** The engine's own WebAssembly, as far as the runtime uses it: memories, error classes, and objects that are imported. */

/** `WebAssembly.Memory` of the engine. */
export interface HostMemory {
  readonly buffer: ArrayBuffer;
  /** Of 64-bit memories. */
  grow(delta: bigint): bigint;
  grow(delta: number): number;
}

export interface MemoryDescriptor {
  readonly initial?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

/** A descriptor that has nothing of what a program may have put into `Object.prototype`. */
export function plain<T extends object>(descriptor: T): T {
  return Object.setPrototypeOf(descriptor, null) as T;
}

/** `WebAssembly.Table` of the engine. */
export interface HostTable {
  readonly length: number | bigint;
  get(index: number | bigint): unknown;
  set(index: number | bigint, value?: unknown): void;
  grow(delta: number | bigint, value?: unknown): number | bigint;
}

type ErrorClass = new (message?: string, options?: ErrorOptions) => Error;

interface HostWebAssembly {
  readonly Memory: (new (descriptor: MemoryDescriptor) => HostMemory) & { readonly prototype: HostMemory };
  readonly Table: (new (descriptor: { readonly element: string; readonly initial: number }) => HostTable) & {
    readonly prototype: HostTable;
  };
  readonly Global: { readonly prototype: object };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports?: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly CompileError: ErrorClass;
  readonly LinkError: ErrorClass;
  readonly RuntimeError: ErrorClass;
}

/** Undefined where the engine has none. A copy: a program may replace the engine's members by ours. */
export const hostWebAssembly: HostWebAssembly | undefined = members(
  (globalThis as { readonly WebAssembly?: HostWebAssembly }).WebAssembly,
);

function members(own: HostWebAssembly | undefined): HostWebAssembly | undefined {
  if (own === undefined) return undefined;
  const { Memory, Table, Global, Module, Instance, CompileError, LinkError, RuntimeError } = own;
  return { Memory, Table, Global, Module, Instance, CompileError, LinkError, RuntimeError };
}

/** Methods as they were when this was loaded, whatever a user does to the prototypes. */
const tablePrototype = hostWebAssembly?.Table.prototype;
const tableLength = tablePrototype && getter(tablePrototype, "length");
const tableGet = tablePrototype?.get;
const tableSet = tablePrototype?.set;
const tableGrow = tablePrototype?.grow;
const globalValue = hostWebAssembly && getter(hostWebAssembly.Global.prototype, "value");

function getter(prototype: object, name: string): (this: object) => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get as (this: object) => unknown;
}

/** The methods of the engine's tables, as functions of the table. */
export const hostTable = {
  length: (table: HostTable): number => Number(tableLength!.call(table)),
  get: (table: HostTable, index: number | bigint): unknown => tableGet!.call(table, index),
  set: (table: HostTable, index: number | bigint, value: unknown): void =>
    tableSet!.call(table, index, value),
  grow: (table: HostTable, delta: number | bigint, value: unknown): void =>
    void tableGrow!.call(table, delta, value),
};

/** Whether the value is a table of the engine's own WebAssembly. */
export function isHostTable(value: unknown): value is HostTable {
  return isA(value, tableLength);
}

/** Whether the value is a global of the engine's own WebAssembly. */
export function isHostGlobal(value: unknown): value is object {
  return isA(value, globalValue);
}

function isA(value: unknown, get: ((this: object) => unknown) | undefined): boolean {
  if (get === undefined || typeof value !== "object" || value === null) return false;
  try {
    get.call(value);
    return true;
  } catch {
    return false;
  }
}

let scratch: HostTable | undefined;
const sourceOf = Function.prototype.toString;

/** Whether the value is an exported function of the engine's own WebAssembly. */
export function isHostFunction(value: unknown): value is (...args: unknown[]) => unknown {
  if (hostWebAssembly === undefined || typeof value !== "function") return false;
  // Most functions are written in JavaScript, and their text says so.
  if (!sourceOf.call(value).endsWith("[native code] }")) return false;
  scratch ??= new hostWebAssembly.Table(plain({ element: "anyfunc", initial: 1 }));
  try {
    hostTable.set(scratch, 0, value);
  } catch {
    return false;
  }
  hostTable.set(scratch, 0, null);
  return true;
}
