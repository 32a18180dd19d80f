/**
 * Builds the runner for every architecture that there is a C compiler for, into `tools/runner/build`.
 *
 * Interim: the runner is C and assembly, and needs `gcc` (for foreign architectures the cross compiler). What cannot be
 * built is named and left out.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOST = { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string];
const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const build = source("../build/");

mkdirSync(build, { recursive: true });
for (const architecture of ["x86_64", "aarch64", "s390x"]) {
  const compiler = architecture === HOST ? "gcc" : `${architecture}-linux-gnu-gcc`;
  const target = `${build}runner-${architecture}`;
  // Renamed when complete: somebody may be starting it.
  const fresh = `${target}.${process.pid}`;
  const { status, stderr, error } = spawnSync(
    compiler,
    ["-O2", "-Wall", "-static", "-o", fresh, source("runner.c"), source(`call-${architecture}.S`), "-lm"],
    { encoding: "utf8" },
  );
  if (error !== undefined) console.log(`${architecture}: left out, there is no ${compiler}`);
  else if (status !== 0) {
    console.error(`${architecture}: ${compiler} failed\n${stderr}`);
    process.exitCode = 1;
  } else {
    renameSync(fresh, target);
    console.log(`${architecture}: ${target}`);
  }
}
