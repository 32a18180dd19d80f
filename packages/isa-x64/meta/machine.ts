/** All rows of x86-64. */
import type { machinst } from "@cranelift-ts/codegen-meta";
import { AVX } from "./rows/avx.ts";
import { BITS } from "./rows/bits.ts";
import { INTEGER } from "./rows/integer.ts";
import type { X64Encoding } from "./rows/notation.ts";
import { PSEUDO_ROWS } from "./rows/pseudo.ts";
import { SSE } from "./rows/sse.ts";
import { SYSTEM } from "./rows/system.ts";

export const X64_MACHINE: machinst.MachineDescription<X64Encoding> = {
  isa: "x86-64",
  className: "X64Insts",
  prefix: "x64_",
  // Base, index, displacement, and what they mean: see `src/emit/amode.ts`.
  amodeWords: 4,
  amodeRegisters: [0, 1],
  registerTypes: ["Gpr", "Xmm", "Xmm"],
  rows: [PSEUDO_ROWS, INTEGER, BITS, SYSTEM, SSE, AVX].flatMap((set) => set.rows),
};
