/**
 * The s390x target as far as it is data: its settings, and the facts that portable code asks for.
 *
 * Only triples with 64-bit addresses are supported.
 */
import {
  defaultCallConv,
  type CallConv,
  type Flags,
  type IsaBuilder,
  type IsaFamily,
  type IsaInfo,
  type SettingsBuilder,
  type Triple,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import { type S390xFlags, s390xFlagsBuilder } from "./generated/settings.ts";

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

/** Collects the settings of s390x. */
export class S390xBuilder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<S390xFlags> = s390xFlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): S390xInfo {
    return new S390xInfo(this.triple, flags, this.settings.finish());
  }
}

/** The s390x family. */
export interface S390xFamily extends IsaFamily {
  builder(triple: Triple): S390xBuilder;
}

/** The s390x family, for `lookupIsa`. */
export const s390x: S390xFamily = {
  name: "s390x",
  supports(triple: Triple): boolean {
    return triple.family === "s390x" && triple.pointerWidth === 64;
  },
  builder(triple: Triple): S390xBuilder {
    return new S390xBuilder(triple);
  },
};
