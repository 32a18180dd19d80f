/** The namespace: a `WebAssembly` whose code is ours. */
import { EXTERN_KIND_NAMES } from "@cranelift-ts/wasm-translator";
import { Engine, type WebAssemblyOptions } from "./engine.ts";
import { CompileError, LinkError, RuntimeError } from "./errors.ts";
import { Global } from "./global.ts";
import { hostWebAssembly, plain, type HostMemory, type MemoryDescriptor } from "./host-webassembly.ts";
import { InstanceState } from "./instance.ts";
import { MAX_PAGES, MAX_PAGES_64 } from "./memory-limits.ts";
import type { ModuleCode } from "./module-code.ts";
import { defaultStore } from "./store.ts";
import { Table } from "./table.ts";
import { asInterface, text, toDescriptor, toLimits, withLength } from "./to-js.ts";

/** What is imported under which name. */
export type ImportObject = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export interface ModuleImportDescriptor {
  readonly module: string;
  readonly name: string;
  readonly kind: string;
}
export interface ModuleExportDescriptor {
  readonly name: string;
  readonly kind: string;
}
/** A compiled module. */
export interface Module {
  readonly [Symbol.toStringTag]: string;
}
/** What an instance exports; what it is depends on the module, as with the built-in one. */
// oxlint-disable-next-line typescript/no-explicit-any -- as in the declarations of the built-in one
export type Exports = Readonly<Record<string, any>>;
/** An instance of a module. */
export interface Instance {
  /** What the module exports: a frozen object without prototype. */
  readonly exports: Exports;
}
export type BufferSource = ArrayBufferLike | ArrayBufferView;
/** What streaming takes of a `Response`. */
export interface ResponseLike {
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  /** The bytes as they arrive; if there is none, `arrayBuffer` is used. */
  readonly body?: AsyncIterable<Uint8Array> | null;
  /** Whether somebody has read them already. */
  readonly bodyUsed?: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}
export interface InstantiatedSource {
  readonly module: Module;
  readonly instance: Instance;
}

/** The shape of the built-in `WebAssembly`, with three more functions. */
export interface WebAssemblyNamespace {
  readonly Module: {
    new (bytes: BufferSource): Module;
    exports(module: Module): ModuleExportDescriptor[];
    imports(module: Module): ModuleImportDescriptor[];
    customSections(module: Module, name: string): ArrayBuffer[];
    readonly prototype: Module;
  };
  readonly Instance: { new (module: Module, imports?: object): Instance; readonly prototype: Instance };
  readonly Memory: new (descriptor: MemoryDescriptor | { readonly [key: string]: unknown }) => HostMemory;
  readonly Table: typeof Table;
  readonly Global: typeof Global;
  /** Exceptions are not supported: these throw. */
  readonly Tag: new (type: unknown) => object;
  readonly Exception: new (tag: unknown) => object;
  readonly CompileError: typeof CompileError;
  readonly LinkError: typeof LinkError;
  readonly RuntimeError: typeof RuntimeError;
  validate(bytes: BufferSource): boolean;
  compile(bytes: BufferSource): Promise<Module>;
  instantiate(bytes: BufferSource, imports?: object): Promise<InstantiatedSource>;
  instantiate(module: Module, imports?: object): Promise<Instance>;
  compileStreaming(source: ResponseLike | Promise<ResponseLike>): Promise<Module>;
  instantiateStreaming(
    source: ResponseLike | Promise<ResponseLike>,
    imports?: object,
  ): Promise<InstantiatedSource>;
  /** A compiled module as bytes, for {@link deserialize} in a process with the same processor and settings. */
  serialize(module: Module): Uint8Array<ArrayBuffer>;
  /** Throws `CompileError` for bytes that do not fit. They are trusted otherwise: load none that others could change. */
  deserialize(bytes: BufferSource): Module;
  /** Bytes of machine code of a module; if it is compiled lazily, of the functions that have been called. */
  codeSize(module: Module): number;
}

/** Neither can be made yet: they are there to be asked for. */
class Tag {
  constructor(_type: unknown) {
    throw new TypeError("WebAssembly.Tag(): exceptions are not supported");
  }
}
class Exception {
  constructor(_tag: unknown) {
    throw new TypeError("WebAssembly.Exception(): exceptions are not supported");
  }
}
asInterface(Tag, "Tag");
asInterface(Exception, "Exception");

/** Compiled modules by their objects, of all namespaces. */
const codes = new WeakMap<object, ModuleCode>();
const states = new WeakMap<object, InstanceState>();

