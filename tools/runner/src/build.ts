/** Builds the runner with a C compiler. Interim: in the end its executables are made by this compiler. */
import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Architectures that the runner knows. */
export const ARCHITECTURES = ["x86_64", "aarch64", "s390x"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** What came of building; `missing`: there is no such compiler. */
export type BuildOutcome =
  | { readonly kind: "built"; readonly executable: string }
  | { readonly kind: "missing"; readonly compiler: string }
  | { readonly kind: "failed"; readonly compiler: string; readonly message: string };

/** Builds `runner-ARCHITECTURE` in a folder: a static executable. */
export function buildRunner(architecture: Architecture, folder: string): BuildOutcome {
  const host = { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string];
  const compiler = architecture === host ? "gcc" : `${architecture}-linux-gnu-gcc`;
  const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, `runner-${architecture}`);
  // Renamed when complete: somebody may be starting it.
  const fresh = `${executable}.${process.pid}`;
  const files = [source("runner.c"), source(`call-${architecture}.S`)];
  const args = ["-O2", "-Wall", "-Werror", "-static", "-o", fresh, ...files, "-lm"];
  const { status, stderr, error } = spawnSync(compiler, args, { encoding: "utf8" });
  if (error !== undefined) return { kind: "missing", compiler };
  if (status !== 0) return { kind: "failed", compiler, message: stderr };
  renameSync(fresh, executable);
  return { kind: "built", executable };
}
