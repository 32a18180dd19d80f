/** Modules that become relocatable object files. */

export { ObjectModule } from "./object-module.ts";
export type { ObjectModuleOptions } from "./object-module.ts";