/** The bytes, copied. Throws `TypeError`. */
function bytesOf(source: unknown, what: string): Uint8Array<ArrayBuffer> {
  return viewOf(source, what).slice();
}

/** The bytes. Throws `TypeError`. */
function viewOf(source: unknown, what: string): Uint8Array {
  // A detached buffer has no bytes.
  if ((ArrayBuffer.isView(source) || isArrayBuffer(source)) && source.byteLength === 0)
    return new Uint8Array(0);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (isArrayBuffer(source)) return new Uint8Array(source);
  throw new TypeError(`WebAssembly.${what}: Argument 0 must be a buffer source`);
}

const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")!.get!;

/** Whether it is one, of whatever realm, and not shared. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  try {
    byteLength.call(value);
    return true;
  } catch {
    return false;
  }
}

/** Throws `TypeError` unless it can be what modules import from. */
function checkImports(imports: unknown, what: string): void {
  if (
    imports !== undefined &&
    (typeof imports !== "object" || imports === null) &&
    typeof imports !== "function"
  ) {
    throw new TypeError(`WebAssembly.${what}: Argument 1 must be an object`);
  }
}

function codeOf(module: unknown, what: string): ModuleCode {
  const found = typeof module === "object" && module !== null ? codes.get(module) : undefined;
  if (found === undefined)
    throw new TypeError(`WebAssembly.${what}: Argument 0 must be a WebAssembly.Module`);
  return found;
}

/**
 * A namespace with settings of its own. Modules of one can be instantiated by another. Throws a `CraneliftError` for
 * settings that there are not, and `JitHostError` where native code cannot run.
 */
