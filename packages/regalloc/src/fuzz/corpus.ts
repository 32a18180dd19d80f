/**
 * A compact text for many functions, so that functions lowered from real programs can be kept as test data: a quarter of
 * the size of the format of `text.ts`, and as exact. The reader trusts its input; errors are thrown, not located.
 *
 *   prefer r0 r1 f0          register file of all functions: allocatable registers to try first,
 *   other r3                 the other allocatable ones
 *   stack r40                physical registers that are memory
 *   scratch r15 - -          scratch register of each class
 *   bytes 8 16 16            size of a whole register of each class
 *   func NAME
 *   vregs 12
 *   vregs-as 1 8 8 0: 3-5 7  class, bytes, alignment, flags of those that are not `0 8 8 0`
 *   clobbers r0 r1           clobber set 1, the next one 2, and so on
 *   :1 4 5                   a block at loop depth 1 with parameters v4, v5
 *   3 6a =7~0                one line per instruction: operands v3, v6, v7
 *   . *1 ^2                  flags 1, clobber set 2; `.` stands for no operand
 *   >2 5 6 >3                edges of the block: to block 2 with arguments v5, v6, and to block 3
 *   label 1 6 0 4            debug label
 *
 * Operand: nothing before the number is an early use, `=` a late def, `+` a late use, `!` an early def; after it nothing
 * is any register, `a` any place, `s` memory, `@r3` that register, `~0` the register of operand 0, `<8` a register below 8.
 * `%r4` in place of the number is a physical register, and `$5` keeps v5 in memory for the stack map.
 */

import { DEBUG_LABEL_STRIDE, RegallocFunction, STACK_MAP_STRIDE } from "../function.ts";
import { MachineEnv } from "../machine-env.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NO_VREG,
  NUM_CLASSES,
  PREG_SET_WORDS,
  operandArg,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
  operandWord0,
  operandWord1,
  parsePreg,
  pregClass,
  pregName,
} from "../operand.ts";

/** One function of a corpus. */
export interface CorpusFunction {
  name: string;
  func: RegallocFunction;
}

/** Functions and the register file they are for. */
export interface Corpus {
  env: MachineEnv;
  functions: CorpusFunction[];
}

/** The text of the register file, which comes before that of the functions. */
export function writeCorpusHeader(env: MachineEnv): string {
  const preferred: string[] = [];
  const other: string[] = [];
  for (let c = 0; c < NUM_CLASSES; c++)
    for (const [k, p] of env.order[c as 0 | 1 | 2].entries())
      (k < env.numPreferred[c]! ? preferred : other).push(pregName(p));
  const scratch = [...env.scratch].map((p) => (p < 0 ? "-" : pregName(p)));
  const lists = {
    prefer: preferred,
    other,
    stack: registersIn(env.fixedStack, 0),
    scratch,
    bytes: [...env.registerBytes],
  };
  return Object.entries(lists)
    .map(([name, list]) => `${[name, ...list].join(" ")}\n`)
    .join("");
}

