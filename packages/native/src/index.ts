/** What the host is, and the target for it. */

export { hostFeatures, hostIsa, hostTriple } from "./native.ts";
export type { HostIsaOptions, NativeFamily } from "./native.ts";
