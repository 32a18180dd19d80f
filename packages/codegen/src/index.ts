/** Compiles CLIF functions to machine code for a target that the caller hands in. */

export { MachBuffer } from "./machinst/buffer.ts";
export type {
  FinishedCode,
  Label,
  LabelUse,
  MachCallSite,
  MachHandler,
  MachReloc,
  MachSourceRange,
  MachTrap,
} from "./machinst/buffer.ts";
