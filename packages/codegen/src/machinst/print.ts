/**
 * Text of machine instructions from their assembly templates: `{name}` or `{name:modifier}` is an operand, the rest is
 * literal. Templates are taken apart when an instruction is first printed.
 */
import type { LowerContext } from "./lower.ts";
import { LIST_HEADER, type MachineTables } from "./tables.ts";

interface Piece {
  readonly literal: string;
  /** Kind of the operand behind the literal, "" for none. */
  readonly kind: string;
  readonly modifier: string;
  readonly place: number;
}

const parsed: WeakMap<MachineTables, (readonly Piece[] | undefined)[]> = new WeakMap<
  MachineTables,
  (readonly Piece[] | undefined)[]
>();

function piecesOf(machine: MachineTables, op: number): readonly Piece[] {
  let all = parsed.get(machine);
  if (all === undefined) {
    all = [];
    parsed.set(machine, all);
  }
  return (all[op] ??= parseTemplate(machine, op));
}

function parseTemplate(machine: MachineTables, op: number): readonly Piece[] {
  const fields = new Map<string, { kind: string; place: number }>();
  for (const field of machine.fields[op]!.split(" ")) {
    const match = /^(\w+)=(\w+)@(\d+)$/.exec(field);
    if (match !== null) fields.set(match[1]!, { kind: match[2]!, place: Number(match[3]) });
  }
  const out: Piece[] = [];
  let at = 0;
  const asm = machine.asm[op]!;
  for (const match of asm.matchAll(/\{(\w+)(?::(\w+))?\}/g)) {
    const field = fields.get(match[1]!);
    if (field === undefined) continue;
    out.push({
      literal: asm.slice(at, match.index),
      kind: field.kind,
      modifier: match[2] ?? "",
      place: field.place,
    });
    at = match.index + match[0].length;
  }
  out.push({ literal: asm.slice(at), kind: "", modifier: "", place: 0 });
  return out;
}

/** Text of the record at `words[at]`; "" for instructions without text. */
export function recordText(machine: MachineTables, cx: LowerContext, words: Int32Array, at: number): string {
  const op = words[at]! & 0xffff;
  let text = "";
  for (const piece of piecesOf(machine, op)) {
    text += piece.literal;
    if (piece.kind !== "") text += cx.operandText(piece.kind, piece.modifier, words, at + piece.place);
  }
  return text;
}

/** Text of the pairs of a register list: `v1=r3 v2=r4 -> v7=r0`, through a formatter of register words. */
export function registerListText(words: Int32Array, at: number, reg: (word: number) => string): string {
  const uses = words[at]!;
  const defs = words[at + 1]!;
  const part = (k: number): string => reg(words[at + LIST_HEADER + 2 * k]!);
  const left = Array.from({ length: uses }, (_, k) => part(k)).join(" ");
  const right = Array.from({ length: defs }, (_, k) => part(uses + k)).join(" ");
  return right === "" ? left : `${left === "" ? "" : `${left} `}-> ${right}`;
}
