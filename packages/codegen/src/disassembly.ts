/**
 * Listings of compiled code: one instruction a line, by the target's own disassembler, with blocks, traps, relocations
 * and call sites beside it.
 */
import { trapCodeName } from "@cranelift-ts/codegen-ir";
import type { CompiledCode, RelocName } from "./compiled-code.ts";
import type { TargetIsa } from "./machinst/isa.ts";

/** A name as it stands in a listing: `u0:3`, `%memcpy`. */
export function relocNameText(name: RelocName): string {
  switch (name.kind) {
    case "user":
      return `u${name.namespace}:${name.index}`;
    case "testcase":
      return `%${name.name}`;
    case "libcall":
      return `%${name.libcall}`;
    default:
      return `%${name.symbol}`;
  }
}

/** How so many bytes that are no instruction are listed. */
export function bytesText(
  code: Uint8Array,
  offset: number,
  bytes: number,
): { readonly length: number; readonly text: string } {
  const data = Array.from(
    code.subarray(offset, offset + bytes),
    (b) => `0x${b.toString(16).padStart(2, "0")}`,
  );
  return { length: data.length, text: `.byte ${data.join(", ")}` };
}

/** The listing. Bytes that the target cannot decode appear as `.byte`. */
export function disassemble(code: CompiledCode, isa: TargetIsa): string {
  const lines: string[] = [];
  const bytes = code.code;
  const { blockStarts, callSites, traps, relocs } = code;
  let block = 0;
  let trap = 0;
  let reloc = 0;
  let site = 0;
  if (blockStarts.length === 0) lines.push("block0: ; offset 0x0");
  for (let at = 0; at < bytes.length;) {
    for (; block < blockStarts.length && blockStarts[block]! <= at; block++) {
      // Empty blocks share an offset: the last one names the place.
      if (blockStarts[block + 1] === blockStarts[block]) continue;
      lines.push(`block${block}: ; offset 0x${blockStarts[block]!.toString(16)}`);
    }
    const { length, text } = isa.disassemble?.(bytes, at) ?? bytesText(bytes, at, 1);
    let line = `  ${text}`;
    for (; reloc < relocs.length && relocs[reloc]!.offset < at + length; reloc++) {
      const r = relocs[reloc]!;
      line += ` ; reloc_external ${r.kind} ${relocNameText(r.name)} ${r.addend}`;
    }
    for (; trap < traps.length && traps[trap]!.offset < at + length; trap++) {
      if (traps[trap]!.offset >= at) line += ` ; trap: ${trapCodeName(traps[trap]!.code)}`;
    }
    for (; site < callSites.length && callSites[site]!.returnOffset <= at + length; site++) {
      const { patchableBytes } = callSites[site]!;
      if (patchableBytes > 0) line += ` ; patchable call: NOP out last ${patchableBytes} bytes`;
    }
    lines.push(line);
    at += length;
  }
  return `${lines.join("\n")}\n`;
}
