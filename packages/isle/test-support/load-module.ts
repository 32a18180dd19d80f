// Loads a generated module in a test: types stripped, evaluated in this realm.

import { transformSync } from "esbuild";

/** What the tests use of a generated module's `Rules`. */
export interface LoadedRules {
  readonly results: { readonly words: Int32Array; top: number };
  readonly records: Int32Array;
  mark(): number;
  release(mark: number): void;
  reset(): void;
  setLimit(results: number): void;
}

export interface LoadedModule {
  readonly create: (host: unknown) => LoadedRules;
  readonly FAIL32: number;
  readonly [name: string]: unknown;
}

/** JavaScript text of a generated module. */
export function stripTypes(code: string): string {
  return transformSync(code, { loader: "ts", format: "cjs", target: "es2022" }).code;
}

export function loadModule(code: string): LoadedModule {
  const module = { exports: {} };
  new Function("module", "exports", stripTypes(code))(module, module.exports);
  return module.exports as LoadedModule;
}

/** Calls the method of a term. */
export function callMethod(rules: LoadedRules, name: string, args: readonly number[]): number {
  const method = (rules as unknown as Record<string, (...args: number[]) => number>)[name];
  if (method === undefined) throw new Error(`no method ${name}`);
  return method.apply(rules, args as number[]);
}
