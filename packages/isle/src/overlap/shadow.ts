// Which rules are shadowed: subset queries.
//
// A rule R is unreachable if a rule H of higher priority asks for nothing that R
// does not imply. With constraints numbered, that is "the set of H is a subset
// of what R implies". The sets of all rules go into a trie, each sorted from the
// rarest constraint to the commonest; a query walks only along constraints that
// R implies, and only where some rule below has a higher priority.
//
// On sets without structure, such as random ones, a walk visits much of the trie.
// A query that does so is answered by comparing R with all rules of higher
// priority instead, by 64-bit signatures first: a nanosecond each. When most
// queries end like that, the trie is not asked any more.
//
// Steps are of about ten nanoseconds.

/** Steps of a walk per rule of the term before the query goes over to comparing. */
const WALK_SHARE = 1 / 32;
const LEAST_WALK = 1000;
/** Comparisons of signatures per step. */
const COMPARED = 8;
/** A lookup in the map of children. */
const LOOKUP_STEPS = 10;
/** After so many queries, the trie is given up if it failed for half of them. */
const TRIAL = 64;

/** Constraint sets with priorities. */
export class SubsetIndex {
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
  /** All rules by descending priority: their sets, and which of 64 residues of constraints occur in them. */
  readonly #rule: Int32Array;
  readonly #set: Int32Array[];
  readonly #priority: Float64Array;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  #count: number;
  #queries: number;
  #failed: number;

  /** `constraints` is the number of different constraints, they are 0 to that; `rules` that of the rules to come. */
  constructor(constraints: number, rules: number) {
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
    this.#rule = new Int32Array(rules);
    this.#set = [];
    this.#priority = new Float64Array(rules);
    this.#low = new Int32Array(rules);
    this.#high = new Int32Array(rules);
    this.#count = 0;
    this.#queries = 0;
    this.#failed = 0;
  }

  /** Adds a sorted set. Call in order of descending priority. Returns the steps it took. */
  insert(set: Int32Array, rule: number, priority: number): number {
    const place = this.#count;
    this.#count += 1;
    this.#rule[place] = rule;
    this.#set.push(set);
    this.#priority[place] = priority;
    let at = 0;
    this.#highest[0] = Math.max(this.#highest[0] as number, priority);
    for (let i = 0; i < set.length; i += 1) {
      const constraint = set[i] as number;
      if ((constraint & 32) === 0) this.#low[place] = (this.#low[place] as number) | (1 << constraint);
      else this.#high[place] = (this.#high[place] as number) | (1 << constraint);
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
    return 5 + 2 * LOOKUP_STEPS * set.length;
  }

  /**
   * A rule whose set is a subset of the sorted `set`, whose priority is above
   * `priority`, and that `accept` takes; -1 if there is none. `undefined` from
   * `accept` says that no rule of this set with a lower priority will do.
   * `spent` is the number of steps, those of `accept` apart; beyond `budget` of
   * them the search ends.
   */
  find(
    set: Int32Array,
    priority: number,
    budget: number,
    accept: (rule: number) => boolean | undefined,
  ): { readonly rule: number; readonly spent: number } {
    const position = this.#position;
    for (let i = 0; i < set.length; i += 1) position[set[i] as number] = i + 1;
    let spent = 5 + set.length;
    let rule = -2;
    if (this.#queries < TRIAL || this.#failed * 2 < this.#queries) {
      this.#queries += 1;
      const walked = this.#walk(
        set,
        priority,
        Math.min(budget, Math.max(LEAST_WALK, this.#count * WALK_SHARE)),
        accept,
      );
      rule = walked.rule;
      spent += walked.spent;
      if (rule === -2) this.#failed += 1;
    }
    if (rule === -2) {
      const compared = this.#compare(set, priority, budget - spent, accept);
      rule = compared.rule;
      spent += compared.spent;
    }
    for (let i = 0; i < set.length; i += 1) position[set[i] as number] = 0;
    return { rule, spent };
  }

  /** As `find`; -2 if the budget ran out. */
  #walk(
    set: Int32Array,
    priority: number,
    budget: number,
    accept: (rule: number) => boolean | undefined,
  ): { readonly rule: number; readonly spent: number } {
    const position = this.#position;
    const nodes = this.#nodes;
    const from = this.#from;
    nodes.length = 0;
    from.length = 0;
    nodes.push(0);
    from.push(0);
    let spent = 0;
    while (nodes.length > 0) {
      if (spent > budget) return { rule: -2, spent };
      const node = nodes.pop() as number;
      const start = from.pop() as number;
      spent += 2;
      const rules = this.#rules[node];
      if (rules !== undefined) {
        for (const rule of rules) {
          const verdict = accept(rule);
          if (verdict === undefined) break;
          if (verdict) return { rule, spent };
          spent += 2;
          if (spent > budget) return { rule: -2, spent };
        }
      }
      const children = this.#childCount[node] as number;
      if (children === 0) continue;
      if (children <= LOOKUP_STEPS * (set.length - start)) {
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
      spent += LOOKUP_STEPS * (set.length - start);
    }
    return { rule: -1, spent };
  }

  /** As `find`, without the trie. */
  #compare(
    set: Int32Array,
    priority: number,
    budget: number,
    accept: (rule: number) => boolean | undefined,
  ): { readonly rule: number; readonly spent: number } {
    const position = this.#position;
    const low = this.#low;
    const high = this.#high;
    // Residues that do not occur in the set.
    let noLow = -1;
    let noHigh = -1;
    for (let i = 0; i < set.length; i += 1) {
      const constraint = set[i] as number;
      if ((constraint & 32) === 0) noLow &= ~(1 << constraint);
      else noHigh &= ~(1 << constraint);
    }
    let end = 0;
    for (let top = this.#count; end < top;) {
      const middle = (end + top) >> 1;
      if ((this.#priority[middle] as number) > priority) end = middle + 1;
      else top = middle;
    }
    let spent = 0;
    for (let place = 0; place < end; place += 1) {
      if (((low[place] as number) & noLow) !== 0 || ((high[place] as number) & noHigh) !== 0) continue;
      const asked = this.#set[place] as Int32Array;
      let i = 0;
      while (i < asked.length && position[asked[i] as number] !== 0) i += 1;
      spent += 1 + (i >> 2);
      if (i === asked.length) {
        spent += 2;
        const rule = this.#rule[place] as number;
        if (accept(rule) === true) return { rule, spent: spent + place / COMPARED };
      }
      if (spent > budget) break;
    }
    return { rule: -1, spent: spent + end / COMPARED };
  }
}
