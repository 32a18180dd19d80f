/**
 * Loads, stores, addresses, special registers, atomics.
 *
 * An address is `p` plus the sign-extended offset, wrapping at the pointer width. An access whose flags lack
 * `notrap` can trap with the flags' code; that depends on the flags, so it is not one of the opcode's effects here.
 */
import { explicit, from, inst, NONE, type Row } from "../cdsl/instruction.ts";

function extendingLoad(name: string, set: string, bits: number, how: string): Row {
  return inst(name, "Load", explicit(set), "flags: memflags, p: iAddr, offset: offset32", "a: T", "L",
    `Load ${bits} bits from \`p\` + \`offset\` and ${how}-extend them to the result type.`);
}

/** The address is the only operand whose type is open, so it is the controlling one. */
function load32(name: string, how: string): Row {
  return inst(name, "Load", from(0, "iAddr"), "flags: memflags, p: T, offset: offset32", "a: i64", "L",
    `Load 32 bits from \`p\` + \`offset\` and ${how}-extend them to i64.`);
}

function vectorLoad(name: string, result: string, lanes: number, bits: number, how: string): Row {
  return inst(name, "Load", from(0, "iAddr"), "flags: memflags, p: T, offset: offset32", `a: ${result}`, "L",
    `Load ${lanes} lanes of ${bits} bits from \`p\` + \`offset\` and ${how}-extend each to ${2 * bits} bits.`);
}

function narrowStore(name: string, set: string, bits: number): Row {
  return inst(name, "Store", from(0, set), "flags: memflags, x: T, p: iAddr, offset: offset32", "", "S",
    `Store the low ${bits} bits of \`x\` at \`p\` + \`offset\`.`);
}

export const MEMORY: readonly Row[] = [
  inst("load", "Load", explicit("Mem"), "flags: memflags, p: iAddr, offset: offset32", "a: T", "L",
    "Load a value of the result type from `p` + `offset`, in the target's byte order unless the flags name one."),
  inst("store", "Store", from(0, "Mem"), "flags: memflags, x: T, p: iAddr, offset: offset32", "", "S",
    "Store `x` at `p` + `offset`, in the target's byte order unless the flags name one."),
  extendingLoad("uload8", "iExt8", 8, "zero"),
  extendingLoad("sload8", "iExt8", 8, "sign"),
  extendingLoad("uload16", "iExt16", 16, "zero"),
  extendingLoad("sload16", "iExt16", 16, "sign"),
  load32("uload32", "zero"),
  load32("sload32", "sign"),
  narrowStore("istore8", "iExt8", 8),
  narrowStore("istore16", "iExt16", 16),
  narrowStore("istore32", "iExt32", 32),
  vectorLoad("uload8x8", "i16x8", 8, 8, "zero"),
  vectorLoad("sload8x8", "i16x8", 8, 8, "sign"),
  vectorLoad("uload16x4", "i32x4", 4, 16, "zero"),
  vectorLoad("sload16x4", "i32x4", 4, 16, "sign"),
  vectorLoad("uload32x2", "i64x2", 2, 32, "zero"),
  vectorLoad("sload32x2", "i64x2", 2, 32, "sign"),
  inst("stack_addr", "StackAddr", explicit("iAddr"), "ss: stack_slot, offset: offset32", "addr: T", "",
    "The address of byte `offset` of stack slot `ss`. `offset` is meant to lie within the slot."),
  inst("dynamic_stack_addr", "DynamicStackAddr", explicit("iAddr"), "dss: dynamic_stack_slot", "addr: T", "",
    "The address of the dynamic stack slot `dss`."),
  inst("symbol_value", "UnaryGlobalValue", explicit("Mem"), "gv: global_value", "a: T", "",
    "The address of the symbol `gv` declares, its offset included. Not for `tls` symbols."),
  inst("tls_value", "UnaryGlobalValue", explicit("iAddr"), "gv: global_value", "a: T", "",
    "The address of the current thread's copy of the `tls` symbol `gv` declares, found as the `tls_model` setting says."),
  inst("stack_switch", "Ternary", from(1, "iAddr"), "store_context: T, load_context: T, payload: T", "out: T", "ELSC",
    "Save stack pointer, frame pointer and resume address at `store_context`, take them from `load_context`, and continue there. `payload` becomes the `out` of the switch that saved `load_context`. Loads come before stores, so the two may be equal. A saved context can be resumed once. Needs the `stack_switch_model` setting."),
  inst("get_pinned_reg", "Nullary", explicit("iAddr"), "", "addr: T", "E",
    "The content of the pinned register. Needs `enable_pinned_reg`."),
  inst("set_pinned_reg", "Unary", from(0, "iAddr"), "addr: T", "", "E",
    "Set the pinned register. Needs `enable_pinned_reg`."),
  inst("get_frame_pointer", "Nullary", explicit("iAddr"), "", "addr: T", "",
    "The frame pointer of this function. Needs `preserve_frame_pointers`."),
  inst("get_stack_pointer", "Nullary", explicit("iAddr"), "", "addr: T", "",
    "The stack pointer as the prologue leaves it."),
  inst("get_return_address", "Nullary", explicit("iAddr"), "", "addr: T", "",
    "The address this function returns to. Needs `preserve_frame_pointers`."),
  inst("get_exception_handler_address", "ExceptionHandlerAddress", explicit("iAddr"), "block: block, index: imm64", "addr: T", "",
    "The code address of handler `index` (table order, contexts not counted) of the `try_call` that ends `block`."),
  inst("atomic_rmw", "AtomicRmw", explicit("AtomicMem"), "flags: memflags, op: rmw_op, p: iAddr, x: T", "a: T", "LSE",
    "Atomically replace the value at `p` by `op` of it and `x`; the result is the old value. Sequentially consistent; `p` must be naturally aligned."),
  inst("atomic_cas", "AtomicCas", from(2, "AtomicMem"), "flags: memflags, p: iAddr, e: T, x: T", "a: T", "LSE",
    "Atomically replace the value at `p` by `x` if it equals `e`; the result is the old value either way. Sequentially consistent; `p` must be naturally aligned."),
  inst("atomic_load", "LoadNoOffset", explicit("AtomicMem"), "flags: memflags, p: iAddr", "a: T", "LE",
    "Load atomically from `p`, sequentially consistent. `p` must be naturally aligned."),
  inst("atomic_store", "StoreNoOffset", from(0, "AtomicMem"), "flags: memflags, x: T, p: iAddr", "", "SE",
    "Store `x` atomically at `p`, sequentially consistent. `p` must be naturally aligned."),
  inst("fence", "Nullary", NONE, "", "", "E",
    "A full memory barrier: no access moves across it, in the compiler or at run time."),
];
