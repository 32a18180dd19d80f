// The verification forms: `spec`, `model`, `form`, `instantiate`, `attr`,
// `macro`, `state`.
//
// Nothing here interprets them. They say what terms mean in terms of bit
// vectors, for a verifier to come; this file checks that each is well formed
// and keeps its S-expression. Operators it knows are checked for arity;
// an operator it does not know is accepted, so that the vocabulary may grow
// with the verifier.

import type { Sexpr, SexprAtom, SexprList, VerificationDef } from "../ast.ts";
import type { Span } from "../source.ts";
import { ParseFailure, parseInteger, shorten } from "./parser.ts";

type Form = VerificationDef["form"];

/** Keyword to form. */
export const VERIFICATION_FORMS: ReadonlyMap<string, Form> = new Map(
  (["spec", "model", "form", "instantiate", "attr", "macro", "state"] as const).map((form) => [form, form]),
);

/** Checks the shape of a verification form; throws `ParseFailure`. */
export function checkVerification(form: Form, syntax: SexprList): VerificationDef {
  const items = syntax.items;
  let subject: SexprAtom;
  switch (form) {
    case "spec": {
      const head = list(items[1], syntax.span, "`(term argument...)`");
      subject = name(head.items[0], head.span, "a term name");
      for (const argument of head.items.slice(1)) name(argument, head.span, "an argument name");
      for (const clause of items.slice(2)) checkClause(list(clause, syntax.span, "a clause"));
      break;
    }
    case "model": {
      subject = name(items[1], syntax.span, "a type name");
      const body = list(items[2], syntax.span, "`(type ...)`, `(const ...)` or `(enum ...)`");
      const keyword = name(body.items[0], body.span, "`type`, `const` or `enum`");
      if (keyword.text === "type") {
        count(body, 2, 2, "(type T)");
        checkModelType(body.items[1] as Sexpr);
      } else if (keyword.text === "const") {
        count(body, 2, 2, "(const e)");
        checkExpr(body.items[1] as Sexpr);
      } else if (keyword.text === "enum") {
        for (const variant of body.items.slice(1)) {
          const entry = list(variant, body.span, "`(Variant value)`");
          name(entry.items[0], entry.span, "a variant name");
          count(entry, 1, 2, "(Variant [value])");
          if (entry.items[1] !== undefined) checkExpr(entry.items[1]);
        }
      } else {
        fail(keyword.span, `expected \`type\`, \`const\` or \`enum\`, found \`${shorten(keyword.text)}\``);
      }
      count(syntax, 3, 3, "(model Type body)");
      break;
    }
    case "form":
      subject = name(items[1], syntax.span, "a form name");
      if (items.length < 3) fail(syntax.span, "a form needs at least one signature");
      for (const signature of items.slice(2)) checkSignature(signature, syntax.span);
      break;
    case "instantiate":
      subject = name(items[1], syntax.span, "a term name");
      if (items.length < 3) fail(syntax.span, "`instantiate` needs signatures or the name of a form");
      if (items[2]?.kind === "atom") {
        name(items[2], syntax.span, "a form name");
        count(syntax, 3, 3, "(instantiate term form)");
      } else {
        for (const signature of items.slice(2)) checkSignature(signature, syntax.span);
      }
      break;
    case "attr": {
      const first = name(items[1], syntax.span, "a term or rule name");
      const isRule = first.text === "rule" && items[2]?.kind === "atom";
      subject = isRule ? name(items[2], syntax.span, "a rule name") : first;
      const attributes = items.slice(isRule ? 3 : 2);
      if (attributes.length === 0) fail(syntax.span, "`attr` needs at least one attribute");
      for (const attribute of attributes)
        checkAttribute(list(attribute, syntax.span, "`(veri ...)` or `(tag ...)`"));
      break;
    }
    case "macro": {
      count(syntax, 3, 3, "(macro (name parameter...) expr)");
      const head = list(items[1], syntax.span, "`(name parameter...)`");
      subject = name(head.items[0], head.span, "a macro name");
      for (const parameter of head.items.slice(1)) name(parameter, head.span, "a parameter name");
      checkExpr(items[2] as Sexpr);
      break;
    }
    case "state": {
      subject = name(items[1], syntax.span, "a state name");
      count(syntax, 4, 4, "(state name (type T) (default e))");
      const type = clause(items[2], syntax.span, "type");
      count(type, 2, 2, "(type T)");
      checkModelType(type.items[1] as Sexpr);
      const initial = clause(items[3], syntax.span, "default");
      count(initial, 2, 2, "(default e)");
      checkExpr(initial.items[1] as Sexpr);
      break;
    }
  }
  return {
    kind: "verification",
    form,
    subject: { name: subject.text, span: subject.span },
    syntax,
    span: syntax.span,
  };
}

