/**
 * Branded entity ids.
 *
 * Everything the compiler names (a value, a block, an instruction) is a small non-negative integer that indexes typed
 * arrays. The brand exists for the type checker only: ids of different kinds don't mix, and at run time an id is the
 * number itself. In storage "none" is -1, because a typed array can hold it; at the public edge it is `undefined`.
 */

/** An integer id of kind `K`. Made in one place per kind, by a cast from the number. */
export type Entity<K extends string> = number & { readonly __entity: K };

/** The stored form of "no entity". */
export const NONE = -1;
