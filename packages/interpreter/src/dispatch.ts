/**
 * The dispatch loop.
 *
 * Problem: execute decoded code at some ten nanoseconds per instruction, with exact 64-bit arithmetic, without allocating.
 *
 * How: one loop over one `switch` on integer literals. The program counter, the frame, the views of the register file and
 * the remaining fuel are locals; whatever may replace one of them (calls) stores them in the machine and reads them back.
 * Anything that isn't a few machine operations leaves the loop: `LaneUnit` for the rest of the operations, `Machine` for
 * calls. The case labels are in the order of `bytecode.ts`, which documents the operands.
 *
 * Fuel is charged per block on entry, for all of its instructions; a run stops before the first block it cannot pay for.
 */

import { InternalError } from "@cranelift-ts/entity";
import { types, type Type } from "@cranelift-ts/codegen-ir";
import { REGION_STACK } from "./address-space.ts";
import {
  CALL_HEADER,
  CallIndirect as CALL_INDIRECT,
  CONTROL_WORDS,
  FROM_HOST,
  LANES_WORDS,
  ReturnCallIndirect as RETURN_CALL_INDIRECT,
  Trapnz as TRAPNZ,
} from "./bytecode.ts";
import { highHalf, nanOf32, nanOf64 } from "./float-kernels.ts";
import { ENTRY_UNDECODED, ENTRY_UNDEFINED } from "./image.ts";
import { intHigh, rotateLeft64 } from "./int-kernels.ts";
import type { Machine } from "./machine.ts";
import { TRAP_BAD_SIGNATURE, TRAP_OUT_OF_FUEL } from "./traps.ts";

