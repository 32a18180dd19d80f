/**
 * The aarch64 target as far as it is data: its settings, and the facts that portable code asks for.
 *
 * Only triples with 64-bit addresses are supported.
 */
import type { Flags, IsaBuilder, IsaFamily, SettingsBuilder, Triple } from "@cranelift-ts/codegen-ir";
import { Aarch64Isa } from "./isa.ts";

export { Aarch64Info } from "./info.ts";
import { type Aarch64Flags, aarch64FlagsBuilder } from "./generated/settings.ts";

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
