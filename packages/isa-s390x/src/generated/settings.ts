// Generated from packages/codegen-meta/src/settings/s390x.ts by `pnpm generate`. Do not edit.

import { type SettingsTemplate, SettingsBuilder, SettingsGroup } from "@cranelift-ts/codegen-ir";

/** The rows of this group: settings of s390x. */
export const S390X_FLAGS_TEMPLATE: SettingsTemplate = {
  name: "s390x",
  words: 1,
  settings: [
    { name: "has_mie3", kind: "bool", values: [], default: 0, word: 0, shift: 0, description: "The machine has the miscellaneous-instruction-extensions facility 3 (z15)." },
    { name: "has_vxrs_ext2", kind: "bool", values: [], default: 0, word: 0, shift: 1, description: "The machine has the vector-enhancements facility 2 (z15)." },
    { name: "has_mie4", kind: "bool", values: [], default: 0, word: 0, shift: 2, description: "The machine has the miscellaneous-instruction-extensions facility 4 (z17)." },
    { name: "has_vxrs_ext3", kind: "bool", values: [], default: 0, word: 0, shift: 3, description: "The machine has the vector-enhancements facility 3 (z17)." },
  ],
  presets: [
    { name: "arch13", settings: ["has_mie3", "has_vxrs_ext2"], description: "IBM z15." },
    { name: "z15", settings: ["has_mie3", "has_vxrs_ext2"], description: "IBM z15." },
    { name: "arch14", settings: ["has_mie3", "has_vxrs_ext2"], description: "IBM z16." },
    { name: "z16", settings: ["has_mie3", "has_vxrs_ext2"], description: "IBM z16." },
    { name: "arch15", settings: ["has_mie3", "has_vxrs_ext2", "has_mie4", "has_vxrs_ext3"], description: "IBM z17." },
    { name: "z17", settings: ["has_mie3", "has_vxrs_ext2", "has_mie4", "has_vxrs_ext3"], description: "IBM z17." },
  ],
};

/** Settings of s390x. Immutable; made by `s390xFlagsBuilder`. */
export class S390xFlags extends SettingsGroup {
  /** From packed words, as `words` of another object of this class. */
  constructor(words: Int32Array) {
    super(S390X_FLAGS_TEMPLATE, words);
  }

  /** The machine has the miscellaneous-instruction-extensions facility 3 (z15). */
  get has_mie3(): boolean {
    return (this.words[0]! & 1) !== 0;
  }

  /** The machine has the vector-enhancements facility 2 (z15). */
  get has_vxrs_ext2(): boolean {
    return ((this.words[0]! >>> 1) & 1) !== 0;
  }

  /** The machine has the miscellaneous-instruction-extensions facility 4 (z17). */
  get has_mie4(): boolean {
    return ((this.words[0]! >>> 2) & 1) !== 0;
  }

  /** The machine has the vector-enhancements facility 3 (z17). */
  get has_vxrs_ext3(): boolean {
    return ((this.words[0]! >>> 3) & 1) !== 0;
  }
}

/** A builder of {@link S390xFlags} that starts from the defaults. */
export function s390xFlagsBuilder(): SettingsBuilder<S390xFlags> {
  return new SettingsBuilder(S390X_FLAGS_TEMPLATE, (words) => new S390xFlags(words));
}
