// Generated from packages/codegen-meta/src/settings/aarch64.ts by `pnpm generate`. Do not edit.

import { type SettingsTemplate, SettingsBuilder, SettingsGroup } from "@cranelift-ts/codegen-ir";

/** The rows of this group: settings of aarch64. */
export const AARCH64_FLAGS_TEMPLATE: SettingsTemplate = {
  name: "aarch64",
  words: 1,
  settings: [
    { name: "has_lse", kind: "bool", values: [], default: 0, word: 0, shift: 0, description: "The processor has the Large System Extensions: atomic read-modify-write and compare-and-swap, 128-bit CASP included." },
    { name: "has_pauth", kind: "bool", values: [], default: 0, word: 0, shift: 1, description: "The processor has pointer authentication." },
    { name: "has_fp16", kind: "bool", values: [], default: 0, word: 0, shift: 2, description: "The processor has half-precision arithmetic." },
    { name: "has_dotprod", kind: "bool", values: [], default: 0, word: 0, shift: 3, description: "The processor has the dot-product instructions SDOT and UDOT." },
    { name: "has_i8mm", kind: "bool", values: [], default: 0, word: 0, shift: 4, description: "The processor has the 8-bit integer matrix multiplication instructions." },
    { name: "sign_return_address", kind: "bool", values: [], default: 0, word: 0, shift: 5, description: "Sign the return address in functions that save it to memory." },
    { name: "sign_return_address_all", kind: "bool", values: [], default: 0, word: 0, shift: 6, description: "Sign the return address in leaf functions too." },
    { name: "sign_return_address_with_bkey", kind: "bool", values: [], default: 0, word: 0, shift: 7, description: "Sign return addresses with the B key." },
    { name: "use_bti", kind: "bool", values: [], default: 0, word: 0, shift: 8, description: "Put branch target identification landing pads where indirect branches arrive." },
    { name: "use_csdb", kind: "bool", values: [], default: 0, word: 0, shift: 9, description: "Follow the conditional selects that guard against speculation by a CSDB barrier." },
  ],
  presets: [
  ],
};

/** Settings of aarch64. Immutable; made by `aarch64FlagsBuilder`. */
export class Aarch64Flags extends SettingsGroup {
  /** From packed words, as `words` of another object of this class. */
  constructor(words: Int32Array) {
    super(AARCH64_FLAGS_TEMPLATE, words);
  }

  /**
   * The processor has the Large System Extensions: atomic read-modify-write and compare-and-swap, 128-bit
   * CASP included.
   */
  get has_lse(): boolean {
    return (this.words[0]! & 1) !== 0;
  }

  /** The processor has pointer authentication. */
  get has_pauth(): boolean {
    return ((this.words[0]! >>> 1) & 1) !== 0;
  }

  /** The processor has half-precision arithmetic. */
  get has_fp16(): boolean {
    return ((this.words[0]! >>> 2) & 1) !== 0;
  }

  /** The processor has the dot-product instructions SDOT and UDOT. */
  get has_dotprod(): boolean {
    return ((this.words[0]! >>> 3) & 1) !== 0;
  }

  /** The processor has the 8-bit integer matrix multiplication instructions. */
  get has_i8mm(): boolean {
    return ((this.words[0]! >>> 4) & 1) !== 0;
  }

  /** Sign the return address in functions that save it to memory. */
  get sign_return_address(): boolean {
    return ((this.words[0]! >>> 5) & 1) !== 0;
  }

  /** Sign the return address in leaf functions too. */
  get sign_return_address_all(): boolean {
    return ((this.words[0]! >>> 6) & 1) !== 0;
  }

  /** Sign return addresses with the B key. */
  get sign_return_address_with_bkey(): boolean {
    return ((this.words[0]! >>> 7) & 1) !== 0;
  }

  /** Put branch target identification landing pads where indirect branches arrive. */
  get use_bti(): boolean {
    return ((this.words[0]! >>> 8) & 1) !== 0;
  }

  /** Follow the conditional selects that guard against speculation by a CSDB barrier. */
  get use_csdb(): boolean {
    return ((this.words[0]! >>> 9) & 1) !== 0;
  }
}

/** A builder of {@link Aarch64Flags} that starts from the defaults. */
export function aarch64FlagsBuilder(): SettingsBuilder<Aarch64Flags> {
  return new SettingsBuilder(AARCH64_FLAGS_TEMPLATE, (words) => new Aarch64Flags(words));
}
