/**
 * What a runner's processor has, in the names of the target's settings.
 *
 * x86-64 (Intel SDM volume 2A, CPUID): the words are leaf 1 ECX and EDX, leaf 7.0 EBX, ECX, EDX, leaf 7.1 EAX, leaf
 * 0x80000001 ECX, and XCR0. AVX needs the system to save YMM registers (XCR0 bits 1, 2), AVX-512 also opmask and ZMM
 * registers (bits 5 to 7). aarch64: the words of AT_HWCAP and AT_HWCAP2. s390x: two words that are zero, then those
 * of STFLE.
 */

interface Bit {
  readonly setting: string;
  readonly word: number;
  readonly bit: number;
  /** Register state that the system must save. */
  readonly state?: number;
}

const YMM = 0x06;
const ZMM = 0xe6;

const X64: readonly Bit[] = [
  { setting: "has_sse3", word: 0, bit: 0 },
  { setting: "has_ssse3", word: 0, bit: 9 },
  { setting: "has_cmpxchg16b", word: 0, bit: 13 },
  { setting: "has_sse41", word: 0, bit: 19 },
  { setting: "has_sse42", word: 0, bit: 20 },
  { setting: "has_popcnt", word: 0, bit: 23 },
  { setting: "has_avx", word: 0, bit: 28, state: YMM },
  { setting: "has_fma", word: 0, bit: 12, state: YMM },
  { setting: "has_avx2", word: 2, bit: 5, state: YMM },
  { setting: "has_bmi1", word: 2, bit: 3 },
  { setting: "has_bmi2", word: 2, bit: 8 },
  { setting: "has_avx512f", word: 2, bit: 16, state: ZMM },
  { setting: "has_avx512dq", word: 2, bit: 17, state: ZMM },
  { setting: "has_avx512vl", word: 2, bit: 31, state: ZMM },
  { setting: "has_avx512vbmi", word: 3, bit: 1, state: ZMM },
  { setting: "has_avx512vnni", word: 3, bit: 11, state: ZMM },
  { setting: "has_avx512bitalg", word: 3, bit: 12, state: ZMM },
  { setting: "has_avx_vnni", word: 5, bit: 4, state: YMM },
  { setting: "has_lzcnt", word: 6, bit: 5 },
];

const AARCH64: readonly Bit[] = [
  { setting: "has_lse", word: 0, bit: 8 },
  { setting: "has_fp16", word: 0, bit: 9 },
  { setting: "has_dotprod", word: 0, bit: 20 },
  { setting: "has_pauth", word: 0, bit: 30 },
  { setting: "has_i8mm", word: 2, bit: 13 },
];

/** Facility n is bit 31 - n % 32 of word 2 + n / 32. */
const S390X: readonly Bit[] = [
  { setting: "has_mie3", word: 3, bit: 2 },
  { setting: "has_mie4", word: 4, bit: 11 },
  { setting: "has_vxrs_ext2", word: 6, bit: 11 },
];

const TABLES: Readonly<Record<string, readonly Bit[]>> = { x86_64: X64, aarch64: AARCH64, s390x: S390X };

/** The settings that describe features and are true for this processor; undefined: nothing is known about it. */
export function featureSettings(
  architecture: string,
  words: readonly number[],
): ReadonlySet<string> | undefined {
  const table = TABLES[architecture];
  if (table === undefined) return undefined;
  const state = words[7] ?? 0;
  const found = new Set<string>();
  for (const { setting, word, bit, state: needed = 0 } of table) {
    if ((state & needed) !== needed) continue;
    if (((words[word] ?? 0) >>> bit) & 1) found.add(setting);
  }
  return found;
}
