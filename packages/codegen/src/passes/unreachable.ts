/** Removes the blocks that control cannot reach. */
import type { ControlFlowGraph, DominatorTree, Function } from "@cranelift-ts/codegen-ir";

/** Returns whether something was removed; the control-flow graph and the dominator tree are then out of date. */
export function eliminateUnreachableCode(func: Function, cfg: ControlFlowGraph, domtree: DominatorTree): boolean {
  const { layout } = func;
  if (domtree.numReachable === cfg.numBlocks) return false;
  let removed = false;
  for (let b = layout.firstBlock; b >= 0; ) {
    const next = layout.blockNext[b]!;
    if (!domtree.isReachable(b as never)) {
      for (let i = layout.blockFirst[b]!; i >= 0; ) {
        const after = layout.instNext[i]!;
        layout.removeInst(i as never);
        i = after;
      }
      layout.removeBlock(b as never);
      removed = true;
    }
    b = next;
  }
  return removed;
}