/** The text of one function. */
export function writeCorpusFunction(name: string, func: RegallocFunction): string {
  const lines = [`func ${name}`, `vregs ${func.numVregs}`];
  const groups = new Map<string, number[]>();
  for (let v = 0; v < func.numVregs; v++) {
    const kind = `${func.vregClass[v]} ${func.vregBytes[v]} ${func.vregAlign[v]} ${func.vregFlags[v]}`;
    if (kind === "0 8 8 0") continue;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind)!.push(v);
  }
  for (const [kind, list] of groups) lines.push(`vregs-as ${kind}: ${ranges(list)}`);
  for (let k = 1; k < func.numClobberSets; k++)
    lines.push(["clobbers", ...registersIn(func.clobberSets, k * PREG_SET_WORDS)].join(" "));
  const mapped = new Set<number>();
  for (let k = 0; k < func.numStackMapEntries; k++) mapped.add(func.stackMap[k * STACK_MAP_STRIDE + 1]!);
  for (let b = 0; b < func.numBlocks; b++) {
    const params = func.params.subarray(func.blockParams[b], func.blockParams[b + 1]!);
    lines.push(`:${[func.blockDepth[b], ...params].join(" ")}`);
    for (let i = func.blockInsts[b]!; i < func.blockInsts[b + 1]!; i++) {
      const words: string[] = [];
      for (let o = func.instOperands[i]!; o < func.instOperands[i + 1]!; o++)
        words.push(
          mapped.has(o)
            ? `$${operandVreg(func.operands[2 * o]!)}`
            : operandWord(func.operands[2 * o]!, func.operands[2 * o + 1]!),
        );
      if (words.length === 0) words.push(".");
      if (func.instFlags[i] !== 0) words.push(`*${func.instFlags[i]}`);
      if (func.instClobbers[i] !== 0) words.push(`^${func.instClobbers[i]}`);
      lines.push(words.join(" "));
    }
    const edges: string[] = [];
    for (let e = func.blockEdges[b]!; e < func.blockEdges[b + 1]!; e++)
      edges.push(
        [
          `>${func.edgeTo[e]}`,
          ...func.edgeArgs.subarray(func.edgeArgStart[e], func.edgeArgStart[e + 1]!),
        ].join(" "),
      );
    if (edges.length > 0) lines.push(edges.join(" "));
  }
  for (let k = 0; k < func.numDebugLabels; k++)
    lines.push(
      `label ${func.debugLabels.subarray(k * DEBUG_LABEL_STRIDE, (k + 1) * DEBUG_LABEL_STRIDE).join(" ")}`,
    );
  return lines.join("\n") + "\n";
}

/** Reads a corpus. @throws RangeError on a word that is none of the format. */
export function readCorpus(text: string): Corpus {
  const registers: Record<string, number[]> = { prefer: [], other: [], stack: [] };
  let scratch: [number, number, number] = [-1, -1, -1];
  let bytes: [number, number, number] = [8, 16, 16];
  const functions: CorpusFunction[] = [];
  let func = new RegallocFunction();
  for (const line of text.split("\n")) {
    const words = line.split(" ");
    const head = words[0]!;
    switch (head) {
      case "":
        break;
      case "prefer":
      case "other":
      case "stack":
        registers[head] = words.slice(1).map(register);
        break;
      case "scratch":
        scratch = words.slice(1).map((w) => (w === "-" ? -1 : register(w))) as [number, number, number];
        break;
      case "bytes":
        bytes = words.slice(1).map(Number) as [number, number, number];
        break;
      case "func":
        func = new RegallocFunction();
        func.clear();
        functions.push({ name: words.slice(1).join(" "), func });
        break;
      case "vregs":
        for (let v = 0; v < Number(words[1]); v++) func.addVreg(0, 8, 8, 0);
        break;
      case "vregs-as": {
        for (const range of words.slice(5)) {
          const [from, to = from] = range.split("-").map(Number) as [number, number?];
          for (let v = from; v <= to; v++) {
            func.vregClass[v] = Number(words[1]);
            func.vregBytes[v] = Number(words[2]);
            func.vregAlign[v] = Number(words[3]);
            func.vregFlags[v] = Number.parseInt(words[4]!, 10);
          }
        }
        break;
      }
      case "clobbers": {
        const set = new Int32Array(PREG_SET_WORDS);
        for (const w of words.slice(1)) {
          const p = register(w);
          set[p >>> 5]! |= 1 << (p & 31);
        }
        func.addClobberSet(set);
        break;
      }
      case "label":
        func.addDebugLabel(Number(words[1]), Number(words[2]), Number(words[3]), Number(words[4]));
        break;
      default:
        if (head.startsWith(":")) {
          func.beginBlock(Number(head.slice(1)));
          for (const w of words.slice(1)) func.addBlockParam(Number(w));
        } else if (head.startsWith(">")) {
          for (const w of words)
            if (w.startsWith(">")) func.addEdge(Number(w.slice(1)));
            else func.addEdgeArg(Number(w));
        } else readInst(func, words);
    }
  }
  for (const f of functions) f.func.finish();
  const of = (list: readonly number[], c: number): number[] => list.filter((p) => pregClass(p) === c);
  const { prefer, other, stack } = registers as { prefer: number[]; other: number[]; stack: number[] };
  const env = new MachineEnv({
    preferred: [of(prefer, 0), of(prefer, 1), of(prefer, 2)],
    nonPreferred: [of(other, 0), of(other, 1), of(other, 2)],
    scratch,
    fixedStackSlots: stack,
    registerBytes: bytes,
  });
  return { env, functions };
}

