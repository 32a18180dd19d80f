/**
 * VCode to register allocator and back.
 *
 * `buildRegallocFunction` appends every operand of every instruction, as the descriptors of its op say, to the
 * allocator's flat arrays. Register words already have the shape of the allocator's operands; what is added is the role.
 * Virtual registers are renumbered in order of appearance, which drops those that are aliases of others.
 *
 * `Rewriter` walks the instructions in the same order later and writes the allocator's answers over the register words
 * of the records: `operandIndex` of an instruction is where its operands begin.
 */
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  CONSTRAINT_ANY,
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  INST_BRANCH,
  INST_MOVE,
  INST_RETURN,
  NO_VREG,
  OPERAND_DEF,
  OPERAND_LATE,
  type RegallocFunction,
} from "@cranelift-ts/regalloc";
import { REG_PHYSICAL, REG_SLOT, SLOT_MASK, VREG_CLASS_SHIFT, VREG_MASK } from "./registers.ts";
import {
  DESC_ARG_SHIFT,
  DESC_CONSTRAINT_SHIFT,
  DESC_DEF,
  DESC_LATE,
  DESC_OPTIONAL,
  DESC_PLACE_MASK,
  EFFECT_BRANCH,
  EFFECT_MOVE,
  EFFECT_RET,
  LIST_HEADER,
  type MachineTables,
} from "./tables.ts";
import type { VCode } from "./vcode.ts";

/** Number of the allocator's register for each of ours; memory kept between functions. */
export class VregNumbers {
  map: Int32Array = new Int32Array(8);

  reset(n: number): void {
    if (this.map.length < n) this.map = new Int32Array(n * 2);
    this.map.fill(-1, 0, n);
  }
}

const CONSTRAINT_BITS = 7;

/** A register that holds a labelled value: all of it, or a part in order from the low one. */
export interface LabelledReg {
  readonly label: number;
  readonly part: number;
  readonly reg: number;
}

/** Fills `out` from the VCode. `clobberSets` are those of the calls, by number. */
export function buildRegallocFunction(
  vcode: VCode,
  machine: MachineTables,
  clobberSets: readonly Int32Array[],
  numbers: VregNumbers,
  out: RegallocFunction,
): void {
  out.clear();
  numbers.reset(vcode.numVregs);
  const { words, instOffset } = vcode;
  const { descriptorStart, descriptors, effects, listPlace } = machine;
  for (let k = 1; k < clobberSets.length; k++) out.addClobberSet(clobberSets[k]!);
  for (let b = 0; b < vcode.numBlocks; b++) {
    out.beginBlock(vcode.blockDepth[b]!);
    for (let p = vcode.paramStart[b]!; p < vcode.paramEnd[b]!; p++) {
      out.addBlockParam(vregOf(vcode, numbers, out, vcode.params[p]!) & VREG_MASK);
    }
    const end = vcode.blockStart[b + 1]!;
    for (let i = vcode.blockStart[b]!; i < end; i++) {
      const at = instOffset[i]!;
      const op = words[at]! & 0xffff;
      let physical = false;
      for (let d = descriptorStart[op]!; d < descriptorStart[op + 1]!; d++) {
        const desc = descriptors[d]!;
        const word = words[at + (desc & DESC_PLACE_MASK)]!;
        if (word < 0) continue;
        const role =
          ((desc & DESC_DEF) !== 0 ? OPERAND_DEF : 0) | ((desc & DESC_LATE) !== 0 ? OPERAND_LATE : 0);
        if (word >= REG_PHYSICAL) {
          // Optional operands come last, so leaving one out moves no position that a reuse constraint names.
          physical = true;
          if ((desc & DESC_OPTIONAL) === 0) addPhysical(out, word, role);
          continue;
        }
        const constraint =
          ((desc >> DESC_CONSTRAINT_SHIFT) & CONSTRAINT_BITS) |
          ((desc >>> DESC_ARG_SHIFT) << CONSTRAINT_ARG_SHIFT);
        out.addOperand(vregOf(vcode, numbers, out, word) | role, constraint);
      }
      const list = listPlace[op]!;
      const clobbers = list === 0 ? 0 : addList(vcode, numbers, out, at + list);
      const effect = effects[op]!;
      out.endInst(
        (effect & EFFECT_MOVE) !== 0 && !physical
          ? INST_MOVE
          : (effect & EFFECT_BRANCH) !== 0
            ? INST_BRANCH
            : (effect & EFFECT_RET) !== 0
              ? INST_RETURN
              : 0,
        clobbers,
      );
    }
    for (let e = vcode.edgeStart[b]!; e < vcode.edgeEnd[b]!; e++) {
      out.addEdge(vcode.edgeTarget[e]!);
      for (let k = vcode.edgeArgStart[e]!; k < vcode.edgeArgEnd[e]!; k++) {
        out.addEdgeArg(vregOf(vcode, numbers, out, vcode.edgeArgs[k]!) & VREG_MASK);
      }
    }
  }
  out.finish();
}

