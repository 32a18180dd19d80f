/**
 * The aarch64 target: its settings, and how to get from a triple and settings to an ISA.
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
import { type Aarch64Flags, aarch64FlagsBuilder } from "./generated/settings.ts";
import { Aarch64Isa } from "./isa.ts";

/** Collects the settings of aarch64. */
export class Aarch64Builder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<Aarch64Flags> = aarch64FlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): Aarch64Isa {
    return new Aarch64Isa(this.triple, flags, this.settings.finish());
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
