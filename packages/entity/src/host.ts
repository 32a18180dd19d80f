/**
 * Byte order of the host, for typed-array views of different width over one buffer.
 *
 * A 64-bit cell seen through an `Int32Array` has its low half at index `2 * i + LO` and its high half at `2 * i + HI`.
 * Bytes that leave the process go through `DataView` with an explicit order instead.
 */

/** Whether the host stores the low byte first. */
export const HOST_LITTLE_ENDIAN: boolean = new Uint8Array(new Int32Array([1]).buffer)[0] === 1;

/** Index of the low half in an int32 view of a 64-bit cell. */
export const LO: 0 | 1 = HOST_LITTLE_ENDIAN ? 0 : 1;

/** Index of the high half in an int32 view of a 64-bit cell. */
export const HI: 0 | 1 = HOST_LITTLE_ENDIAN ? 1 : 0;
