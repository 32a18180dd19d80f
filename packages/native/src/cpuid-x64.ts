/**
 * The x86-64 features of this processor, by CPUID (Intel SDM volume 2, CPUID; AMD APM volume 3, appendix E).
 *
 * A feature with wide registers counts only if the operating system saves those registers: OSXSAVE and the bits of XCR0
 * say so. The instructions are a few bytes of machine code that the host runs.
 */
import { CodeMemory, type JitHost } from "@cranelift-ts/jit-host";

/** `eax`, `ebx`, `ecx`, `edx` of a leaf. */
type Leaf = readonly [eax: number, ebx: number, ecx: number, edx: number];

/** (leaf, subleaf, out): push rbx; mov eax, edi; mov ecx, esi; mov r8, rdx; cpuid; store all four; pop rbx; ret */
const CPUID = Uint8Array.of(
  0x53,
  0x89,
  0xf8,
  0x89,
  0xf1,
  0x49,
  0x89,
  0xd0,
  0x0f,
  0xa2,
  0x41,
  0x89,
  0x00,
  0x41,
  0x89,
  0x58,
  0x04,
  0x41,
  0x89,
  0x48,
  0x08,
  0x41,
  0x89,
  0x50,
  0x0c,
  0x5b,
  0xc3,
);
/** xor ecx, ecx; xgetbv; ret: the low half of XCR0 */
const XGETBV = Uint8Array.of(0x31, 0xc9, 0x0f, 0x01, 0xd0, 0xc3);

const EAX = 0;
const EBX = 1;
const ECX = 2;

/** What the operating system has to save for a feature: bits of XCR0. */
const SSE = 0;
const AVX = 0b110;
const AVX512 = 0b1110_0110;

interface Row {
  readonly flag: string;
  readonly leaf: number;
  readonly subleaf: number;
  readonly register: number;
  readonly bit: number;
  readonly state: number;
}

const row = (
  flag: string,
  leaf: number,
  subleaf: number,
  register: number,
  bit: number,
  state: number,
): Row => ({
  flag,
  leaf,
  subleaf,
  register,
  bit,
  state,
});

const EXTENDED = 0x8000_0001;

/** Where each setting's feature is. */
const ROWS: readonly Row[] = [
  row("has_sse3", 1, 0, ECX, 0, SSE),
  row("has_ssse3", 1, 0, ECX, 9, SSE),
  row("has_fma", 1, 0, ECX, 12, AVX),
  row("has_cmpxchg16b", 1, 0, ECX, 13, SSE),
  row("has_sse41", 1, 0, ECX, 19, SSE),
  row("has_sse42", 1, 0, ECX, 20, SSE),
  row("has_popcnt", 1, 0, ECX, 23, SSE),
  row("has_avx", 1, 0, ECX, 28, AVX),
  row("has_bmi1", 7, 0, EBX, 3, SSE),
  row("has_avx2", 7, 0, EBX, 5, AVX),
  row("has_bmi2", 7, 0, EBX, 8, SSE),
  row("has_avx512f", 7, 0, EBX, 16, AVX512),
  row("has_avx512dq", 7, 0, EBX, 17, AVX512),
  row("has_avx512vl", 7, 0, EBX, 31, AVX512),
  row("has_avx512vbmi", 7, 0, ECX, 1, AVX512),
  row("has_avx512vnni", 7, 0, ECX, 11, AVX512),
  row("has_avx512bitalg", 7, 0, ECX, 12, AVX512),
  row("has_avx_vnni", 7, 1, EAX, 4, AVX),
  row("has_lzcnt", EXTENDED, 0, ECX, 5, SSE),
];

const OSXSAVE = 27;

/** The features named by settings of the x86-64 target that this processor and this system have. */
export function x64Features(host: JitHost): string[] {
  const memory = new CodeMemory(host, { codeBytes: 1, constantBytes: 1, dataBytes: 1 });
  try {
    const place = (code: Uint8Array): bigint => {
      const block = memory.allocate("code", code.length, 16);
      memory.write(block, 0, code);
      return block.address;
    };
    const code = place(CPUID);
    const out = new Int32Array(4);
    const to = host.addr(out.buffer);
    const leaf = (number: number, subleaf: number): Leaf => {
      host.call(code, BigInt(number), BigInt(subleaf), to);
      return [out[0]!, out[1]!, out[2]!, out[3]!];
    };
    const highest = leaf(0, 0)[EAX] >>> 0;
    const highestExtended = leaf(0x8000_0000, 0)[EAX] >>> 0;
    const saved = ((leaf(1, 0)[ECX] >>> OSXSAVE) & 1) === 1 ? Number(host.call(place(XGETBV)) & 0xffn) : 0;
    return selectFeatures((number, subleaf) => {
      if (number > (number >= 0x8000_0000 ? highestExtended : highest)) return [0, 0, 0, 0];
      // Leaf 7 says in eax how many subleaves it has.
      if (subleaf > 0 && subleaf > leaf(number, 0)[EAX] >>> 0) return [0, 0, 0, 0];
      return leaf(number, subleaf);
    }, saved);
  } finally {
    memory.dispose();
  }
}

/** The features that the leaves tell, with `saved` the low bits of XCR0 (0 if there is no XCR0). */
export function selectFeatures(leaf: (number: number, subleaf: number) => Leaf, saved: number): string[] {
  return ROWS.filter(
    (r) =>
      (saved & r.state) === r.state &&
      ((leaf(r.leaf, r.subleaf)[r.register as 0 | 1 | 2] >>> r.bit) & 1) === 1,
  ).map((r) => r.flag);
}