function checkClause(body: SexprList): void {
  const keyword = name(body.items[0], body.span, "`provide`, `require`, `match` or `modifies`");
  switch (keyword.text) {
    case "provide":
    case "require":
    case "match":
      if (body.items.length < 2) fail(body.span, `\`${keyword.text}\` needs at least one expression`);
      for (const e of body.items.slice(1)) checkExpr(e);
      return;
    case "modifies":
      count(body, 2, 3, "(modifies state [condition])");
      name(body.items[1], body.span, "a state name");
      if (body.items[2] !== undefined) checkExpr(body.items[2]);
      return;
    default:
      fail(
        keyword.span,
        `expected \`provide\`, \`require\`, \`match\` or \`modifies\`, found \`${shorten(keyword.text)}\``,
      );
  }
}

/** `((args T...) (ret T) [(canon T...)])`. */
function checkSignature(signature: Sexpr, span: Span): void {
  const parts = list(signature, span, "a signature: `((args T...) (ret T))`").items;
  const args = clause(parts[0], signature.span, "args");
  for (const type of args.items.slice(1)) checkModelType(type);
  const ret = clause(parts[1], signature.span, "ret");
  count(ret, 2, 2, "(ret T)");
  checkModelType(ret.items[1] as Sexpr);
  if (parts.length > 2) {
    const canon = clause(parts[2], signature.span, "canon");
    for (const type of canon.items.slice(1)) checkModelType(type);
  }
  if (parts.length > 3) fail((parts[3] as Sexpr).span, "a signature has `args`, `ret` and perhaps `canon`");
}

function checkAttribute(attribute: SexprList): void {
  const keyword = name(attribute.items[0], attribute.span, "`veri` or `tag`");
  count(attribute, 2, 2, `(${shorten(keyword.text)} name)`);
  const value = name(attribute.items[1], attribute.span, "a name");
  if (keyword.text === "veri") {
    if (value.text !== "chain" && value.text !== "priority")
      fail(value.span, "expected `chain` or `priority`");
  } else if (keyword.text !== "tag") {
    fail(keyword.span, `expected \`veri\` or \`tag\`, found \`${shorten(keyword.text)}\``);
  }
}

const MODEL_ATOMS = new Set(["Bool", "Int", "Unit", "!", "_"]);

function checkModelType(type: Sexpr): void {
  if (type.kind === "atom") {
    if (!MODEL_ATOMS.has(type.text) && type.text !== "bool") {
      fail(type.span, `expected a model type, found \`${shorten(type.text)}\``);
    }
    return;
  }
  const head = name(type.items[0], type.span, "`bv`, `struct` or `named`");
  if (head.text === "bv") {
    count(type, 1, 2, "(bv [width])");
    const width = type.items[1];
    if (width === undefined) return;
    const value = width.kind === "atom" ? parseInteger(width.text) : "a width";
    if (typeof value === "string" || value.value < 1n)
      fail(width.span, "the width of a bit vector is a positive integer");
  } else if (head.text === "struct") {
    for (const field of type.items.slice(1)) {
      const pair = list(field, type.span, "a field: `(name T)`");
      count(pair, 2, 2, "(name T)");
      name(pair.items[0], pair.span, "a field name");
      checkModelType(pair.items[1] as Sexpr);
    }
  } else if (head.text === "named") {
    count(type, 2, 2, "(named Type)");
    name(type.items[1], type.span, "a type name");
  } else {
    fail(head.span, `expected \`bv\`, \`struct\` or \`named\`, found \`${shorten(head.text)}\``);
  }
}

/** Operators with a fixed number of operands. */
const ARITY: ReadonlyMap<string, number> = arities();

function arities(): Map<string, number> {
  const table = new Map<string, number>();
  const add = (arity: number, names: string): void => {
    for (const op of names.split(" ")) table.set(op, arity);
  };
  add(1, "not bvnot bvneg popcnt clz cls rev");
  add(
    1,
    "fp.abs fp.neg fp.isZero fp.isInfinite fp.isNaN fp.isNormal fp.isSubnormal fp.isNegative fp.isPositive",
  );
  add(2, "bvudiv bvurem bvsdiv bvsrem bvshl bvlshr bvashr rotl rotr");
  add(2, "bvult bvule bvugt bvuge bvslt bvsle bvsgt bvsge");
  add(2, "fp.eq fp.lt fp.gt fp.le fp.ge");
  add(2, "zero_ext sign_ext conv_to");
  add(3, "if extract");
  return table;
}