export function createWebAssembly(options: WebAssemblyOptions = {}): WebAssemblyNamespace {
  const engine = new Engine(options);
  let adopted: ModuleCode | undefined;

  class Module {
    constructor(bytes: BufferSource) {
      codes.set(this, adopted ?? engine.compile(bytesOf(bytes, "Module()"), "Module()"));
    }

    static exports(module: object): ModuleExportDescriptor[] {
      return codeOf(module, "Module.exports()").info.exports.map((e) => ({
        name: e.name,
        kind: EXTERN_KIND_NAMES[e.kind]!,
      }));
    }

    static imports(module: object): ModuleImportDescriptor[] {
      const { info } = codeOf(module, "Module.imports()");
      return info.imports.map((i) => ({ module: i.module, name: i.name, kind: EXTERN_KIND_NAMES[i.kind]! }));
    }

    static customSections(module: object, name: unknown): ArrayBuffer[] {
      const { info } = codeOf(module, "Module.customSections()");
      if (name === undefined)
        throw new TypeError("WebAssembly.Module.customSections(): Argument 1 is required");
      const wanted = text(name);
      return info.customSections
        .filter((s) => s.name === wanted)
        .map((s) => info.bytes.slice(s.start, s.end).buffer as ArrayBuffer);
    }
  }

  class Instance {
    constructor(module: object, imports?: unknown) {
      const code = codeOf(module, "Instance()");
      checkImports(imports, "Instance()");
      const state = new InstanceState(code, imports);
      states.set(this, state);
      state.initialize();
    }

    get exports(): Exports {
      const state = states.get(this);
      if (state === undefined)
        throw new TypeError("WebAssembly.Instance.exports: Receiver is not a WebAssembly.Instance");
      return state.exports;
    }
  }
  withLength(Instance, 1);
  withLength(Module.customSections, 2);
  asInterface(Module, "Module");
  asInterface(Instance, "Instance");

  const moduleOf = (code: ModuleCode): Module => {
    adopted = code;
    try {
      return new Module(new ArrayBuffer(0));
    } finally {
      adopted = undefined;
    }
  };

  const compile = async (source: unknown): Promise<Module> =>
    moduleOf(await engine.compileAsync(bytesOf(source, "compile()"), "compile()"));

  async function instantiate(source: unknown, imports?: unknown): Promise<Instance | InstantiatedSource> {
    checkImports(imports, "instantiate()");
    // What is imported is looked at now, not later.
    if (typeof source === "object" && source !== null && codes.has(source))
      return new Instance(source, imports);
    const module = moduleOf(await engine.compileAsync(bytesOf(source, "instantiate()"), "instantiate()"));
    return { module, instance: new Instance(module, imports) } as unknown as InstantiatedSource;
  }

  /** Decodes while the bytes arrive: a module that is wrong is refused before its end. */
  const compileResponse = async (
    source: ResponseLike | Promise<ResponseLike>,
    what: string,
  ): Promise<Module> => {
    const response = await source;
    if (typeof response?.arrayBuffer !== "function")
      throw new TypeError(`WebAssembly.${what}: Argument 0 must be a Response or a Promise of one`);
    const type = response.headers.get("content-type")?.trim().toLowerCase();
    if (type !== "application/wasm")
      throw new TypeError(`WebAssembly.${what}: Incorrect response MIME type. Expected 'application/wasm'.`);
    if (!response.ok) throw new TypeError(`WebAssembly.${what}: HTTP status code is not ok`);
    if (response.bodyUsed) throw new TypeError(`WebAssembly.${what}: Response body has already been used`);
    const { body } = response;
    if (body === undefined || body === null || !(Symbol.asyncIterator in body)) {
      return moduleOf(await engine.compileAsync(bytesOf(await response.arrayBuffer(), what), what));
    }
    const stream = engine.decodeStream(what);
    for await (const chunk of body) stream.push(viewOf(chunk, what));
    return moduleOf(await engine.compileDecoded(stream.finish(), what));
  };

  async function instantiateResponse(
    source: ResponseLike | Promise<ResponseLike>,
    imports: unknown,
  ): Promise<InstantiatedSource> {
    checkImports(imports, "instantiateStreaming()");
    const module = await compileResponse(source, "instantiateStreaming()");
    return { module, instance: new Instance(module, imports) } as unknown as InstantiatedSource;
  }

  // Plain functions with one parameter, as they are elsewhere.
  const functions = {
    compile: (source: unknown): Promise<Module> => compile(source),
    instantiate: (source: unknown, ...[imports]: unknown[]): Promise<Instance | InstantiatedSource> =>
      instantiate(source, imports),
    compileStreaming: (source: ResponseLike | Promise<ResponseLike>): Promise<Module> =>
      compileResponse(source, "compileStreaming()"),
    instantiateStreaming: (
      source: ResponseLike | Promise<ResponseLike>,
      ...[imports]: unknown[]
    ): Promise<InstantiatedSource> => instantiateResponse(source, imports),
  };

  const namespace = {
    Module,
    Instance,
    Memory,
    Table,
    Global,
    Tag,
    Exception,
    CompileError,
    LinkError,
    RuntimeError,
    validate: (bytes: unknown): boolean => engine.validate(bytesOf(bytes, "validate()")),
    ...functions,
    serialize: (module: object): Uint8Array<ArrayBuffer> => engine.serialize(codeOf(module, "serialize()")),
    deserialize: (bytes: unknown): object => moduleOf(engine.deserialize(viewOf(bytes, "deserialize()"))),
    codeSize: (module: object): number => codeOf(module, "codeSize()").size,
  };
  for (const name of [
    "Module",
    "Instance",
    "Memory",
    "Table",
    "Global",
    "Tag",
    "Exception",
    "CompileError",
    "LinkError",
    "RuntimeError",
  ]) {
    Object.defineProperty(namespace, name, { enumerable: false });
  }
  Object.defineProperty(namespace, Symbol.toStringTag, { value: "WebAssembly", configurable: true });
  return namespace as unknown as WebAssemblyNamespace;
}

/**
 * The engine's own `WebAssembly.Memory`, except that what is made through it is remembered with its limit, and that
 * 64-bit memories are ours. `instanceof` holds both ways.
 */
const Memory: unknown =
  hostWebAssembly &&
  new Proxy(hostWebAssembly.Memory, {
    construct(target, args: unknown[], newTarget): object {
      const what = "WebAssembly.Memory()";
      const d = toDescriptor(args[0], what);
      const { initial, maximum, index64 } = toLimits(d, what);
      if (d["shared"]) throw new TypeError(`${what}: shared memories are not supported`);
      const most = index64 ? MAX_PAGES_64 : MAX_PAGES;
      if (initial > most || (!index64 && (maximum ?? 0) > most)) {
        throw new RangeError(
          `${what}: Property '${initial > most ? "initial" : "maximum"}': value is above the upper bound ${most}`,
        );
      }
      const { memories } = defaultStore();
      if (index64) return memories.create(initial, maximum, true).memory;
      const memory = Reflect.construct(
        target,
        [plain({ initial, ...(maximum !== undefined && { maximum }) })],
        newTarget,
      ) as HostMemory;
      memories.register(memory, false, maximum, true);
      return memory;
    },
  });
