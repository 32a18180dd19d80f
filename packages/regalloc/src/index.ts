export * from "./operand.ts";
export { MachineEnv, simpleEnv } from "./machine-env.ts";
export type { MachineEnvDescription } from "./machine-env.ts";
export * from "./function.ts";
export * from "./output.ts";
export { RegallocError } from "./errors.ts";
export type { RegallocErrorCode } from "./errors.ts";
