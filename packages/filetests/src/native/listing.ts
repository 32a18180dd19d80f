/** Listings of machine code: address, bytes, text; relocations and traps where they are. */
import { relocKey } from "./image.ts";
import type { CompiledCode, TargetIsa } from "@cranelift-ts/codegen";
import { trapCodeName } from "@cranelift-ts/codegen-ir";

/** Options of a listing. */
export interface ListingOptions {
  /** Show the offset and the bytes of each instruction. */
  readonly bytes?: boolean;
}

/** The code as assembly text, one instruction a line; data behind it is shown as bytes. */
export function disassemblyText(
  code: CompiledCode,
  isa: TargetIsa,
  { bytes: showBytes = false }: ListingOptions = {},
): string {
  const { code: bytes, relocs, traps } = code;
  const blocks = new Set(code.blockStarts);
  let out = "";
  let reloc = 0;
  let trap = 0;
  for (let at = 0, number = 0; at < bytes.length; ) {
    if (blocks.has(at)) out += `block${number++}: ; offset 0x${at.toString(16)}\n`;
    const { length, text } = isa.disassemble?.(bytes, at) ?? {
      length: 1,
      text: `.byte 0x${bytes[at]!.toString(16).padStart(2, "0")}`,
    };
    const end = at + Math.max(1, length);
    let line = `  ${text}`;
    if (showBytes) {
      const hex = Array.from(bytes.subarray(at, end), (b) => b.toString(16).padStart(2, "0")).join(" ");
      line = `${at.toString(16).padStart(6)}: ${hex.padEnd(32)} ${text}`;
    }
    for (; reloc < relocs.length && relocs[reloc]!.offset < end; reloc++) {
      const { kind, name, addend } = relocs[reloc]!;
      line += ` ; reloc_external ${kind} ${relocKey(name)} ${addend}`;
    }
    for (; trap < traps.length && traps[trap]!.offset < end; trap++)
      line += ` ; trap: ${trapCodeName(traps[trap]!.code as never)}`;
    out += `${line}\n`;
    at = end;
  }
  return out;
}
