/** Small conversions of the JavaScript API that several objects need. */

/** A `[EnforceRange] unsigned long` up to `limit`. Throws `TypeError`. */
export function toIndex(value: unknown, what: string, limit: number = 0xffff_ffff): number {
  // Unlike `Number`, this throws for a BigInt.
  const n = +(value as number);
  if (!Number.isFinite(n)) throw new TypeError(`${what} must be convertible to a valid number`);
  const integer = Math.trunc(n);
  // As engines have it, this also goes for what would become 0.
  if (n < 0) throw new TypeError(`${what} must be non-negative`);
  if (integer > limit) throw new TypeError(`${what} must be below the upper bound`);
  return integer === 0 ? 0 : integer;
}

/** An address of a 32-bit or 64-bit kind as a number; what is beyond 2^53 is larger than anything there is. */
export function toAddress(value: unknown, index64: boolean, what: string): number {
  if (!index64) return toIndex(value, what);
  if (typeof value !== "bigint") throw new TypeError(`${what} must be a BigInt`);
  if (value < 0n || value > 0xffff_ffff_ffff_ffffn)
    throw new TypeError(`${what} must be an unsigned 64-bit integer`);
  return Number(value);
}

/** A number as addresses of the kind are given to JavaScript. */
export function fromAddress(value: number, index64: boolean): number | bigint {
  return index64 ? BigInt(value) : value;
}

/** The descriptor of a constructor. Throws `TypeError`. */
export function toDescriptor(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null)
    throw new TypeError(`${what}: Argument 0 must be a descriptor`);
  return value as Readonly<Record<string, unknown>>;
}

/**
 * Sizes of a descriptor: `address`, `initial` or (as an extension) `minimum`, `maximum`; each is read and converted
 * before the next. Throws `TypeError` and `RangeError`.
 */
export function toLimits(
  descriptor: Readonly<Record<string, unknown>>,
  what: string,
): { initial: number; maximum: number | undefined; index64: boolean } {
  const { address } = descriptor;
  const kind = address === undefined ? "i32" : text(address);
  if (kind !== "i32" && kind !== "i64")
    throw new TypeError(`${what}: Unknown address type '${kind}'; pass 'i32' or 'i64'`);
  const index64 = kind === "i64";
  const { initial } = descriptor;
  const least = initial === undefined ? descriptor["minimum"] : initial;
  if (least === undefined) throw new TypeError(`${what}: Property 'initial' is required`);
  const low = toAddress(least, index64, `${what}: Property 'initial': value`);
  const { maximum } = descriptor;
  const high =
    maximum === undefined ? undefined : toAddress(maximum, index64, `${what}: Property 'maximum': value`);
  if (high !== undefined && high < low)
    throw new RangeError(`${what}: Property 'maximum': value ${high} is below the lower bound ${low}`);
  return { initial: low, maximum: high, index64 };
}

/** As text, as JavaScript converts implicitly. Throws `TypeError` for symbols. */
export function text(value: unknown): string {
  return `${value as string}`;
}

/** Gives a function the number of parameters that it shows. */
export function withLength(function_: object, length: number): void {
  Object.defineProperty(function_, "length", { value: length });
}

/** Makes the members of a class enumerable, as the interface definition language has it, and gives it a tag. */
export function asInterface(target: { readonly prototype: object }, name: string): void {
  for (const object of [target, target.prototype]) {
    for (const key of Object.getOwnPropertyNames(object)) {
      if (key === "constructor" || (object === target && ["prototype", "name", "length"].includes(key)))
        continue;
      Object.defineProperty(object, key, { enumerable: true });
    }
  }
  Object.defineProperty(target.prototype, Symbol.toStringTag, {
    value: `WebAssembly.${name}`,
    configurable: true,
  });
}
