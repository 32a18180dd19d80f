// Sequences of rows that become operations of their own.
//
// The commonest sequences of rows are printed into the main loop as one operation
// each: one dispatch instead of many, externs called directly, and operands
// passed on in locals. The rows stay as they are, but for the operation of the
// first: a jump into the middle of a sequence finds them.
//
// Few and short ones serve best. Twice as many halve the dispatches and cost
// more: V8 inlines an extern where it is called in one of seven runs of the loop
// or more often, so each further sequence adds calls of its own and takes the
// inlined ones from others.

import {
  OP_INLINE,
  OP_SET,
  canLeave,
  firstOperand,
  fixedRow,
  isLast,
  isReturn,
  rowLength,
  targetWord,
} from "./rows.ts";
import type { FixedRow } from "./rows.ts";

/** At most so many sequences become operations of their own, */
const MAX_INLINE = 39;
/** of at most so many rows, */
const MAX_SEQUENCE = 5;
/** and only those that cover this share of the rows: the main loop should have run each of them before V8 optimises it. */
const INLINE_SHARE = 0.004;
/** Rows looked at to find what is common. */
const MAX_COUNTED = 100_000;

/** Chooses sequences, rewrites the operations of the rows that begin one, and returns them in the order of their operations. */
export function chooseSequences(words: number[], starts: readonly number[]): (readonly FixedRow[])[] {
  const inlines: (readonly FixedRow[])[] = [];
  // All rows in order; key -1: not eligible, or the end of a function.
  const rows: number[] = [];
  const keys: number[] = [];
  const keyNumbers = new Map<string, number>();
  const fixed: FixedRow[] = [];
  for (let i = 0; i < starts.length; i += 1) {
    const end = starts[i + 1] ?? words.length;
    for (let at = starts[i]! + 1; at < end; at += rowLength(words, at)) {
      rows.push(at);
      const row = fixedRow(words, at);
      if (row === undefined) {
        keys.push(-1);
        continue;
      }
      const name = `${row.op} ${row.f} ${row.operands}`;
      let key = keyNumbers.get(name);
      if (key === undefined) {
        key = fixed.length;
        fixed.push(row);
        keyNumbers.set(name, key);
      }
      keys.push(key);
    }
    rows.push(end);
    keys.push(-1);
  }
  const counted = Math.min(rows.length, MAX_COUNTED);
  const least = Math.max(2, counted * INLINE_SHARE);
  const covered = new Uint8Array(rows.length);
  while (inlines.length < MAX_INLINE) {
    const counts = new Map<string, number>();
    for (let at = 0; at < counted; at += 1) {
      let name = "";
      for (
        let n = 0;
        n < MAX_SEQUENCE && keys[at + n] !== undefined && keys[at + n]! >= 0 && covered[at + n] === 0;
        n += 1
      ) {
        name += n === 0 ? `${keys[at]}` : ` ${keys[at + n]}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (isLast(fixed[keys[at + n]!]!.op)) break;
      }
    }
    let best = "";
    let bestGain = 0;
    for (const [name, count] of counts) {
      if (count < least) continue;
      const members = name.split(" ");
      // A dispatch saved per row but the first, and one per extern.
      let gain = members.length - 1;
      for (const member of members) if (fixed[Number(member)]!.f >= 0) gain += 1;
      if (gain * count > bestGain) {
        best = name;
        bestGain = gain * count;
      }
    }
    if (best === "") break;
    const members = best.split(" ").map(Number);
    const sequence = members.map((key): FixedRow => ({
      ...fixed[key]!,
      from: [],
      place: [],
      stored: true,
    }));
    const number = OP_INLINE + inlines.length;
    inlines.push(sequence);
    // Every read of a target of the sequence within it.
    const readers: [number, FixedRow, number][] = [];
    for (let at = 0; at < rows.length; at += 1) {
      let fits = true;
      for (let n = 0; n < members.length; n += 1)
        if (keys[at + n] !== members[n] || covered[at + n] !== 0) fits = false;
      if (!fits) continue;
      for (let n = 0; n < members.length; n += 1) {
        covered[at + n] = 1;
        const row = sequence[n]!;
        const first = firstOperand(row);
        for (let k = 0; k < row.operands; k += 1) {
          const operand = words[rows[at + n]! + first + k]!;
          let from = -1;
          for (let earlier = 0; earlier < n; earlier += 1) {
            const target = targetWord(sequence[earlier]!);
            if (operand < 0 || target < 0 || words[rows[at + earlier]! + target] !== operand) continue;
            from = sequence[earlier]!.op === OP_SET ? -1 : earlier;
          }
          if (from >= 0) readers.push([from, row, k]);
          row.from[k] = row.from[k] === undefined || row.from[k] === from ? from : -1;
          row.place[k] = (row.place[k] ?? 0) | (operand >= 0 ? 1 : 2);
        }
      }
      words[rows[at]!] = number;
      at += members.length - 1;
    }
    // What nobody can read afterwards need not be stored: the function returns, and no row on the way can leave.
    if (isReturn(sequence[sequence.length - 1]!.op)) {
      for (let n = sequence.length - 1; n >= 0 && !canLeave(sequence[n]!.op); n -= 1)
        sequence[n]!.stored = false;
      for (const [from, row, k] of readers) if (row.from[k] !== from) sequence[from]!.stored = true;
    }
  }
  return inlines;
}
