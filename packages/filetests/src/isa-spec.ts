/**
 * Resolves the `set` and `target` lines of a test file.
 *
 * `set` lines accumulate; a `target` line takes the settings seen so far and its own flags. A target whose
 * architecture no family at hand makes code for is kept, with the reason. An architecture that CLIF tests don't know
 * at all (`i686`) makes the whole file be skipped, as in Cranelift. Unknown settings or flags of a supported target
 * are errors. A target that differs from one before it in `opt_level` only would make the same code, as long as there
 * is no mid-end: it is kept with that as its reason, so that nothing is counted twice.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import {
  type Flags,
  flagsBuilder,
  parseTriple,
  tripleText,
  type IsaFamily,
  type IsaInfo,
  type SettingsBuilder,
} from "@cranelift-ts/codegen-ir";
import type { IsaLine } from "@cranelift-ts/reader";

/** A `target` line. */
export interface TestTarget {
  /** The line's words: architecture or triple, and flags. */
  readonly text: string;
  readonly line: number;
  /** The configured target, or undefined if there is none for it. */
  readonly isa: IsaInfo | undefined;
  /** Why there is none. */
  readonly reason: string | undefined;
}

/** The settings of a test file. */
export interface IsaSpec {
  /** The settings of all `set` lines. */
  readonly flags: Flags;
  readonly targets: readonly TestTarget[];
  /** Why the whole file is skipped, if it is. */
  readonly skipFile: string | undefined;
}

/** What the user of a run says about targets, beside the file. */
export interface TargetOverrides {
  /** Shared settings, `name=value` or `name`, behind those of the file. */
  readonly settings?: readonly string[];
  /** Processor features and other settings of targets (`has_avx`), where a target has them, before those of the `target` line; `none` refuses targets that ask for any. */
  readonly features?: readonly string[] | "none";
  /** Only targets of this architecture count; a file without `target` lines gets one for it. */
  readonly architecture?: string;
}

/** The header of a test file has a line that makes no sense. */
export class IsaSpecError extends CraneliftError {
  constructor(line: number, message: string) {
    super([{ code: "filetests/header", message, severity: "error", location: { line, column: 1 } }]);
  }
}

/** Architectures that test files may name; others make the file be skipped. */
const KNOWN_ARCHITECTURES = /^(x86_64|aarch64|s390x|riscv64|pulley(32|64)(be)?)$/;

/** Resolves header lines with the families given. Throws {@link IsaSpecError}. */
export function resolveIsaLines(
  lines: readonly IsaLine[],
  families: readonly IsaFamily[],
  { settings = [], features = [], architecture }: TargetOverrides = {},
): IsaSpec {
  const shared = testFlagsBuilder();
  const targets: TestTarget[] = [];
  /** Lines and optimization levels of targets, by everything else. */
  const seen = new Map<string, { readonly line: number; readonly level: string }>();
  let skipFile: string | undefined;
  if (architecture !== undefined && lines.every((l) => l.kind !== "target"))
    lines = [...lines, { kind: "target", words: [architecture], line: 1 }];
  const finish = (): Flags => {
    if (settings.length === 0) return shared.finish();
    const own = testFlagsBuilder().from(shared.finish());
    for (const word of settings) own.apply(word);
    return own.finish();
  };
  for (const { kind, words, line } of lines) {
    if (kind === "set") {
      for (const word of words) located(line, () => shared.apply(word));
      continue;
    }
    const [name = "", ...flags] = words;
    const text = words.join(" ");
    const triple = located(line, () => parseTriple(name));
    if (!KNOWN_ARCHITECTURES.test(triple.family)) {
      skipFile ??= `unsupported target '${name}'`;
      targets.push({ text, line, isa: undefined, reason: `unsupported target '${name}'` });
      continue;
    }
    if (architecture !== undefined && triple.family !== architecture) continue;
    const family = families.find((f) => f.supports(triple));
    if (family === undefined) {
      targets.push({ text, line, isa: undefined, reason: `no back end for target '${name}'` });
      continue;
    }
    const isa = located(line, () => {
      const builder = family.builder(triple);
      if (features !== "none") {
        // Another architecture's are no business of this target.
        for (const flag of features)
          if (builder.settings.has(flag.split("=")[0]!)) builder.settings.apply(flag);
      }
      for (const flag of flags) builder.settings.apply(flag);
      return builder.finish(finish());
    });
    const demanded =
      features === "none"
        ? isa.isaFlags.entries().find(({ info, value }) => info.name.startsWith("has_") && value === true)
        : undefined;
    const key = `${tripleText(isa.triple)}\n${isa.isaFlags.changes().join()}\n${isa.flags
      .changes()
      .filter((c) => !c.startsWith("opt_level="))
      .join()}`;
    const same = seen.get(key);
    if (same === undefined) seen.set(key, { line, level: isa.flags.opt_level });
    if (same !== undefined && same.level !== isa.flags.opt_level) {
      // The same code: counting it again would say that more is tested than is.
      targets.push({
        text,
        line,
        isa: undefined,
        reason: `opt_level=${isa.flags.opt_level} compiles like the opt_level=${same.level} of a target before it`,
      });
    } else if (demanded === undefined) targets.push({ text, line, isa, reason: undefined });
    else targets.push({ text, line, isa: undefined, reason: `unsupported: ${demanded.info.name}` });
  }
  return { flags: finish(), targets, skipFile };
}

/** Shared settings as test files start with: the defaults, without unwind information and with the CFG recorded. */
export function testFlagsBuilder(): SettingsBuilder<Flags> {
  return flagsBuilder().set("unwind_info", false).set("machine_code_cfg_info", true);
}

/** Gives errors about a header line its position. */
function located<T>(line: number, part: () => T): T {
  try {
    return part();
  } catch (error) {
    if (!(error instanceof CraneliftError)) throw error;
    throw new IsaSpecError(line, error.errors[0]?.message ?? error.message);
  }
}
