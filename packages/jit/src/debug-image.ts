/**
 * What a debugger needs to know about code in memory, as an ELF file: a symbol for each function and the call-frame
 * information. The code itself is not repeated; sections carry the addresses at which they are.
 *
 * `.eh_frame` gets an address too, because its entries refer to the code by the distance from themselves. It is left out
 * when the code is out of a 32-bit distance's reach.
 */
import type { FunctionUnwind } from "@cranelift-ts/module";
import { writeElf, type ObjectSection, type ObjectSymbol } from "@cranelift-ts/object-file";
import { isNear } from "./relocate-x64.ts";

/** Code that a debugger or profiler is told about. */
export interface DebugCode {
  readonly name: string;
  readonly address: bigint;
  readonly size: number;
  readonly unwind?: FunctionUnwind;
  /** The name that debuggers see, where it differs. */
  readonly debuggerName?: string;
}

/** Bytes in front of the section contents in the files of `writeElf`. */
const CONTENT_AT = 64;

/** The image for `code`, which will be at `imageAddress`. */
export function debugImage(code: readonly DebugCode[], imageAddress: bigint): Uint8Array {
  const sections: ObjectSection[] = [];
  const symbols: ObjectSymbol[] = [];
  const frames = frameSection(code, imageAddress + BigInt(CONTENT_AT));
  // First, so that it is where its address says.
  if (frames !== undefined) sections.push(frames);
  for (const { name, debuggerName, address, size } of code) {
    const section = sections.length;
    sections.push({
      name: `.text.${name}`,
      kind: "text",
      align: 1,
      data: new Uint8Array(0),
      size,
      relocations: [],
      address,
    });
    const shown = debuggerName ?? name;
    symbols.push({
      name: shown,
      section,
      value: 0n,
      size,
      kind: "function",
      binding: "global",
      visibility: "default",
    });
  }
  return writeElf({ machine: "x86_64", sections, symbols });
}

/** The call-frame information at `address`, or undefined if there is none. */
function frameSection(code: readonly DebugCode[], address: bigint): ObjectSection | undefined {
  const bytes: number[] = [];
  const cies = new Map<string, number>();
  for (const { unwind, address: target } of code) {
    if (unwind === undefined) continue;
    const key = unwind.cie.join();
    let cie = cies.get(key);
    if (cie === undefined) {
      cie = bytes.length;
      bytes.push(...unwind.cie);
      cies.set(key, cie);
    }
    const at = bytes.length;
    const fde = unwind.fde(at - cie);
    const entry = fde.bytes.slice();
    const distance = target - (address + BigInt(at + fde.addressAt));
    if (!isNear(distance)) return undefined;
    new DataView(entry.buffer).setInt32(fde.addressAt, Number(distance), true);
    bytes.push(...entry);
  }
  if (bytes.length === 0) return undefined;
  // A length of zero ends the section.
  bytes.push(0, 0, 0, 0);
  const data = Uint8Array.from(bytes);
  return { name: ".eh_frame", kind: "unwind", align: 8, data, size: data.length, relocations: [], address };
}
