/**
 * The aarch64 target as far as it is data: its settings, and the facts that portable code asks for.
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
import { type Aarch64Flags, aarch64FlagsBuilder } from "./generated/settings.ts";

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

/** Collects the settings of aarch64. */
export class Aarch64Builder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<Aarch64Flags> = aarch64FlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): Aarch64Info {
    return new Aarch64Info(this.triple, flags, this.settings.finish());
  }
}

/** The aarch64 family. */
export interface Aarch64Family extends IsaFamily {
  builder(triple: Triple): Aarch64Builder;
}

/** The aarch64 family, for `lookupIsa`. */
export const aarch64: Aarch64Family = {
  name: "aarch64",
  supports(triple: Triple): boolean {
    return triple.family === "aarch64" && triple.pointerWidth === 64;
  },
  builder(triple: Triple): Aarch64Builder {
    return new Aarch64Builder(triple);
  },
};
