/** Reading and checking what a module imports: the JavaScript API's "read the imports", with checks of types. */
import {
  EXTERN_FUNCTION,
  EXTERN_GLOBAL,
  EXTERN_MEMORY,
  EXTERN_TABLE,
  type Import,
  type Memory,
  type ModuleInfo,
} from "@cranelift-ts/wasm-translator";
import { engineGlobal, engineTable } from "./engine-mirrors.ts";
import { CompileError, LinkError } from "./errors.ts";
import { GlobalCell, globalCell } from "./global.ts";
import { limitsLinker } from "./host-modules.ts";
import type { HostMemory } from "./host-webassembly.ts";
import { isMemory, isShared, type MemoryCell } from "./memory.ts";
import type { ModuleCode } from "./module-code.ts";
import { kindOf } from "./module-types.ts";
import { signatureKey, signatureName, VALUE_NAMES, type ValueKind, type WasmSignature } from "./signature.ts";
import type { ExportedFunction, FunctionHandle, HostFunction, Store } from "./store.ts";
import { tableCell, type TableCell } from "./table.ts";

/** An imported function. */
export interface ImportedFunction {
  readonly handle: FunctionHandle;
  /** The function of JavaScript that it came as, if it is an exported one, else what stands for it. */
  readonly exported: () => ExportedFunction;
}

export interface Imports {
  readonly functions: readonly ImportedFunction[];
  readonly tables: readonly TableCell[];
  readonly memories: readonly MemoryCell[];
  readonly globals: readonly GlobalCell[];
}

/** Throws `TypeError` and `LinkError`. */
export function readImports(code: ModuleCode, object: unknown): Imports {
  const { info, store } = code;
  const functions: ImportedFunction[] = [];
  const tables: TableCell[] = [];
  const memories: MemoryCell[] = [];
  const globals: GlobalCell[] = [];
  if (info.imports.length > 0 && object === undefined)
    throw new TypeError("WebAssembly.Instance(): Imports argument must be present and must be an object");
  const values = info.imports.map((i, n) => {
    const from = (object as Record<string, unknown>)[i.module];
    if ((typeof from !== "object" && typeof from !== "function") || from === null) {
      throw new TypeError(
        `WebAssembly.Instance(): Import #${n} "${i.module}": module is not an object or function`,
      );
    }
    return (from as Record<string, unknown>)[i.name];
  });
  info.imports.forEach((i, n) => {
    const fail = (why: string): Error =>
      new LinkError(`WebAssembly.Instance(): Import #${n} "${i.module}" "${i.name}": ${why}`);
    const value = values[n];
    if (i.kind === EXTERN_FUNCTION)
      functions.push(importFunction(store, code.signatureOf(i.index), value, i.index, fail));
    else if (i.kind === EXTERN_TABLE) tables.push(importTable(store, info, i, value, fail));
    else if (i.kind === EXTERN_MEMORY)
      memories.push(importMemory(store, info.memories[i.index]!, value, fail));
    else if (i.kind === EXTERN_GLOBAL) globals.push(importGlobal(store, info, i, value, fail));
    else throw fail("tags are not supported");
  });
  return { functions, tables, memories, globals };
}

type Fail = (why: string) => Error;
/** How messages of different versions of V8 begin. */
const ENGINE_PLACE = /^.*?Import #0 (?:module="" function="" error|"" ""): */;

/** What `ask` gives; what the engine has against an object of its own becomes an error of ours. */
function engineOr<T>(fail: Fail, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof LinkError) && !(error instanceof CompileError)) throw error;
    throw fail(error.message.replace(ENGINE_PLACE, ""));
  }
}

function importFunction(
  store: Store,
  sig: WasmSignature,
  value: unknown,
  index: number,
  fail: Fail,
): ImportedFunction {
  if (typeof value !== "function") throw fail("function import requires a callable");
  const handle = engineOr(fail, () => store.engine.function(value, sig)) ?? store.handles.get(value);
  if (handle === undefined) {
    const host: HostFunction = store.createHostFunction(sig, value as (...args: unknown[]) => unknown);
    host.name = String(index);
    return { handle: host.handle, exported: () => host.exportedFunction() };
  }
  if (signatureKey(handle.signature) !== signatureKey(sig)) {
    throw fail(
      `imported function does not match the expected type: ${signatureName(sig)} expected, ${signatureName(handle.signature)} given`,
    );
  }
  return { handle, exported: () => value as ExportedFunction };
}