/** Asks the allocator where these registers are, wherever they live. Virtual registers that nothing mentions are nowhere. */
export function addValueLabels(
  vcode: VCode,
  numbers: VregNumbers,
  labels: readonly LabelledReg[],
  out: RegallocFunction,
): void {
  for (let k = 0; k < labels.length; k++) {
    const n = numbers.map[vcode.resolve(labels[k]!.reg) & VREG_MASK]!;
    if (n >= 0) out.addDebugLabel(k, n, 0, out.numInsts);
  }
}

function addPhysical(out: RegallocFunction, word: number, role: number): void {
  const preg = word & 0xff;
  out.addOperand(
    NO_VREG | ((preg >>> 6) << VREG_CLASS_SHIFT) | role,
    CONSTRAINT_PHYSICAL | (preg << CONSTRAINT_ARG_SHIFT),
  );
}

function addList(vcode: VCode, numbers: VregNumbers, out: RegallocFunction, at: number): number {
  const { words } = vcode;
  const uses = words[at]!;
  const total = uses + words[at + 1]!;
  for (let k = 0; k < total; k++) {
    const word = words[at + LIST_HEADER + 2 * k]!;
    const preg = words[at + LIST_HEADER + 2 * k + 1]!;
    const role = k < uses ? 0 : OPERAND_DEF | OPERAND_LATE;
    if (word >= REG_PHYSICAL) addPhysical(out, word, role);
    else if (preg >= 0)
      out.addOperand(
        vregOf(vcode, numbers, out, word) | role,
        CONSTRAINT_FIXED | (preg << CONSTRAINT_ARG_SHIFT),
      );
    else out.addOperand(vregOf(vcode, numbers, out, word) | role, k < uses ? CONSTRAINT_ANY : CONSTRAINT_REG);
  }
  return words[at + 2]!;
}

/** The allocator's number, with class bits, for one of our register words. */
function vregOf(vcode: VCode, numbers: VregNumbers, out: RegallocFunction, word: number): number {
  const { map } = numbers;
  const classBits = word & ~VREG_MASK;
  const known = map[word & VREG_MASK]!;
  if (known >= 0) return known | classBits;
  const target = vcode.resolve(word) & VREG_MASK;
  let n = map[target]!;
  if (n < 0) {
    const bytes = vcode.vregBytes[target]!;
    n = out.addVreg(classBits >>> VREG_CLASS_SHIFT, bytes, bytes, 0);
    map[target] = n;
  }
  map[word & VREG_MASK] = n;
  return n | classBits;
}

/** Writes the allocation over the register words of the record at `at`; its operands begin at `operand`. */
export function rewriteOperands(
  words: Int32Array,
  machine: MachineTables,
  allocs: Int32Array,
  at: number,
  operand: number,
): void {
  const op = words[at]! & 0xffff;
  const { descriptors, descriptorStart } = machine;
  let k = operand;
  for (let d = descriptorStart[op]!; d < descriptorStart[op + 1]!; d++) {
    const desc = descriptors[d]!;
    const place = at + (desc & DESC_PLACE_MASK);
    const word = words[place]!;
    if (word < 0) continue;
    if (word >= REG_PHYSICAL) {
      if ((desc & DESC_OPTIONAL) === 0) k++;
      continue;
    }
    words[place] = wordOf(allocs[k]!);
    k++;
  }
  const list = machine.listPlace[op]!;
  if (list === 0) return;
  const total = words[at + list]! + words[at + list + 1]!;
  for (let i = 0; i < total; i++, k++) words[at + list + LIST_HEADER + 2 * i] = wordOf(allocs[k]!);
}

/** Register word of an allocation. */
function wordOf(alloc: number): number {
  const kind = alloc >>> ALLOC_KIND_SHIFT;
  return kind === ALLOC_KIND_REG
    ? REG_PHYSICAL | (alloc & 0xff)
    : kind === ALLOC_KIND_SLOT
      ? REG_SLOT | (alloc & SLOT_MASK)
      : -1;
}
