/**
 * A small text format for functions, and a listing of a function with its allocation.
 *
 *   vregs 6                                  how many virtual registers there are
 *   vreg v3 float bytes=16 align=16 remat    one that is not a plain 8-byte int
 *   block0:
 *     op def v0 fixed:r1, use v1 reg, late use v2 any clobbers r0 r1 stackmap v4
 *     move v3 = v2
 *     branch use v0 reg -> block1(v2, v3), block2
 *   block1(v4, v5) depth=1:
 *     ret use v4 fixed:r0
 *   label 7 v3 2..5                          debug label 7: v3 in instructions 2, 3, 4
 *
 * Constraints: `any reg stack fixed:r3 reuse:0 limit:8`; `phys:r31` stands alone after `use` or `def`. `early` and
 * `late` are written only where they are not the default (use early, def late). A safepoint without stack-map values is
 * written `safepoint`. Comments run from `;` to the end of the line. The parser throws `RegallocError` with line numbers.
 */

import type { Diagnostic } from "@cranelift-ts/entity";
import { RegallocError } from "./errors.ts";
import {
  INST_BRANCH,
  INST_MOVE,
  INST_RETURN,
  INST_SAFEPOINT,
  INST_TERMINATOR,
  RegallocFunction,
  STACK_MAP_STRIDE,
  VREG_REMAT,
} from "./function.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NO_VREG,
  PREG_SET_WORDS,
  allocName,
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
} from "./operand.ts";
import { EDIT_STRIDE } from "./output.ts";
import type { RegallocOutput } from "./output.ts";

const CLASS_NAMES = ["int", "float", "vector"];

function constraintText(word1: number): string {
  const arg = operandArg(word1);
  switch (operandConstraint(word1)) {
    case CONSTRAINT_ANY:
      return "any";
    case CONSTRAINT_REG:
      return "reg";
    case CONSTRAINT_FIXED:
      return `fixed:${pregName(arg)}`;
    case CONSTRAINT_STACK:
      return "stack";
    case CONSTRAINT_REUSE:
      return `reuse:${arg}`;
    case CONSTRAINT_LIMIT:
      return `limit:${arg}`;
    default:
      return `phys:${pregName(arg)}`;
  }
}

/** Text of one operand. */
export function operandText(word0: number, word1: number): string {
  const def = operandIsDef(word0);
  const late = operandIsLate(word0);
  const position = late === def ? "" : late ? "late " : "early ";
  const vreg = operandVreg(word0) === NO_VREG ? "" : `v${operandVreg(word0)} `;
  return `${position}${def ? "def" : "use"} ${vreg}${constraintText(word1)}`;
}

function operandList(
  func: RegallocFunction,
  inst: number,
  output: RegallocOutput | undefined,
): { text: string; stackMap: string } {
  const parts: string[] = [];
  const mapped: string[] = [];
  const inMap = new Set<number>();
  for (let k = 0; k < func.numStackMapEntries; k++) {
    if (func.stackMap[k * STACK_MAP_STRIDE] === inst) inMap.add(func.stackMap[k * STACK_MAP_STRIDE + 1]);
  }
  for (let o = func.instOperands[inst]; o < func.instOperands[inst + 1]; o++) {
    const where = output === undefined ? "" : ` {${allocName(output.allocs[o])}}`;
    if (inMap.has(o)) mapped.push(`v${operandVreg(func.operands[2 * o])}${where}`);
    else parts.push(operandText(func.operands[2 * o], func.operands[2 * o + 1]) + where);
  }
  return { text: parts.join(", "), stackMap: mapped.length > 0 ? ` stackmap ${mapped.join(" ")}` : "" };
}

function instText(func: RegallocFunction, inst: number, output: RegallocOutput | undefined): string {
  const flags = func.instFlags[inst];
  const { text, stackMap } = operandList(func, inst, output);
  let line: string;
  if ((flags & INST_MOVE) !== 0 && output === undefined) {
    const o = func.instOperands[inst];
    const a = func.operands[2 * o];
    const b = func.operands[2 * o + 2];
    const plain =
      func.instOperands[inst + 1] === o + 2 &&
      !operandIsDef(a) &&
      operandIsDef(b) &&
      func.operands[2 * o + 1] === CONSTRAINT_ANY &&
      func.operands[2 * o + 3] === CONSTRAINT_ANY;
    line = plain ? `move v${operandVreg(b)} = v${operandVreg(a)}` : `move ${text}`;
  } else {
    const name =
      (flags & INST_MOVE) !== 0
        ? "move"
        : (flags & INST_BRANCH) !== 0
          ? "branch"
          : (flags & INST_RETURN) !== 0
            ? "ret"
            : "op";
    line = text === "" ? name : `${name} ${text}`;
  }
  const set = func.instClobbers[inst] * PREG_SET_WORDS;
  let clobbers = "";
  for (let p = 0; p < PREG_SET_WORDS * 32; p++) {
    if (((func.clobberSets[set + (p >>> 5)] >>> (p & 31)) & 1) !== 0) clobbers += ` ${pregName(p)}`;
  }
  if (clobbers !== "") line += ` clobbers${clobbers}`;
  line += stackMap;
  if ((flags & INST_SAFEPOINT) !== 0 && stackMap === "") line += " safepoint";
  return line;
}

