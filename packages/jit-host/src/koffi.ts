/**
 * The provider that uses the `koffi` package where the program has installed it: for platforms that have no addon yet.
 * Loaded only when asked for; this package does not depend on it.
 */
import { createRequire } from "node:module";
import { JitHostError, type HostCallback, type JitHost } from "./host.ts";

type NativeFunction = (...args: unknown[]) => unknown;

/** The part of koffi that is used here. */
interface Koffi {
  load(path: string | null): { func(prototype: string): NativeFunction };
  proto(result: string, parameters: string[]): unknown;
  pointer(type: unknown): unknown;
  decode(address: bigint, type: unknown): NativeFunction;
  call(address: bigint, type: unknown, ...args: unknown[]): unknown;
  address(value: unknown): bigint;
  register(target: () => void, type: unknown): unknown;
  unregister(callback: unknown): void;
}

const WORDS = 6;

/** Loads koffi, or a package that does the same. Throws {@link JitHostError} if it is not installed. */
export function loadKoffiHost(name: string = "koffi"): JitHost {
  let koffi: Koffi;
  try {
    koffi = createRequire(import.meta.url)(name) as Koffi;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ERR_DLOPEN_DISABLED") {
      throw new JitHostError(
        "forbidden",
        `Node was started with --no-addons, so ${name} cannot be loaded`,
        error,
      );
    }
    throw new JitHostError("unavailable", `the package '${name}' is not installed`, error);
  }
  const library = koffi.load(null);
  const dlsym = library.func("uintptr_t dlsym(intptr_t, const char *)");
  const memmove = library.func("void *memmove(uintptr_t, const void *, size_t)");
  const words = koffi.proto("uint64_t", Array<string>(WORDS).fill("uint64_t"));
  const entry = koffi.proto("uintptr_t", ["uintptr_t", "uintptr_t"]);
  const nullary = koffi.proto("void", []);
  const nullaryPointer = koffi.pointer(nullary);
  const word = (value: bigint): bigint => BigInt.asUintN(64, value);
  return {
    provider: "koffi",
    dlsym: (name) => (name.includes("\0") ? 0n : BigInt(dlsym(0, name) as number | bigint)),
    call: (address, ...given) => {
      if (address === 0n) throw new JitHostError("system", "a call of address 0");
      const args: bigint[] = [];
      for (let i = 0; i < WORDS; i++) args.push(word(given[i] ?? 0n));
      return BigInt(koffi.call(address, words, ...args) as number | bigint);
    },
    addr: (buffer) => BigInt(koffi.address(buffer)),
    fn: (code) => {
      const native = koffi.decode(code, entry);
      return () => {
        native(0, 0);
      };
    },
    poke: (address, bytes) => {
      if (bytes.length > 0) memmove(address, bytes, bytes.length);
    },
    callback: (target): HostCallback => {
      const registered = koffi.register(target, nullaryPointer);
      return { address: BigInt(koffi.address(registered)), release: () => koffi.unregister(registered) };
    },
  };
}
