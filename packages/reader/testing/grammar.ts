// The grammar of `docs/clif-grammar.md` as a program: a tokenizer, a recogniser, and a generator of sentences.
//
// All three are made from the document's fenced blocks and share nothing with the reader, so that agreement between
// the two means something. The recogniser computes the set of places at which a rule can end, for every place at
// which it can start; it is slow and right. It recurses as deep as a sentence is long: short sentences only.

import { typeName } from "./types.ts";
import type { Random } from "./support.ts";

export type Node =
  | { readonly kind: "word"; readonly text: string; readonly id: number }
  | { readonly kind: "token"; readonly name: string; readonly id: number }
  | { readonly kind: "rule"; readonly name: string; readonly id: number }
  | { readonly kind: "sequence" | "choice"; readonly items: readonly Node[]; readonly id: number }
  | { readonly kind: "optional" | "repeat"; readonly item: Node; readonly id: number };

export interface Token {
  /** Names of the token classes it belongs to. */
  readonly classes: readonly string[];
  readonly text: string;
}

export interface Grammar {
  readonly rules: ReadonlyMap<string, Node>;
  readonly tokens: readonly (readonly [string, RegExp])[];
  readonly entities: ReadonlyMap<string, string>;
}

/** Reads the fenced blocks of the document. */
export function readGrammar(markdown: string): Grammar {
  const fence = (name: string): string[] => {
    const match = new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(markdown);
    if (match === null) throw new Error(`the document has no ${name} block`);
    return match[1]!.split("\n").filter((line) => line.trim() !== "");
  };
  const tokens = fence("tokens").map((line): [string, RegExp] => {
    const [, name, source] = /^(\w+)\s+(.*)$/.exec(line)!;
    return [name!, new RegExp(source!, "y")];
  });
  const entities = new Map(
    fence("entities").map((line): [string, string] => {
      const [token, prefix] = line.split(" ");
      return [prefix!, token!];
    }),
  );
  const rules = new Map<string, Node>();
  let id = 0;
  const text = fence("ebnf").join("\n").replace(/\n\s+/g, " ");
  for (const line of text.split("\n")) {
    const [name, definition] = line.split(" ::= ");
    if (rules.has(name!)) throw new Error(`rule ${name} is defined twice`);
    const words = definition!.match(/"[^"]*"|[\w-]+|[[\]{}|]/g)!;
    let at = 0;
    const choice = (): Node => {
      const items = [sequence()];
      while (words[at] === "|") {
        at++;
        items.push(sequence());
      }
      return items.length === 1 ? items[0]! : { kind: "choice", items, id: id++ };
    };
    const sequence = (): Node => {
      const items: Node[] = [];
      while (at < words.length && !["|", "]", "}"].includes(words[at]!)) items.push(item());
      return items.length === 1 ? items[0]! : { kind: "sequence", items, id: id++ };
    };
    const item = (): Node => {
      const word = words[at++]!;
      if (word === "[" || word === "{") {
        const inner = choice();
        at++;
        return { kind: word === "[" ? "optional" : "repeat", item: inner, id: id++ };
      }
      if (word.startsWith('"')) return { kind: "word", text: word.slice(1, -1), id: id++ };
      return { kind: /^[A-Z]+$/.test(word) ? "token" : "rule", name: word, id: id++ };
    };
    rules.set(name!, choice());
    if (at !== words.length) throw new Error(`unbalanced brackets in rule ${name}`);
  }
  return { rules, tokens, entities };
}

/** Splits a text into tokens, or returns undefined if it cannot be. */
export function tokenize(grammar: Grammar, text: string): Token[] | undefined {
  const out: Token[] = [];
  let at = 0;
  next: while (at < text.length) {
    for (const [name, pattern] of grammar.tokens) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) continue;
      at = pattern.lastIndex;
      if (name !== "SPACE" && name !== "COMMENT")
        out.push({ classes: classesOf(grammar, name, match[0]), text: match[0] });
      continue next;
    }
    return undefined;
  }
  return out;
}

