/**
 * Numbers in place of the names of numeric constants, in compiled JavaScript.
 *
 * A name that a module imports or exports is a variable behind a cell: V8 loads it wherever it is used, in the
 * interpreter and in optimised code, and cannot fold it. TypeScript never inlines constants without `enum`s, so this is
 * done to what it has compiled: `CONSTANT_BITS` becomes `7/*=CONSTANT_BITS*\/`. Replaced are constants of modules whose
 * value is a number that can be computed (literals, operators, other such constants), by name, through imports and
 * re-exports, as members of module namespaces (`Opcode.Iadd`) and of `const { A, B } = namespace`.
 *
 * The comment is what makes it repeatable: `restore` brings the names back, so that a file can be done anew when a
 * constant of another file has changed. Import and export declarations stay as they are. Lines keep their numbers;
 * columns in source maps are those of the line before its constants were replaced.
 *
 * Left alone: a name that the module binds anywhere else (a parameter, say), shorthand properties, numbers that are not
 * finite, negative zero.
 */
import { parseSync } from "oxc-parser";

/** A node of the syntax tree, ESTree's. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What a name of a module stands for. */
type Meaning =
  | { readonly kind: "value"; readonly init: Node }
  | { readonly kind: "member"; readonly namespace: string; readonly name: string }
  | { readonly kind: "import"; readonly from: string; readonly name: string }
  | { readonly kind: "namespace"; readonly from: string };

interface Module {
  readonly file: string;
  readonly text: string;
  readonly body: readonly Node[];
  readonly names: Map<string, Meaning>;
  /** By exported name. */
  readonly exports: Map<string, Meaning | { readonly kind: "local"; readonly name: string }>;
  /** Files of `export * from`. */
  readonly stars: string[];
}

export interface Inlined {
  readonly text: string;
  readonly replaced: number;
}

const MARK = /(?:\(-[\w.+-]+\)|[\w.+]+)\/\*=([\w.$]+)\*\//g;

/** The text with the names of constants in their places again. */
export function restore(text: string): string {
  return text.replace(MARK, "$1");
}

/**
 * Inlines the constants of a set of modules. `files` are texts by path; `resolve` answers the path of a module for a
 * specifier in a file, or undefined for one that is not in the set. Returns the new texts, of all files.
 */
export function inlineConstants(
  files: ReadonlyMap<string, string>,
  resolve: (from: string, specifier: string) => string | undefined,
): Map<string, Inlined> {
  const modules = new Map<string, Module>();
  for (const [file, text] of files) modules.set(file, readModule(file, restore(text), resolve));
  const values = new Map<string, number | undefined>();
  const program: Program = { modules, values };
  const out = new Map<string, Inlined>();
  for (const module of modules.values()) out.set(module.file, rewrite(program, module));
  return out;
}

interface Program {
  readonly modules: ReadonlyMap<string, Module>;
  /** By `file name`; undefined for what is no number, also while it is being computed. */
  readonly values: Map<string, number | undefined>;
}

// Reading

function readModule(
  file: string,
  text: string,
  resolve: (from: string, specifier: string) => string | undefined,
): Module {
  const { program, errors } = parseSync(file, text, { sourceType: "module", lang: "js" });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const body = program.body as unknown as readonly Node[];
  const module: Module = { file, text, body, names: new Map(), exports: new Map(), stars: [] };
  for (const node of body) {
    if (node.type === "ImportDeclaration") {
      const from = resolve(file, (node["source"] as { value: string }).value);
      if (from === undefined) continue;
      for (const s of node["specifiers"] as Node[]) {
        const local = nameOf(s["local"]);
        if (s.type === "ImportSpecifier")
          module.names.set(local, { kind: "import", from, name: nameOf(s["imported"]) });
        else if (s.type === "ImportNamespaceSpecifier") module.names.set(local, { kind: "namespace", from });
      }
    } else if (node.type === "ExportAllDeclaration") {
      const from = resolve(file, (node["source"] as { value: string }).value);
      if (from === undefined) continue;
      if (node["exported"] === null) module.stars.push(from);
      else module.exports.set(nameOf(node["exported"]), { kind: "namespace", from });
    } else if (node.type === "ExportNamedDeclaration") {
      const source = node["source"] as { value: string } | null;
      const from = source === null ? undefined : resolve(file, source.value);
      for (const s of node["specifiers"] as Node[]) {
        const name = nameOf(s["local"]);
        if (source === null) module.exports.set(nameOf(s["exported"]), { kind: "local", name });
        else if (from !== undefined)
          module.exports.set(nameOf(s["exported"]), { kind: "import", from, name });
      }
      const declaration = node["declaration"] as Node | null;
      if (declaration !== null) readConstants(module, declaration, true);
    } else readConstants(module, node, false);
  }
  return module;
}

