/** Limits on modules, as the JavaScript API sets them. */

export const MAX_MODULE_BYTES: number = 1 << 30;
export const MAX_TYPES = 1_000_000;
export const MAX_FUNCTIONS = 1_000_000;
export const MAX_IMPORTS = 1_000_000;
export const MAX_EXPORTS = 1_000_000;
export const MAX_GLOBALS = 1_000_000;
export const MAX_DATA_SEGMENTS = 100_000;
export const MAX_ELEMENT_SEGMENTS = 10_000_000;
export const MAX_TABLES = 100_000;
export const MAX_MEMORIES = 100_000;
/** Elements of one segment. The size of a table is limited when it is made, not here. */
export const MAX_SEGMENT_ELEMENTS = 10_000_000;
export const MAX_FUNCTION_BYTES = 7_654_321;
/** Locals of a function, parameters included. */
export const MAX_LOCALS = 50_000;
export const MAX_PARAMS = 1000;
export const MAX_RESULTS = 1000;
export const MAX_BR_TABLE = 65_520;
/** Pages of a 32-bit memory. */
export const MAX_PAGES_32 = 65_536n;
/** Pages of a 64-bit memory. */
export const MAX_PAGES_64: bigint = 1n << 48n;
