/**
 * What the portable parts need to know about a target, and how a target is found by its triple.
 *
 * Each `isa-*` package exports one {@link IsaFamily}; callers hand in the families they want, so that nothing here
 * depends on a target. Back ends extend {@link IsaInfo}.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import type { Flags } from "./generated/settings.ts";
import type { SettingsBuilder, SettingsGroup } from "./settings.ts";
import type { CallConv } from "./signature.ts";
import { type Endianness, parseTriple, type Triple, tripleText } from "./triple.ts";
import type { Type } from "./types.ts";

/** Facts about a configured target; immutable. */
export interface IsaInfo {
  /** Name of the family: `x86_64`, `aarch64`, `s390x`. */
  readonly name: string;
  readonly triple: Triple;
  /** The shared settings it was configured with. */
  readonly flags: Flags;
  /** The target's own settings. */
  readonly isaFlags: SettingsGroup;
  /** Width of an address in bits. */
  readonly pointerWidth: 32 | 64;
  /** i32 or i64. */
  readonly pointerType: Type;
  readonly endianness: Endianness;
  /** The convention of the platform's C code. */
  readonly defaultCallConv: CallConv;
  /** Size in bytes that one dynamic vector of any lane type has. */
  readonly dynamicVectorBytes: number;
}

/** Collects the settings of one target. */
export interface IsaBuilder {
  readonly triple: Triple;
  /** The target's own settings: `set`, `enable`, `apply`. */
  readonly settings: SettingsBuilder<SettingsGroup>;
  /** The target under the given shared settings. */
  finish(flags: Flags): IsaInfo;
}

/** A target architecture, as its package exports it. */
export interface IsaFamily {
  readonly name: string;
  /** Whether code can be made for this triple. */
  supports(triple: Triple): boolean;
  /** A builder for a triple that {@link supports} accepts. */
  builder(triple: Triple): IsaBuilder;
}

/** No family at hand makes code for the triple. */
export class UnsupportedTargetError extends CraneliftError {
  readonly triple: Triple;

  constructor(triple: Triple, families: readonly IsaFamily[]) {
    const message = `no target for '${tripleText(triple)}' among ${families.map((f) => f.name).join(", ") || "none"}`;
    super([{ code: "isa/unsupported", message, severity: "error" }], message);
    this.triple = triple;
  }
}

/**
 * A builder for the target that `triple` names, out of the families given. Throws {@link UnsupportedTargetError}
 * when none supports it and `TripleError` when the text is no triple.
 */
export function lookupIsa<F extends IsaFamily>(
  triple: Triple | string,
  families: readonly F[],
): ReturnType<F["builder"]> {
  const parsed = typeof triple === "string" ? parseTriple(triple) : triple;
  const family = families.find((f) => f.supports(parsed));
  if (family === undefined) throw new UnsupportedTargetError(parsed, families);
  return family.builder(parsed) as ReturnType<F["builder"]>;
}
