/**
 * The x86-64 target as far as it is data: its settings, and how to get from a triple and settings to an ISA.
 *
 * Only triples with 64-bit addresses are supported.
 */
import {
  type Flags,
  type IsaBuilder,
  type IsaFamily,
  type SettingsBuilder,
  type Triple,
} from "@cranelift-ts/codegen-ir";
import { type X64Flags, x64FlagsBuilder } from "./generated/settings.ts";
import { X64Isa } from "./isa.ts";

/** Collects the settings of x86-64. */
export class X64Builder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<X64Flags> = x64FlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): X64Isa {
    return new X64Isa(this.triple, flags, this.settings.finish());
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
