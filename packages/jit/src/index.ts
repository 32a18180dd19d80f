/** Modules whose functions run in this process. */

export { DebugInfo } from "./debug-info.ts";
export type { JitDebugOptions } from "./debug-info.ts";
export type { DebugCode } from "./debug-image.ts";
export { GdbInterface } from "./gdb-interface.ts";
export type { GdbEntry } from "./gdb-interface.ts";
export { JitModule } from "./jit-module.ts";
export type { JitModuleOptions } from "./jit-module.ts";
export { defaultRuntime, JitRuntime } from "./runtime.ts";
export type { JitRuntimeOptions } from "./runtime.ts";
export { NativeException } from "./native-exception.ts";
export { TrapError } from "./trap-error.ts";
export type { NativeFrame, TrapInfo } from "./trap-error.ts";
export type { NativeFunction } from "./wrappers.ts";
