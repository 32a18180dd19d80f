/** How large memories can be, in pages, and which of them have a fixed place. */

export const PAGE_BYTES = 65536;
/** Pages that the engine's memories can have, and all 32-bit ones. */
export const MAX_PAGES = 65536;
/** Pages that 64-bit memories can have: 16 GiB, the JavaScript API's limit. */
export const MAX_PAGES_64 = 262144;

/**
 * Whether a memory of this type may become larger than the engine's, and so move. Code for the others may rely on what
 * is known of the engine's memories.
 */
export function canMove(index64: boolean, maximum: number | bigint | undefined): boolean {
  return index64 && (maximum === undefined || maximum > MAX_PAGES);
}
