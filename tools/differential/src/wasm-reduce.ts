/**
 * Makes a failing program small: fewer steps, functions without bodies, statements taken away, expressions replaced by
 * their operands or by constants. Whatever both engines still disagree about is kept; a program that V8 refuses is none.
 */
import { constant, refNull } from "./wasm-body.ts";
import { lowerCase, type WasmCase } from "./wasm-generate.ts";
import type { Node, WasmFunction, WasmModule } from "./wasm-module.ts";
import type { Program } from "./wasm-program.ts";
import { EXTERNREF, FUNCREF, type ValType } from "./wasm-operators.ts";

/** Something that runs programs. */
export interface Recorder {
  record(program: Program): Promise<readonly string[]>;
}

/** Attempts that a reduction may take. */
const ATTEMPTS = 3000;

/** The first lines that differ, or undefined. */
export function firstDifference(expected: readonly string[], got: readonly string[]): string | undefined {
  const at = expected.findIndex((line, i) => line !== got[i]);
  if (at < 0 && expected.length === got.length) return undefined;
  const place = at < 0 ? expected.length : at;
  const step = expected.slice(0, place).findLast((l) => l.startsWith("step"));
  return `after ${step ?? "nothing"}\n  V8:   ${expected[place] ?? "(ends)"}\n  ours: ${got[place] ?? "(ends)"}`;
}

/** The kind of difference, which a reduction must keep. */
function kindOf(expected: readonly string[], got: readonly string[]): string {
  if (got.length === 1 && /^(crashes|hangs|failed)/.test(got[0]!)) return got[0]!.slice(0, 7);
  if (expected.some((l) => l.includes("compile error"))) return "";
  if (got.some((l) => l.includes("compile error"))) return "refused";
  return firstDifference(expected, got) === undefined ? "" : "different";
}

/** The smallest program found, as text. */
export async function reduceCase(
  whole: WasmCase,
  v8: Recorder,
  engine: Recorder,
  most: number = ATTEMPTS,
): Promise<string> {
  const judge = async (c: WasmCase): Promise<string> => {
    const program = lowerCase(c);
    const [expected, got] = await Promise.all([v8.record(program), engine.record(program)]);
    return kindOf(expected, got);
  };
  const kind = await judge(whole);
  let best = whole;
  let attempts = 0;
  const attempt = async (c: WasmCase): Promise<boolean> => {
    if (++attempts > most || (await judge(c)) !== kind) return false;
    best = c;
    return true;
  };
  for (let before = ""; attempts < most && before !== size(best);) {
    before = size(best);
    await fewer(
      () => best.steps,
      (steps) => attempt({ ...best, steps }),
    );
    for (let m = 0; m < best.modules.length; m++) {
      const replace = (module: WasmModule): Promise<boolean> =>
        attempt({ ...best, modules: best.modules.map((x, i) => (i === m ? module : x)) });
      const now = (): WasmModule => best.modules[m]!;
      for (const list of ["exports", "data"] as const)
        await fewer(
          () => now()[list] as readonly unknown[],
          (items) => replace({ ...now(), [list]: items } as WasmModule),
        );
      if (now().start !== undefined) await replace({ ...now(), start: undefined });
      for (let f = 0; f < now().functions.length; f++) {
        const body = (nodes: readonly Node[], locals?: readonly ValType[]): Promise<boolean> => {
          const functions = now().functions.map((x, i): WasmFunction =>
            i === f ? { ...x, body: nodes, locals: locals ?? x.locals } : x,
          );
          return replace({ ...now(), functions });
        };
        const of = (): WasmFunction => now().functions[f]!;
        if (await body(of().type.results.map(zero), [])) continue;
        await fewer(
          () => of().body,
          (nodes) => body(nodes),
        );
        // Each place in the tree in turn: nothing, an operand, a constant, the inside of a block.
        for (let place = 0; attempts < most;) {
          const found = nodeAt(of().body, place);
          if (found === undefined) break;
          let replaced = false;
          for (const other of alternatives(found)) {
            const nodes = replaceAt(of().body, place, other);
            if (await body(nodes)) {
              replaced = true;
              break;
            }
          }
          if (!replaced) place++;
        }
      }
    }
  }
  const program = lowerCase(best);
  const difference = firstDifference(await v8.record(program), await engine.record(program));
  const texts = await Promise.all(program.modules.map((m) => wat(m.bytes)));
  return [
    ...texts,
    ...best.modules.map((m) => JSON.stringify(m.imports)),
    ...best.steps.map((s) => JSON.stringify(s)),
    difference,
  ].join("\n");
}

function size(c: WasmCase): string {
  return `${c.steps.length} ${lowerCase(c)
    .modules.map((m) => m.bytes.length)
    .join(" ")}`;
}

/** Takes away halves, then quarters, and so on of a list. */
async function fewer<T>(
  list: () => readonly T[],
  attempt: (items: readonly T[]) => Promise<boolean>,
): Promise<void> {
  for (let step = Math.ceil(list().length / 2); step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
    for (let at = list().length - step; at > -step; at -= step) {
      const from = Math.max(0, at);
      if (list().length === 0) return;
      await attempt(list().filter((_, i) => i < from || i >= from + step));
    }
  }
}

function zero(type: ValType): Node {
  return type === FUNCREF || type === EXTERNREF ? refNull(type) : constant(type, 0n);
}

function sequence(nodes: readonly Node[], results: readonly ValType[]): Node {
  return { op: -2, args: [], imm: [], results, bodies: [nodes] };
}

function alternatives(n: Node): Node[] {
  const others: Node[] = [];
  const trivial = n.args.length === 0 && n.bodies === undefined;
  if (n.results.length === 0 && n.op !== -2) others.push(sequence([], []));
  if (!trivial) {
    others.push(sequence(n.results.map(zero), n.results));
    for (const arg of n.args) if (arg.results.join() === n.results.join()) others.push(arg);
    for (const b of n.bodies ?? []) others.push(sequence(b, n.results));
  }
  return others;
}

/** Nodes in the order in which they are met from outside. */
function nodeAt(nodes: readonly Node[], place: number): Node | undefined {
  let left = place;
  const stack = nodes.toReversed();
  for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
    if (left-- === 0) return n;
    for (const b of (n.bodies ?? []).toReversed()) stack.push(...b.toReversed());
    stack.push(...n.args.toReversed());
  }
  return undefined;
}

function replaceAt(nodes: readonly Node[], place: number, other: Node): Node[] {
  let left = place;
  const visit = (n: Node): Node => {
    if (left < 0) return n;
    if (left-- === 0) return other;
    const args = n.args.map(visit);
    return n.bodies === undefined
      ? { ...n, args }
      : { ...n, args, bodies: n.bodies.map((b) => b.map(visit)) };
  };
  return nodes.map(visit);
}

/** The module in the text format, if the package `wabt` is there, else in base64. */
export async function wat(bytes: string): Promise<string> {
  try {
    const name = "wabt";
    const { default: load } = (await import(name)) as { default: () => Promise<Wabt> };
    const wabt = await load();
    const features = { multi_memory: true, memory64: true, tail_call: true, extended_const: true };
    const module = wabt.readWasm(Buffer.from(bytes, "base64"), features);
    module.applyNames();
    return module.toText({ foldExprs: false, inlineExport: false });
  } catch (error) {
    return `${bytes} (${(error as Error).message})`;
  }
}

interface Wabt {
  readWasm(bytes: Uint8Array, features: object): { applyNames(): void; toText(options: object): string };
}
