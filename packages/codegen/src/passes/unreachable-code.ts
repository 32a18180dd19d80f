/**
 * Removes the blocks that no path from the entry reaches, with their instructions. Runs before anything that would
 * spend time on them. What remains keeps its numbers.
 */
import {
  type Block,
  type ControlFlowGraph,
  type DominatorTree,
  type Function,
} from "@cranelift-ts/codegen-ir";

/**
 * Removes unreachable blocks and returns how many. `cfg` and `domtree` describe `func`; when something was removed,
 * `cfg` is computed anew, and `domtree` stays right for what remains.
 */
export function eliminateUnreachableCode(
  func: Function,
  cfg: ControlFlowGraph,
  domtree: DominatorTree,
): number {
  const { layout } = func;
  let removed = 0;
  for (let b = layout.firstBlock; b >= 0;) {
    const next = layout.blockNext[b]!;
    const block = b as Block;
    if (!domtree.isReachable(block)) {
      for (let inst = layout.lastInst(block); inst >= 0; inst = layout.lastInst(block))
        layout.removeInst(inst);
      layout.removeBlock(block);
      removed++;
    }
    b = next;
  }
  if (removed > 0) cfg.compute(func);
  return removed;
}
