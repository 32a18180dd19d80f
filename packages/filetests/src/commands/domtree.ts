/**
 * `test domtree`: the dominator tree of each function.
 *
 * A comment `dominates: BLOCK...` on a branch says that its block is the immediate dominator of exactly these blocks
 * among those that are not annotated elsewhere; together the comments name every reachable block but the entry. The
 * printed postorder and tree are then checked with filecheck. Assertions are the comments and the directives.
 */
import {
  ControlFlowGraph,
  DominatorTree,
  type Block,
  type Function,
  type Inst,
} from "@cranelift-ts/codegen-ir";
import type { TestFunction } from "@cranelift-ts/reader";
import { beginFunction, guarded, type CommandJob, type TestCommandDefinition } from "../command.ts";
import { checkerOf, countDirectives, judgeOutput } from "../output.ts";

const DOMINATES = /^[;\s]*dominates:(.*)$/;

export const domtree: TestCommandDefinition = {
  name: "domtree",
  options: ["precise-output"],
  perTarget: false,
  needsVerifier: true,
  mutates: false,
  count(file) {
    let n = countDirectives(file);
    for (const f of file.functions) n += dominatesComments(f).length;
    return n;
  },
  run(job) {
    for (const f of job.functions) {
      beginFunction(job, f);
      const comments = dominatesComments(f);
      guarded(job, () => testFunction(job, f, comments), comments.length + checkerOf(job.file, f).total);
    }
  },
};

interface DominatesComment {
  readonly entity: string;
  readonly blocks: readonly string[];
  readonly line: number;
}

function dominatesComments(f: TestFunction): DominatesComment[] {
  const out: DominatesComment[] = [];
  for (const { text, entity, line } of f.details.comments) {
    const match = DOMINATES.exec(text);
    if (match !== null) out.push({ entity, line, blocks: match[1]!.split(/\s+/).filter((w) => w !== "") });
  }
  return out;
}

function testFunction(job: CommandJob, f: TestFunction, comments: readonly DominatesComment[]): void {
  const { func } = f;
  const { layout } = func;
  const tree = DominatorTree.of(func, ControlFlowGraph.of(func));
  const claimed = new Set<number>();
  for (const { entity, blocks, line } of comments) {
    const problems: string[] = [];
    const inst = /^inst(\d+)$/.exec(entity);
    if (inst === null) problems.push(`'dominates:' belongs to an instruction, not to ${entity}`);
    else {
      const home = layout.blockOf(Number(inst[1]) as Inst);
      if (layout.lastInst(home) !== Number(inst[1]))
        problems.push(`${entity} is not the branch of block${home}`);
      for (const name of blocks) {
        const number = /^block(\d+)$/.exec(name);
        const block = Number(number?.[1] ?? -1) as Block;
        if (number === null || block >= func.dfg.numBlocks || !layout.isBlockInserted(block)) {
          problems.push(`${name} is no block of the function`);
          continue;
        }
        if (claimed.has(block)) problems.push(`${name} is named twice`);
        claimed.add(block);
        const idom = tree.idom(block);
        if (idom !== home)
          problems.push(`immediate dominator of ${name} is ${blockName(idom)}, not ${blockName(home)}`);
      }
    }
    if (problems.length === 0) job.report.pass();
    else job.report.fail(problems.join("\n"), line);
  }
  if (comments.length > 0) {
    const missing: string[] = [];
    for (let b = layout.entryBlock() ?? -1; b >= 0; b = layout.nextBlock(b as Block)) {
      const block = b as Block;
      if (tree.isReachable(block) && tree.idom(block) >= 0 && !claimed.has(block)) {
        missing.push(
          `no 'dominates:' names block${block}, whose immediate dominator is ${blockName(tree.idom(block))}`,
        );
      }
    }
    if (missing.length > 0) job.report.fail(missing.join("\n"));
  }
  judgeOutput(job, f, domtreeText(func, tree), "directive");
}

function blockName(block: number): string {
  return block < 0 ? "none" : `block${block}`;
}

/** The postorder of the blocks on one line, then the tree in preorder: each block with its children. */
export function domtreeText(
  func: Function,
  tree: DominatorTree = DominatorTree.of(func, ControlFlowGraph.of(func)),
): string {
  let text = `cfg_postorder:${tree
    .postorder()
    .map((b) => ` block${b}`)
    .join("")}\n`;
  text += "domtree_preorder {\n";
  const entry = func.layout.entryBlock();
  const stack: Block[] = entry === undefined ? [] : [entry];
  for (let b = stack.pop(); b !== undefined; b = stack.pop()) {
    const children = tree.children(b);
    text += `    block${b}:${children.map((c) => ` block${c}`).join("")}\n`;
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  return `${text}}\n`;
}
