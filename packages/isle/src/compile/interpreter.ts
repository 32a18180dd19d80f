// The interpreter of rule tables, as text for the generated module.
//
// A register machine over a frame of int32 slots: fetch a row, do it, go on. The
// rows are described in `rows.ts`. The text is a template: the dispatchers that
// call externs are printed for exactly the externs that tables mention.
//
// Frames lie on one stack of the module, of which `$fp` is the first free word
// while a host function runs, so that the host may re-enter the module.

import type { HostFunction } from "./host.ts";
import type { CodegenContext } from "./context.ts";
import {
  OP_CALL_RETURN,
  OP_HASH,
  OP_IF_INT,
  OP_INLINE,
  OP_JUMP,
  OP_RETURN,
  OP_SET,
  OP_SWITCH,
  OP_TERM,
  OP_TERM_RETURN,
  OP_X1,
  OP_X1_FAIL,
  OP_X1_FAIL32,
  OP_X1_IF_INT,
  OP_X1_MEMO,
  OP_X1_MEMO_FAIL,
  isUnary,
} from "./rows.ts";
import type { TableProgram } from "./table.ts";

/** Printed if any term or case is a table. */
export function printInterpreter(program: TableProgram, context: CodegenContext, functions: string): string {
  const lines: string[] = [];
  lines.push(`const $P: Int32Array = /* @__PURE__ */ new Int32Array([`);
  for (let i = 0; i < program.words.length; i += 32)
    lines.push(`  ${program.words.slice(i, i + 32).join(",")},`);
  lines.push("]);");
  lines.push(printUnary(program.unary));
  lines.push(printTuples(program.tuples));
  lines.push(printCalls(program.calls));
  lines.push(printMultis(program.multis));
  lines.push(printTerms(program, context));
  const names = `const $NAMES: readonly string[] = [${program.names.map((name) => JSON.stringify(name)).join(", ")}];`;
  lines.push(names);
  let text = INTERPRETER;
  const trace = context.settings.trace;
  text = text.replace("/*FIRE*/", trace === "off" ? "" : "h.onRule(P[pc + 1]!);");
  text = text.replace("/*END*/", trace === "spans" ? "h.onRuleEnd(P[pc + 1]!);" : "");
  text = text.replace("/*INLINES*/", () => printInlines(program, context));
  text = shareLocals(withIntegers(text));
  // Entry functions that nobody calls.
  text = text.replace(/^function (\$run[0-4N])\([\s\S]*?^}\n\n/gm, (whole, name: string) =>
    functions.includes(`${name}(`) ? whole : "",
  );
  const largest = program.maxFrame + program.maxArgs + 8;
  const stack = Math.max(65536, 8 * largest);
  lines.push(text.replace("FRAME_WORDS", String(stack)).replace("LAST_FRAME", String(stack - largest)));
  return lines.join("\n");
}

function printUnary(list: readonly HostFunction[]): string {
  const lines = ["function $x1(h: Host, f: number, a: number): number {", "  switch (f) {"];
  list.forEach((fn, i) => {
    lines.push(`    case ${i}: return h.${fn.name}(a)${fn.protocol === "test" ? " ? 1 : -1" : ""};`);
  });
  lines.push("  }", "  // Training only.", "  return a === -2147483648 ? 0x80000000 : a;", "}");
  return lines.join("\n");
}

