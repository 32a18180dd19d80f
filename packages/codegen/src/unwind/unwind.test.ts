import { expect, test } from "vitest";
import type { UnwindDescription, UnwindOp } from "./ops.ts";
import { systemvCie, systemvFde, systemvInstructions } from "./systemv.ts";
import { winX64UnwindInfo } from "./winx64.ts";

// The facts of x86-64: registers by their DWARF numbers.
const X64: UnwindDescription = {
  codeAlign: 1,
  dataAlign: -8,
  returnAddress: 16,
  stackPointer: 7,
  framePointer: 6,
  entryCfaOffset: 8,
  entryReturnAddressAt: -8,
  dwarfRegister: (preg) => (preg === 3 ? 3 : preg === 64 + 6 ? 23 : preg),
};

// push rbp; mov rbp, rsp; sub rsp, 32; mov [rsp + 16], rbx; mov [rsp + 24], r12
const OPS: readonly UnwindOp[] = [
  { kind: "pushFrameRegs", offset: 1, toCallerSp: 16 },
  { kind: "defineNewFrame", offset: 4, toCallerSp: 16, toClobbers: 16 },
  { kind: "stackAlloc", offset: 8, size: 32 },
  { kind: "saveReg", offset: 13, at: 0, preg: 3 },
  { kind: "saveReg", offset: 18, at: 8, preg: 12 },
];

test("rules of a frame with a frame pointer", () => {
  expect(systemvInstructions(OPS, X64)).toEqual([
    { kind: "defCfaOffset", at: 1, offset: 16 },
    { kind: "offset", at: 1, register: 6, offset: -16 },
    { kind: "defCfaRegister", at: 4, register: 6 },
    { kind: "offset", at: 13, register: 3, offset: -32 },
    { kind: "offset", at: 18, register: 12, offset: -24 },
  ]);
});

test("bytes of CIE and FDE, by the DWARF manual", () => {
  expect([...systemvCie(X64, true)]).toEqual([
    0x14, 0, 0, 0, 0, 0, 0, 0, 1, 0x7a, 0x52, 0, 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0,
  ]);
  const fde = systemvFde(OPS, X64, 0x123, 0x18, true);
  expect(fde.addressAt).toBe(8);
  expect([...fde.bytes]).toEqual([
    ...[0x1c, 0, 0, 0, 0x1c, 0, 0, 0, 0, 0, 0, 0, 0x23, 1, 0, 0, 0],
    ...[0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0x49, 0x83, 4, 0x45, 0x8c, 3],
    0,
  ]);
});

test("Windows unwind codes, last instruction first", () => {
  expect([...winX64UnwindInfo(OPS)]).toEqual([1, 18, 6, 0, 18, 0xc4, 3, 0, 13, 0x34, 2, 0, 8, 0x32, 1, 0x50]);
  const large: UnwindOp[] = [
    { kind: "pushFrameRegs", offset: 1, toCallerSp: 16 },
    { kind: "defineNewFrame", offset: 4, toCallerSp: 16, toClobbers: 16 },
    { kind: "stackAlloc", offset: 11, size: 0x10_0000 },
    { kind: "saveReg", offset: 20, at: 0, preg: 64 + 6 },
  ];
  expect([...winX64UnwindInfo(large)]).toEqual([
    1, 20, 6, 0, 20, 0x68, 0xff, 0xff, 11, 0x11, 0, 0, 0x10, 0, 1, 0x50,
  ]);
});

test("room for the arguments of a tail call lies between the caller's stack pointer and the copied return address", () => {
  // sub rsp, 32; mov r11, [rsp + 32]; mov [rsp], r11; push rbp; mov rbp, rsp; sub rsp, 16
  const ops: UnwindOp[] = [
    { kind: "pushFrameRegs", offset: 14, toCallerSp: 48 },
    { kind: "defineNewFrame", offset: 17, toCallerSp: 48, toClobbers: 0 },
    { kind: "stackAlloc", offset: 21, size: 16 },
  ];
  expect(systemvInstructions(ops, X64)).toEqual([
    { kind: "defCfaOffset", at: 14, offset: 48 },
    { kind: "offset", at: 14, register: 6, offset: -48 },
    { kind: "offset", at: 14, register: 16, offset: -40 },
    { kind: "defCfaRegister", at: 17, register: 6 },
  ]);
  expect([...winX64UnwindInfo(ops)]).toEqual([1, 21, 3, 0, 21, 0x12, 14, 0x50, 13, 0x32, 0, 0]);
});
