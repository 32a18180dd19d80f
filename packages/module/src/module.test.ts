import { Function, lookupIsa, signature, types, type IsaInfo } from "@cranelift-ts/codegen-ir";
import { flagsBuilder } from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import { x64 } from "@cranelift-ts/isa-x64";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  LINKAGES,
  mergeLinkage,
  Module,
  ModuleError,
  type DataDescription,
  type FuncId,
  type FunctionBody,
  type FunctionCompiler,
  type ModuleErrorKind,
  type ModuleRelocTarget,
} from "./index.ts";

const isa: IsaInfo = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish());
const I32 = types.I32;
const sig = signature([I32], [I32], "system_v");
const RET: FunctionBody = { code: Uint8Array.of(0xc3), alignment: 16, relocs: [] };

class Recorder extends Module {
  readonly got: [number, FunctionBody | DataDescription][] = [];
  constructor(compile?: FunctionCompiler) {
    super({ isa, ...(compile && { compile }) });
  }
  protected acceptFunction(id: FuncId, body: FunctionBody): void {
    this.got.push([id, body]);
  }
  protected acceptData(id: number, data: DataDescription): void {
    this.got.push([id, data]);
  }
}

function kindOf(run: () => unknown): ModuleErrorKind | "none" {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ModuleError);
    expect((error as ModuleError).errors.length).toBeGreaterThan(0);
    return (error as ModuleError).kind;
  }
  return "none";
}

test("the stronger linkage wins, whatever the order", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINKAGES), { minLength: 1 }), (list) => {
      const m = new Recorder();
      const ids = list.map((l) => m.declareFunction("f", l, sig));
      expect(new Set(ids).size).toBe(1);
      const strongest = Math.max(...list.map((l) => LINKAGES.indexOf(l)));
      expect(m.declarations.func(ids[0]!).linkage).toBe(LINKAGES[strongest]);
      expect(list.reduce(mergeLinkage)).toBe(LINKAGES[strongest]);
    }),
  );
});

describe("declarations", () => {
  test("disagreements", () => {
    const m = new Recorder();
    m.declareFunction("f", "import", sig);
    m.declareData("d", "local", { writable: false, tls: false });
    expect(kindOf(() => m.declareFunction("f", "export", signature([I32])))).toBe("incompatible-signature");
    expect(kindOf(() => m.declareFunction("d", "local", sig))).toBe("incompatible-declaration");
    expect(kindOf(() => m.declareData("f", "local", { writable: true, tls: false }))).toBe(
      "incompatible-declaration",
    );
    expect(kindOf(() => m.declareData("d", "local", { writable: true, tls: true }))).toBe(
      "incompatible-declaration",
    );
    expect(m.declarations.func(0 as FuncId).linkage).toBe("import");
    const d = m.declareData("d", "import", { writable: true, tls: false });
    expect(m.declarations.datum(d)).toEqual({ name: "d", linkage: "local", writable: true, tls: false });
    expect(m.declarations.lookup("d")).toEqual({ kind: "data", id: d });
    expect(m.declarations.lookup("x")).toBeUndefined();
  });

  test("anonymous items have ids, no names, and must be defined", () => {
    const m = new Recorder();
    const a = m.declareAnonymousFunction(sig);
    const b = m.declareAnonymousFunction(sig);
    const d = m.declareAnonymousData({ writable: true, tls: false });
    expect(a).not.toBe(b);
    expect(m.declarations.func(a).name).toBeUndefined();
    expect(m.missing().map((x) => x.message)).toHaveLength(3);
    m.defineFunctionBody(a, RET);
    m.defineFunctionBody(b, RET);
    m.defineData(d, { contents: { zeros: 8 } });
    m.assertComplete();
  });

  test("references in functions carry ids and tell what is near", () => {
    const m = new Recorder();
    const near = m.declareFunction("near", "local", sig);
    const far = m.declareFunction("far", "import", sig);
    const datum = m.declareData("d", "preemptible", { writable: false, tls: true });
    const f = new Function();
    const r = m.declareFuncInFunc(near, f);
    const s = m.declareFuncInFunc(far, f);
    const g = m.declareDataInFunc(datum, f);
    expect(f.dfg.extFuncs[r]!.colocated).toBe(true);
    expect(f.dfg.extFuncs[s]!.colocated).toBe(false);
    const value = f.stencil.globalValues[g]!;
    expect(value).toMatchObject({ kind: "symbol", colocated: false, tls: true });
    if (value.kind !== "symbol") throw new Error();
    expect(m.resolveName(f.dfg.extFuncs[s]!.name, f)).toEqual({ kind: "function", id: far });
    expect(m.resolveName(value.name, f)).toEqual({ kind: "data", id: datum });
  });

  test("names of text files are looked up; foreign names are errors", () => {
    const m = new Recorder();
    const id = m.declareFunction("callee", "import", sig);
    const f = new Function();
    expect(m.resolveName({ kind: "testcase", name: "callee" }, f)).toEqual({ kind: "function", id });
    expect(kindOf(() => m.resolveName({ kind: "testcase", name: "nobody" }, f))).toBe("undeclared");
    const ref = f.params.importUserName({ namespace: 7, index: 1 });
    expect(kindOf(() => m.resolveName({ kind: "user", ref }, f))).toBe("undeclared");
    const gone = f.params.importUserName({ namespace: 0, index: 99 });
    expect(kindOf(() => m.resolveName({ kind: "user", ref: gone }, f))).toBe("undeclared");
  });
});