function edgesText(func: RegallocFunction, block: number): string {
  const parts: string[] = [];
  for (let e = func.blockEdges[block]; e < func.blockEdges[block + 1]; e++) {
    const args = Array.from(
      func.edgeArgs.subarray(func.edgeArgStart[e], func.edgeArgStart[e + 1]),
      (v) => `v${v}`,
    );
    parts.push(`block${func.edgeTo[e]}${args.length > 0 ? `(${args.join(", ")})` : ""}`);
  }
  return parts.join(", ");
}

/**
 * The text of a function; parsing it gives an equal function. With `output`, a listing for people instead: instruction
 * numbers, the allocation of each operand in braces, and the edits.
 */
export function printFunction(func: RegallocFunction, output?: RegallocOutput): string {
  const lines: string[] = [`vregs ${func.numVregs}`];
  for (let v = 0; v < func.numVregs; v++) {
    const c = func.vregClass[v];
    const plain = c === 0 && func.vregBytes[v] === 8 && func.vregAlign[v] === 8 && func.vregFlags[v] === 0;
    if (plain) continue;
    lines.push(
      `vreg v${v} ${CLASS_NAMES[c] ?? c} bytes=${func.vregBytes[v]} align=${func.vregAlign[v]}${(func.vregFlags[v] & VREG_REMAT) !== 0 ? " remat" : ""}`,
    );
  }
  let edit = 0;
  const edits = (point: number): void => {
    if (output === undefined) return;
    for (; edit < output.numEdits && output.edits[edit * EDIT_STRIDE] <= point; edit++) {
      const at = edit * EDIT_STRIDE;
      lines.push(`          ${allocName(output.edits[at + 2])} <- ${allocName(output.edits[at + 1])}`);
    }
  };
  for (let b = 0; b < func.numBlocks; b++) {
    const params = Array.from(
      func.params.subarray(func.blockParams[b], func.blockParams[b + 1]),
      (v) => `v${v}`,
    );
    const depth = func.blockDepth[b] !== 0 ? ` depth=${func.blockDepth[b]}` : "";
    lines.push(`block${b}${params.length > 0 ? `(${params.join(", ")})` : ""}${depth}:`);
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      edits(2 * i);
      const arrow = (func.instFlags[i] & INST_BRANCH) !== 0 ? ` -> ${edgesText(func, b)}` : "";
      lines.push(
        `${output === undefined ? "  " : `${String(i).padStart(5)}:  `}${instText(func, i, output)}${arrow}`,
      );
      edits(2 * i + 1);
    }
  }
  for (let k = 0; k < func.numDebugLabels; k++) {
    const [label, v, from, to] = func.debugLabels.subarray(4 * k, 4 * k + 4);
    lines.push(`label ${label} v${v} ${from}..${to}`);
  }
  if (output !== undefined) lines.push(`slots ${output.numSlots}, frame ${output.frameBytes} bytes`);
  return lines.join("\n") + "\n";
}