function readConstants(module: Module, node: Node, exported: boolean): void {
  if (node.type !== "VariableDeclaration" || node["kind"] !== "const") return;
  for (const d of node["declarations"] as Node[]) {
    const id = d["id"] as Node;
    const init = d["init"] as Node;
    if (id.type === "Identifier") {
      module.names.set(nameOf(id), { kind: "value", init });
      if (exported) module.exports.set(nameOf(id), { kind: "local", name: nameOf(id) });
    } else if (id.type === "ObjectPattern" && init.type === "Identifier") {
      for (const p of id["properties"] as Node[]) {
        const key = p["key"] as Node | undefined;
        const value = p["value"] as Node | undefined;
        if (
          p.type !== "Property" ||
          p["computed"] === true ||
          key?.type !== "Identifier" ||
          value?.type !== "Identifier"
        )
          continue;
        module.names.set(nameOf(value), { kind: "member", namespace: nameOf(init), name: nameOf(key) });
        if (exported) module.exports.set(nameOf(value), { kind: "local", name: nameOf(value) });
      }
    }
  }
}

function nameOf(node: unknown): string {
  const n = node as { name?: string; value?: string };
  return n.name ?? n.value ?? "";
}

// Values. Chains of imports and of constants are as long as a program writes them: a few steps.

/** Value of a name of a module. */
function valueOf(program: Program, module: Module, name: string): number | undefined {
  const key = `${module.file} ${name}`;
  if (program.values.has(key)) return program.values.get(key);
  program.values.set(key, undefined);
  const meaning = module.names.get(name);
  const value = meaning === undefined ? undefined : valueOfMeaning(program, module, meaning);
  program.values.set(key, value);
  return value;
}

function valueOfMeaning(program: Program, module: Module, meaning: Meaning): number | undefined {
  if (meaning.kind === "value") return evaluate(program, module, meaning.init);
  if (meaning.kind === "import") return exportedValue(program, meaning.from, meaning.name);
  if (meaning.kind === "member") return memberValue(program, module, meaning.namespace, meaning.name);
  return undefined;
}

function exportedValue(program: Program, file: string, name: string): number | undefined {
  const found = exportOf(program, file, name, new Set());
  return found === undefined || found.meaning.kind === "namespace"
    ? undefined
    : valueOfMeaning(program, found.module, found.meaning);
}