/** The operations that are sequences of rows. */
function printInlines(program: TableProgram, context: CodegenContext): string {
  const lines: string[] = [];
  program.inlines.forEach((sequence, i) => {
    lines.push(`case ${OP_INLINE + i}: {`);
    // Words of the rows before.
    let at = 0;
    const word = (n: number): string => (at + n === 0 ? "P[pc]!" : `P[pc + ${at + n}]!`);
    sequence.forEach((row, n) => {
      const last = n === sequence.length - 1;
      const r = `r${n}`;
      const operand = (which: number, k: number): string => {
        if (row.from[k]! >= 0) return `r${row.from[k]}`;
        if (row.place[k] === 1) return `$F[base + ${word(which)}]!`;
        if (row.place[k] === 2) return `K[~${word(which)}]!`;
        return `(x${n} = ${word(which)}) < 0 ? K[~x${n}]! : $F[base + x${n}]!`;
      };
      const isUsed = sequence.some((other) => other.from.includes(n));
      const leave = (target: string): string => `{ pc = ${target}; break; }`;
      if (isUnary(row.op)) {
        const fn = program.unary[row.f]!;
        const call = `h.${fn.name}(${operand(2, 0)})${fn.protocol === "test" ? " ? 1 : -1" : ""}`;
        const fail = row.op === OP_X1_FAIL || row.op === OP_X1_MEMO_FAIL ? "-1" : "0x80000000";
        switch (row.op) {
          case OP_X1:
            lines.push(`  const ${r} = ${call};`);
            if (row.stored) lines.push(`  $F[base + ${word(3)}] = ${r};`);
            at += 4;
            break;
          case OP_X1_FAIL:
          case OP_X1_FAIL32:
            lines.push(
              `  const ${r} = ${call};`,
              `  $F[base + ${word(3)}] = ${r};`,
              `  if (${r} === ${fail}) ${leave(word(4))}`,
            );
            at += 5;
            break;
          case OP_X1_IF_INT:
            lines.push(
              `  const ${r} = ${call};`,
              `  $F[base + ${word(3)}] = ${r};`,
              `  if (${r} !== ${word(4)}) ${leave(word(5))}`,
            );
            at += 6;
            break;
          case OP_X1_MEMO:
            lines.push(
              `  if ((memos & ${word(4)}) === 0) {`,
              `    memos |= ${word(4)};`,
              `    $F[base + ${word(3)}] = ${call};`,
              "  }",
            );
            if (isUsed) lines.push(`  const ${r} = $F[base + ${word(3)}]!;`);
            at += 5;
            break;
          default:
            lines.push(
              `  const bit${n} = ${word(5)};`,
              `  if ((memos & bit${n}) === 0) {`,
              `    const failed = memos | bit${n} | (bit${n} << 1);`,
              `    memos |= bit${n};`,
              `    const r = ${call};`,
              `    $F[base + ${word(3)}] = r;`,
              `    if (r === ${fail}) memos = failed;`,
              "  }",
            );
            lines.push(`  if ((memos & (bit${n} << 1)) !== 0) ${leave(word(4))}`);
            if (isUsed) lines.push(`  const ${r} = $F[base + ${word(3)}]!;`);
            at += 6;
        }
      } else if (row.op === OP_IF_INT) {
        lines.push(`  if (${operand(1, 0)} !== ${word(2)}) ${leave(word(3))}`);
        at += 4;
      } else if (row.op === OP_HASH) {
        lines.push(
          `  const v = ${operand(1, 0)};`,
          `  const i = (pc + ${at + 5} + ((Math.imul(v, ${word(2)}) >>> ${word(3)}) << 1)) | 0;`,
          `  pc = P[i] === v ? P[(i + 1) | 0]! : ${word(4)};`,
        );
      } else if (row.op === OP_SET) {
        lines.push(`  $F[base + ${word(1)}] = ${word(2)};`);
        at += 3;
      } else if (row.op === OP_SWITCH) {
        lines.push(
          `  const i = (${operand(1, 0)} - ${word(2)}) | 0;`,
          `  pc = i >= 0 && i < ${word(3)} ? P[(pc + ${at + 5} + i) | 0]! : ${word(4)};`,
        );
      } else if (row.op === OP_JUMP) {
        lines.push(`  pc = ${word(1)};`);
      } else if (row.op === OP_RETURN) {
        if (row.place[0] === 3) lines.push(`  let x${n} = 0;`);
        lines.push("  $fp = base;", `  return ${operand(1, 0)};`);
      } else {
        const isTerm = row.op === OP_TERM || row.op === OP_TERM_RETURN;
        const returns = row.op === OP_CALL_RETURN || row.op === OP_TERM_RETURN;
        const args = Array.from({ length: row.operands }, (_, k) => operand(4 + k, k));
        if (row.place.includes(3)) lines.push(`  let x${n} = 0;`);
        const call = isTerm
          ? `${context.termFunction(context.program.terms[program.terms[row.f]!]!)}(${["c", ...args].join(", ")})`
          : `h.${program.calls[row.f]!.name}(${args.join(", ")})`;
        if (returns) lines.push(`  const ${r} = ${call};`, "  $fp = base;", `  return ${r};`);
        else {
          lines.push(`  const ${r} = ${call};`);
          if (row.stored) lines.push(`  $F[base + ${word(2)}] = ${r};`);
        }
        at += 4 + row.operands;
      }
      if (
        last &&
        row.op !== OP_CALL_RETURN &&
        row.op !== OP_TERM_RETURN &&
        row.op !== OP_RETURN &&
        row.op !== OP_JUMP &&
        row.op !== OP_SWITCH &&
        row.op !== OP_HASH
      )
        lines.push(`  pc += ${at};`);
    });
    const end = sequence[sequence.length - 1]!.op;
    if (end !== OP_CALL_RETURN && end !== OP_TERM_RETURN && end !== OP_RETURN) lines.push("  break;");
    lines.push("}");
  });
  return lines.map((line) => `      ${line}`).join("\n");
}

