// Adapter of this project's WebAssembly runtime for script runners: compile, instantiate, call with exact bits.
// The interface is described at the top of the runner's `wast-runner.mjs`.
//
// Environment: WASM_ADAPTER_FLAGS=name=value,... are settings of the compiler; WASM_ADAPTER_REGALLOC=single_pass;
// WASM_ADAPTER_CHECKED=1 checks all accesses to memory explicitly; WASM_ADAPTER_LAZY=1 compiles functions when they are called.

const NUMERIC = { i: "i32", l: "i64", f: "f32", d: "f64" };

/** The adapter over a runtime: what `@cranelift-ts/wasm-runtime` exports. */
export function createAdapter({ callExact, createWebAssembly, exactSignature, globalBits }) {
  const { WASM_ADAPTER_FLAGS, WASM_ADAPTER_REGALLOC, WASM_ADAPTER_CHECKED, WASM_ADAPTER_LAZY } = process.env;
  const flags = Object.fromEntries(
    (WASM_ADAPTER_FLAGS ?? "")
      .split(",")
      .filter(Boolean)
      .map((f) => f.split("=")),
  );
  const create = (more) =>
    createWebAssembly({
      flags: { ...flags, ...more },
      ...(WASM_ADAPTER_REGALLOC && { regallocAlgorithm: WASM_ADAPTER_REGALLOC }),
      ...(WASM_ADAPTER_CHECKED && { explicitBoundsChecks: true }),
      ...(WASM_ADAPTER_LAZY && { lazy: true }),
    });
  let WebAssembly = create({});
  const hostObjects = new Map();
  const hostIds = new Map();

  function host(n) {
    let o = hostObjects.get(n);
    if (o === undefined) {
      o = { host: n };
      hostObjects.set(n, o);
      hostIds.set(o, n);
    }
    return o;
  }

  const toExact = (v) => (v.type === "ref" ? (v.null ? null : host(v.host)) : v.bits);

  function fromExact(kind, x) {
    if (NUMERIC[kind] !== undefined) return { type: NUMERIC[kind], bits: x };
    if (x === null) return { type: "ref", null: true };
    if (kind === "c") return { type: "ref", null: false, kind: "func" };
    return { type: "ref", null: false, kind: "extern", host: hostIds.get(x) };
  }

  function failure(e) {
    if (e instanceof WebAssembly.RuntimeError) return { outcome: "trap", message: e.message, code: e.code };
    if (e instanceof RangeError && /call stack/i.test(e.message))
      return { outcome: "exhaustion", message: e.message };
    return { outcome: "error", message: `${e?.name}: ${e?.message}\n${e?.stack}` };
  }

  return {
    name: "cranelift-ts",
    configure(config) {
      WebAssembly = create(config.nan_canonicalization ? { enable_nan_canonicalization: "true" } : {});
    },
    compile: (bytes) => new WebAssembly.Module(bytes),
    instantiate(module, resolve) {
      const imports = {};
      for (const i of WebAssembly.Module.imports(module)) {
        const x = resolve(i.module, i.name);
        imports[i.module] ??= Object.create(null);
        if (x !== undefined) imports[i.module][i.name] = x;
      }
      try {
        return { outcome: "ok", instance: new WebAssembly.Instance(module, imports) };
      } catch (e) {
        if (e instanceof WebAssembly.LinkError || e instanceof TypeError)
          return { outcome: "link", message: e.message };
        return failure(e);
      }
    },
    getExport: (instance, field) => instance.exports[field],
    invoke(instance, field, args) {
      const f = instance.exports[field];
      if (typeof f !== "function") throw new Error(`no exported function ${JSON.stringify(field)}`);
      try {
        const { results } = exactSignature(f);
        return {
          outcome: "return",
          values: callExact(f, args.map(toExact)).map((x, i) => fromExact(results[i], x)),
        };
      } catch (e) {
        return failure(e);
      }
    },
    readGlobal(instance, field) {
      const g = globalBits(instance.exports[field]);
      if (g === undefined) throw new Error(`no exported global ${field}`);
      return fromExact(g.kind, NUMERIC[g.kind] === undefined ? g.value : g.bits);
    },
  };
}
