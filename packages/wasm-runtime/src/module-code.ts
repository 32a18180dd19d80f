/** A compiled module: what it has, and its code in memory. Shared by all instances. */
import type { ModuleInfo } from "@cranelift-ts/wasm-translator";
import { linkImage, type CodeChunk, type CodeImage } from "./compile.ts";
import type { ModuleNames, PlacedCode } from "./code-space.ts";
import { funcRefSlots, layoutOf } from "./environment.ts";
import type { ContextLayout } from "./layout.ts";
import { LazyCode } from "./lazy-code.ts";
import { moduleSignature } from "./module-types.ts";
import type { Fingerprint } from "./serialize.ts";
import type { WasmSignature } from "./signature.ts";
import type { Store } from "./store.ts";

/** Code whose module is collected is given back. */
const collected = new FinalizationRegistry<() => void>((free) => free());

export class ModuleCode {
  readonly store: Store;
  /** What the module has; of a module that is compiled the bodies may be missing. */
  readonly info: ModuleInfo;
  /** What backtraces call it. */
  readonly label: string;
  /** What its code depends on. */
  readonly fingerprint: Fingerprint;
  /** Where the functions are, by index without imports. */
  readonly placed: { functionAddress(index: number): number };
  readonly layout: ContextLayout;
  /** Index among the function references by function, or -1. */
  readonly funcRefSlots: Int32Array;
  private readonly signatures: (WasmSignature | undefined)[] = [];
  private readonly code: PlacedCode | LazyCode;

  /** `code` is all code, or compiles a function, imports counted, when it is called first; the module is valid then. */
  constructor(
    store: Store,
    info: ModuleInfo,
    label: string,
    fingerprint: Fingerprint,
    code: CodeImage | ((index: number) => CodeChunk),
  ) {
    this.store = store;
    this.info = info;
    this.label = label;
    this.fingerprint = fingerprint;
    const { slots, count } = funcRefSlots(info);
    this.funcRefSlots = slots;
    this.layout = layoutOf(info, count);
    if (typeof code === "function") {
      this.placed = this.code = new LazyCode(
        store,
        namesOf(info, label),
        info.functionCount - info.importedFunctionCount,
        code,
      );
      return;
    }
    const placed = store.code.place(code, namesOf(info, label), (name) => store.libcall(name));
    this.placed = this.code = placed;
    const space = store.code;
    collected.register(this, () => space.free(placed));
  }

  /** All code of the module. Compiles what is not compiled yet. */
  get image(): CodeImage {
    const { code, store } = this;
    return code instanceof LazyCode ? linkImage(code.allChunks()) : store.code.image(code);
  }

  /** Bytes of machine code there are by now. */
  get size(): number {
    return this.code.size;
  }

  /** Signature of function `index`. */
  signatureOf(index: number): WasmSignature {
    return this.typeSignature(this.info.functionTypes[index]!);
  }

  typeSignature(type: number): WasmSignature {
    const t = this.info.types.canonical[type]!;
    return (this.signatures[t] ??= moduleSignature(this.info, t));
  }
}

/** What backtraces say; without a way back to the module, which may be collected while its code is on the stack. */
function namesOf(info: ModuleInfo, label: string): ModuleNames {
  const { functions } = info.names;
  return {
    importedFunctions: info.importedFunctionCount,
    functionName: (index) => functions.get(index),
    label,
  };
}

/** The module's name, or what tells it apart from others. Its bytes have to be all there. */
export function labelOf(info: ModuleInfo): string {
  return info.names.module ?? digest(info.bytes);
}

/** Eight digits that tell modules apart in a backtrace. */
function digest(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  const step = Math.max(1, bytes.length >>> 14);
  for (let i = 0; i < bytes.length; i += step) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
