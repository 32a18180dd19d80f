/** Executes functions in a runner process, which is started when first needed and again after it died. */
import type { TargetIsa } from "@cranelift-ts/codegen";
import { DataValue, type IsaInfo, trapCodeName } from "@cranelift-ts/codegen-ir";
import { featureSettings } from "./cpu-features.ts";
import {
  type CallOutcome,
  type Executor,
  lackingFeature,
  type LinkedFunction,
  type Program,
} from "./executor.ts";
import type { RunnerSpec } from "./find-runner.ts";
import { Image, LinkError } from "./image.ts";
import { RunnerError, RunnerProcess, type RunnerOutcome } from "./runner-process.ts";
import { bufferLayout } from "./trampoline.ts";

/** Signals that code can end with, as numbered on Linux. */
const SIGNALS: Readonly<Record<number, string>> = {
  4: "SIGILL",
  5: "SIGTRAP",
  7: "SIGBUS",
  8: "SIGFPE",
  11: "SIGSEGV",
  26: "no end within the time limit",
  31: "SIGSYS",
};

export class ProcessExecutor implements Executor {
  private readonly spec: RunnerSpec;
  private process: RunnerProcess | undefined = undefined;

  constructor(spec: RunnerSpec) {
    this.spec = spec;
  }

  /** The process. Throws `RunnerError` if it cannot be started. */
  running(): RunnerProcess {
    if (this.process?.alive !== true) this.process = new RunnerProcess(this.spec.command);
    return this.process;
  }

  unavailable(isa: IsaInfo): string | undefined {
    const { architecture, name } = this.spec;
    if (architecture !== isa.name) return `target '${isa.name}' is not what the runner ${name} executes`;
    try {
      const lacking = lackingFeature(isa, featureSettings(isa.name, this.running().hello.features));
      return lacking === undefined ? undefined : `the processor of the runner lacks ${lacking}`;
    } catch (error) {
      if (error instanceof RunnerError) return error.message;
      throw error;
    }
  }

  knows(name: string): boolean {
    return this.running().symbol(name) !== undefined;
  }

  /** As the interface has it, with data objects under their names as CLIF prints them, which code may write to. */
  link(
    functions: readonly LinkedFunction[],
    isa: TargetIsa,
    data: Readonly<Record<string, Uint8Array>> = {},
  ): Program {
    const process = this.running();
    const { arena, arenaBytes, littleEndian } = process.hello;
    const image = new Image(arena, littleEndian, (name) => process.symbol(name));
    const byName = new Map<string, LinkedFunction>();
    for (const f of functions) {
      byName.set(f.name, f);
      image.add(f.name, f.code);
      if (f.entry !== undefined) image.add(entryName(f.name), f.entry);
    }
    for (const [name, contents] of Object.entries(data)) image.addData(name, contents);
    const memory = image.link();
    if (memory.length > arenaBytes) throw new LinkError("the code does not fit the runner's memory");
    process.load(arena, memory);
    return {
      call(name, args): CallOutcome {
        if (!process.alive) return { kind: "fault", problem: "the runner process died in an earlier call" };
        const { signature } = byName.get(name)!;
        const layout = bufferLayout(signature);
        const bytes = new Uint8Array(layout.bytes);
        args.forEach((arg, i) => arg.write(bytes, layout.args[i]!, !littleEndian));
        const outcome = process.call(image.addressOf(entryName(name))!, image.addressOf(name)!, bytes);
        const problem = faultOf(image, isa, outcome);
        if (problem !== undefined) return { kind: "fault", problem };
        const values = signature.returns.map(({ type }, i) =>
          DataValue.read(type, outcome.bytes, layout.results[i]!, !littleEndian),
        );
        return { kind: "returned", values };
      },
      close(): void {},
    };
  }

  close(): void {
    this.process?.close();
    this.process = undefined;
  }
}

function entryName(name: string): string {
  return `entry of ${name}`;
}

/** Why a call did not return as it should; undefined if it did. */
function faultOf(image: Image, isa: TargetIsa, outcome: RunnerOutcome): string | undefined {
  const { signal, pc, address, changed } = outcome;
  if (signal === 0) {
    const mask = isa.flags.enable_pinned_reg ? changed & ~pinnedBit(isa.name) : changed;
    return mask === 0 ? undefined : `callee-saved registers changed (mask 0x${mask.toString(16)})`;
  }
  const name = SIGNALS[signal] ?? `signal ${signal}`;
  // On s390x the program counter is behind an invalid instruction already; the fault's address is its own.
  const place = isa.name === "s390x" && signal === 4 ? address : pc;
  const at = image.at(place);
  if (at === undefined) return `${name} at address 0x${place.toString(16)}, outside of compiled code`;
  const trap = at.placed.code.traps.find((t) => t.offset === at.offset);
  const where = `in ${at.placed.name}+0x${at.offset.toString(16)}`;
  if (trap !== undefined) return `trap: ${trapCodeName(trap.code)} ${where}`;
  return `${name} ${where}${signal === 11 ? `, address 0x${address.toString(16)}` : ""}`;
}

/** The runner's bit of the register that `enable_pinned_reg` gives to the embedder. */
function pinnedBit(architecture: string): number {
  // r15 of x86-64, x21 of aarch64; s390x has none.
  return architecture === "x86_64" ? 1 << 5 : architecture === "aarch64" ? 1 << 2 : 0;
}
