/** Settings on the command line are checked before any file is read: a wrong one is not the fault of the files. */
import { flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import { FAMILIES } from "@cranelift-ts/filetests";
import { UsageError } from "./input.ts";

/**
 * Checks `NAME` and `NAME=VALUE` words: each must be a shared setting, or one of a target if `withTargets`. Throws
 * {@link UsageError}.
 */
export function checkSettings(words: readonly string[], withTargets: boolean): void {
  for (const word of words) {
    const [name = ""] = word.split("=");
    const shared = flagsBuilder();
    const builders = withTargets ? FAMILIES.map((f) => f.builder(parseTriple(f.name)).settings) : [];
    const owner = [shared, ...builders].find((b) => b.has(name));
    if (owner === undefined) {
      throw new UsageError(
        `--set ${word}: there is no setting '${name}'${withTargets ? "" : " that all targets share"}`,
      );
    }
    try {
      owner.apply(word);
    } catch (error) {
      if (error instanceof CraneliftError) throw new UsageError(`--set ${word}: ${error.message}`);
      throw error;
    }
  }
}
