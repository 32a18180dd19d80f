/** The facts about s390x that portable code asks for. */
import {
  type CallConv,
  defaultCallConv,
  type Flags,
  type IsaInfo,
  type Triple,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import type { S390xFlags } from "./generated/settings.ts";

/** Facts about s390x with given settings. */
export class S390xInfo implements IsaInfo {
  readonly name: "s390x" = "s390x" as const;
  readonly triple: Triple;
  readonly flags: Flags;
  readonly isaFlags: S390xFlags;
  readonly pointerWidth: 64 = 64 as const;
  readonly pointerType: Type = types.I64;
  readonly endianness: "big" = "big" as const;
  readonly defaultCallConv: CallConv;
  readonly dynamicVectorBytes: number = 16;

  constructor(triple: Triple, flags: Flags, isaFlags: S390xFlags) {
    this.triple = triple;
    this.flags = flags;
    this.isaFlags = isaFlags;
    this.defaultCallConv = defaultCallConv(triple);
  }
}
