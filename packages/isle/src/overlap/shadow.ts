// Which rules are shadowed: subset queries in a trie.
//
// A rule R is unreachable if a rule H of higher priority asks for nothing that R
// does not imply. With constraints numbered, that is "the set of H is a subset
// of what R implies". The sets of all rules go into a trie, each sorted from the
// rarest constraint to the commonest; a query walks only along constraints that
// R implies, and only where some rule below has a higher priority.

/** A trie of constraint sets with priorities. */
export class SubsetTrie {
  readonly #constraints: number;
  readonly #child: Map<number, number>;
  readonly #children: number[];
  /** Highest priority in the subtree. */
  readonly #highest: number[];
  /** Rules whose set ends here, by descending priority. */
  readonly #rules: number[][];

  /** `constraints` is the number of different constraints; they are 0 to that. */
  constructor(constraints: number) {
    this.#constraints = Math.max(1, constraints);
    this.#child = new Map();
    this.#children = [0];
    this.#highest = [-Infinity];
    this.#rules = [[]];
  }

  /** Adds a sorted set. Call in order of descending priority. */
  insert(set: readonly number[], rule: number, priority: number): void {
    let at = 0;
    this.#highest[0] = Math.max(this.#highest[0] as number, priority);
    for (const constraint of set) {
      const key = at * this.#constraints + constraint;
      let next = this.#child.get(key);
      if (next === undefined) {
        next = this.#children.length;
        this.#child.set(key, next);
        this.#children.push(0);
        this.#children[at] = (this.#children[at] as number) + 1;
        this.#highest.push(-Infinity);
        this.#rules.push([]);
      }
      this.#highest[next] = Math.max(this.#highest[next] as number, priority);
      at = next;
    }
    (this.#rules[at] as number[]).push(rule);
  }

  /**
   * The first rule found whose set is a subset of the sorted `set` and that
   * `accept` takes; rules are offered with descending priority in each set. -1
   * if there is none. `spent` returns the number of steps.
   */
  find(set: readonly number[], priority: number, accept: (rule: number) => boolean | undefined): { readonly rule: number; readonly spent: number } {
    const nodes: number[] = [0];
    const from: number[] = [0];
    let spent = 0;
    while (nodes.length > 0) {
      const node = nodes.pop() as number;
      const start = from.pop() as number;
      for (const rule of this.#rules[node] as number[]) {
        spent += 1;
        const verdict = accept(rule);
        if (verdict === undefined) break;
        if (verdict) return { rule, spent };
        spent += 50;
      }
      if (this.#children[node] === 0) continue;
      for (let i = start; i < set.length; i += 1) {
        spent += 1;
        const next = this.#child.get(node * this.#constraints + (set[i] as number));
        if (next === undefined || (this.#highest[next] as number) <= priority) continue;
        nodes.push(next);
        from.push(i + 1);
      }
    }
    return { rule: -1, spent };
  }
}
