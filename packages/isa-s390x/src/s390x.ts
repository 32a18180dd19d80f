/**
 * The s390x target: its settings, and how to get from a triple and settings to an ISA.
 *
 * Only triples with 64-bit addresses are supported.
 */
import type { Flags, IsaBuilder, IsaFamily, SettingsBuilder, Triple } from "@cranelift-ts/codegen-ir";
import { type S390xFlags, s390xFlagsBuilder } from "./generated/settings.ts";
import { S390xIsa } from "./isa.ts";

/** Collects the settings of s390x. */
export class S390xBuilder implements IsaBuilder {
  readonly triple: Triple;
  readonly settings: SettingsBuilder<S390xFlags> = s390xFlagsBuilder();

  constructor(triple: Triple) {
    this.triple = triple;
  }

  finish(flags: Flags): S390xIsa {
    return new S390xIsa(this.triple, flags, this.settings.finish());
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

export { S390xInfo } from "./info.ts";
