/** The WebAssembly features that can be switched, and those that are refused by name. */

/** Every feature that this package implements and that an option switches. All are on by default. */
export interface Features {
  /** `global.get`/`global.set` of imported or exported mutable globals. */
  readonly mutableGlobals: boolean;
  readonly signExtension: boolean;
  readonly saturatingFloatToInt: boolean;
  readonly multiValue: boolean;
  readonly bulkMemory: boolean;
  readonly referenceTypes: boolean;
  readonly extendedConst: boolean;
  /** `global.get` of any preceding immutable global in constant expressions, not only of imported ones. */
  readonly constGlobals: boolean;
  readonly multiMemory: boolean;
  readonly tailCall: boolean;
  /** 64-bit memories and tables. */
  readonly memory64: boolean;
}

/** All that is implemented. */
export const ALL_FEATURES: Features = {
  mutableGlobals: true,
  signExtension: true,
  saturatingFloatToInt: true,
  multiValue: true,
  bulkMemory: true,
  referenceTypes: true,
  extendedConst: true,
  constGlobals: true,
  multiMemory: true,
  tailCall: true,
  memory64: true,
};

/** Features that are recognised and refused with an error of kind `unsupported`. */
export const UNSUPPORTED_FEATURES: readonly string[] = [
  "simd",
  "relaxed-simd",
  "threads",
  "exceptions",
  "legacy-exceptions",
  "function-references",
  "gc",
  "custom-page-sizes",
  "wide-arithmetic",
  "stack-switching",
  "shared-everything-threads",
];
