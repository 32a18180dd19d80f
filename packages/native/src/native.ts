/**
 * The target for the machine that this process runs on. Only the package of its architecture is loaded.
 */
import { createRequire } from "node:module";
import {
  flagsBuilder,
  lookupIsa,
  parseTriple,
  UnsupportedTargetError,
  type Flags,
  type IsaFamily,
  type IsaInfo,
} from "@cranelift-ts/codegen-ir";
import type { Aarch64Family } from "@cranelift-ts/isa-aarch64";
import type { S390xFamily } from "@cranelift-ts/isa-s390x";
import type { X64Family } from "@cranelift-ts/isa-x64";
import { loadJitHost, type JitHost } from "@cranelift-ts/jit-host";
import { x64Features } from "./cpuid-x64.ts";

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "x86_64", arm64: "aarch64", s390x: "s390x" };
const SYSTEMS: Readonly<Record<string, string>> = {
  linux: "unknown-linux-gnu",
  darwin: "apple-darwin",
  win32: "pc-windows-msvc",
  freebsd: "unknown-freebsd",
};

/** The families that there are. */
export type NativeFamily = X64Family | Aarch64Family | S390xFamily;

/** The package and export that holds each architecture's family. */
const FAMILIES: Readonly<Record<string, readonly [name: string, key: string]>> = {
  x86_64: ["@cranelift-ts/isa-x64", "x64"],
  aarch64: ["@cranelift-ts/isa-aarch64", "aarch64"],
  s390x: ["@cranelift-ts/isa-s390x", "s390x"],
};

/** The triple of this process: `x86_64-unknown-linux-gnu`. */
export function hostTriple(): string {
  const architecture = ARCHITECTURES[process.arch] ?? process.arch;
  return `${architecture}-${SYSTEMS[process.platform] ?? `unknown-${process.platform}`}`;
}

/**
 * Names of the target's settings (`has_avx2`) that this processor fulfils. Throws `JitHostError` if it cannot be asked;
 * for architectures that cannot be asked yet, the answer is none.
 */
export function hostFeatures(host: JitHost = loadJitHost()): string[] {
  return process.arch === "x64" ? x64Features(host) : [];
}

export interface HostIsaOptions<F extends IsaFamily = NativeFamily> {
  /** The shared settings; the defaults if absent. */
  readonly flags?: Flags;
  /** Whom to ask about the processor; "none" gives the architecture's baseline. `loadJitHost()` if absent. */
  readonly host?: JitHost | "none";
  /** Enable these features instead of asking the processor: what {@link hostFeatures} said elsewhere. */
  readonly features?: readonly string[];
  /** Take the target from these instead of loading its package. */
  readonly families?: readonly F[];
}

/**
 * The target for this process, with all features that the processor has. Throws `UnsupportedTargetError` if there is
 * none, and `JitHostError` if the processor cannot be asked; with `host: "none"` it needs no native code.
 */
export function hostIsa<F extends IsaFamily = NativeFamily>(
  options: HostIsaOptions<F> = {},
): ReturnType<ReturnType<F["builder"]>["finish"]> {
  const triple = parseTriple(hostTriple());
  const builder = lookupIsa(
    triple,
    options.families ?? ((provided ?? [loadFamily()]) as readonly IsaFamily[] as readonly F[]),
  );
  const features = options.features ?? (options.host === "none" ? [] : hostFeatures(options.host));
  for (const feature of features) builder.settings.enable(feature);
  return builder.finish(options.flags ?? flagsBuilder().finish()) as IsaInfo as ReturnType<
    ReturnType<F["builder"]>["finish"]
  >;
}

let provided: readonly IsaFamily[] | undefined;

/**
 * Families that {@link hostIsa} takes the target from where its caller names none, for programs that are one file and
 * have no packages to load them from.
 */
export function provideFamilies(families: readonly IsaFamily[]): void {
  provided = families;
}

function loadFamily(): NativeFamily {
  const triple = parseTriple(hostTriple());
  const place = FAMILIES[triple.family];
  if (place === undefined) throw new UnsupportedTargetError(triple, []);
  // A static import would load all of them, and `import()` would make every caller wait.
  return (createRequire(import.meta.url)(place[0]) as Record<string, NativeFamily>)[place[1]]!;
}
