/** Modules whose functions run in this process. */

export { DebugInfo } from "./debug-info.ts";
export type { JitDebugOptions } from "./debug-info.ts";
export type { DebugCode } from "./debug-image.ts";
export { GdbInterface } from "./gdb-interface.ts";
export type { GdbEntry } from "./gdb-interface.ts";
export { JitModule } from "./jit-module.ts";
export type { JitModuleOptions } from "./jit-module.ts";
export { defaultRuntime, JitRuntime } from "./runtime.ts";
export type { CallOutcome, EntryPoint, JitRuntimeOptions, StackSnapshot } from "./runtime.ts";
export { CALLEE, DEPTH, HOST_INDEX, MAX_VALUES, PENDING, SLOT_BYTES, SLOTS } from "./layout.ts";
export { NativeException } from "./native-exception.ts";
export { Unwinder } from "./unwinder.ts";
export type { NativeFramePlace, Resumption, WalkStart } from "./unwinder.ts";
export { CodeMap } from "./code-map.ts";
export type { CodeEntry } from "./code-map.ts";
export { TrapError } from "./trap-error.ts";
export type { NativeFrame, TrapInfo } from "./trap-error.ts";
export type { Mailbox, NativeFunction } from "./wrappers.ts";
