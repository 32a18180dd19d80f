/** What the host is, and the target for it. */

export { hostFeatures, hostIsa, hostTriple, provideFamilies } from "./native.ts";
export type { HostIsaOptions, NativeFamily } from "./native.ts";
export { DiskCache, NODE_SHA256 } from "./disk-cache.ts";
