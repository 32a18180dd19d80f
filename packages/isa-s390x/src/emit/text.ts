/** Assembly text of operands, before and after register allocation, from the templates in the rows. */
import { AMODE_BASE } from "./encode.ts";

const AREAS: readonly string[] = ["incoming", "slot", "outgoing", "tail", "saved"];

/** `%r3`, `%f0`; with the modifier `v` the vector register of that number. */
export function registerText(word: number, modifier: string): string {
  if (word < 0) return "none";
  if ((word & 0x4000_0000) === 0) return `v${word & 0x0fff_ffff}`;
  const kind = (word & 0xff) < 64 ? "r" : modifier === "v" ? "v" : "f";
  return `%${kind}${word & 63}`;
}

function addressText(w: Int32Array, a: number): string {
  const kind = w[a + 3] & 15;
  const displacement = w[a + 2];
  if (kind !== AMODE_BASE) return `<${AREAS[kind - 1]}+${displacement}>`;
  const index = w[a + 1] >= 0 ? `${registerText(w[a + 1], "")},` : "";
  return `${displacement}(${index}${registerText(w[a], "")})`;
}

/** Text of an operand of a kind (`reg0`, `word`, ...) with the modifier of the template. */
export function operandText(kind: string, modifier: string, w: Int32Array, at: number): string {
  if (kind === "reg0" || kind === "reg1") return registerText(w[at], modifier);
  switch (kind) {
    case "amode":
      return addressText(w, at);
    case "label":
      return `block${w[at]}`;
    case "name":
      return `name${w[at]}`;
  }
  switch (modifier) {
    case "u":
      return String(w[at] >>> 0);
    case "zero":
      return String(w[at] + 128);
    case "inverted":
      return String(w[at] ^ 15);
    default:
      return String(w[at]);
  }
}
