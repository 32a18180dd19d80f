/** All instructions, numbered: alphabetical by name, from 1 (0 is no opcode). */
import type { Instruction } from "../cdsl/instruction.ts";
import { CONSTANT } from "./constant.ts";
import { CONTROL } from "./control.ts";
import { CONVERT } from "./convert.ts";
import { FLOAT } from "./float.ts";
import { INTEGER } from "./integer.ts";
import { MEMORY } from "./memory.ts";
import { VECTOR } from "./vector.ts";

/** Chapters of the instruction reference. */
export const FAMILIES: readonly { readonly title: string; readonly instructions: readonly Instruction[] }[] = [
  { title: "Control flow", instructions: CONTROL },
  { title: "Lanes and vectors", instructions: VECTOR },
  { title: "Memory, addresses, atomics", instructions: MEMORY },
  { title: "Constants and selection", instructions: CONSTANT },
  { title: "Integers and bits", instructions: INTEGER },
  { title: "Floating point", instructions: FLOAT },
  { title: "Conversions", instructions: CONVERT },
];

/** Instructions in opcode order; the opcode of element i is i + 1. */
export const INSTRUCTIONS: readonly Instruction[] = FAMILIES.flatMap((f) => f.instructions).sort((a, b) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
);

/** `fcvt_to_sint` as `FcvtToSint`: the name of the opcode's constant. */
export function opcodeConstant(name: string): string {
  return name
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}