function printTuples(list: readonly HostFunction[]): string {
  const lines = ["function $xo(h: Host, f: number, a: number, out: Int32Array): boolean {", "  switch (f) {"];
  list.forEach((fn, i) => {
    if (fn.protocol === "tuple") lines.push(`    case ${i}: h.${fn.name}(a, out); return true;`);
    else lines.push(`    case ${i}: return h.${fn.name}(a, out);`);
  });
  lines.push("  }", "  return $bad(h, f, a) === 0 && out.length === 0;", "}");
  return lines.join("\n");
}

function printCalls(list: readonly HostFunction[]): string {
  const lines: string[] = [];
  // Up to four operands travel as arguments, more in the scratch array.
  lines.push(
    "function $xn(h: Host, f: number, a: number, b: number, d: number, e: number, more: Int32Array): number {",
    "  switch (f) {",
  );
  list.forEach((fn, i) => {
    const names = ["a", "b", "d", "e"];
    const args = fn.params.map((_, at) => (fn.params.length <= 4 ? names[at]! : `more[${at}]!`)).join(", ");
    lines.push(`    case ${i}: return h.${fn.name}(${args});`);
  });
  lines.push("  }", "  return f === 0x7fff ? a : $bad(h, f, a + b + d + e + more.length);", "}");
  return lines.join("\n");
}

function printMultis(list: readonly HostFunction[]): string {
  const lines = ["function $xm(h: Host, f: number, a: Int32Array, r: Results): number {", "  switch (f) {"];
  list.forEach((fn, i) => {
    const args = fn.params.map((_, at) => `a[${at}]!, `).join("");
    if (fn.protocol === "count") lines.push(`    case ${i}: return h.${fn.name}(${args}r);`);
    else lines.push(`    case ${i}: h.${fn.name}(${args}r); return 0;`);
  });
  lines.push("  }", "  return $bad(h, f, a.length + r.top);", "}");
  return lines.join("\n");
}

function printTerms(program: TableProgram, context: CodegenContext): string {
  const lines = ["function $t(c: State, f: number, a: Int32Array): number {", "  switch (f) {"];
  program.terms.forEach((id, i) => {
    const term = context.program.terms[id]!;
    const args = term.args.map((_, at) => `, a[${at}]!`).join("");
    const call = `${context.termFunction(term)}(c${args})`;
    if (term.multi) lines.push(`    case ${i}: ${call}; return 0;`);
    else lines.push(`    case ${i}: return ${call};`);
  });
  lines.push("  }", "  return f === 0x7fff ? a[0]! : $bad(c.h, f, a.length);", "}");
  return lines.join("\n");
}

/**
 * Declares the locals of the main loop once for all operations, and has it use the local `F`. V8 gives every declaration a register of its own, and
 * the frame of `$run` limits how deep rules may recurse.
 */
