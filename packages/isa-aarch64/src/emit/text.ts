/** Assembly text of operands, before and after register allocation, from the templates in the rows. */
import { AMODE_BASE } from "./encode.ts";
import { decodeMask } from "./mask.ts";

export const CONDITION_NAMES: readonly string[] = [
  "eq",
  "ne",
  "hs",
  "lo",
  "mi",
  "pl",
  "vs",
  "vc",
  "hi",
  "ls",
  "ge",
  "lt",
  "gt",
  "le",
  "al",
  "nv",
];
const AREAS: readonly string[] = ["incoming", "slot", "outgoing", "tail"];

/** `x3`; with modifier `s` register 31 is the stack pointer, else the zero register. */
export function registerText(word: number, modifier: string): string {
  if (word < 0) return "none";
  if ((word & 0x4000_0000) === 0) return `v${word & 0x0fff_ffff}`;
  const hw = word & 63;
  if ((word & 0xff) >= 64) return `d${hw}`;
  const width = modifier.startsWith("w") ? "w" : "x";
  if (hw === 31) return modifier.endsWith("s") ? (width === "w" ? "wsp" : "sp") : `${width}zr`;
  return `${width}${hw}`;
}

function addressText(w: Int32Array, a: number): string {
  const kind = w[a + 3] & 15;
  const offset = w[a + 2];
  if (kind !== AMODE_BASE) return `[<${AREAS[kind - 1]}+${offset}>]`;
  const base = registerText(w[a], "xs");
  const shift = (w[a + 3] >>> 4) & 7;
  if (w[a + 1] >= 0) return `[${base}, ${registerText(w[a + 1], "x")}${shift > 0 ? `, lsl #${shift}` : ""}]`;
  return offset === 0 ? `[${base}]` : `[${base}, #${offset}]`;
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
    case "cc":
      return CONDITION_NAMES[w[at] & 15];
    case "maskw":
      return `0x${decodeMask(w[at], 32).toString(16)}`;
    case "maskx":
      return `0x${decodeMask(w[at], 64).toString(16)}`;
    case "hw":
      return String(w[at] * 16);
    case "units8":
      return String(w[at] * 8);
    default:
      return String(w[at]);
  }
}
