/**
 * Target triples: `architecture[-vendor][-system][-environment][-format]`, parsed into facts that code generation
 * asks for.
 *
 * A lone architecture is a triple. Unknown vendors, systems and environments are kept as they are. An architecture
 * without a target here still parses, so that test files naming it can be read; what is not known about it is
 * `undefined`. Only texts that are no triple at all throw.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import type { CallConv } from "./signature.ts";

/** Byte order of a target. */
export type Endianness = "little" | "big";

/** Object file format of a target; "unknown" when the system doesn't tell. */
export type BinaryFormat = "elf" | "macho" | "coff" | "xcoff" | "wasm" | "unknown";

/** A parsed triple; immutable. */
export interface Triple {
  /** As written: `x86_64`, `arm64`, `riscv64gc`. */
  readonly architecture: string;
  /** Canonical family: `x86_64`, `aarch64`, `riscv64`; the architecture itself when it is not known. */
  readonly family: string;
  /** `unknown` when absent. */
  readonly vendor: string;
  /** Without its version: `darwin20.1` is `darwin`. `unknown` when absent. */
  readonly system: string;
  /** The version of the system as written, or empty. */
  readonly systemVersion: string;
  /** `unknown` when absent. */
  readonly environment: string;
  readonly binaryFormat: BinaryFormat;
  /** Width of an address in bits. */
  readonly pointerWidth: 16 | 32 | 64 | undefined;
  readonly endianness: Endianness | undefined;
}

/** The text is not a target triple. */
export class TripleError extends CraneliftError {
  constructor(text: string, why: string) {
    const message = `'${text}' is not a target triple: ${why}`;
    super([{ code: "triple/malformed", message, severity: "error" }], message);
  }
}

type ArchitectureRow = readonly [
  pattern: RegExp,
  family: string,
  pointerWidth: 16 | 32 | 64,
  endianness: Endianness,
];

const ARCHITECTURES: readonly ArchitectureRow[] = [
  [/^(x86_64h?|amd64)$/, "x86_64", 64, "little"],
  [/^(aarch64|arm64e?)$/, "aarch64", 64, "little"],
  [/^aarch64_be$/, "aarch64_be", 64, "big"],
  [/^arm64_32$/, "arm64_32", 32, "little"],
  [/^s390x$/, "s390x", 64, "big"],
  [/^i[3-6]86$/, "i686", 32, "little"],
  [/^riscv64[a-z0-9]*$/, "riscv64", 64, "little"],
  [/^riscv32[a-z0-9]*$/, "riscv32", 32, "little"],
  [/^pulley64$/, "pulley64", 64, "little"],
  [/^pulley64be$/, "pulley64be", 64, "big"],
  [/^pulley32$/, "pulley32", 32, "little"],
  [/^pulley32be$/, "pulley32be", 32, "big"],
  [/^(armeb|thumbeb)[a-z0-9]*$/, "armeb", 32, "big"],
  [/^(arm|thumb)(v[0-9][a-z0-9._]*)?$/, "arm", 32, "little"],
  [/^loongarch64$/, "loongarch64", 64, "little"],
  [/^mips$/, "mips", 32, "big"],
  [/^mipsel$/, "mipsel", 32, "little"],
  [/^mips64$/, "mips64", 64, "big"],
  [/^mips64el$/, "mips64el", 64, "little"],
  [/^powerpc$/, "powerpc", 32, "big"],
  [/^powerpc64$/, "powerpc64", 64, "big"],
  [/^(powerpc64|ppc64)le$/, "powerpc64le", 64, "little"],
  [/^sparc$/, "sparc", 32, "big"],
  [/^sparc(64|v9)$/, "sparc64", 64, "big"],
  [/^wasm32$/, "wasm32", 32, "little"],
  [/^wasm64$/, "wasm64", 64, "little"],
  [/^avr$/, "avr", 16, "little"],
  [/^msp430$/, "msp430", 16, "little"],
];

const VENDORS: ReadonlySet<string> = new Set([
  "unknown",
  "pc",
  "apple",
  "amd",
  "ibm",
  "nvidia",
  "suse",
  "sun",
  "fortanix",
  "espressif",
  "uwp",
  "win7",
  "wrs",
  "kmc",
  "nintendo",
  "sony",
  "experimental",
  "rumprun",
  "openwrt",
  "unikraft",
]);

