/** Where the operands of a row lie in its record, for the words that tell an emitter how to encode them. */
import { type InstRow, operandWords } from "./row.ts";

/** First word in the record of each operand, by name. */
export function operandPlaces<E>(row: InstRow<E>, amodeWords: number): Map<string, number> {
  const places = new Map<string, number>();
  let at = 1;
  for (const o of row.operands) {
    places.set(o.name, at);
    at += operandWords(o, amodeWords);
  }
  return places;
}

/** At most five fields of 16 bits as three words, the last of which has one field in its lower half. */
export function packedFields(fields: readonly number[]): [number, number, number] {
  if (fields.length > 5) throw new Error("more than five fields");
  const pair = (k: number): number => (fields[k] ?? 0) | ((fields[k + 1] ?? 0) << 16);
  return [pair(0), pair(2), pair(4)];
}