/** Throws unless sizes and limit of what is given are within what is declared. */
function checkLimits(
  what: string,
  size: number,
  limit: number | bigint | undefined,
  declared: { minimum: bigint; maximum: bigint | undefined },
  fail: Fail,
): void {
  if (BigInt(size) < declared.minimum)
    throw fail(
      `${what} import has ${size}, which is smaller than the declared initial of ${declared.minimum}`,
    );
  if (declared.maximum === undefined) return;
  if (limit === undefined)
    throw fail(`${what} import has no maximum limit, expected at most ${declared.maximum}`);
  if (BigInt(limit) > declared.maximum)
    throw fail(
      `${what} import has a larger maximum size ${limit} than the module's declared maximum ${declared.maximum}`,
    );
}

function importTable(store: Store, info: ModuleInfo, i: Import, value: unknown, fail: Fail): TableCell {
  const cell = tableCell(value);
  const declared = info.tables[i.index]!;
  if (cell === undefined) {
    const engine = engineOr(fail, () => engineTable(store, value, kindOf(declared.type), declared));
    if (engine === undefined) throw fail("table import requires a WebAssembly.Table");
    return engine;
  }
  if (cell.kind !== kindOf(declared.type))
    throw fail(`imported table does not match the expected type ${VALUE_NAMES[kindOf(declared.type)]}`);
  if (cell.index64 !== declared.index64)
    throw fail(`cannot import a table with ${cell.index64 ? "i64" : "i32"} addresses`);
  checkLimits("table", cell.length, cell.maximum, declared, fail);
  return cell;
}

function importMemory(store: Store, declared: Memory, value: unknown, fail: Fail): MemoryCell {
  if (!isMemory(value)) throw fail("memory import must be a WebAssembly.Memory object");
  if (isShared(value)) throw fail("shared memories are not supported");
  const cell = store.memories.of(value);
  if (!cell.maximumKnown && declared.index64 && engineAccepts(value, { ...declared, maximum: undefined })) {
    throw fail("64-bit memories of the engine's own WebAssembly are not supported");
  }
  if (cell.index64 !== declared.index64)
    throw fail(`cannot import a memory with ${cell.index64 ? "i64" : "i32"} addresses`);
  if (cell.maximumKnown) checkLimits("memory", cell.pages, cell.maximum, declared, fail);
  else {
    checkLimits("memory", cell.pages, declared.maximum ?? 0n, declared, fail);
    if (!engineAccepts(value, declared))
      throw fail(`memory import has no maximum limit, a larger one than declared, or other addresses`);
  }
  if (store.memories.guarded && !store.memories.isGuarded(cell))
    throw fail("the engine could not reserve address space behind the memory");
  return cell;
}

/** Only the engine knows the limit of a memory that its own WebAssembly made: it is asked to import it. */
function engineAccepts(memory: HostMemory, declared: Memory): boolean {
  try {
    limitsLinker(undefined, { ...declared, minimum: 0n })(memory);
    return true;
  } catch {
    return false;
  }
}

function importGlobal(store: Store, info: ModuleInfo, i: Import, value: unknown, fail: Fail): GlobalCell {
  const { type, mutable } = info.globals[i.index]!;
  const kind: ValueKind = kindOf(type);
  const cell = globalCell(value);
  if (cell !== undefined) {
    if (cell.mutable !== mutable) throw fail("imported global does not match the expected mutability");
    if (cell.kind !== kind)
      throw fail(`imported global does not match the expected type ${VALUE_NAMES[kind]}`);
    return cell;
  }
  const engine = engineOr(fail, () => engineGlobal(store, value, kind, mutable));
  if (engine !== undefined) return engine;
  if (mutable) throw fail("imported mutable global must be a WebAssembly.Global object");
  if (kind === "l" ? typeof value !== "bigint" : "ifd".includes(kind) && typeof value !== "number") {
    throw fail(
      kind === "l"
        ? "global import must be a BigInt"
        : "global import must be a number, valid Wasm reference, or WebAssembly.Global object",
    );
  }
  const made = new GlobalCell(store, kind, false);
  try {
    made.value = value;
  } catch (error) {
    if (kind === "c") throw fail("imported funcref global must be null or WebAssembly function");
    throw error;
  }
  return made;
}
