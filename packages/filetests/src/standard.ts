/** The commands and targets that this package knows. */
import { defaultCallConv, parseTriple, type CallConv, type IsaFamily } from "@cranelift-ts/codegen-ir";
import { aarch64 } from "@cranelift-ts/isa-aarch64";
import { s390x } from "@cranelift-ts/isa-s390x";
import { x64 } from "@cranelift-ts/isa-x64";
import { CommandRegistry } from "./command.ts";
import { cat } from "./commands/cat.ts";
import { compile } from "./commands/compile.ts";
import { domtree } from "./commands/domtree.ts";
import { interpret } from "./commands/interpret.ts";
import { printCfg } from "./commands/print-cfg.ts";
import { runCommand } from "./commands/run.ts";
import { UNAVAILABLE } from "./commands/unavailable.ts";
import { unwind } from "./commands/unwind.ts";
import { verifier } from "./commands/verifier.ts";

/** The targets. */
export const FAMILIES: readonly IsaFamily[] = [x64, aarch64, s390x];

/** A registry of all commands, those that are not available yet included. */
export function standardRegistry(): CommandRegistry {
  return new CommandRegistry([
    cat,
    verifier,
    domtree,
    printCfg,
    interpret,
    compile,
    runCommand(),
    unwind,
    ...UNAVAILABLE,
  ]);
}

/** The calling convention of this process's platform; System V's where the architecture is none of ours. */
export function hostCallConv(): CallConv {
  const architecture =
    { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string] ?? "x86_64";
  const system = { linux: "unknown-linux-gnu", darwin: "apple-darwin", win32: "pc-windows-msvc" }[
    process.platform as string
  ];
  return defaultCallConv(parseTriple(`${architecture}-${system ?? "unknown-linux-gnu"}`));
}