/** Parses the text format into `func` (cleared first) or a new function. @throws RegallocError on a syntax error. */
export function parseFunction(
  text: string,
  func: RegallocFunction = new RegallocFunction(),
): RegallocFunction {
  func.clear();
  const settings = new Map<number, [number, number, number, number]>();
  let lineNumber = 0;
  const fail = (message: string, context: string): never => {
    const d: Diagnostic = {
      code: "regalloc/syntax",
      message,
      severity: "error",
      location: { line: lineNumber, column: 1 },
      context,
    };
    throw new RegallocError([d]);
  };
  const vreg = (word: string): number => {
    const m = /^v(\d+)$/.exec(word);
    const v = m === null ? -1 : Number(m[1]);
    if (v < 0 || v >= func.numVregs) fail(`not a virtual register: ${word}`, word);
    return v;
  };
  const preg = (word: string): number => {
    const p = parsePreg(word);
    if (p < 0) fail(`not a physical register: ${word}`, word);
    return p;
  };
  const list = (s: string): string[] => s.split(/[\s,]+/).filter((w) => w !== "");
  const constraint = (word: string): number => {
    const [name, arg = ""] = word.split(":");
    switch (name) {
      case "any":
        return CONSTRAINT_ANY;
      case "reg":
        return CONSTRAINT_REG;
      case "stack":
        return CONSTRAINT_STACK;
      case "fixed":
        return operandWord1(CONSTRAINT_FIXED, preg(arg));
      case "reuse":
        return operandWord1(CONSTRAINT_REUSE, Number(arg));
      case "limit":
        return operandWord1(CONSTRAINT_LIMIT, Number(arg));
      case "phys":
        return operandWord1(CONSTRAINT_PHYSICAL, preg(arg));
      default:
        return fail(`not a constraint: ${word}`, word);
    }
  };
  const operand = (s: string): void => {
    const words = s.split(/\s+/);
    let at = 0;
    const position = words[at] === "late" || words[at] === "early" ? words[at++] : "";
    const kind = words[at++];
    if (kind !== "use" && kind !== "def") fail("an operand begins with use or def", s);
    const def = kind === "def";
    const late = position === "" ? def : position === "late";
    const second = words[at++] ?? "";
    if (second.startsWith("phys:")) {
      const word1 = constraint(second);
      func.addOperand(operandWord0(NO_VREG, pregClass(operandArg(word1)), def, late), word1);
    } else {
      const v = vreg(second);
      func.addOperand(operandWord0(v, func.vregClass[v], def, late), constraint(words[at++] ?? ""));
    }
    if (at !== words.length) fail("unexpected text after the operand", s);
  };

  const lines = text.split("\n").map((l) => l.replace(/;.*/, "").trim());
  for (const [index, line] of lines.entries()) {
    lineNumber = index + 1;
    const m = /^vreg v(\d+) (int|float|vector)(?: bytes=(\d+))?(?: align=(\d+))?( remat)?$/.exec(line);
    if (m !== null) {
      const c = CLASS_NAMES.indexOf(m[2]!);
      const bytes = Number(m[3] ?? (c === 2 ? 16 : 8));
      settings.set(Number(m[1]), [c, bytes, Number(m[4] ?? bytes), m[5] === undefined ? 0 : VREG_REMAT]);
    }
  }
  let terminated = true;
  for (const [index, line] of lines.entries()) {
    lineNumber = index + 1;
    if (line === "" || line.startsWith("vreg v")) continue;
    let m = /^vregs (\d+)$/.exec(line);
    if (m !== null) {
      for (let v = 0; v < Number(m[1]); v++) {
        const s = settings.get(v);
        if (s === undefined) func.addVreg(0, 8, 8, 0);
        else func.addVreg(s[0], s[1], s[2], s[3]);
      }
      continue;
    }
    m = /^block(\d+)(?:\(([^)]*)\))?(?: depth=(\d+))?:$/.exec(line);
    if (m !== null) {
      if (Number(m[1]) !== func.numBlocks) fail(`expected block${func.numBlocks}`, line);
      func.beginBlock(Number(m[3] ?? 0));
      for (const w of list(m[2] ?? "")) func.addBlockParam(vreg(w));
      terminated = false;
      continue;
    }
    m = /^label (-?\d+) (v\d+) (\d+)\.\.(\d+)$/.exec(line);
    if (m !== null) {
      func.addDebugLabel(Number(m[1]), vreg(m[2]!), Number(m[3]), Number(m[4]));
      continue;
    }
    m = /^(op|move|branch|ret)\b(.*)$/.exec(line);
    if (m === null) fail("not a line of this format", line);
    if (terminated) fail("an instruction outside a block", line);
    const name = m![1]!;
    let [rest, arrow] = m![2]!.split("->") as [string, string | undefined];
    let flags =
      name === "move" ? INST_MOVE : name === "branch" ? INST_BRANCH : name === "ret" ? INST_RETURN : 0;
    const tail = /\s(safepoint)\s*$/.exec(rest);
    if (tail !== null) {
      flags |= INST_SAFEPOINT;
      rest = rest.slice(0, tail.index);
    }
    const map = /\sstackmap\s(.*)$/.exec(rest);
    if (map !== null) rest = rest.slice(0, map.index);
    const clobbers = /\sclobbers\s(.*)$/.exec(rest);
    if (clobbers !== null) rest = rest.slice(0, clobbers.index);
    const short = /^\s*(v\d+) = (v\d+)\s*$/.exec(rest);
    if (short !== null && name === "move") {
      const to = vreg(short[1]!);
      const from = vreg(short[2]!);
      func.addOperand(operandWord0(from, func.vregClass[from], false, false), CONSTRAINT_ANY);
      func.addOperand(operandWord0(to, func.vregClass[to], true, true), CONSTRAINT_ANY);
    } else {
      for (const s of rest.split(",")) if (s.trim() !== "") operand(s.trim());
    }
    if (map !== null) {
      flags |= INST_SAFEPOINT;
      for (const w of list(map[1]!)) func.addStackMapValue(vreg(w));
    }
    let set = 0;
    if (clobbers !== null) {
      const words = new Int32Array(PREG_SET_WORDS);
      for (const w of list(clobbers[1]!)) {
        const p = preg(w);
        words[p >>> 5] |= 1 << (p & 31);
      }
      set = func.addClobberSet(words);
    }
    func.endInst(flags, set);
    if ((flags & INST_TERMINATOR) !== 0) terminated = true;
    if (arrow === undefined) {
      if (name === "branch") fail("a branch needs -> and its targets", line);
      continue;
    }
    for (const t of arrow.matchAll(/([^\s,(]+)(?:\(([^)]*)\))?/g)) {
      const b = /^block(\d+)$/.exec(t[1]!);
      if (b === null) fail(`not a block: ${t[1]}`, line);
      func.addEdge(Number(b![1]));
      for (const w of list(t[2] ?? "")) func.addEdgeArg(vreg(w));
    }
  }
  func.finish();
  return func;
}
