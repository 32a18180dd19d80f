/** The facts about x86-64 that portable code asks for. */
import {
  type CallConv,
  defaultCallConv,
  type Flags,
  type IsaInfo,
  type Triple,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import type { X64Flags } from "./generated/settings.ts";

/** Facts about x86-64 with given settings. */
export class X64Info implements IsaInfo {
  readonly name: "x86_64" = "x86_64" as const;
  readonly triple: Triple;
  readonly flags: Flags;
  readonly isaFlags: X64Flags;
  readonly pointerWidth: 64 = 64 as const;
  readonly pointerType: Type = types.I64;
  readonly endianness: "little" = "little" as const;
  readonly defaultCallConv: CallConv;
  readonly dynamicVectorBytes: number = 16;

  constructor(triple: Triple, flags: Flags, isaFlags: X64Flags) {
    this.triple = triple;
    this.flags = flags;
    this.isaFlags = isaFlags;
    this.defaultCallConv = defaultCallConv(triple);
  }
}
