/**
 * Where things are in the memory that generated code and the runtime share. All structures live in ArrayBuffers, outside
 * of JavaScript's heap; words are 64 bits, little endian.
 *
 * A function reference is the address of a `FUNC_REF`; null is 0. A context (`VMContext`) begins with a fixed header;
 * what follows depends on the module and is laid out by {@link contextLayout}.
 */

/** What a function reference points to. */
export const FUNC_REF = {
  /** Address of the code. */
  CODE: 0,
  /** What the code takes as its context. */
  CONTEXT: 8,
  /** Number of the function type, u32. */
  TYPE: 16,
  /** Number of the instance, i32; -1 for a function of JavaScript. */
  INSTANCE: 20,
  /** Index in the instance, or number of the function of JavaScript. */
  INDEX: 24,
  BYTES: 32,
} as const;

/** A memory or table as code sees it when it may have changed. */
export const DEFINITION = {
  BASE: 0,
  /** Bytes of a memory, elements of a table. */
  LENGTH: 8,
  BYTES: 16,
} as const;

export const CONTEXT_HEADER = {
  /** Number of the instance, u32. */
  INSTANCE: 0,
  /** Address of the array of builtin addresses. */
  BUILTINS: 8,
  /** The lowest address that frames may reach, for code that checks. */
  STACK_LIMIT: 16,
  BYTES: 32,
} as const;

/** An imported function: what a call needs, and what `ref.func` gives. */
export const IMPORT = { CODE: 0, CONTEXT: 8, FUNC_REF: 16, BYTES: 24 } as const;

/** A memory: its base, fixed for as long as memories do not move, and its definition. */
export const MEMORY = { BASE: 0, DEFINITION: 8, BYTES: 16 } as const;

/** A table: its definition, and the address of its elements if it cannot grow. */
export const TABLE = { DEFINITION: 0, BASE: 8, BYTES: 16 } as const;

/** Bytes of a global's value. */
export const GLOBAL_BYTES = 16;
/** Bytes of a table's element: a function reference, or a handle. */
export const ELEMENT_BYTES = 8;

/** What a module has, as far as its context depends on it. */
export interface ContextShape {
  readonly importedFunctions: number;
  readonly memories: number;
  readonly tables: number;
  readonly globals: number;
  readonly types: number;
  /** Functions that a reference to is made of. */
  readonly funcRefs: number;
}

/** Offsets of a context's parts. */
export interface ContextLayout {
  readonly imports: number;
  readonly memories: number;
  readonly tables: number;
  /** Values; of imported globals the address of the value. */
  readonly globals: number;
  /** Type numbers, u32. */
  readonly types: number;
  readonly funcRefs: number;
  readonly bytes: number;
}

export function contextLayout(shape: ContextShape): ContextLayout {
  const memories = CONTEXT_HEADER.BYTES;
  const tables = memories + shape.memories * MEMORY.BYTES;
  const globals = (tables + shape.tables * TABLE.BYTES + 15) & -16;
  const imports = globals + shape.globals * GLOBAL_BYTES;
  const funcRefs = (imports + shape.importedFunctions * IMPORT.BYTES + 15) & -16;
  const types = funcRefs + shape.funcRefs * FUNC_REF.BYTES;
  return { memories, tables, globals, imports, funcRefs, types, bytes: (types + shape.types * 4 + 15) & -16 };
}

/** Routines that code calls through the array of builtins, by index. Signatures are in `builtins.ts`. */
export const BUILTIN = {
  MEMORY_GROW: 0,
  MEMORY_SIZE: 1,
  MEMORY_COPY: 2,
  MEMORY_FILL: 3,
  MEMORY_INIT: 4,
  DATA_DROP: 5,
  TABLE_GROW: 6,
  TABLE_FILL: 7,
  TABLE_COPY: 8,
  TABLE_INIT: 9,
  ELEM_DROP: 10,
  /** `memmove` and `memset` of the C library, for what is known to be in bounds. */
  MEMMOVE: 11,
  MEMSET: 12,
  TABLE_GROW_EXTERN: 13,
  TABLE_FILL_EXTERN: 14,
  COUNT: 15,
} as const;

/** Digits that change with any of these structures: stored code of another layout must not be run. */
export function layoutDigest(): string {
  const one = { importedFunctions: 1, memories: 1, tables: 1, globals: 1, types: 1, funcRefs: 1 };
  const text = JSON.stringify([
    FUNC_REF,
    DEFINITION,
    CONTEXT_HEADER,
    IMPORT,
    MEMORY,
    TABLE,
    GLOBAL_BYTES,
    ELEMENT_BYTES,
    BUILTIN,
    contextLayout(one),
  ]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
