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
  /** First child of each node, next sibling, and the constraint that leads to it; -1 ends. */
  readonly #firstChild: number[];
  readonly #sibling: number[];
  readonly #constraint: number[];
  readonly #childCount: number[];
  /** Highest priority in the subtree. */
  readonly #highest: number[];
  /** Rules whose set ends here, by descending priority. */
  readonly #rules: (number[] | undefined)[];
  /** Position of a constraint in the set asked about, plus one; 0 if it is not in it. */
  readonly #position: Int32Array;
  readonly #nodes: number[];
  readonly #from: number[];

  /** `constraints` is the number of different constraints; they are 0 to that. */
  constructor(constraints: number) {
    this.#constraints = Math.max(1, constraints);
    this.#child = new Map();
    this.#firstChild = [-1];
    this.#sibling = [-1];
    this.#constraint = [-1];
    this.#childCount = [0];
    this.#highest = [-Infinity];
    this.#rules = [undefined];
    this.#position = new Int32Array(this.#constraints);
    this.#nodes = [];
    this.#from = [];
  }

  /** Adds a sorted set. Call in order of descending priority. */
  insert(set: readonly number[], rule: number, priority: number): void {
    let at = 0;
    this.#highest[0] = Math.max(this.#highest[0] as number, priority);
    for (const constraint of set) {
      const key = at * this.#constraints + constraint;
      let next = this.#child.get(key);
      if (next === undefined) {
        next = this.#constraint.length;
        this.#child.set(key, next);
        this.#firstChild.push(-1);
        this.#sibling.push(this.#firstChild[at] as number);
        this.#firstChild[at] = next;
        this.#constraint.push(constraint);
        this.#childCount.push(0);
        this.#childCount[at] = (this.#childCount[at] as number) + 1;
        this.#highest.push(priority);
        this.#rules.push(undefined);
      }
      at = next;
    }
    const rules = this.#rules[at];
    if (rules === undefined) this.#rules[at] = [rule];
    else rules.push(rule);
  }

  /**
   * The first rule found whose set is a subset of the sorted `set`, whose
   * priority is above `priority`, and that `accept` takes; -1 if there is none.
   * Rules of one set are offered with descending priority; `undefined` from
   * `accept` ends the set. `spent` is the number of steps, those of `accept`
   * apart; beyond `budget` of them the search ends.
   */
  find(
    set: readonly number[],
    priority: number,
    budget: number,
    accept: (rule: number) => boolean | undefined,
  ): { readonly rule: number; readonly spent: number } {
    const position = this.#position;
    for (let i = 0; i < set.length; i += 1) position[set[i] as number] = i + 1;
    const nodes = this.#nodes;
    const from = this.#from;
    nodes.length = 0;
    from.length = 0;
    nodes.push(0);
    from.push(0);
    let spent = 0;
    let found = -1;
    while (nodes.length > 0 && found < 0 && spent <= budget) {
      const node = nodes.pop() as number;
      const start = from.pop() as number;
      spent += 1;
      const rules = this.#rules[node];
      if (rules !== undefined) {
        for (const rule of rules) {
          const verdict = accept(rule);
          if (verdict === undefined) break;
          spent += 4;
          if (verdict) {
            found = rule;
            break;
          }
        }
      }
      const children = this.#childCount[node] as number;
      if (children === 0) continue;
      if (children <= set.length - start) {
        for (let next = this.#firstChild[node] as number; next >= 0; next = this.#sibling[next] as number) {
          const at = position[this.#constraint[next] as number] as number;
          if (at === 0 || (this.#highest[next] as number) <= priority) continue;
          nodes.push(next);
          from.push(at);
        }
        spent += children;
        continue;
      }
      for (let i = start; i < set.length; i += 1) {
        const next = this.#child.get(node * this.#constraints + (set[i] as number));
        if (next === undefined || (this.#highest[next] as number) <= priority) continue;
        nodes.push(next);
        from.push(i + 1);
      }
      spent += 4 * (set.length - start);
    }
    for (const constraint of set) position[constraint] = 0;
    return { rule: found, spent };
  }
}
