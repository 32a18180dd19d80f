/**
 * The x86-64 target as far as it is data: its settings, and the facts that portable code asks for.
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
import { type X64Flags, x64FlagsBuilder } from "./generated/settings.ts";

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

/** Collects the settings of x86-64. */
export class X64Builder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<X64Flags> = x64FlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): X64Info {
    return new X64Info(this.triple, flags, this.settings.finish());
  }
}

/** The x86-64 family. */
export interface X64Family extends IsaFamily {
  builder(triple: Triple): X64Builder;
}

/** The x86-64 family, for `lookupIsa`. */
export const x64: X64Family = {
  name: "x86_64",
  supports(triple: Triple): boolean {
    return triple.family === "x86_64" && triple.pointerWidth === 64;
  },
  builder(triple: Triple): X64Builder {
    return new X64Builder(triple);
  },
};