/** Runs from `pc` in the current frame until the frame that the host called returns (0) or something traps (its code). */
export function run(m: Machine): number {
  const { image, memory, registers, lanes } = m;
  const stackRegionHigh = memory.highWord(REGION_STACK);
  let code = image.code;
  let r = registers.words;
  let doubles = registers.doubles;
  let floats = registers.floats;
  let pc = m.pc;
  let fp = m.fp;
  let fuel = m.fuel;
  let trap = 0;
  if (fuel < 0) return TRAP_OUT_OF_FUEL;
  for (;;) {
    switch (code[pc]) {
      case 2 /* Op.Jump */: {
        pc = code[pc + 1];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 3 /* Op.Brif32 */: {
        pc = r[fp + code[pc + 1]] !== 0 ? code[pc + 2] : code[pc + 3];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 4 /* Op.Brif64 */: {
        const a = fp + code[pc + 1];
        pc = (r[a] | r[a ^ 1]) !== 0 ? code[pc + 2] : code[pc + 3];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 5 /* Op.BrifWide */: {
        const a = (fp + code[pc + 1]) & ~1;
        const n = code[pc + 2];
        let any = 0;
        for (let i = 0; i < n; i++) any |= r[a + i];
        pc = any !== 0 ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 6 /* Op.BrTable */: {
        const index = r[fp + code[pc + 1]] >>> 0;
        pc = index < code[pc + 2] ? code[pc + 4 + index] : code[pc + 3];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 7 /* Op.Move32 */: {
        r[fp + code[pc + 1]] = r[fp + code[pc + 2]];
        pc += 3;
        continue;
      }
      case 8 /* Op.Move64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        r[d] = r[a];
        r[d ^ 1] = r[a ^ 1];
        pc += 3;
        continue;
      }
      case 9 /* Op.MoveWide */: {
        const d = (fp + code[pc + 1]) & ~1;
        const a = (fp + code[pc + 2]) & ~1;
        const n = code[pc + 3];
        for (let i = 0; i < n; i++) r[d + i] = r[a + i];
        pc += 4;
        continue;
      }
      case 10 /* Op.Const32 */: {
        r[fp + code[pc + 1]] = code[pc + 2];
        pc += 3;
        continue;
      }
      case 11 /* Op.Const64 */: {
        const d = fp + code[pc + 1];
        r[d] = code[pc + 2];
        r[d ^ 1] = code[pc + 3];
        pc += 4;
        continue;
      }
      case 12 /* Op.ConstWide */: {
        const d = (fp + code[pc + 1]) & ~1;
        const n = code[pc + 2];
        for (let i = 0; i < n; i++) r[d + i] = code[pc + 3 + i];
        pc += 3 + n;
        continue;
      }
      case 13 /* Op.Call */:
      case 14 /* Op.CallIndirect */: {
        let number = code[pc + 1];
        if (code[pc] === CALL_INDIRECT) {
          const a = fp + number;
          number = image.functionAt(r[a], memory.pointerBits === 32 ? 0 : r[a ^ 1]);
        }
        if (number >= 0 && image.entries[number] > ENTRY_UNDEFINED && m.mismatch(number, code[pc + 4])) {
          trap = TRAP_BAD_SIGNATURE;
          break;
        }
        m.fp = fp;
        m.fuel = fuel;
        trap =
          number >= 0 && image.entries[number] > ENTRY_UNDECODED
            ? m.enterCall(pc, number)
            : m.callSlowly(pc, number, false);
        if (trap !== 0) break;
        code = image.code;
        r = registers.words;
        doubles = registers.doubles;
        floats = registers.floats;
        pc = m.pc;
        fp = m.fp;
        fuel = m.fuel;
        if (fuel < 0) break;
        continue;
      }
      case 15 /* Op.ReturnCall */:
      case 16 /* Op.ReturnCallIndirect */: {
        let number = code[pc + 1];
        if (code[pc] === RETURN_CALL_INDIRECT) {
          const a = fp + number;
          number = image.functionAt(r[a], memory.pointerBits === 32 ? 0 : r[a ^ 1]);
        }
        if (number >= 0 && image.entries[number] > ENTRY_UNDEFINED && m.mismatch(number, code[pc + 4])) {
          trap = TRAP_BAD_SIGNATURE;
          break;
        }
        m.fp = fp;
        m.fuel = fuel;
        trap =
          number >= 0 && image.entries[number] > ENTRY_UNDECODED
            ? m.enterTail(pc, number)
            : m.callSlowly(pc, number, true);
        if (trap !== 0) break;
        code = image.code;
        r = registers.words;
        doubles = registers.doubles;
        floats = registers.floats;
        pc = m.pc;
        fp = m.fp;
        fuel = m.fuel;
        if (fuel < 0) break;
        continue;
      }
      case 17 /* Op.Return */: {
        const at = m.controlUsed - CONTROL_WORDS;
        const call = m.control[at];
        if (call === FROM_HOST) {
          m.pc = pc;
          m.fp = fp;
          m.fuel = fuel;
          return 0;
        }
        const caller = m.control[at + 1];
        const n = code[pc + 1];
        let to = call + CALL_HEADER + 3 * code[call + 6] + 1;
        let from = pc + 2;
        for (let i = 0; i < n; i++) {
          const a = fp + code[from];
          const d = caller + code[to];
          r[d] = r[a];
          r[d + 1] = r[a + 1];
          const words = code[from + 1];
          for (let w = 2; w < words; w++) r[d + w] = r[a + w];
          from += 2;
          to += 2;
        }
        m.stackPointer = m.control[at + 2];
        m.controlUsed = at;
        m.top = fp;
        fp = caller;
        pc = code[call + 2];
        continue;
      }
      case 18 /* Op.Trap */: {
        trap = code[pc + 1];
        break;
      }
      case 19 /* Op.Trapz */:
      case 20 /* Op.Trapnz */: {
        const n = code[pc + 2];
        const a = fp + code[pc + 1];
        let any = r[a];
        if (n > 1) {
          any |= r[a ^ 1];
          if (n > 2) any |= r[a + 2] | r[(a + 2) ^ 1];
        }
        if ((any !== 0) === (code[pc] === TRAPNZ)) {
          trap = code[pc + 3];
          break;
        }
        pc += 4;
        continue;
      }
      case 21 /* Op.Iadd32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] + r[b];
        pc += 4;
        continue;
      }
      case 22 /* Op.Isub32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] - r[b];
        pc += 4;
        continue;
      }
      case 23 /* Op.Imul32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = Math.imul(r[a], r[b]);
        pc += 4;
        continue;
      }
      case 24 /* Op.Band32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] & r[b];
        pc += 4;
        continue;
      }
      case 25 /* Op.Bor32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] | r[b];
        pc += 4;
        continue;
      }
      case 26 /* Op.Bxor32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] ^ r[b];
        pc += 4;
        continue;
      }
      case 27 /* Op.Ishl32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] << r[b];
        pc += 4;
        continue;
      }
      case 28 /* Op.Ushr32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >>> r[b];
        pc += 4;
        continue;
      }
      case 29 /* Op.Sshr32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >> r[b];
        pc += 4;
        continue;
      }
      case 30 /* Op.Rotl32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a] << r[b]) | (r[a] >>> -r[b]);
        pc += 4;
        continue;
      }
      case 31 /* Op.Rotr32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a] >>> r[b]) | (r[a] << -r[b]);
        pc += 4;
        continue;
      }
      case 32 /* Op.Ineg32 */: {
        r[fp + code[pc + 1]] = -r[fp + code[pc + 2]];
        pc += 3;
        continue;
      }
      case 33 /* Op.Bnot32 */: {
        r[fp + code[pc + 1]] = ~r[fp + code[pc + 2]];
        pc += 3;
        continue;
      }
      case 34 /* Op.IaddNarrow */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a] + r[b]) & code[pc + 4];
        pc += 5;
        continue;
      }
      case 35 /* Op.IsubNarrow */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a] - r[b]) & code[pc + 4];
        pc += 5;
        continue;
      }
      case 36 /* Op.ImulNarrow */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = Math.imul(r[a], r[b]) & code[pc + 4];
        pc += 5;
        continue;
      }
      case 37 /* Op.BnotNarrow */: {
        r[fp + code[pc + 1]] = ~r[fp + code[pc + 2]] & code[pc + 3];
        pc += 4;
        continue;
      }
      case 38 /* Op.Iadd64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = r[a];
        const lo = (x + r[b]) | 0;
        r[d] = lo;
        r[d ^ 1] = r[a ^ 1] + r[b ^ 1] + (lo >>> 0 < x >>> 0 ? 1 : 0);
        pc += 4;
        continue;
      }
      case 39 /* Op.Isub64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = r[a];
        const y = r[b];
        r[d] = x - y;
        r[d ^ 1] = r[a ^ 1] - r[b ^ 1] - (x >>> 0 < y >>> 0 ? 1 : 0);
        pc += 4;
        continue;
      }
      case 40 /* Op.Imul64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = r[a];
        const y = r[b];
        // High word of the product of the low words, by 16-bit digits.
        const x0 = x & 0xffff;
        const x1 = x >>> 16;
        const y0 = y & 0xffff;
        const y1 = y >>> 16;
        const middle = x1 * y0 + (Math.imul(x0, y0) >>> 16);
        const cross = x0 * y1 + (middle & 0xffff);
        r[d] = Math.imul(x, y);
        r[d ^ 1] =
          Math.imul(x1, y1) +
          (middle >>> 16) +
          (cross >>> 16) +
          Math.imul(x, r[b ^ 1]) +
          Math.imul(r[a ^ 1], y);
        pc += 4;
        continue;
      }
      case 41 /* Op.Band64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[d] = r[a] & r[b];
        r[d ^ 1] = r[a ^ 1] & r[b ^ 1];
        pc += 4;
        continue;
      }
      case 42 /* Op.Bor64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[d] = r[a] | r[b];
        r[d ^ 1] = r[a ^ 1] | r[b ^ 1];
        pc += 4;
        continue;
      }
      case 43 /* Op.Bxor64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[d] = r[a] ^ r[b];
        r[d ^ 1] = r[a ^ 1] ^ r[b ^ 1];
        pc += 4;
        continue;
      }
      case 44 /* Op.Ishl64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const n = r[b] & 63;
        const lo = r[a];
        if (n === 0) {
          r[d] = lo;
          r[d ^ 1] = r[a ^ 1];
        } else if (n < 32) {
          r[d] = lo << n;
          r[d ^ 1] = (r[a ^ 1] << n) | (lo >>> (32 - n));
        } else {
          r[d] = 0;
          r[d ^ 1] = lo << (n - 32);
        }
        pc += 4;
        continue;
      }
      case 45 /* Op.Ushr64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const n = r[b] & 63;
        const hi = r[a ^ 1];
        if (n === 0) {
          r[d] = r[a];
          r[d ^ 1] = hi;
        } else if (n < 32) {
          r[d] = (r[a] >>> n) | (hi << (32 - n));
          r[d ^ 1] = hi >>> n;
        } else {
          r[d] = hi >>> (n - 32);
          r[d ^ 1] = 0;
        }
        pc += 4;
        continue;
      }
      case 46 /* Op.Sshr64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const n = r[b] & 63;
        const hi = r[a ^ 1];
        if (n === 0) {
          r[d] = r[a];
          r[d ^ 1] = hi;
        } else if (n < 32) {
          r[d] = (r[a] >>> n) | (hi << (32 - n));
          r[d ^ 1] = hi >> n;
        } else {
          r[d] = hi >> (n - 32);
          r[d ^ 1] = hi >> 31;
        }
        pc += 4;
        continue;
      }
      case 47 /* Op.Rotl64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[d] = rotateLeft64(r[a], r[a ^ 1], r[b]);
        r[d ^ 1] = intHigh();
        pc += 4;
        continue;
      }
      case 48 /* Op.Rotr64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[d] = rotateLeft64(r[a], r[a ^ 1], -r[b]);
        r[d ^ 1] = intHigh();
        pc += 4;
        continue;
      }
      case 49 /* Op.Ineg64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const x = r[a];
        r[d] = -x;
        r[d ^ 1] = ~r[a ^ 1] + (x === 0 ? 1 : 0);
        pc += 3;
        continue;
      }
      case 50 /* Op.Bnot64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        r[d] = ~r[a];
        r[d ^ 1] = ~r[a ^ 1];
        pc += 3;
        continue;
      }
      case 51 /* Op.Eq32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] === r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 52 /* Op.Ne32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] !== r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 53 /* Op.Slt32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] < r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 54 /* Op.Sge32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >= r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 55 /* Op.Sgt32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] > r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 56 /* Op.Sle32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] <= r[b] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 57 /* Op.Ult32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >>> 0 < r[b] >>> 0 ? 1 : 0;
        pc += 4;
        continue;
      }
      case 58 /* Op.Uge32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >>> 0 >= r[b] >>> 0 ? 1 : 0;
        pc += 4;
        continue;
      }
      case 59 /* Op.Ugt32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >>> 0 > r[b] >>> 0 ? 1 : 0;
        pc += 4;
        continue;
      }
      case 60 /* Op.Ule32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] >>> 0 <= r[b] >>> 0 ? 1 : 0;
        pc += 4;
        continue;
      }
      case 61 /* Op.Eq64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] === r[b] && r[a ^ 1] === r[b ^ 1] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 62 /* Op.Ne64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = r[a] !== r[b] || r[a ^ 1] !== r[b ^ 1] ? 1 : 0;
        pc += 4;
        continue;
      }
      case 63 /* Op.Slt64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] < r[b ^ 1])
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 64 /* Op.Sge64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] > r[b ^ 1])
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 65 /* Op.Sgt64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] < r[a ^ 1])
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 66 /* Op.Sle64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] > r[a ^ 1])
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 67 /* Op.Ult64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (
          r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] >>> 0 < r[b ^ 1] >>> 0
        )
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 68 /* Op.Uge64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (
          r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] >>> 0 > r[b ^ 1] >>> 0
        )
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 69 /* Op.Ugt64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (
          r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] >>> 0 < r[a ^ 1] >>> 0
        )
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 70 /* Op.Ule64 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        r[fp + code[pc + 1]] = (
          r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] >>> 0 > r[a ^ 1] >>> 0
        )
          ? 1
          : 0;
        pc += 4;
        continue;
      }
      case 71 /* Op.BrEq32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] === r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 72 /* Op.BrNe32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] !== r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 73 /* Op.BrSlt32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] < r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 74 /* Op.BrSge32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] >= r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 75 /* Op.BrSgt32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] > r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 76 /* Op.BrSle32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] <= r[b] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 77 /* Op.BrUlt32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] >>> 0 < r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 78 /* Op.BrUge32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] >>> 0 >= r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 79 /* Op.BrUgt32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] >>> 0 > r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 80 /* Op.BrUle32 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] >>> 0 <= r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 81 /* Op.BrEq64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] === r[b] && r[a ^ 1] === r[b ^ 1] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 82 /* Op.BrNe64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = r[a] !== r[b] || r[a ^ 1] !== r[b ^ 1] ? code[pc + 3] : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 83 /* Op.BrSlt64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] < r[b ^ 1])
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 84 /* Op.BrSge64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] > r[b ^ 1])
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 85 /* Op.BrSgt64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] < r[a ^ 1])
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 86 /* Op.BrSle64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] > r[a ^ 1])
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 87 /* Op.BrUlt64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] >>> 0 < r[b ^ 1] >>> 0)
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 88 /* Op.BrUge64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] >>> 0 > r[b ^ 1] >>> 0)
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 89 /* Op.BrUgt64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] >>> 0 < r[a ^ 1] >>> 0)
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 90 /* Op.BrUle64 */: {
        const a = fp + code[pc + 1];
        const b = fp + code[pc + 2];
        pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] >>> 0 > r[a ^ 1] >>> 0)
          ? code[pc + 3]
          : code[pc + 4];
        fuel -= code[pc - 1];
        if (fuel < 0) break;
        continue;
      }
      case 91 /* Op.Select64 */: {
        const d = fp + code[pc + 1];
        const a = fp + (r[fp + code[pc + 2]] !== 0 ? code[pc + 3] : code[pc + 4]);
        r[d] = r[a];
        r[d ^ 1] = r[a ^ 1];
        pc += 5;
        continue;
      }
      case 92 /* Op.Mask32 */: {
        r[fp + code[pc + 1]] = r[fp + code[pc + 2]] & code[pc + 3];
        pc += 4;
        continue;
      }
      case 93 /* Op.ZeroExtend64 */: {
        const d = fp + code[pc + 1];
        r[d] = r[fp + code[pc + 2]];
        r[d ^ 1] = 0;
        pc += 3;
        continue;
      }
      case 94 /* Op.SignExtend32 */: {
        const shift = code[pc + 3];
        r[fp + code[pc + 1]] = (r[fp + code[pc + 2]] << shift) >> shift;
        pc += 4;
        continue;
      }
      case 95 /* Op.SignExtend64 */: {
        const d = fp + code[pc + 1];
        const shift = code[pc + 3];
        const x = (r[fp + code[pc + 2]] << shift) >> shift;
        r[d] = x;
        r[d ^ 1] = x >> 31;
        pc += 4;
        continue;
      }
      case 96 /* Op.Load8 */: {
        const a = fp + code[pc + 2];
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 1);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        r[fp + code[pc + 1]] = memory.view.getUint8(at);
        pc += 5;
        continue;
      }
      case 97 /* Op.Load16 */: {
        const a = fp + code[pc + 2];
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 2);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        r[fp + code[pc + 1]] = memory.view.getUint16(at, (code[pc + 4] & 1) !== 0);
        pc += 5;
        continue;
      }
      case 98 /* Op.Load32 */: {
        const a = fp + code[pc + 2];
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 4);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        r[fp + code[pc + 1]] = memory.view.getInt32(at, (code[pc + 4] & 1) !== 0);
        pc += 5;
        continue;
      }
      case 99 /* Op.Load64 */: {
        const a = fp + code[pc + 2];
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 8);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        const d = fp + code[pc + 1];
        const { view } = memory;
        if ((code[pc + 4] & 1) !== 0) {
          r[d] = view.getInt32(at, true);
          r[d ^ 1] = view.getInt32(at + 4, true);
        } else {
          r[d] = view.getInt32(at + 4, false);
          r[d ^ 1] = view.getInt32(at, false);
        }
        pc += 5;
        continue;
      }
      case 100 /* Op.LoadExtend */: {
        const a = fp + code[pc + 2];
        const bytes = code[pc + 5];
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], bytes);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        const little = (code[pc + 4] & 1) !== 0;
        const { view } = memory;
        const signed = code[pc + 6] !== 0;
        let x: number;
        if (bytes === 1) x = signed ? view.getInt8(at) : view.getUint8(at);
        else if (bytes === 2) x = signed ? view.getInt16(at, little) : view.getUint16(at, little);
        else x = view.getInt32(at, little);
        const d = fp + code[pc + 1];
        if (code[pc + 7] === 64) {
          r[d] = x;
          r[d ^ 1] = signed ? x >> 31 : 0;
        } else {
          r[d] = code[pc + 7] === 16 ? x & 0xffff : x;
        }
        pc += 8;
        continue;
      }
      case 101 /* Op.LoadWide */: {
        const a = fp + code[pc + 2];
        const type = code[pc + 5] as Type;
        const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], types.typeBytes(type));
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        lanes.access.loadLanes(memory.view, at, fp + code[pc + 1], type, (code[pc + 4] & 1) !== 0);
        pc += 6;
        continue;
      }
      case 102 /* Op.Store8 */: {
        const a = fp + code[pc + 2];
        const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 1);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        memory.view.setUint8(at, r[fp + code[pc + 1]]);
        pc += 5;
        continue;
      }
      case 103 /* Op.Store16 */: {
        const a = fp + code[pc + 2];
        const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 2);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        memory.view.setInt16(at, r[fp + code[pc + 1]], (code[pc + 4] & 1) !== 0);
        pc += 5;
        continue;
      }
      case 104 /* Op.Store32 */: {
        const a = fp + code[pc + 2];
        const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 4);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        memory.view.setInt32(at, r[fp + code[pc + 1]], (code[pc + 4] & 1) !== 0);
        pc += 5;
        continue;
      }
      case 105 /* Op.Store64 */: {
        const a = fp + code[pc + 2];
        const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 8);
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        const d = fp + code[pc + 1];
        const { view } = memory;
        if ((code[pc + 4] & 1) !== 0) {
          view.setInt32(at, r[d], true);
          view.setInt32(at + 4, r[d ^ 1], true);
        } else {
          view.setInt32(at + 4, r[d], false);
          view.setInt32(at, r[d ^ 1], false);
        }
        pc += 5;
        continue;
      }
      case 106 /* Op.StoreWide */: {
        const a = fp + code[pc + 2];
        const type = code[pc + 5] as Type;
        const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], types.typeBytes(type));
        if (at < 0) {
          trap = code[pc + 4] >> 8;
          break;
        }
        lanes.access.storeLanes(memory.view, at, fp + code[pc + 1], type, (code[pc + 4] & 1) !== 0);
        pc += 6;
        continue;
      }
      case 107 /* Op.StackAddr */: {
        const d = fp + code[pc + 1];
        r[d] = memory.lowWord(REGION_STACK, m.stackPointer + code[pc + 2]);
        r[d ^ 1] = stackRegionHigh;
        pc += 3;
        continue;
      }
      case 108 /* Op.FrameInfo */: {
        m.frameInfo(fp + code[pc + 1], code[pc + 2]);
        pc += 3;
        continue;
      }
      case 109 /* Op.StructCopy */: {
        trap = m.structCopy(fp + code[pc + 1], fp + code[pc + 2], code[pc + 3], code[pc + 4]);
        if (trap !== 0) break;
        pc += 5;
        continue;
      }
      case 110 /* Op.Fadd32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = floats[a] + floats[b];
        if (x === x) floats[fp + code[pc + 1]] = x;
        else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
        pc += 4;
        continue;
      }
      case 111 /* Op.Fsub32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = floats[a] - floats[b];
        if (x === x) floats[fp + code[pc + 1]] = x;
        else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
        pc += 4;
        continue;
      }
      case 112 /* Op.Fmul32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = floats[a] * floats[b];
        if (x === x) floats[fp + code[pc + 1]] = x;
        else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
        pc += 4;
        continue;
      }
      case 113 /* Op.Fdiv32 */: {
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = floats[a] / floats[b];
        if (x === x) floats[fp + code[pc + 1]] = x;
        else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
        pc += 4;
        continue;
      }
      case 114 /* Op.Fadd64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = doubles[a >> 1] + doubles[b >> 1];
        if (x === x) doubles[d >> 1] = x;
        else putNaN(r, d, a, b);
        pc += 4;
        continue;
      }
      case 115 /* Op.Fsub64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = doubles[a >> 1] - doubles[b >> 1];
        if (x === x) doubles[d >> 1] = x;
        else putNaN(r, d, a, b);
        pc += 4;
        continue;
      }
      case 116 /* Op.Fmul64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = doubles[a >> 1] * doubles[b >> 1];
        if (x === x) doubles[d >> 1] = x;
        else putNaN(r, d, a, b);
        pc += 4;
        continue;
      }
      case 117 /* Op.Fdiv64 */: {
        const d = fp + code[pc + 1];
        const a = fp + code[pc + 2];
        const b = fp + code[pc + 3];
        const x = doubles[a >> 1] / doubles[b >> 1];
        if (x === x) doubles[d >> 1] = x;
        else putNaN(r, d, a, b);
        pc += 4;
        continue;
      }
      case 118 /* Op.Fcmp32 */: {
        const x = floats[fp + code[pc + 2]];
        const y = floats[fp + code[pc + 3]];
        r[fp + code[pc + 1]] = ((x < y ? 2 : x > y ? 4 : x === y ? 1 : 8) & code[pc + 4]) !== 0 ? 1 : 0;
        pc += 5;
        continue;
      }
      case 119 /* Op.Fcmp64 */: {
        const x = doubles[(fp + code[pc + 2]) >> 1];
        const y = doubles[(fp + code[pc + 3]) >> 1];
        r[fp + code[pc + 1]] = ((x < y ? 2 : x > y ? 4 : x === y ? 1 : 8) & code[pc + 4]) !== 0 ? 1 : 0;
        pc += 5;
        continue;
      }
      case 120 /* Op.Lanes */: {
        trap = lanes.execute(code, pc, fp);
        if (trap !== 0) break;
        pc += LANES_WORDS;
        continue;
      }
      case 121 /* Op.Count */: {
        image.counts[code[pc + 1]]++;
        pc += 2;
        continue;
      }
      default:
        throw new InternalError(`unknown instruction ${code[pc]} at ${pc}`);
    }
    // Only what stops execution gets here.
    if (trap === 0) {
      trap = TRAP_OUT_OF_FUEL;
      fuel = 0;
    }
    m.pc = pc;
    m.fp = fp;
    m.fuel = fuel;
    return trap;
  }
}

function putNaN(r: Int32Array, d: number, a: number, b: number): void {
  r[d] = nanOf64(r[a], r[a ^ 1], r[b], r[b ^ 1]);
  r[d ^ 1] = highHalf();
}
