/**
 * `test print-cfg`: the control-flow graph of each function in Graphviz's language. Assertions are the filecheck
 * directives.
 */
import {
  blockHeaderText,
  instText,
  userFuncNameText,
  type Block,
  type BlockCall,
  type Function,
} from "@cranelift-ts/codegen-ir";
import { beginFunction, guarded, type TestCommandDefinition } from "../command.ts";
import { checkerOf, countDirectives, judgeOutput } from "../output.ts";

export const printCfg: TestCommandDefinition = {
  name: "print-cfg",
  options: ["precise-output"],
  perTarget: false,
  needsVerifier: false,
  mutates: false,
  count: countDirectives,
  run(job) {
    for (const f of job.functions) {
      beginFunction(job, f);
      guarded(job, () => judgeOutput(job, f, cfgText(f.func), "directive"), checkerOf(job.file, f).total);
    }
  },
};

/** A record a block, labelled with its header and its branch, and an edge from the branch to each target. */
export function cfgText(func: Function): string {
  const { dfg, layout } = func;
  const lines = [`digraph ${quoted(userFuncNameText(func.name))} {`];
  const entry = layout.entryBlock();
  if (entry !== undefined) lines.push(`    {rank=min; block${entry}}`);
  const edges: string[] = [];
  for (let b = entry ?? -1; b >= 0; b = layout.nextBlock(b as Block)) {
    const block = b as Block;
    const last = layout.lastInst(block);
    let label = recordText(blockHeaderText(func, block).trim());
    if (last >= 0) {
      label += `\n | <inst${last}>${recordText(instText(func, last))}`;
      for (const call of targets(func, block))
        edges.push(`    block${b}:inst${last} -> block${dfg.callBlock(call)}`);
    }
    lines.push(`    block${b} [shape=record, label="{${label}\n}"]`);
  }
  return `${lines.join("\n")}\n${edges.join("\n")}${edges.length > 0 ? "\n" : ""}}\n`;
}

function targets(func: Function, block: Block): readonly BlockCall[] {
  const last = func.layout.lastInst(block);
  return last < 0 ? [] : func.dfg.targets(last);
}

/** Text inside a quoted string. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

/** Text inside a record label: its own metacharacters are escaped. */
function recordText(text: string): string {
  return text.replace(/["<>|{}]/g, (c) => `\\${c}`);
}
