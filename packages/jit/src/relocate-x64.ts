/** Relocations of x86-64 code in memory. `P` is the place, `S` the target's address, `A` the addend. */
import { ModuleError } from "@cranelift-ts/module";

const S32_MIN = -0x8000_0000n;
const S32_MAX = 0x7fff_ffffn;

export const isNear = (distance: bigint): boolean => distance >= S32_MIN && distance <= S32_MAX;

/** How a kind of relocation finds its value. */
export interface RelocationClass {
  /** Bytes of the field. */
  readonly size: 4 | 8;
  /** Relative to the place. */
  readonly relative: boolean;
  /** A call or jump, which may go through a veneer when the target is far away. */
  readonly branch: boolean;
  /** The target is a slot that holds the address. */
  readonly slot: boolean;
}

const CLASSES: Readonly<Record<string, RelocationClass>> = {
  Abs4: { size: 4, relative: false, branch: false, slot: false },
  Abs8: { size: 8, relative: false, branch: false, slot: false },
  X86PCRel4: { size: 4, relative: true, branch: false, slot: false },
  X86CallPCRel4: { size: 4, relative: true, branch: true, slot: false },
  X86CallPLTRel4: { size: 4, relative: true, branch: true, slot: false },
  X86GOTPCRel4: { size: 4, relative: true, branch: false, slot: true },
};

/** Throws `ModuleError` for kinds that mean nothing in memory. */
export function relocationClass(kind: string): RelocationClass {
  const found = CLASSES[kind];
  if (found === undefined)
    throw new ModuleError("backend", `relocation ${kind} cannot be used in this process`);
  return found;
}

/** Fills the field at `offset` of `code`, which will be at `address`. Throws `ModuleError` if the value does not fit. */
export function applyRelocation(
  code: Uint8Array,
  address: bigint,
  offset: number,
  kind: RelocationClass,
  target: bigint,
  addend: bigint,
): void {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  if (kind.size === 8) return view.setBigUint64(offset, BigInt.asUintN(64, target + addend), true);
  const value = kind.relative ? target + addend - (address + BigInt(offset)) : target + addend;
  if (kind.relative ? !isNear(value) : value < 0n || value > 0xffff_ffffn) {
    throw new ModuleError("backend", `the target of a relocation at ${offset} is too far away (${value})`);
  }
  view.setUint32(offset, Number(BigInt.asUintN(32, value)), true);
}

/** `jmp [rip + 0]` and the address: reaches everything. */
export function veneer(target: bigint): Uint8Array {
  const bytes = Uint8Array.of(0xff, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  new DataView(bytes.buffer).setBigUint64(6, target, true);
  return bytes;
}

/** `jmp [rip + slot]`, for code at `address`. */
export function jumpThroughSlot(address: bigint, slot: bigint): Uint8Array {
  const bytes = Uint8Array.of(0xff, 0x25, 0, 0, 0, 0);
  new DataView(bytes.buffer).setInt32(2, Number(slot - address - 6n), true);
  return bytes;
}

/**
 * What a wrapper calls: `mov r10, callee; mov r11, trampoline; mov rax, enter; jmp rax`, as the ENTER stub expects it.
 */
export function entryStub(callee: bigint, trampoline: bigint, enter: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0xba], 0);
  view.setBigUint64(2, callee, true);
  bytes.set([0x49, 0xbb], 10);
  view.setBigUint64(12, trampoline, true);
  bytes.set([0x48, 0xb8], 20);
  view.setBigUint64(22, enter, true);
  bytes.set([0xff, 0xe0], 30);
  return bytes;
}