/** Systems by name, with their object file format. */
const SYSTEMS: ReadonlyMap<string, BinaryFormat> = new Map<string, BinaryFormat>([
  ["unknown", "unknown"],
  ["none", "elf"],
  ["linux", "elf"],
  ["android", "elf"],
  ["freebsd", "elf"],
  ["netbsd", "elf"],
  ["openbsd", "elf"],
  ["dragonfly", "elf"],
  ["solaris", "elf"],
  ["illumos", "elf"],
  ["haiku", "elf"],
  ["fuchsia", "elf"],
  ["redox", "elf"],
  ["hermit", "elf"],
  ["nto", "elf"],
  ["vxworks", "elf"],
  ["hurd", "elf"],
  ["nuttx", "elf"],
  ["l4re", "elf"],
  ["cuda", "elf"],
  ["darwin", "macho"],
  ["macos", "macho"],
  ["macosx", "macho"],
  ["ios", "macho"],
  ["tvos", "macho"],
  ["watchos", "macho"],
  ["visionos", "macho"],
  ["xros", "macho"],
  ["windows", "coff"],
  ["uefi", "coff"],
  ["cygwin", "coff"],
  ["aix", "xcoff"],
  ["wasi", "wasm"],
  ["wasip1", "wasm"],
  ["wasip2", "wasm"],
  ["emscripten", "wasm"],
]);

const FORMATS: ReadonlySet<string> = new Set(["elf", "macho", "coff", "xcoff", "wasm"]);

/** Parses a triple or a lone architecture. Throws {@link TripleError} for texts that are neither. */
export function parseTriple(text: string): Triple {
  const parts = text.split("-");
  if (parts.length > 5) throw new TripleError(text.slice(0, 80), "it has more than five parts");
  for (const part of parts) {
    if (!/^[A-Za-z0-9_.]+$/.test(part))
      throw new TripleError(text.slice(0, 80), "a part is empty or has odd characters");
  }
  const architecture = parts.shift()!;
  const row = ARCHITECTURES.find(([pattern]) => pattern.test(architecture));
  const rest = takeFormat(parts);
  const vendor = takeVendor(parts);
  const [system, systemVersion] = splitVersion(parts.shift() ?? "unknown");
  const environment = parts.join("-") || "unknown";
  const narrow = /^(gnux32|gnuabin32|gnu_ilp32)$/.test(environment);
  return {
    architecture,
    family: row?.[1] ?? architecture,
    vendor,
    system,
    systemVersion,
    environment,
    binaryFormat:
      rest ?? (row?.[1].startsWith("wasm") === true ? "wasm" : (SYSTEMS.get(system) ?? "unknown")),
    pointerWidth: narrow ? 32 : row?.[2],
    endianness: row?.[3],
  };
}

function takeFormat(parts: string[]): BinaryFormat | undefined {
  if (parts.length === 0 || !FORMATS.has(parts[parts.length - 1]!)) return undefined;
  return parts.pop() as BinaryFormat;
}

/** The vendor is left out when the first part is a known system, or the only one and no known vendor. */
function takeVendor(parts: string[]): string {
  const [first] = parts;
  if (first === undefined) return "unknown";
  if (VENDORS.has(first)) return parts.shift()!;
  if (SYSTEMS.has(splitVersion(first)[0]) || parts.length === 1) return "unknown";
  return parts.shift()!;
}

function splitVersion(system: string): [name: string, version: string] {
  const match = /^([a-z_]+?)(\d+(?:\.\d+)*)$/.exec(system);
  if (match === null || SYSTEMS.has(system) || !SYSTEMS.has(match[1]!)) return [system, ""];
  return [match[1]!, match[2]!];
}

/** The triple as text, in full: `x86_64-unknown-linux-gnu`; trailing unknown parts are left out. */
export function tripleText(triple: Triple): string {
  const parts = [triple.architecture, triple.vendor, triple.system + triple.systemVersion];
  if (triple.environment !== "unknown") parts.push(triple.environment);
  const usual = triple.family.startsWith("wasm") ? "wasm" : (SYSTEMS.get(triple.system) ?? "unknown");
  if (triple.binaryFormat !== usual) parts.push(triple.binaryFormat);
  while (parts.length > 1 && parts[parts.length - 1] === "unknown") parts.pop();
  return parts.join("-");
}

/** Whether the system is one of Apple's. */
export function isApple(triple: Triple): boolean {
  return triple.vendor === "apple" || SYSTEMS.get(triple.system) === "macho";
}

/** The calling convention of the platform's C code. */
export function defaultCallConv(triple: Triple): CallConv {
  if (triple.system === "windows" && triple.family === "x86_64") return "windows_fastcall";
  if (isApple(triple) && triple.family === "aarch64") return "apple_aarch64";
  return "system_v";
}
