/** Every module of the WebAssembly corpora: accepted or refused as it should be, and its CLIF passes the verifier. */
import { Function, verifyFunction, prettyVerifierErrors } from "@cranelift-ts/codegen-ir";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALL_FEATURES, translateFunction, TranslationContext, validateModule, WasmError } from "./index.ts";
import { corpusModules } from "./testing/corpus/testing.ts";
import { TestEnvironment } from "./testing/environment/testing.ts";

const root = process.env["CRANELIFT_CORPORA"];

describe.skipIf(root === undefined)("corpora (CRANELIFT_CORPORA)", () => {
  for (const folder of ["wasm-spec", "wasm-misc", "wasm-fuzz"]) {
    test(
      folder,
      () => {
        const problems: string[] = [];
        const unsupported = new Map<string, number>();
        let accepted = 0;
        let refused = 0;
        let functions = 0;
        const ctx = new TranslationContext();
        const slots = new TranslationContext();
        slots.body.forceSlots = true;
        const func = new Function();
        for (const m of corpusModules(join(root!, folder))) {
          try {
            // These hold without the later features only.
            const old = m.text === "multiple tables" || m.text === "multiple memories";
            const info = validateModule(
              m.bytes,
              old ? { ...ALL_FEATURES, referenceTypes: false, multiMemory: false } : ALL_FEATURES,
            );
            if (!m.valid) {
              problems.push(`${m.where}: accepted, but: ${m.text}`);
              continue;
            }
            accepted++;
            const env = new TestEnvironment(info);
            for (let f = info.importedFunctionCount; f < info.functionCount; f++) {
              for (const c of [ctx, slots]) {
                translateFunction(info, f, func, env, c);
                functions++;
                const errors = verifyFunction(func);
                if (errors.length > 0) {
                  problems.push(
                    `${m.where} function ${f}: ${prettyVerifierErrors(func, errors).slice(0, 600)}`,
                  );
                }
              }
            }
          } catch (e) {
            if (!(e instanceof WasmError)) problems.push(`${m.where}: ${(e as Error).stack}`);
            else if (e.kind === "unsupported")
              unsupported.set(e.feature!, (unsupported.get(e.feature!) ?? 0) + 1);
            else if (m.valid) problems.push(`${m.where} [${m.features.join()}]: ${e.message}`);
            else refused++;
          }
        }
        console.log(
          `${folder}: ${accepted} modules accepted, ${functions} functions, ${refused} modules refused`,
          unsupported,
        );
        expect(problems.slice(0, 20).join("\n")).toBe("");
        expect(accepted).toBeGreaterThan(100);
      },
      600_000,
    );
  }
});