function readInst(func: RegallocFunction, words: readonly string[]): void {
  let flags = 0;
  let clobbers = 0;
  for (const word of words) {
    if (word.startsWith("*")) flags = Number(word.slice(1));
    else if (word.startsWith("^")) clobbers = Number(word.slice(1));
    else if (word.startsWith("$")) func.addStackMapValue(Number(word.slice(1)));
    else if (word !== ".") {
      const m = /^([=+!]?)(?:(\d+)(a|s|@\w+|~\d+|<\d+)?|%(\w+))$/.exec(word);
      if (m === null) throw new RangeError(`not an operand: ${word}`);
      const def = m[1] === "=" || m[1] === "!";
      const late = m[1] === "=" || m[1] === "+";
      if (m[4] !== undefined) {
        const p = register(m[4]);
        func.addOperand(operandWord0(NO_VREG, pregClass(p), def, late), operandWord1(CONSTRAINT_PHYSICAL, p));
      } else {
        const v = Number(m[2]);
        func.addOperand(operandWord0(v, func.vregClass[v]!, def, late), constraintOf(m[3] ?? ""));
      }
    }
  }
  func.endInst(flags, clobbers);
}

function constraintOf(text: string): number {
  switch (text[0]) {
    case undefined:
      return CONSTRAINT_REG;
    case "a":
      return CONSTRAINT_ANY;
    case "s":
      return CONSTRAINT_STACK;
    case "@":
      return operandWord1(CONSTRAINT_FIXED, register(text.slice(1)));
    case "~":
      return operandWord1(CONSTRAINT_REUSE, Number(text.slice(1)));
    default:
      return operandWord1(CONSTRAINT_LIMIT, Number(text.slice(1)));
  }
}

function operandWord(word0: number, word1: number): string {
  const def = operandIsDef(word0);
  const late = operandIsLate(word0);
  const role = def ? (late ? "=" : "!") : late ? "+" : "";
  const v = operandVreg(word0);
  const arg = operandArg(word1);
  switch (operandConstraint(word1)) {
    case CONSTRAINT_ANY:
      return `${role}${v}a`;
    case CONSTRAINT_REG:
      return `${role}${v}`;
    case CONSTRAINT_FIXED:
      return `${role}${v}@${pregName(arg)}`;
    case CONSTRAINT_STACK:
      return `${role}${v}s`;
    case CONSTRAINT_REUSE:
      return `${role}${v}~${arg}`;
    case CONSTRAINT_LIMIT:
      return `${role}${v}<${arg}`;
    default:
      return `${role}%${pregName(arg)}`;
  }
}

/** Names of the registers in the set that begins at a word of an array. */
function registersIn(words: Int32Array, at: number): string[] {
  const names: string[] = [];
  for (let p = 0; p < 32 * PREG_SET_WORDS; p++)
    if (((words[at + (p >>> 5)]! >>> (p & 31)) & 1) !== 0) names.push(pregName(p));
  return names;
}

function register(name: string): number {
  const p = parsePreg(name);
  if (p < 0) throw new RangeError(`not a physical register: ${name}`);
  return p;
}

/** `3-5 7` for 3, 4, 5, 7. */
function ranges(list: readonly number[]): string {
  const parts: string[] = [];
  for (let k = 0; k < list.length;) {
    const from = list[k]!;
    let to = from;
    while (++k < list.length && list[k] === to + 1) to++;
    parts.push(to > from ? `${from}-${to}` : `${from}`);
  }
  return parts.join(" ");
}
