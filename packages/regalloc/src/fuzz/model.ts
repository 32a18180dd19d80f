/**
 * A function as objects, for code that edits functions (generator and reducer). `toModel` and `writeModel` convert; the
 * flat form is the truth.
 */

import { INST_BRANCH, STACK_MAP_STRIDE } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import { PREG_SET_WORDS } from "../operand.ts";

export interface OperandModel {
  word0: number;
  word1: number;
  /** Listed in the stack map. */
  stackMap: boolean;
}

export interface InstModel {
  flags: number;
  operands: OperandModel[];
  /** Six words, or undefined for no clobbers. */
  clobbers: Int32Array | undefined;
}

export interface EdgeModel {
  to: number;
  args: number[];
}

export interface BlockModel {
  depth: number;
  params: number[];
  /** The last one is the terminator. */
  insts: InstModel[];
  edges: EdgeModel[];
}

export interface FunctionModel {
  /** Per virtual register: class, bytes, alignment, flags. */
  vregs: { regClass: number; bytes: number; align: number; flags: number }[];
  blocks: BlockModel[];
  labels: { label: number; vreg: number; from: number; to: number }[];
}

export function toModel(func: RegallocFunction): FunctionModel {
  const mapped = new Set<number>();
  for (let k = 0; k < func.numStackMapEntries; k++) mapped.add(func.stackMap[k * STACK_MAP_STRIDE + 1]);
  const model: FunctionModel = { vregs: [], blocks: [], labels: [] };
  for (let v = 0; v < func.numVregs; v++) {
    model.vregs.push({
      regClass: func.vregClass[v],
      bytes: func.vregBytes[v],
      align: func.vregAlign[v],
      flags: func.vregFlags[v],
    });
  }
  for (let b = 0; b < func.numBlocks; b++) {
    const block: BlockModel = {
      depth: func.blockDepth[b],
      params: [...func.params.subarray(func.blockParams[b], func.blockParams[b + 1])],
      insts: [],
      edges: [],
    };
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      const operands: OperandModel[] = [];
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        operands.push({
          word0: func.operands[2 * o],
          word1: func.operands[2 * o + 1],
          stackMap: mapped.has(o),
        });
      }
      const set = func.instClobbers[i] * PREG_SET_WORDS;
      block.insts.push({
        flags: func.instFlags[i],
        operands,
        clobbers: set === 0 ? undefined : func.clobberSets.slice(set, set + PREG_SET_WORDS),
      });
    }
    for (let e = func.blockEdges[b]; e < func.blockEdges[b + 1]; e++) {
      block.edges.push({
        to: func.edgeTo[e],
        args: [...func.edgeArgs.subarray(func.edgeArgStart[e], func.edgeArgStart[e + 1])],
      });
    }
    model.blocks.push(block);
  }
  for (let k = 0; k < func.numDebugLabels; k++) {
    const [label, vreg, from, to] = func.debugLabels.subarray(4 * k, 4 * k + 4);
    model.labels.push({ label, vreg, from, to });
  }
  return model;
}

/** Writes the model into `func`, which is cleared first. Stack-map operands must come last in their instruction. */
export function writeModel(model: FunctionModel, func: RegallocFunction): RegallocFunction {
  func.clear();
  for (const v of model.vregs) func.addVreg(v.regClass, v.bytes, v.align, v.flags);
  for (const block of model.blocks) {
    func.beginBlock(block.depth);
    for (const p of block.params) func.addBlockParam(p);
    for (const inst of block.insts) {
      for (const o of inst.operands) {
        if (o.stackMap) func.addStackMapValue(o.word0 & 0x0fff_ffff);
        else func.addOperand(o.word0, o.word1);
      }
      func.endInst(inst.flags, inst.clobbers === undefined ? 0 : func.addClobberSet(inst.clobbers));
    }
    if ((block.insts.at(-1)!.flags & INST_BRANCH) === 0) continue;
    for (const edge of block.edges) {
      func.addEdge(edge.to);
      for (const a of edge.args) func.addEdgeArg(a);
    }
  }
  for (const l of model.labels) func.addDebugLabel(l.label, l.vreg, l.from, l.to);
  func.finish();
  return func;
}