function shareLocals(text: string): string {
  const start = text.indexOf("  for (;;) {\n    switch (P[pc])");
  const end = text.indexOf("\n}\n", start);
  const names = new Set<string>();
  const body = text
    .slice(start, end)
    .replaceAll("$F[", "F[")
    .replace(/\b(?:const|let) (?!args\b)(\w+) = /g, (_, name: string) => {
      names.add(name);
      return `${name} = `;
    });
  const declarations = [...names]
    .sort()
    .map((name) => `${name} = 0`)
    .join(", ");
  return `${text.slice(0, start)}  let ${declarations};\n${body}${text.slice(end)}`;
}

/**
 * Makes the arithmetic on indices int32 arithmetic: without `| 0`, V8 checks every addition for overflow, and keeps
 * the program counter tagged.
 */
function withIntegers(text: string): string {
  return text
    .replace(/P\[pc \+ (\d+)\]/g, "P[(pc + $1) | 0]")
    .replace(/\$F\[base \+ (x\d*)\]/g, "$$F[(base + $1) | 0]")
    .replace(/\$F\[base \+ (P\[\(pc \+ \d+\) \| 0\]!)\]/g, "$$F[(base + $1) | 0]")
    .replace(/\bpc \+= (\d+);/g, "pc = (pc + $1) | 0;")
    .replace("pc = $rare(c, pc, base, next);", "pc = $$rare(c, pc, base, next) | 0;")
    .replace("const next = base + P[entry]!;", "const next = (base + P[entry]!) | 0;")
    .replace("const base = $fp;", "const base = $$fp | 0;")
    .replace("let pc = entry + 1;", "let pc = (entry + 1) | 0;");
}

