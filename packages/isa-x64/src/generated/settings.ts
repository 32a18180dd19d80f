// Generated from packages/codegen-meta/src/settings/x64.ts by `pnpm generate`. Do not edit.

import { type SettingsTemplate, SettingsBuilder, SettingsGroup } from "@cranelift-ts/codegen-ir";

/** The rows of this group: settings of x86-64. */
export const X64_FLAGS_TEMPLATE: SettingsTemplate = {
  name: "x86_64",
  words: 1,
  settings: [
    { name: "has_sse3", kind: "bool", values: [], default: 0, word: 0, shift: 0, description: "The processor has SSE3." },
    { name: "has_ssse3", kind: "bool", values: [], default: 0, word: 0, shift: 1, description: "The processor has SSSE3." },
    { name: "has_cmpxchg16b", kind: "bool", values: [], default: 0, word: 0, shift: 2, description: "The processor has CMPXCHG16B, the 16-byte compare and exchange." },
    { name: "has_sse41", kind: "bool", values: [], default: 0, word: 0, shift: 3, description: "The processor has SSE4.1." },
    { name: "has_sse42", kind: "bool", values: [], default: 0, word: 0, shift: 4, description: "The processor has SSE4.2." },
    { name: "has_avx", kind: "bool", values: [], default: 0, word: 0, shift: 5, description: "The processor has AVX." },
    { name: "has_avx2", kind: "bool", values: [], default: 0, word: 0, shift: 6, description: "The processor has AVX2." },
    { name: "has_fma", kind: "bool", values: [], default: 0, word: 0, shift: 7, description: "The processor has FMA3, the fused multiply-add instructions." },
    { name: "has_avx_vnni", kind: "bool", values: [], default: 0, word: 0, shift: 8, description: "The processor has AVX-VNNI." },
    { name: "has_avx512bitalg", kind: "bool", values: [], default: 0, word: 0, shift: 9, description: "The processor has AVX512BITALG." },
    { name: "has_avx512dq", kind: "bool", values: [], default: 0, word: 0, shift: 10, description: "The processor has AVX512DQ." },
    { name: "has_avx512vl", kind: "bool", values: [], default: 0, word: 0, shift: 11, description: "The processor has AVX512VL." },
    { name: "has_avx512vbmi", kind: "bool", values: [], default: 0, word: 0, shift: 12, description: "The processor has AVX512VBMI." },
    { name: "has_avx512f", kind: "bool", values: [], default: 0, word: 0, shift: 13, description: "The processor has AVX512F." },
    { name: "has_avx512vnni", kind: "bool", values: [], default: 0, word: 0, shift: 14, description: "The processor has AVX512VNNI." },
    { name: "has_popcnt", kind: "bool", values: [], default: 0, word: 0, shift: 15, description: "The processor has POPCNT." },
    { name: "has_bmi1", kind: "bool", values: [], default: 0, word: 0, shift: 16, description: "The processor has BMI1." },
    { name: "has_bmi2", kind: "bool", values: [], default: 0, word: 0, shift: 17, description: "The processor has BMI2." },
    { name: "has_lzcnt", kind: "bool", values: [], default: 0, word: 0, shift: 18, description: "The processor has LZCNT." },
  ],
  presets: [
    { name: "sse3", settings: ["has_sse3"], description: "SSE3." },
    { name: "ssse3", settings: ["has_sse3", "has_ssse3"], description: "SSSE3 and before." },
    { name: "sse41", settings: ["has_sse3", "has_ssse3", "has_sse41"], description: "SSE4.1 and before." },
    { name: "sse42", settings: ["has_sse3", "has_ssse3", "has_sse41", "has_sse42"], description: "SSE4.2 and before." },
    { name: "baseline", settings: [], description: "No more than SSE2." },
    { name: "nocona", settings: ["has_sse3", "has_cmpxchg16b"], description: "Intel Nocona." },
    { name: "core2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b"], description: "Intel Core 2." },
    { name: "penryn", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41"], description: "Intel Penryn." },
    { name: "atom", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b"], description: "Intel Atom (Bonnell)." },
    { name: "bonnell", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b"], description: "Intel Atom (Bonnell)." },
    { name: "silvermont", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Silvermont." },
    { name: "slm", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Silvermont." },
    { name: "goldmont", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Goldmont." },
    { name: "goldmont-plus", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Goldmont Plus." },
    { name: "tremont", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Tremont." },
    { name: "alderlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Alder Lake." },
    { name: "sierraforest", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Sierra Forest." },
    { name: "grandridge", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Grand Ridge." },
    { name: "nehalem", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Nehalem." },
    { name: "corei7", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Nehalem." },
    { name: "westmere", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Intel Westmere." },
    { name: "sandybridge", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt"], description: "Intel Sandy Bridge." },
    { name: "corei7-avx", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt"], description: "Intel Sandy Bridge." },
    { name: "ivybridge", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt"], description: "Intel Ivy Bridge." },
    { name: "core-avx-i", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt"], description: "Intel Ivy Bridge." },
    { name: "haswell", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Haswell." },
    { name: "core-avx2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Haswell." },
    { name: "broadwell", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Broadwell." },
    { name: "skylake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Skylake." },
    { name: "knl", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Knights Landing." },
    { name: "knm", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Knights Mill." },
    { name: "skylake-avx512", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Skylake, server." },
    { name: "skx", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Skylake, server." },
    { name: "cascadelake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Cascade Lake." },
    { name: "cooperlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Cooper Lake." },
    { name: "cannonlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Cannon Lake." },
    { name: "icelake-client", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Ice Lake, client." },
    { name: "icelake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Ice Lake, client." },
    { name: "icelake-server", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Ice Lake, server." },
    { name: "tigerlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Tiger Lake." },
    { name: "sapphirerapids", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Sapphire Rapids." },
    { name: "raptorlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Raptor Lake." },
    { name: "meteorlake", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Meteor Lake." },
    { name: "graniterapids", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx_vnni", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Intel Granite Rapids." },
    { name: "opteron", settings: [], description: "AMD K8." },
    { name: "k8", settings: [], description: "AMD K8." },
    { name: "athlon64", settings: [], description: "AMD K8." },
    { name: "athlon-fx", settings: [], description: "AMD K8." },
    { name: "opteron-sse3", settings: ["has_sse3", "has_cmpxchg16b"], description: "AMD K8 with SSE3." },
    { name: "k8-sse3", settings: ["has_sse3", "has_cmpxchg16b"], description: "AMD K8 with SSE3." },
    { name: "athlon64-sse3", settings: ["has_sse3", "has_cmpxchg16b"], description: "AMD K8 with SSE3." },
    { name: "barcelona", settings: ["has_sse3", "has_cmpxchg16b", "has_popcnt", "has_lzcnt"], description: "AMD family 10h." },
    { name: "amdfam10", settings: ["has_sse3", "has_cmpxchg16b", "has_popcnt", "has_lzcnt"], description: "AMD family 10h." },
    { name: "btver1", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_popcnt", "has_lzcnt"], description: "AMD Bobcat." },
    { name: "btver2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt", "has_bmi1", "has_lzcnt"], description: "AMD Jaguar." },
    { name: "bdver1", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_popcnt", "has_lzcnt"], description: "AMD Bulldozer." },
    { name: "bdver2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_fma", "has_popcnt", "has_bmi1", "has_lzcnt"], description: "AMD Piledriver." },
    { name: "bdver3", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_fma", "has_popcnt", "has_bmi1", "has_lzcnt"], description: "AMD Steamroller." },
    { name: "bdver4", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "AMD Excavator." },
    { name: "znver1", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "AMD Zen." },
    { name: "znver2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "AMD Zen 2." },
    { name: "znver3", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "AMD Zen 3." },
    { name: "znver4", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512bitalg", "has_avx512dq", "has_avx512vl", "has_avx512vbmi", "has_avx512f", "has_avx512vnni", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "AMD Zen 4." },
    { name: "x86-64", settings: [], description: "Micro-architecture level 1 of the System V psABI." },
    { name: "x86-64-v2", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"], description: "Micro-architecture level 2 of the System V psABI." },
    { name: "x86-64-v3", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Micro-architecture level 3 of the System V psABI." },
    { name: "x86-64-v4", settings: ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_avx", "has_avx2", "has_fma", "has_avx512dq", "has_avx512vl", "has_avx512f", "has_popcnt", "has_bmi1", "has_bmi2", "has_lzcnt"], description: "Micro-architecture level 4 of the System V psABI." },
  ],
};

/** Settings of x86-64. Immutable; made by `x64FlagsBuilder`. */
export class X64Flags extends SettingsGroup {
  /** From packed words, as `words` of another object of this class. */
  constructor(words: Int32Array) {
    super(X64_FLAGS_TEMPLATE, words);
  }

  /** The processor has SSE3. */
  get has_sse3(): boolean {
    return (this.words[0]! & 1) !== 0;
  }

  /** The processor has SSSE3. */
  get has_ssse3(): boolean {
    return ((this.words[0]! >>> 1) & 1) !== 0;
  }

  /** The processor has CMPXCHG16B, the 16-byte compare and exchange. */
  get has_cmpxchg16b(): boolean {
    return ((this.words[0]! >>> 2) & 1) !== 0;
  }

  /** The processor has SSE4.1. */
  get has_sse41(): boolean {
    return ((this.words[0]! >>> 3) & 1) !== 0;
  }

  /** The processor has SSE4.2. */
  get has_sse42(): boolean {
    return ((this.words[0]! >>> 4) & 1) !== 0;
  }

  /** The processor has AVX. */
  get has_avx(): boolean {
    return ((this.words[0]! >>> 5) & 1) !== 0;
  }

  /** The processor has AVX2. */
  get has_avx2(): boolean {
    return ((this.words[0]! >>> 6) & 1) !== 0;
  }

  /** The processor has FMA3, the fused multiply-add instructions. */
  get has_fma(): boolean {
    return ((this.words[0]! >>> 7) & 1) !== 0;
  }

  /** The processor has AVX-VNNI. */
  get has_avx_vnni(): boolean {
    return ((this.words[0]! >>> 8) & 1) !== 0;
  }

  /** The processor has AVX512BITALG. */
  get has_avx512bitalg(): boolean {
    return ((this.words[0]! >>> 9) & 1) !== 0;
  }

  /** The processor has AVX512DQ. */
  get has_avx512dq(): boolean {
    return ((this.words[0]! >>> 10) & 1) !== 0;
  }

  /** The processor has AVX512VL. */
  get has_avx512vl(): boolean {
    return ((this.words[0]! >>> 11) & 1) !== 0;
  }

  /** The processor has AVX512VBMI. */
  get has_avx512vbmi(): boolean {
    return ((this.words[0]! >>> 12) & 1) !== 0;
  }

  /** The processor has AVX512F. */
  get has_avx512f(): boolean {
    return ((this.words[0]! >>> 13) & 1) !== 0;
  }

  /** The processor has AVX512VNNI. */
  get has_avx512vnni(): boolean {
    return ((this.words[0]! >>> 14) & 1) !== 0;
  }

  /** The processor has POPCNT. */
  get has_popcnt(): boolean {
    return ((this.words[0]! >>> 15) & 1) !== 0;
  }

  /** The processor has BMI1. */
  get has_bmi1(): boolean {
    return ((this.words[0]! >>> 16) & 1) !== 0;
  }

  /** The processor has BMI2. */
  get has_bmi2(): boolean {
    return ((this.words[0]! >>> 17) & 1) !== 0;
  }

  /** The processor has LZCNT. */
  get has_lzcnt(): boolean {
    return ((this.words[0]! >>> 18) & 1) !== 0;
  }
}

/** A builder of {@link X64Flags} that starts from the defaults. */
export function x64FlagsBuilder(): SettingsBuilder<X64Flags> {
  return new SettingsBuilder(X64_FLAGS_TEMPLATE, (words) => new X64Flags(words));
}
