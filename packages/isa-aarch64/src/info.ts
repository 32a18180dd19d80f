/** The facts about aarch64 that portable code asks for. */
import {
  type CallConv,
  defaultCallConv,
  type Flags,
  type IsaInfo,
  type Triple,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import type { Aarch64Flags } from "./generated/settings.ts";

/** Facts about aarch64 with given settings. */
export class Aarch64Info implements IsaInfo {
  readonly name: "aarch64" = "aarch64" as const;
  readonly triple: Triple;
  readonly flags: Flags;
  readonly isaFlags: Aarch64Flags;
  readonly pointerWidth: 64 = 64 as const;
  readonly pointerType: Type = types.I64;
  readonly endianness: "little" = "little" as const;
  readonly defaultCallConv: CallConv;
  readonly dynamicVectorBytes: number = 16;

  constructor(triple: Triple, flags: Flags, isaFlags: Aarch64Flags) {
    this.triple = triple;
    this.flags = flags;
    this.isaFlags = isaFlags;
    this.defaultCallConv = defaultCallConv(triple);
  }
}