const INTERPRETER = `
function $bad(h: Host, f: number, a: number): never {
  throw new Error("table row " + f + " of " + typeof h + " " + a + " does not exist");
}

// Frames of tables, of all instances, and the first free word. In use during a call only: each method of \`Rules\` puts the number back.
const $F: Int32Array = new Int32Array(FRAME_WORDS);
let $fp = 0;

function $tooDeep(): never {
  throw new RangeError("rules are nested too deeply");
}

function $run0(c: State, entry: number): number | undefined {
  return $run(c, entry);
}

function $run1(c: State, entry: number, a: number): number | undefined {
  $F[$fp] = a;
  return $run(c, entry);
}

function $run2(c: State, entry: number, a: number, b: number): number | undefined {
  $F[$fp] = a;
  $F[$fp + 1] = b;
  return $run(c, entry);
}

function $run3(c: State, entry: number, a: number, b: number, d: number): number | undefined {
  $F[$fp] = a;
  $F[$fp + 1] = b;
  $F[$fp + 2] = d;
  return $run(c, entry);
}

function $run4(c: State, entry: number, a: number, b: number, d: number, e: number): number | undefined {
  $F[$fp] = a;
  $F[$fp + 1] = b;
  $F[$fp + 2] = d;
  $F[$fp + 3] = e;
  return $run(c, entry);
}

function $runN(c: State, entry: number, ...args: number[]): number | undefined {
  for (let i = 0; i < args.length; i += 1) $F[$fp + i] = args[i]!;
  return $run(c, entry);
}

// Runs a table function whose parameters lie at $fp.
function $run(c: State, entry: number): number | undefined {
  const P = $P;
  // As a local, its address and length are constants of the optimised code.
  const F = $F;
  const K = c.K;
  const h = c.h;
  const base = $fp;
  let pc = entry + 1;
  const next = base + P[entry]!;
  if (next > LAST_FRAME) $tooDeep();
  $fp = next;
  // Two bits per memo: made, failed.
  let memos = 0;
  // For V8 of Node 20: when it has replaced the loop below in a running call, and afterwards drops the code of the whole
  // function, it enters the replaced loop from unoptimised code for ever, because it counts executions at the ends of
  // loops that were not replaced. This one, never replaced as it is nested, is there to be counted.
  count: for (;;) {
    for (;;) {
      for (let i = 0; i < 1; i += 1) memos = 0;
      break count;
    }
  }
  for (;;) {
    switch (P[pc]) {
      case 0: // miss
        $fp = base;
        return undefined;
      case 1: // fail
        $fp = base;
        return -1;
      case 2: // fail32
        $fp = base;
        return 0x80000000;
      case 3: // unmatched
        $fp = base;
        return $unmatched(c, $NAMES[P[pc + 1]!]!);
      case 4: { // return x
        const x = P[pc + 1]!;
        $fp = base;
        return x < 0 ? K[~x]! : $F[base + x]!;
      }
      case 5: // jump
        pc = P[pc + 1]!;
        break;
      case 6: { // switch slot low spread default targets
        const i = ($F[base + P[pc + 1]!]! - P[pc + 2]!) | 0;
        pc = i >= 0 && i < P[pc + 3]! ? P[(pc + 5 + i) | 0]! : P[pc + 4]!;
        break;
      }
      case 7: // if slot is integer, else
        pc = $F[base + P[pc + 1]!] === P[pc + 2] ? pc + 4 : P[pc + 3]!;
        break;
      case 8: { // if x equals y, else
        const x = P[pc + 1]!;
        const y = P[pc + 2]!;
        pc = (x < 0 ? K[~x]! : $F[base + x]!) === (y < 0 ? K[~y]! : $F[base + y]!) ? pc + 4 : P[pc + 3]!;
        break;
      }
      case 9: // set slot integer
        $F[base + P[pc + 1]!] = P[pc + 2]!;
        pc += 3;
        break;
      case 10: // f slot target
        $F[base + P[pc + 3]!] = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
        pc += 4;
        break;
      case 11: { // f slot target fail
        const fail = P[pc + 4]!;
        const r = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
        $F[base + P[pc + 3]!] = r;
        pc += 5;
        if (r === -1) pc = fail;
        break;
      }
      case 12: { // f slot target fail
        const fail = P[pc + 4]!;
        const r = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
        $F[base + P[pc + 3]!] = r;
        pc += 5;
        if (r === 0x80000000) pc = fail;
        break;
      }
      case 13: { // f slot target integer else
        const r = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
        $F[base + P[pc + 3]!] = r;
        pc = r === P[pc + 4] ? pc + 6 : P[pc + 5]!;
        break;
      }
      case 14: // f slot target bit
        if ((memos & P[pc + 4]!) === 0) {
          memos |= P[pc + 4]!;
          $F[base + P[pc + 3]!] = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
        }
        pc += 5;
        break;
      case 15: // f slot target fail bit
      case 16: {
        const bit = P[pc + 5]!;
        if ((memos & bit) === 0) {
          memos |= bit;
          const r = $x1(h, P[pc + 1]!, $F[base + P[pc + 2]!]!);
          if (r === (P[pc] === 15 ? -1 : 0x80000000)) memos |= bit << 1;
          else $F[base + P[pc + 3]!] = r;
        }
        pc = (memos & (bit << 1)) === 0 ? pc + 6 : P[pc + 4]!;
        break;
      }
      case 17: // load slot offset target
        $F[base + P[pc + 3]!] = c.A[$F[base + P[pc + 1]!]! + P[pc + 2]!]!;
        pc += 4;
        break;
      case 18: // call n target f args
      case 19: { // call n target f args, and return
        const n = P[pc + 1]!;
        let x = 0;
        const a = n > 0 ? ((x = P[pc + 4]!) < 0 ? K[~x]! : $F[base + x]!) : 0;
        const b = n > 1 ? ((x = P[pc + 5]!) < 0 ? K[~x]! : $F[base + x]!) : 0;
        const d = n > 2 ? ((x = P[pc + 6]!) < 0 ? K[~x]! : $F[base + x]!) : 0;
        const e = n > 3 ? ((x = P[pc + 7]!) < 0 ? K[~x]! : $F[base + x]!) : 0;
        const r = $xn(h, P[pc + 3]!, a, b, d, e, c.args);
        if (P[pc] === 19) {
          $fp = base;
          return r;
        }
        $F[base + P[pc + 2]!] = r;
        pc = (pc + 4 + n) | 0;
        break;
      }
      case 20: // term n target f args
      case 21: { // term n target f args, and return
        const n = P[pc + 1]!;
        const f = P[pc + 3]!;
        let r = 0;
        if (f < 0) {
          for (let i = 0; i < n; i += 1) {
            const x = P[(pc + 4 + i) | 0]!;
            $F[next + i] = x < 0 ? K[~x]! : $F[base + x]!;
          }
          r = $run(c, ~f)!;
        } else {
          const args = c.args;
          for (let i = 0; i < n; i += 1) {
            const x = P[(pc + 4 + i) | 0]!;
            args[i] = x < 0 ? K[~x]! : $F[base + x]!;
          }
          r = $t(c, f, args);
        }
        if (P[pc] === 21) {
          $fp = base;
          return r;
        }
        $F[base + P[pc + 2]!] = r;
        pc = (pc + 4 + n) | 0;
        break;
      }
      case 22: { // lookup slot n default values targets
        const v = $F[base + P[pc + 1]!]!;
        const n = P[pc + 2]!;
        let low = 0;
        let high = n;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (P[(pc + 4 + middle) | 0]! < v) low = middle + 1;
          else high = middle;
        }
        pc = low < n && P[(pc + 4 + low) | 0] === v ? P[(pc + 4 + n + low) | 0]! : P[pc + 3]!;
        break;
      }
      case 23: { // make n target words
        const n = P[pc + 1]!;
        const record = c.alloc(n);
        for (let i = 0; i < n; i += 1) {
          const x = P[(pc + 3 + i) | 0]!;
          c.A[record + i] = x < 0 ? K[~x]! : $F[base + x]!;
        }
        $F[base + P[pc + 2]!] = record;
        pc = (pc + 3 + n) | 0;
        break;
      }
      case 24: { // hash slot multiplier shift default entries
        const v = $F[base + P[pc + 1]!]!;
        const i = (pc + 5 + ((Math.imul(v, P[pc + 2]!) >>> P[pc + 3]!) << 1)) | 0;
        pc = P[i] === v ? P[(i + 1) | 0]! : P[pc + 4]!;
        break;
      }
      /*INLINES*/
      default:
        pc = $rare(c, pc, base, next);
    }
  }
}

// The operations that are seldom met, outside the main loop: what V8 learns of them late does not cost the loop its optimised code.
function $rare(c: State, pc: number, base: number, next: number): number {
  const P = $P;
  const K = c.K;
  const h = c.h;
  switch (P[pc]) {
    case 64: // tuple f x first n
    case 73: { // tuple f x first n fail
      const x = P[pc + 2]!;
      const O = c.O;
      if (!$xo(h, P[pc + 1]!, x < 0 ? K[~x]! : $F[base + x]!, O)) return P[pc + 5]!;
      const first = P[pc + 3]!;
      if (first >= 0) for (let i = P[pc + 4]! - 1; i >= 0; i -= 1) $F[base + first + i] = O[i]!;
      return P[pc] === 64 ? pc + 5 : pc + 6;
    }
    case 65: // memo state done
      return $F[base + P[pc + 1]!] === 0 ? pc + 3 : P[pc + 2]!;
    case 66: { // memo state done fail
      const s = $F[base + P[pc + 1]!]!;
      return s === 0 ? pc + 4 : s === 1 ? P[pc + 2]! : P[pc + 3]!;
    }
    case 67: { // clear first n
      const first = base + P[pc + 1]!;
      for (let i = P[pc + 2]! - 1; i >= 0; i -= 1) $F[first + i] = 0;
      return pc + 3;
    }
    case 68: // call n target f args
    case 69: // call n target f fail args
    case 70: {
      const op = P[pc]!;
      const n = P[pc + 1]!;
      const at = op === 68 ? pc + 4 : pc + 5;
      const args = c.args;
      for (let i = 0; i < n; i += 1) {
        const x = P[at + i]!;
        args[i] = x < 0 ? K[~x]! : $F[base + x]!;
      }
      const r = n <= 4 ? $xn(h, P[pc + 3]!, n > 0 ? args[0]! : 0, n > 1 ? args[1]! : 0, n > 2 ? args[2]! : 0, n > 3 ? args[3]! : 0, args) : $xn(h, P[pc + 3]!, 0, 0, 0, 0, args);
      if (op !== 68 && r === (op === 69 ? -1 : 0x80000000)) return P[pc + 4]!;
      $F[base + P[pc + 2]!] = r;
      return at + n;
    }
    case 71: // term n target f fail args
    case 72: {
      const n = P[pc + 1]!;
      const f = P[pc + 3]!;
      let r = 0;
      if (f < 0) {
        for (let i = 0; i < n; i += 1) {
          const x = P[(pc + 5 + i) | 0]!;
          $F[next + i] = x < 0 ? K[~x]! : $F[base + x]!;
        }
        r = $run(c, ~f)!;
      } else {
        const args = c.args;
        for (let i = 0; i < n; i += 1) {
          const x = P[(pc + 5 + i) | 0]!;
          args[i] = x < 0 ? K[~x]! : $F[base + x]!;
        }
        r = $t(c, f, args);
      }
      if (r === (P[pc] === 71 ? -1 : 0x80000000)) return P[pc + 4]!;
      $F[base + P[pc + 2]!] = r;
      return pc + 5 + n;
    }
    case 74: { // each f x iteration width
      const x = P[pc + 2]!;
      const args = c.args;
      args[0] = x < 0 ? K[~x]! : $F[base + x]!;
      const it = base + P[pc + 3]!;
      const top = c.S.top;
      const n = $xm(h, P[pc + 1]!, args, c.S);
      $F[it] = top;
      $F[it + 1] = P[pc + 4] === 0 ? 0 : top;
      $F[it + 2] = P[pc + 4] === 0 ? n : c.S.top;
      return pc + 5;
    }
    case 75: // each n iteration f args
    case 76: { // each n iteration term args
      const op = P[pc]!;
      const n = P[pc + 1]!;
      const it = base + P[pc + 2]!;
      const f = P[pc + 3]!;
      const top = c.S.top;
      const args = c.args;
      for (let i = 0; i < n; i += 1) {
        const x = P[(pc + 4 + i) | 0]!;
        args[i] = x < 0 ? K[~x]! : $F[base + x]!;
      }
      if (op === 75) $xm(h, f, args, c.S);
      else if (f < 0) {
        for (let i = 0; i < n; i += 1) $F[next + i] = args[i]!;
        const found = c.found;
        c.found = 0;
        $run(c, ~f);
        c.found = found;
      } else $t(c, f, args);
      $F[it] = top;
      $F[it + 1] = top;
      $F[it + 2] = c.S.top;
      return pc + 4 + n;
    }
    case 77: { // next iteration width first exit
      const it = base + P[pc + 1]!;
      const width = P[pc + 2]!;
      const cursor = $F[it + 1]!;
      if (cursor >= $F[it + 2]! || c.found >= c.limit) {
        if (width > 0) c.S.remove($F[it]!, $F[it + 2]!);
        return P[pc + 4]!;
      }
      const first = base + P[pc + 3]!;
      const words = c.S.words;
      for (let i = 0; i < width; i += 1) $F[first + i] = words[cursor + i]!;
      $F[it + 1] = cursor + (width === 0 ? 1 : width);
      return pc + 5;
    }
    case 78: // rule fires
      /*FIRE*/
      return pc + 2;
    case 79: // rule ends
      /*END*/
      return pc + 2;
    case 80: // limit reached?
      return c.found >= c.limit ? P[pc + 1]! : pc + 2;
    case 81: { // push x
      const x = P[pc + 1]!;
      c.found += 1;
      c.S.push(x < 0 ? K[~x]! : $F[base + x]!);
      return pc + 2;
    }
    case 82: { // move x target
      const x = P[pc + 1]!;
      $F[base + P[pc + 2]!] = x < 0 ? K[~x]! : $F[base + x]!;
      return pc + 3;
    }
  }
  return $bad(h, P[pc]!, pc);
}
`;