function classesOf(grammar: Grammar, name: string, text: string): string[] {
  if (name === "NUMBER") {
    if (text.includes(".")) return ["FLOAT"];
    return /^[-+]/.test(text) ? ["INTEGER", "OFFSET"] : ["INTEGER"];
  }
  if (name !== "WORD") return [name];
  const entity = /^([a-z]+)(0|[1-9][0-9]{0,9})$/.exec(text);
  const token = entity === null ? undefined : grammar.entities.get(entity[1]!);
  if (token !== undefined && Number(entity![2]) < 4294967295) return [token];
  const classes = ["WORD"];
  if (typeName.test(text)) classes.push("TYPE");
  if (/^(stk_ovf|int_ovf|heap_oob|int_divz|bad_toint)$/.test(text)) classes.push("TRAP");
  const user = /^user([1-9][0-9]{0,2})$/.exec(text);
  if (user !== null && Number(user[1]) <= 250) classes.push("TRAP");
  return classes;
}

/** True if `tokens` are a sentence of the rule `start`. */
export function recognise(grammar: Grammar, start: string, tokens: readonly Token[]): boolean {
  const memo = new Map<number, readonly number[]>();
  const width = tokens.length + 1;
  const ends = (node: Node, from: number): readonly number[] => {
    const key = node.id * width + from;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const result = compute(node, from);
    memo.set(key, result);
    return result;
  };
  const compute = (node: Node, from: number): readonly number[] => {
    const token = tokens[from];
    switch (node.kind) {
      case "word":
        return token !== undefined && token.text === node.text && !token.classes.includes("STRING")
          ? [from + 1]
          : [];
      case "token":
        return token !== undefined && token.classes.includes(node.name) ? [from + 1] : [];
      case "rule": {
        const rule = grammar.rules.get(node.name);
        if (rule === undefined) throw new Error(`there is no rule ${node.name}`);
        return ends(rule, from);
      }
      case "choice":
        return [...new Set(node.items.flatMap((item) => ends(item, from)))];
      case "optional":
        return [...new Set([from, ...ends(node.item, from)])];
      case "sequence": {
        let places: readonly number[] = [from];
        for (const item of node.items) {
          places = [...new Set(places.flatMap((place) => ends(item, place)))];
          if (places.length === 0) break;
        }
        return places;
      }
      case "repeat": {
        const all = new Set([from]);
        let fresh: readonly number[] = [from];
        while (fresh.length > 0) {
          fresh = [...new Set(fresh.flatMap((place) => ends(node.item, place)))].filter(
            (place) => !all.has(place),
          );
          for (const place of fresh) all.add(place);
        }
        return [...all];
      }
    }
  };
  return ends(grammar.rules.get(start)!, 0).includes(tokens.length);
}

/** Takes part in generating a sentence: returns the tokens for a node, or undefined to let the generator go on. */
export type Hook = (node: Node, generate: (node: Node) => string[]) => string[] | undefined;

/** Derives a random sentence of the rule `start`. Repetitions have at most `repeat` items. */
export function derive(
  grammar: Grammar,
  start: string,
  random: Random,
  repeat: number,
  hook: Hook,
): string[] {
  const generate = (node: Node): string[] => {
    const own = hook(node, generate);
    if (own !== undefined) return own;
    switch (node.kind) {
      case "word":
        return [node.text];
      case "token":
        throw new Error(`nothing generates the token ${node.name}`);
      case "rule":
        return generate(grammar.rules.get(node.name)!);
      case "sequence":
        return node.items.flatMap(generate);
      case "choice":
        return generate(random.pick(node.items));
      case "optional":
        return random.next(2) === 0 ? [] : generate(node.item);
      case "repeat": {
        const out: string[] = [];
        for (let n = random.next(repeat + 1); n > 0; n--) out.push(...generate(node.item));
        return out;
      }
    }
  };
  return generate({ kind: "rule", name: start, id: -1 });
}