describe("definitions", () => {
  test("once, not for imports, not for strangers", () => {
    const m = new Recorder();
    const f = m.declareFunction("f", "export", sig);
    const g = m.declareFunction("g", "import", sig);
    const d = m.declareData("d", "import", { writable: true, tls: false });
    expect(kindOf(() => m.assertComplete())).toBe("undefined");
    m.defineFunctionBody(f, RET);
    m.assertComplete();
    expect(m.isFunctionDefined(f)).toBe(true);
    expect(kindOf(() => m.defineFunctionBody(f, RET))).toBe("duplicate-definition");
    expect(kindOf(() => m.defineFunctionBody(g, RET))).toBe("invalid-import-definition");
    expect(kindOf(() => m.defineFunctionBody(55 as FuncId, RET))).toBe("undeclared");
    expect(kindOf(() => m.defineData(d, { contents: { zeros: 1 } }))).toBe("invalid-import-definition");
    expect(m.got).toHaveLength(1);
  });

  test("malformed ones", () => {
    const m = new Recorder();
    const f = m.declareFunction("f", "export", sig);
    const d = m.declareData("d", "export", { writable: true, tls: false });
    const target: ModuleRelocTarget = { kind: "function", id: f };
    const at = (offset: number): DataDescription => ({
      contents: { zeros: 16 },
      relocs: [{ offset, target }],
    });
    for (const bad of [9, -1, 1.5, 17])
      expect(kindOf(() => m.defineData(d, at(bad)))).toBe("invalid-definition");
    expect(kindOf(() => m.defineData(d, { contents: { zeros: 4 }, align: 3 }))).toBe("invalid-definition");
    expect(kindOf(() => m.defineData(d, { contents: { zeros: -4 } }))).toBe("invalid-definition");
    expect(kindOf(() => m.defineFunctionBody(f, { ...RET, alignment: 0 }))).toBe("invalid-definition");
    const reloc = { offset: 1, kind: "Abs8", target, addend: 0n };
    expect(kindOf(() => m.defineFunctionBody(f, { ...RET, relocs: [reloc] }))).toBe("invalid-definition");
    const stranger: ModuleRelocTarget = { kind: "data", id: 9 as typeof d };
    expect(
      kindOf(() => m.defineFunctionBody(f, { ...RET, relocs: [{ ...reloc, offset: 0, target: stranger }] })),
    ).toBe("undeclared");
    m.defineData(d, at(8));
    expect(m.got).toHaveLength(1);
  });

  test("compiling: names are resolved, failures keep their diagnostics and leave no definition", () => {
    const seen: ModuleRelocTarget[] = [];
    let fail = true;
    const m = new Recorder((func, resolve) => {
      if (fail)
        throw new CraneliftError([{ code: "unsupported", message: "no i128 sdiv", severity: "error" }]);
      for (const e of func.dfg.extFuncs) seen.push(resolve(e.name));
      return RET;
    });
    const f = m.declareFunction("f", "export", sig);
    const g = m.declareFunction("g", "import", sig);
    const func = new Function({ kind: "testcase", name: "f" }, sig);
    m.declareFuncInFunc(g, func);
    try {
      m.defineFunction(f, func);
      expect.unreachable();
    } catch (error) {
      expect((error as ModuleError).kind).toBe("compilation");
      expect((error as ModuleError).errors[0]!.code).toBe("unsupported");
      expect((error as ModuleError).message).toContain("f: ");
    }
    expect(m.isFunctionDefined(f)).toBe(false);
    fail = false;
    m.defineFunction(f, func);
    expect(seen).toEqual([{ kind: "function", id: g }]);
    const h = m.declareFunction("h", "export", signature([]));
    expect(kindOf(() => m.defineFunction(h, func))).toBe("incompatible-signature");
    expect(kindOf(() => new Recorder().defineFunction(0 as FuncId, func))).toBe("undeclared");
  });
});
