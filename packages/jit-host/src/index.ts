/** The seam between JavaScript and the operating system: symbols, native calls, memory for code. */

export { JitHostError } from "./host.ts";
export type { HostCallback, JitHost, JitHostErrorKind } from "./host.ts";
export { loadJitHost } from "./load.ts";
export type { JitHostOptions } from "./load.ts";
export { CodeMemory } from "./code-memory.ts";
export type { CodeBlock, CodeMemoryOptions, MemoryPart } from "./code-memory.ts";
export { MappedMemory } from "./system.ts";