function checkExpr(e: Sexpr): void {
  if (e.kind === "atom") {
    const c = e.text.charCodeAt(0);
    if (c === 35 /* # */) {
      if (!/^#(?:x[0-9a-fA-F_]+|b[01_]+)$/.test(e.text))
        fail(e.span, `malformed bit-vector literal \`${shorten(e.text)}\``);
    } else if ((c >= 48 && c <= 57) || (c === 45 && e.text.length > 1)) {
      const value = parseInteger(e.text);
      if (typeof value === "string") fail(e.span, value);
    }
    return;
  }
  const head = e.items[0];
  if (head === undefined) return;
  if (head.kind === "list") fail(head.span, "an expression starts with an operator");
  const op = head.text;
  switch (op) {
    case "let": {
      count(e, 3, 3, "(let ((name expr)...) expr)");
      for (const binding of list(e.items[1], e.span, "the bindings of `let`").items) {
        const pair = list(binding, e.span, "`(name expr)`");
        count(pair, 2, 2, "(name expr)");
        name(pair.items[0], pair.span, "a name");
        checkExpr(pair.items[1] as Sexpr);
      }
      checkExpr(e.items[2] as Sexpr);
      return;
    }
    case "with":
      count(e, 3, 3, "(with (name...) expr)");
      for (const v of list(e.items[1], e.span, "the names of `with`").items) name(v, e.span, "a name");
      checkExpr(e.items[2] as Sexpr);
      return;
    case "switch":
      if (e.items.length < 3) fail(e.span, "`switch` needs a value and at least one arm");
      checkExpr(e.items[1] as Sexpr);
      for (const arm of e.items.slice(2)) {
        const pair = list(arm, e.span, "`(value expr)`");
        count(pair, 2, 2, "(value expr)");
        checkExpr(pair.items[0] as Sexpr);
        checkExpr(pair.items[1] as Sexpr);
      }
      return;
    case "match":
      if (e.items.length < 3) fail(e.span, "`match` needs a value and at least one arm");
      checkExpr(e.items[1] as Sexpr);
      for (const arm of e.items.slice(2)) {
        const pair = list(arm, e.span, "`((Variant name...) expr)`");
        count(pair, 2, 2, "((Variant name...) expr)");
        const pattern = list(pair.items[0], pair.span, "`(Variant name...)`");
        if (pattern.items.length === 0) fail(pattern.span, "expected a variant");
        for (const v of pattern.items) name(v, pattern.span, "a name");
        checkExpr(pair.items[1] as Sexpr);
      }
      return;
    case "as":
      count(e, 3, 3, "(as expr T)");
      checkExpr(e.items[1] as Sexpr);
      checkModelType(e.items[2] as Sexpr);
      return;
    case "struct":
      for (const field of e.items.slice(1)) {
        const pair = list(field, e.span, "a field: `(name expr)`");
        count(pair, 2, 2, "(name expr)");
        name(pair.items[0], pair.span, "a field name");
        checkExpr(pair.items[1] as Sexpr);
      }
      return;
    case "macro": {
      count(e, 3, 3, "(macro (name...) expr)");
      for (const v of list(e.items[1], e.span, "the parameters of `macro`").items) name(v, e.span, "a name");
      checkExpr(e.items[2] as Sexpr);
      return;
    }
    default:
  }
  const arity = ARITY.get(op);
  if (arity !== undefined && e.items.length - 1 !== arity) {
    fail(e.span, `\`${op}\` takes ${arity} operand${arity === 1 ? "" : "s"}, found ${e.items.length - 1}`);
  }
  if ((op.startsWith(":") || (op.endsWith("?") && op.length > 1)) && e.items.length !== 2) {
    fail(e.span, `\`${shorten(op)}\` takes 1 operand, found ${e.items.length - 1}`);
  }
  for (let i = 1; i < e.items.length; i += 1) checkExpr(e.items[i] as Sexpr);
}

function fail(span: Span, message: string): never {
  throw new ParseFailure("verification", span, message);
}

function list(item: Sexpr | undefined, span: Span, what: string): SexprList {
  if (item?.kind !== "list") fail(item?.span ?? span, `expected ${what}`);
  return item;
}

function name(item: Sexpr | undefined, span: Span, what: string): SexprAtom {
  if (item?.kind !== "atom") fail(item?.span ?? span, `expected ${what}`);
  return item;
}

function clause(item: Sexpr | undefined, span: Span, keyword: string): SexprList {
  const body = list(item, span, `\`(${keyword} ...)\``);
  const head = body.items[0];
  if (head?.kind !== "atom" || head.text !== keyword)
    fail(head?.span ?? body.span, `expected \`${keyword}\``);
  return body;
}

function count(body: SexprList, min: number, max: number, shape: string): void {
  if (body.items.length < min || body.items.length > max) fail(body.span, `expected \`${shape}\``);
}
