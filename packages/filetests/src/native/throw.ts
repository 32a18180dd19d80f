/**
 * `%__cranelift_throw`, which exception tests call: (frame pointer of the outermost frame, frame pointer of the frame
 * to start at and the program counter in it, tag, two payload values). It is the thrower of `@cranelift-ts/runtime-lib`
 * over a table of the file's functions, which is linked as data among the code; it traps if no frame up to the
 * outermost one has a handler.
 */
import {
  Context,
  type CompiledCode,
  type Reloc,
  type RelocName,
  type TargetIsa,
} from "@cranelift-ts/codegen";
import { signature, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import {
  UNWIND_RANGE_RECORD,
  UNWIND_REQUEST,
  UNWIND_REQUEST_BYTES,
  unwindDirectory,
  unwindRecord,
  unwindResumeCode,
  unwindRoutines,
  unwindTable,
  type UnwindArchitecture,
} from "@cranelift-ts/runtime-lib";
import type { LinkedFunction } from "./executor.ts";

/** Key of references to the function. */
export const THROW = "%__cranelift_throw";

const ROOT = "__cranelift_throw_root";
const RESUME = "clif_resume";
/** Frames are pairs of words: a frame at the outermost address ends this far behind it. */
const FRAME_BYTES = 16;
const ARCHITECTURES: readonly string[] = ["x86_64", "aarch64"] satisfies UnwindArchitecture[];

const R = UNWIND_REQUEST;
const THROWER = `function ${THROW}(i64, i64, i64, i32, i64, i64) system_v {
    ss0 = explicit_slot ${UNWIND_REQUEST_BYTES}, align = 8
    fn0 = %${ROOT}()
    fn1 = %clif_throw(i64) system_v
block0(v0: i64, v1: i64, v2: i64, v3: i32, v4: i64, v5: i64):
    v6 = stack_addr.i64 ss0
    v7 = func_addr.i64 fn0
    v8 = iconst.i64 ${FRAME_BYTES}
    v9 = iadd v0, v8
    v10 = iconst.i64 0
    v11 = iconst.i32 0
    ; Outermost frame 0: there is no bound.
    v12 = icmp eq v0, v10
    v13 = iconst.i64 -1
    v14 = select v12, v13, v9
    store v7, v6+${R.ROOT}
    store v2, v6+${R.PC}
    store v1, v6+${R.FP}
    store v1, v6+${R.SP}
    store v14, v6+${R.END}
    store v3, v6+${R.TAG}
    store v11, v6+${R.MATCH_CONTEXT}
    store v10, v6+${R.CONTEXT}
    store v4, v6+${R.PAYLOAD0}
    store v5, v6+${R.PAYLOAD1}
    call fn1(v6)
    trap user1
}`;

/** The function and what it needs, for exceptions through these functions; none for targets without `try_call`. */
export function throwFunctions(
  functions: readonly { readonly name: string; readonly code: CompiledCode }[],
  isa: TargetIsa,
): LinkedFunction[] {
  if (!ARCHITECTURES.includes(isa.name)) return [];
  const architecture = isa.name as UnwindArchitecture;
  const nullary = signature([], [], "system_v");
  const routines = [...unwindRoutines(architecture), ...parseFunctions(THROWER)].map(
    (func): LinkedFunction => {
      const code = new Context(func).compile(isa);
      return { name: userFuncNameText(func.name), signature: func.signature, code, entry: undefined };
    },
  );
  return [
    ...routines,
    {
      name: `%${RESUME}`,
      signature: nullary,
      code: rawCode(unwindResumeCode(architecture), []),
      entry: undefined,
    },
    { name: `%${ROOT}`, signature: nullary, code: tables(functions, isa), entry: undefined },
  ];
}

/**
 * Root, directory, tables and the records. A table's functions are in the order of their addresses, which are not known
 * here (in this process code goes where other code has left room): so each function has a table of its own.
 */
function tables(
  functions: readonly { readonly name: string; readonly code: CompiledCode }[],
  isa: TargetIsa,
): CompiledCode {
  const littleEndian = isa.triple.endianness === "little";
  const throwing = functions.filter(({ code }) => code.callSites.some((s) => s.handlers.length > 0));
  const directoryAt = 8;
  const directory = unwindDirectory(
    throwing.map(() => ({ address: 0n, count: 1 })),
    littleEndian,
  );
  const tablesAt = directoryAt + directory.length;
  const root = key(`%${ROOT}`);
  const relocs: Reloc[] = [];
  const word = (offset: number, name: RelocName, addend: number): void => {
    relocs.push({ offset, kind: "Abs8", name, addend: BigInt(addend) });
  };
  word(0, root, directoryAt);
  const table = unwindTable([{ start: 0n, end: 0n, record: 0n }], littleEndian);
  const recordsAt = tablesAt + throwing.length * table.length;
  const records: Uint8Array[] = [];
  let at = recordsAt;
  throwing.forEach(({ name, code }, i) => {
    const range = tablesAt + i * table.length;
    word(directoryAt + 8 + 16 * i, root, range);
    word(range, key(name), 0);
    word(range + 8, key(name), code.code.length);
    word(range + UNWIND_RANGE_RECORD, root, at);
    const record = unwindRecord(code.callSites, code.frame.fpToSp, littleEndian);
    records.push(record);
    at += record.length;
  });
  const bytes = new Uint8Array(at);
  bytes.set(directory, directoryAt);
  at = recordsAt;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return rawCode(bytes, relocs);
}

function key(name: string): RelocName {
  const user = /^u(\d+):(\d+)$/.exec(name);
  return user === null
    ? { kind: "testcase", name: name.slice(1) }
    : { kind: "user", namespace: Number(user[1]), index: Number(user[2]) };
}

/** Bytes that nothing is known about but their references. */
function rawCode(code: Uint8Array<ArrayBuffer>, relocs: readonly Reloc[]): CompiledCode {
  return {
    code,
    relocs,
    alignment: 16,
    traps: [],
    sourceRanges: [],
    callSites: [],
    stackMaps: [],
    debugTags: [],
    unwind: [],
    frame: { frameBytes: 0, fpToSp: 0, slots: [] },
    valueLabels: [],
    blockStarts: [],
    blockEdges: [],
    vcode: undefined,
  };
}
