/**
 * Builds the runner: with this project's own compiler where that knows the architecture well enough, with a C compiler
 * for s390x.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { linkRunner, PORTED } from "./link.ts";

/** Architectures that the runner knows. */
export const ARCHITECTURES = ["x86_64", "aarch64", "s390x"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** What came of building; `missing`: there is no such compiler. */
export type BuildOutcome =
  | { readonly kind: "built"; readonly executable: string; readonly compiler: string }
  | { readonly kind: "missing"; readonly compiler: string }
  | { readonly kind: "failed"; readonly compiler: string; readonly message: string };

/** Builds `runner-ARCHITECTURE` in a folder: a static executable. */
export function buildRunner(architecture: Architecture, folder: string): BuildOutcome {
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, `runner-${architecture}`);
  // Renamed when complete: somebody may be starting it.
  const fresh = `${executable}.${process.pid}`;
  let compiler = "cranelift-ts";
  if (PORTED.includes(architecture)) {
    writeFileSync(fresh, linkRunner(architecture));
    chmodSync(fresh, 0o755);
  } else {
    const host = { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string];
    compiler = architecture === host ? "gcc" : `${architecture}-linux-gnu-gcc`;
    const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
    const files = [source("runner.c"), source(`call-${architecture}.S`)];
    const args = ["-O2", "-Wall", "-Werror", "-static", "-o", fresh, ...files, "-lm"];
    const { status, stderr, error } = spawnSync(compiler, args, { encoding: "utf8" });
    if (error !== undefined) return { kind: "missing", compiler };
    if (status !== 0) return { kind: "failed", compiler, message: stderr };
  }
  renameSync(fresh, executable);
  return { kind: "built", executable, compiler };
}
