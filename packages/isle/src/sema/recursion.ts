// Recursion among internal constructors.
//
// A rule set that calls itself may not end, so a term on a cycle of calls must
// say `rec`. The cycles are the strongly connected components of the call graph
// (Tarjan's algorithm with an explicit stack, linear in terms and calls).

import type { DiagnosticSink } from "../diagnostics.ts";
import type { Span } from "../source.ts";
import type { Expr, Rule, Term, TermId } from "./types.ts";

interface Call {
  readonly callee: TermId;
  readonly span: Span;
}

/** Reports every term that can reach itself through rules without being declared `rec`. */
export function checkRecursion(terms: readonly Term[], rules: readonly Rule[], sink: DiagnosticSink): void {
  const calls: Call[][] = terms.map(() => []);
  for (const rule of rules) {
    const out = calls[rule.term] as Call[];
    for (const guard of rule.ifLets) collectCalls(guard.value, terms, out);
    collectCalls(rule.body, terms, out);
  }
  const component = components(calls);
  const reported = new Set<number>();
  for (const term of terms) {
    if (term.rec || reported.has(term.id)) continue;
    for (const call of calls[term.id] as Call[]) {
      if (component[call.callee] !== component[term.id]) continue;
      reported.add(term.id);
      const path = cyclePath(calls, component, call.callee, term.id).map(
        (id) => `\`${(terms[id] as Term).name}\``,
      );
      const message =
        call.callee === term.id
          ? `\`${term.name}\` calls itself but is not declared \`rec\``
          : `\`${term.name}\` calls itself, through ${path.join(", ")}, but is not declared \`rec\``;
      sink.report("recursion", call.span, message, [
        { span: term.span, message: `\`${term.name}\` is declared here` },
      ]);
      break;
    }
  }
}

function collectCalls(root: Expr, terms: readonly Term[], out: Call[]): void {
  const stack: Expr[] = [root];
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    if (e.kind === "call") {
      if ((terms[e.term] as Term).maker?.kind === "rules") out.push({ callee: e.term, span: e.span });
      for (const arg of e.args) stack.push(arg);
    } else if (e.kind === "variant") {
      for (const arg of e.args) stack.push(arg);
    } else if (e.kind === "let") {
      for (const binding of e.bindings) stack.push(binding.value);
      stack.push(e.body);
    }
  }
}

/** Strongly connected component of each node. */
function components(calls: readonly (readonly Call[])[]): Int32Array {
  const n = calls.length;
  const component = new Int32Array(n).fill(-1);
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const next = new Int32Array(n);
  const open: number[] = [];
  const path: number[] = [];
  let counter = 0;
  let found = 0;
  for (let root = 0; root < n; root += 1) {
    if ((order[root] as number) >= 0) continue;
    path.push(root);
    while (path.length > 0) {
      const v = path[path.length - 1] as number;
      if ((order[v] as number) < 0) {
        order[v] = counter;
        low[v] = counter;
        counter += 1;
        open.push(v);
      }
      const edges = calls[v] as readonly Call[];
      let descended = false;
      while ((next[v] as number) < edges.length) {
        const w = (edges[next[v] as number] as Call).callee;
        next[v] = (next[v] as number) + 1;
        if ((order[w] as number) < 0) {
          path.push(w);
          descended = true;
          break;
        }
        if ((component[w] as number) < 0) low[v] = Math.min(low[v] as number, order[w] as number);
      }
      if (descended) continue;
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[v] as number);
      if (low[v] === order[v]) {
        for (;;) {
          const w = open.pop() as number;
          component[w] = found;
          if (w === v) break;
        }
        found += 1;
      }
    }
  }
  return component;
}

/** The terms passed on a shortest way from `from` to `to` within one component, without `to`. */
function cyclePath(
  calls: readonly (readonly Call[])[],
  component: Int32Array,
  from: TermId,
  to: TermId,
): TermId[] {
  const previous = new Map<TermId, TermId>([[from, -1]]);
  const queue: TermId[] = [from];
  for (let i = 0; i < queue.length && !previous.has(to); i += 1) {
    const v = queue[i] as TermId;
    for (const { callee } of calls[v] as readonly Call[]) {
      if (component[callee] !== component[from] || previous.has(callee)) continue;
      previous.set(callee, v);
      queue.push(callee);
    }
  }
  const path: TermId[] = [];
  for (let v = previous.get(to) ?? -1; v >= 0; v = previous.get(v) ?? -1) path.push(v);
  return path.reverse();
}
