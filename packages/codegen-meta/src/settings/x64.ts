/**
 * The settings and presets of x86-64. The baseline is SSE2; each setting says that the processor has a feature, not
 * that its prerequisites are there too. Presets named after processors list what those processors offer.
 */
import { bool, makePresets, type PresetRow, type Setting, type SettingGroup } from "../cdsl/setting.ts";

function has(feature: string, what: string): Setting {
  return bool(`has_${feature}`, false, `The processor has ${what}.`);
}

const settings: readonly Setting[] = [
  has("sse3", "SSE3"),
  has("ssse3", "SSSE3"),
  has("cmpxchg16b", "CMPXCHG16B, the 16-byte compare and exchange"),
  has("sse41", "SSE4.1"),
  has("sse42", "SSE4.2"),
  has("avx", "AVX"),
  has("avx2", "AVX2"),
  has("fma", "FMA3, the fused multiply-add instructions"),
  has("avx_vnni", "AVX-VNNI"),
  has("avx512bitalg", "AVX512BITALG"),
  has("avx512dq", "AVX512DQ"),
  has("avx512vl", "AVX512VL"),
  has("avx512vbmi", "AVX512VBMI"),
  has("avx512f", "AVX512F"),
  has("avx512vnni", "AVX512VNNI"),
  has("popcnt", "POPCNT"),
  has("bmi1", "BMI1"),
  has("bmi2", "BMI2"),
  has("lzcnt", "LZCNT"),
];

const rows: readonly PresetRow[] = [
  ["sse3", "has_sse3", "SSE3."],
  ["ssse3", "sse3 has_ssse3", "SSSE3 and before."],
  ["sse41", "ssse3 has_sse41", "SSE4.1 and before."],
  ["sse42", "sse41 has_sse42", "SSE4.2 and before."],

  ["baseline", "", "No more than SSE2."],
  ["nocona", "sse3 has_cmpxchg16b", "Intel Nocona."],
  ["core2", "ssse3 has_cmpxchg16b", "Intel Core 2."],
  ["penryn", "sse41 has_cmpxchg16b", "Intel Penryn."],
  ["atom bonnell", "ssse3 has_cmpxchg16b", "Intel Atom (Bonnell)."],
  ["silvermont slm", "sse42 has_cmpxchg16b has_popcnt", "Intel Silvermont."],
  ["goldmont", "silvermont", "Intel Goldmont."],
  ["goldmont-plus", "goldmont", "Intel Goldmont Plus."],
  ["tremont", "goldmont-plus", "Intel Tremont."],
  ["alderlake", "tremont has_avx has_avx2 has_bmi1 has_bmi2 has_lzcnt has_fma has_avx_vnni", "Intel Alder Lake."],
  ["sierraforest", "alderlake", "Intel Sierra Forest."],
  ["grandridge", "alderlake", "Intel Grand Ridge."],

  ["nehalem corei7", "sse42 has_cmpxchg16b has_popcnt", "Intel Nehalem."],
  ["westmere", "nehalem", "Intel Westmere."],
  ["sandybridge corei7-avx", "westmere has_avx", "Intel Sandy Bridge."],
  ["ivybridge core-avx-i", "sandybridge", "Intel Ivy Bridge."],
  ["haswell core-avx2", "ivybridge has_avx2 has_bmi1 has_bmi2 has_fma has_lzcnt", "Intel Haswell."],
  ["broadwell", "haswell", "Intel Broadwell."],
  ["skylake", "broadwell", "Intel Skylake."],
  ["knl", "broadwell has_avx512f", "Intel Knights Landing."],
  ["knm", "knl", "Intel Knights Mill."],
  ["skylake-avx512 skx", "skylake has_avx512f has_avx512dq has_avx512vl", "Intel Skylake, server."],
  ["cascadelake", "skx has_avx512vnni", "Intel Cascade Lake."],
  ["cooperlake", "cascadelake", "Intel Cooper Lake."],
  ["cannonlake", "skx has_avx512vbmi", "Intel Cannon Lake."],
  ["icelake-client icelake", "cannonlake has_avx512bitalg has_avx512vnni", "Intel Ice Lake, client."],
  ["icelake-server", "icelake-client", "Intel Ice Lake, server."],
  ["tigerlake", "icelake-client", "Intel Tiger Lake."],
  ["sapphirerapids", "icelake-server has_avx_vnni", "Intel Sapphire Rapids."],
  ["raptorlake", "alderlake", "Intel Raptor Lake."],
  ["meteorlake", "alderlake", "Intel Meteor Lake."],
  ["graniterapids", "sapphirerapids", "Intel Granite Rapids."],

  ["opteron k8 athlon64 athlon-fx", "", "AMD K8."],
  ["opteron-sse3 k8-sse3 athlon64-sse3", "sse3 has_cmpxchg16b", "AMD K8 with SSE3."],
  ["barcelona amdfam10", "sse3 has_cmpxchg16b has_popcnt has_lzcnt", "AMD family 10h."],
  ["btver1", "ssse3 has_cmpxchg16b has_popcnt has_lzcnt", "AMD Bobcat."],
  ["btver2", "btver1 sse42 has_avx has_bmi1", "AMD Jaguar."],
  ["bdver1", "sse42 has_cmpxchg16b has_avx has_popcnt has_lzcnt", "AMD Bulldozer."],
  ["bdver2", "bdver1 has_bmi1 has_fma", "AMD Piledriver."],
  ["bdver3", "bdver2", "AMD Steamroller."],
  ["bdver4", "bdver3 has_avx2 has_bmi2", "AMD Excavator."],
  ["znver1", "bdver4", "AMD Zen."],
  ["znver2", "znver1", "AMD Zen 2."],
  ["znver3", "znver2", "AMD Zen 3."],
  [
    "znver4",
    "znver3 has_avx512bitalg has_avx512dq has_avx512f has_avx512vbmi has_avx512vl has_avx512vnni",
    "AMD Zen 4.",
  ],

  ["x86-64", "", "Micro-architecture level 1 of the System V psABI."],
  ["x86-64-v2", "sse42 has_cmpxchg16b has_popcnt", "Micro-architecture level 2 of the System V psABI."],
  ["x86-64-v3", "x86-64-v2 has_avx has_avx2 has_bmi1 has_bmi2 has_fma has_lzcnt", "Micro-architecture level 3 of the System V psABI."],
  ["x86-64-v4", "x86-64-v3 has_avx512f has_avx512dq has_avx512vl", "Micro-architecture level 4 of the System V psABI."],
];

export const X64: SettingGroup = {
  name: "x86_64",
  className: "X64Flags",
  doc: "Settings of x86-64.",
  package: "isa-x64",
  settings,
  presets: makePresets(settings, rows),
};