/** What a module exports under a name. */
function exportOf(
  program: Program,
  file: string,
  name: string,
  seen: Set<string>,
): { module: Module; meaning: Meaning } | undefined {
  const module = program.modules.get(file);
  if (module === undefined || seen.has(file)) return undefined;
  seen.add(file);
  const own = module.exports.get(name);
  if (own !== undefined) {
    const meaning = own.kind === "local" ? module.names.get(own.name) : own;
    if (meaning === undefined) return undefined;
    if (meaning.kind === "import") return exportOf(program, meaning.from, meaning.name, new Set());
    return { module, meaning };
  }
  for (const star of module.stars) {
    const found = exportOf(program, star, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Value of `namespace.name`. */
function memberValue(program: Program, module: Module, namespace: string, name: string): number | undefined {
  let meaning = module.names.get(namespace);
  if (meaning?.kind === "import") meaning = exportOf(program, meaning.from, meaning.name, new Set())?.meaning;
  return meaning?.kind === "namespace" ? exportedValue(program, meaning.from, name) : undefined;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
};

function evaluate(program: Program, module: Module, node: Node): number | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "number" ? node["value"] : undefined;
    case "Identifier":
      return valueOf(program, module, nameOf(node));
    case "ParenthesizedExpression":
      return evaluate(program, module, node["expression"] as Node);
    case "MemberExpression": {
      const object = node["object"] as Node;
      if (node["computed"] === true || object.type !== "Identifier") return undefined;
      return memberValue(program, module, nameOf(object), nameOf(node["property"]));
    }
    case "UnaryExpression": {
      const a = evaluate(program, module, node["argument"] as Node);
      if (a === undefined) return undefined;
      return node["operator"] === "-"
        ? -a
        : node["operator"] === "~"
          ? ~a
          : node["operator"] === "+"
            ? a
            : undefined;
    }
    case "BinaryExpression": {
      const apply = OPERATORS[node["operator"] as string];
      if (apply === undefined) return undefined;
      const a = evaluate(program, module, node["left"] as Node);
      const b = a === undefined ? undefined : evaluate(program, module, node["right"] as Node);
      return a === undefined || b === undefined ? undefined : apply(a, b);
    }
  }
  return undefined;
}

// Rewriting

interface Reference {
  readonly node: Node;
  /** The name, or for a member the name of the namespace. */
  readonly name: string;
  readonly member: string | undefined;
}

function rewrite(program: Program, module: Module): Inlined {
  const references: Reference[] = [];
  const bound = new Map<string, number>();
  collect(module.body, references, bound);
  let text = "";
  let at = 0;
  let replaced = 0;
  references.sort((a, b) => a.node.start - b.node.start);
  for (const { node, name, member } of references) {
    // A name bound once is the module's own; imports are no bindings here.
    const meaning = module.names.get(name);
    if (meaning === undefined) continue;
    const isImport = meaning.kind === "import" || meaning.kind === "namespace";
    if ((bound.get(name) ?? 0) > (isImport ? 0 : 1)) continue;
    const value =
      member === undefined ? valueOf(program, module, name) : memberValue(program, module, name, member);
    if (value === undefined || !Number.isFinite(value) || Object.is(value, -0)) continue;
    const number = value < 0 ? `(${value})` : `${value}`;
    const whole = member === undefined ? name : `${name}.${member}`;
    // Written over several lines, or with a comment in it: not what `restore` would bring back.
    if (whole !== module.text.slice(node.start, node.end)) continue;
    text += `${module.text.slice(at, node.start)}${number}/*=${whole}*/`;
    at = node.end;
    replaced++;
  }
  return { text: text + module.text.slice(at), replaced };
}

/** Collects references, and how often each name is bound. The stack is explicit: expressions may be nested deeply. */
function collect(body: readonly Node[], references: Reference[], bound: Map<string, number>): void {
  const stack: unknown[] = [...body];
  const bind = (pattern: Node | null | undefined): void => {
    if (pattern === null || pattern === undefined) return;
    if (pattern.type === "Identifier") bound.set(nameOf(pattern), (bound.get(nameOf(pattern)) ?? 0) + 1);
    else if (pattern.type === "ObjectPattern") {
      for (const p of pattern["properties"] as Node[]) {
        if (p.type === "RestElement") bind(p["argument"] as Node);
        else {
          if (p["computed"] === true) stack.push(p["key"]);
          bind(p["value"] as Node);
        }
      }
    } else if (pattern.type === "ArrayPattern")
      for (const e of pattern["elements"] as (Node | null)[]) bind(e);
    else if (pattern.type === "RestElement") bind(pattern["argument"] as Node);
    else if (pattern.type === "AssignmentPattern") {
      bind(pattern["left"] as Node);
      stack.push(pattern["right"]);
    } else stack.push(pattern);
  };
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) {
      for (const x of item) stack.push(x);
      continue;
    }
    if (item === null || typeof item !== "object" || typeof (item as Node).type !== "string") continue;
    const node = item as Node;
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        break;
      case "ExportNamedDeclaration":
        stack.push(node["declaration"]);
        break;
      case "Identifier":
        references.push({ node, name: nameOf(node), member: undefined });
        break;
      case "MemberExpression": {
        const object = node["object"] as Node;
        if (node["computed"] === true) stack.push(object, node["property"]);
        else if (object.type === "Identifier")
          references.push({ node, name: nameOf(object), member: nameOf(node["property"]) });
        else stack.push(object);
        break;
      }
      case "Property":
        if (node["computed"] === true) stack.push(node["key"]);
        if (node["shorthand"] !== true) stack.push(node["value"]);
        break;
      case "MethodDefinition":
      case "PropertyDefinition":
        if (node["computed"] === true) stack.push(node["key"]);
        stack.push(node["value"]);
        break;
      case "LabeledStatement":
        stack.push(node["body"]);
        break;
      case "BreakStatement":
      case "ContinueStatement":
        break;
      case "VariableDeclarator":
        bind(node["id"] as Node);
        stack.push(node["init"]);
        break;
      case "CatchClause":
        bind(node["param"] as Node | null);
        stack.push(node["body"]);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        bind(node["id"] as Node | null);
        stack.push(node["superClass"], node["body"]);
        break;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        bind(node["id"] as Node | null);
        for (const p of node["params"] as Node[]) bind(p);
        stack.push(node["body"]);
        break;
      case "AssignmentExpression":
      case "UpdateExpression":
        // Nothing that is assigned to is a constant, so its name needs no care; its parts may mention some.
        for (const key of ["left", "right", "argument"]) stack.push(node[key]);
        break;
      default:
        for (const key of Object.keys(node)) if (key !== "type") stack.push(node[key]);
    }
  }
}
