/**
 * `%__cranelift_throw`, which exception tests call: (frame pointer of the outermost frame, frame pointer of the frame
 * to start at and the program counter in it, tag, two payload values). It walks the chain of frame pointers from there, looks every return
 * address up in a table of the call sites of the file, and continues at the first handler of this tag, or for all tags,
 * with the payload in the registers of the convention. It traps if it comes past the outermost frame.
 *
 * The walk is CLIF. Its end, which sets the stack pointer, is a stub in machine code; the table is data among the code.
 * Dynamic contexts are not looked at. x86-64 only.
 */
import { Context, type CompiledCode, type Reloc, type RelocName, type TargetIsa } from "@cranelift-ts/codegen";
import { signature, types, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import type { LinkedFunction } from "./executor.ts";

/** Key of references to the function. */
export const THROW = "%__cranelift_throw";

const TABLE = "__cranelift_throw_table";
const RESUME = "__cranelift_throw_resume";
/** A call site's handler: return address, tag or -1, code address, bytes from the stack pointer up to the frame pointer. */
const ROW_BYTES = 32;

const WALK = `function ${THROW}(i64, i64, i64, i32, i64, i64) system_v {
    fn0 = %${TABLE}()
    fn1 = %${RESUME}(i64, i64, i64, i64, i64) system_v
block0(v0: i64, v1: i64, v2: i64, v3: i32, v4: i64, v5: i64):
    v6 = func_addr.i64 fn0
    v7 = uextend.i64 v3
    v8 = iconst.i64 -1
    v9 = iconst.i64 ${ROW_BYTES}
    jump block1(v1, v2)
block1(v10: i64, v11: i64):
    jump block2(v6)
block2(v12: i64):
    v13 = load.i64 v12
    brif v13, block3, block6
block3:
    v14 = icmp eq v13, v11
    brif v14, block4, block5
block4:
    v15 = load.i64 v12+8
    v16 = icmp eq v15, v7
    v17 = icmp eq v15, v8
    v18 = bor v16, v17
    brif v18, block7, block5
block5:
    v19 = iadd v12, v9
    jump block2(v19)
block6:
    v20 = icmp eq v10, v0
    trapnz v20, user1
    v21 = load.i64 v10+8
    v22 = load.i64 v10
    jump block1(v22, v21)
block7:
    v23 = load.i64 v12+16
    v24 = load.i64 v12+24
    v25 = isub v10, v24
    call fn1(v25, v10, v23, v4, v5)
    trap user2
}`;

// mov rsp, rdi; mov rbp, rsi; mov rax, rcx; mov r11, rdx; mov rdx, r8; jmp r11
const RESUME_BYTES = [0x48, 0x89, 0xfc, 0x48, 0x89, 0xf5, 0x48, 0x89, 0xc8, 0x49, 0x89, 0xd3, 0x4c, 0x89, 0xc2, 0x41, 0xff, 0xe3];

/** The function and what it needs, for exceptions through these functions; none for other targets. */
export function throwFunctions(functions: readonly { readonly name: string; readonly code: CompiledCode }[], isa: TargetIsa): LinkedFunction[] {
  if (isa.name !== "x86_64") return [];
  const walk = parseFunctions(WALK)[0]!;
  const { signature: sig } = walk;
  const code = new Context(walk).compile(isa);
  const nullary = signature([], [], "system_v");
  const resume = signature(Array.from({ length: 5 }, () => types.I64), [], "system_v");
  return [
    { name: userFuncNameText(walk.name), signature: sig, code, entry: undefined },
    { name: `%${TABLE}`, signature: nullary, code: tableOf(functions), entry: undefined },
    { name: `%${RESUME}`, signature: resume, code: rawCode(Uint8Array.from(RESUME_BYTES), []), entry: undefined },
  ];
}

function tableOf(functions: readonly { readonly name: string; readonly code: CompiledCode }[]): CompiledCode {
  const rows: { name: string; at: number; tag: bigint; to: number; depth: number }[] = [];
  for (const { name, code } of functions) {
    for (const { returnOffset, handlers } of code.callSites) {
      for (const handler of handlers) {
        if (handler.kind === "context") continue;
        const tag = handler.kind === "tag" ? BigInt(handler.tag >>> 0) : -1n;
        rows.push({ name, at: returnOffset, tag, to: handler.offset, depth: code.frame.fpToSp });
      }
    }
  }
  // A return address of zero ends the table.
  const bytes = new Uint8Array((rows.length + 1) * ROW_BYTES);
  const view = new DataView(bytes.buffer);
  const relocs: Reloc[] = [];
  rows.forEach(({ name, at, tag, to, depth }, i) => {
    const row = i * ROW_BYTES;
    const user = /^u(\d+):(\d+)$/.exec(name);
    const key: RelocName =
      user === null
        ? { kind: "testcase", name: name.slice(1) }
        : { kind: "user", namespace: Number(user[1]), index: Number(user[2]) };
    relocs.push({ offset: row, kind: "Abs8", name: key, addend: BigInt(at) });
    view.setBigInt64(row + 8, tag, true);
    relocs.push({ offset: row + 16, kind: "Abs8", name: key, addend: BigInt(to) });
    view.setBigInt64(row + 24, BigInt(depth), true);
  });
  return rawCode(bytes, relocs);
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
