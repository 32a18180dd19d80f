/**
 * The JavaScript API as a whole against the engine's own: the same expressions are evaluated with both namespaces, and
 * what can be seen of the results (values, descriptors, classes of errors, order of what is read) has to be equal,
 * except where `DIFFERENCES` says why it is not.
 */
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createWebAssembly, WebAssembly as Lazy } from "./index.ts";
import { i32, local, runs, wasm } from "./testing.ts";

test.skipIf(runs)("no code can run here: nothing else is tested", () => expect(runs).toBe(false));

// oxlint-disable-next-line typescript/no-explicit-any -- of either API, shape unknown
type Any = any;
const theirs: Any = (globalThis as { WebAssembly?: unknown }).WebAssembly;

/** What is visible of a value. */
function show(value: unknown, depth: number = 3): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `function ${value.name}/${value.length}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `error ${value.name}`;
  if (value instanceof ArrayBuffer) return `buffer ${value.byteLength}`;
  if (Array.isArray(value)) return `[${value.map((x) => show(x, depth - 1)).join(", ")}]`;
  const tag = Object.prototype.toString.call(value);
  if (depth === 0) return tag;
  const shown = Reflect.ownKeys(value).map((k) => `${String(k)}: ${show(Reflect.get(value, k), depth - 1)}`);
  return `${tag === "[object Object]" ? "" : tag}{${shown.join(", ")}}`;
}

async function outcome(run: () => unknown): Promise<string> {
  try {
    const value = run();
    if (!(value instanceof Promise)) return show(value);
    try {
      return `promise of ${show(await value)}`;
    } catch (error) {
      return `rejects with ${(error as Error).name}`;
    }
  } catch (error) {
    return `throws ${(error as Error).name}`;
  }
}

/** Descriptor of an own property, with functions by name and length. */
function descriptor(object: Any, key: PropertyKey): unknown {
  const d = Object.getOwnPropertyDescriptor(object, key);
  return d === undefined
    ? undefined
    : Object.fromEntries(Object.entries(d).map(([k, v]) => [k, typeof v === "object" ? "object" : v]));
}

const ADD = wasm({
  types: ["ii:i"],
  functions: [{ type: 0, body: [local(0), local(1), 0x6a] }],
  exports: { add: "f0" },
});
const EMPTY = wasm({});
const ALL = wasm({
  types: ["i:i", ":"],
  imports: [
    ["a", "f", 0],
    ["a", "t", ["table", "c", [1]]],
    ["b", "m", ["memory", [1, 3]]],
    ["b", "g", ["global", "i", false]],
  ],
  functions: [{ type: 1, body: [] }],
  globals: [["l", true, [0x42, 7]]],
  exports: {
    run: "f1",
    back: "f0",
    table: "t0",
    memory: "m0",
    first: "g0",
    second: "g1",
    "": "f1",
    "8": "f1",
    é: "f1",
  },
});
const UNREACHABLE = wasm({ types: [":"], functions: [{ type: 0, body: [0x00] }], exports: { f: "f0" } });
const START = wasm({ types: [":"], functions: [{ type: 0, body: [0x00] }], start: 0 });
const EXTERN = wasm({ types: ["e:e"], functions: [{ type: 0, body: [local(0)] }], exports: { f: "f0" } });
const CUSTOM = Uint8Array.from([
  ...EMPTY,
  0,
  3,
  1,
  0x78,
  9,
  0,
  4,
  1,
  0x78,
  8,
  7,
  0,
  3,
  2,
  0xc3,
  0xa9,
  0,
  1,
  0,
]);
const allImports = (W: Any, more: object = {}): Any => ({
  a: { f: (x: number) => x, t: new W.Table({ element: "anyfunc", initial: 1 }), ...more },
  b: { m: new W.Memory({ initial: 1, maximum: 2 }), g: 5, ...more },
});
const instance = (W: Any, bytes: Uint8Array, imports?: unknown): Any =>
  new W.Instance(new W.Module(bytes), imports);

/** An object that notes what is read of it, converted or called. */
function noting(log: string[], name: string, values: Record<string, unknown>): object {
  return new Proxy(values, {
    get(target, key) {
      log.push(`${name}.${String(key)}`);
      return Reflect.get(target, key);
    },
    has(target, key) {
      log.push(`${String(key)} in ${name}`);
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      log.push(`keys of ${name}`);
      return Reflect.ownKeys(target);
    },
  });
}
const converting = (log: string[], name: string, value: unknown): object => ({
  valueOf: () => {
    log.push(`number ${name}`);
    return value;
  },
  toString: () => {
    log.push(`string ${name}`);
    return String(value);
  },
});
/** Runs and gives what was noted with what came out. */
const noted = (run: (log: string[]) => unknown): unknown => {
  const log: string[] = [];
  let out: unknown;
  try {
    out = show(run(log));
  } catch (error) {
    out = (error as Error).name;
  }
  return [...log, out];
};

type Case = readonly [name: string, run: (W: Any) => unknown];
const cases: Case[] = [];
const add = (name: string, run: (W: Any) => unknown): void => void cases.push([name, run]);

// Shape

const CLASSES = [
  "Module",
  "Instance",
  "Memory",
  "Table",
  "Global",
  "Tag",
  "Exception",
  "CompileError",
  "LinkError",
  "RuntimeError",
] as const;
const FUNCTIONS = ["validate", "compile", "instantiate", "compileStreaming", "instantiateStreaming"] as const;
add("the namespace's tag", (W) => [
  Object.prototype.toString.call(W),
  String(W),
  typeof W,
  Object.getPrototypeOf(W) === Object.prototype,
]);
add("the tag's descriptor", (W) => descriptor(W, Symbol.toStringTag));
for (const n of [...CLASSES, ...FUNCTIONS]) {
  add(`descriptor of ${n}`, (W) => descriptor(W, n));
  add(`${n} is in it`, (W) => [n in W, Object.hasOwn(W, n), Object.keys(W).includes(n)]);
}
for (const n of FUNCTIONS) {
  add(`${n} is no constructor`, (W) => new W[n](ADD));
  add(`${n} has no prototype`, (W) => [
    Object.hasOwn(W[n], "prototype"),
    Object.getPrototypeOf(W[n]) === Function.prototype,
  ]);
  add(`${n} without arguments`, (W) => W[n]());
  for (const [what, value] of Object.entries({
    undefined: undefined,
    null: null,
    number: 3,
    string: "x",
    object: {},
    array: [],
  })) {
    add(`${n} of ${what}`, (W) => W[n](value));
  }
}
const MEMBERS: Record<string, readonly string[]> = {
  Module: ["imports", "exports", "customSections"],
  Instance: ["exports"],
  Memory: ["grow", "buffer"],
  Table: ["length", "grow", "set", "get"],
  Global: ["valueOf", "value"],
  Tag: [],
  CompileError: [],
  LinkError: [],
  RuntimeError: [],
};
for (const [n, members] of Object.entries(MEMBERS)) {
  add(`${n}: name, length, prototype`, (W) => [
    W[n].name,
    W[n].length,
    descriptor(W[n], "name"),
    descriptor(W[n], "length"),
    descriptor(W[n], "prototype"),
  ]);
  add(`${n}: inherits`, (W) => [
    Object.getPrototypeOf(W[n]) === Function.prototype,
    Object.getPrototypeOf(W[n].prototype) === Object.prototype,
  ]);
  add(`${n}.prototype.constructor`, (W) => [
    descriptor(W[n].prototype, "constructor"),
    W[n].prototype.constructor === W[n],
  ]);
  add(`${n}'s tag`, (W) => [
    descriptor(W[n].prototype, Symbol.toStringTag),
    Object.prototype.toString.call(W[n].prototype),
  ]);
  add(
    `${n} called without new`,
    (W) =>
      W[n](n === "Module" ? ADD : { initial: 1, value: "i32", element: "anyfunc", parameters: [] }) instanceof
      W[n],
  );
  add(`new ${n}() without arguments`, (W) => new W[n]() instanceof W[n]);
  if (n.endsWith("Error")) continue;
  for (const value of [undefined, null, 0, "text", true, 5n, Symbol.iterator, [], () => {}]) {
    add(
      `new ${n}(${typeof value === "function" ? "function" : show(value)})`,
      (W) => new W[n](value) instanceof W[n],
    );
  }
  add(`members of ${n}`, (W) =>
    members.every((m) => Object.hasOwn(n === "Module" ? W[n] : W[n].prototype, m)),
  );
  for (const m of members) {
    const home = (W: Any): Any => (n === "Module" ? W[n] : W[n].prototype);
    add(`descriptor of ${n}.${m}`, (W) => descriptor(home(W), m));
    const function_ = (W: Any): Any => {
      const d = Object.getOwnPropertyDescriptor(home(W), m)!;
      return d.get ?? d.value;
    };
    add(`${n}.${m} is no constructor and has no prototype`, (W) => {
      let constructed = "constructs";
      try {
        new (function_(W))();
      } catch (error) {
        constructed = (error as Error).name;
      }
      return [constructed, Object.hasOwn(function_(W), "prototype")];
    });
    if (n !== "Module") {
      for (const [what, value] of Object.entries({
        undefined: undefined,
        null: null,
        number: 1,
        object: {},
        prototype: "prototype",
      })) {
        add(`${n}.${m} of ${what}`, (W) =>
          function_(W).call(value === "prototype" ? W[n].prototype : value, 0),
        );
      }
      add(`${n}.${m} of another class`, (W) =>
        function_(W).call(
          n === "Table" ? new W.Global({ value: "i32" }) : new W.Table({ element: "anyfunc", initial: 1 }),
          0,
        ),
      );
      const setter = (W: Any): Any => Object.getOwnPropertyDescriptor(home(W), m)!.set;
      add(`setter of ${n}.${m}`, (W) => [setter(W)?.name, setter(W)?.length]);
      add(`setter of ${n}.${m} of an object`, (W) => setter(W)?.call({}, 1));
    }
  }
  add(`a class that extends ${n}`, (W) => {
    class Derived extends (W[n] as new (argument: unknown) => object) {
      extra(): string {
        return "extra";
      }
    }
    const d: Any = new Derived(
      n === "Module"
        ? ADD
        : n === "Instance"
          ? new W.Module(ADD)
          : { initial: 1, value: "i32", element: "anyfunc" },
    );
    return [d instanceof Derived, d instanceof W[n], d.extra(), Object.prototype.toString.call(d)];
  });
}
for (const n of ["CompileError", "LinkError", "RuntimeError"]) {
  add(`a ${n}`, (W) => {
    const e = new W[n]("text", { cause: 5 });
    return [
      e.name,
      e.message,
      e.cause,
      e instanceof Error,
      String(e),
      Object.prototype.toString.call(e),
      Object.getPrototypeOf(W[n]) === Error,
    ];
  });
}

// Bytes

const SOURCES: Record<string, () => unknown> = {
  "a Uint8Array": () => ADD,
  "an ArrayBuffer": () => ADD.buffer,
  "a DataView": () => new DataView(ADD.buffer),
  "a part of a buffer": () => Uint8Array.from([1, 2, ...ADD, 3]).subarray(2, 2 + ADD.length),
  "a SharedArrayBuffer": () => {
    const shared = new SharedArrayBuffer(ADD.length);
    new Uint8Array(shared).set(ADD);
    return shared;
  },
  "an Int16Array of odd bytes": () => new Int16Array(2),
  "a detached buffer": () => {
    const buffer = ADD.slice().buffer;
    structuredClone(buffer, { transfer: [buffer] });
    return buffer;
  },
  "no bytes": () => new Uint8Array(0),
  "a magic number alone": () => ADD.slice(0, 4),
  "a header alone": () => ADD.slice(0, 8),
  "a module that is cut off": () => ADD.slice(0, -1),
  "another version": () => Uint8Array.from([0, 0x61, 0x73, 0x6d, 2, 0, 0, 0]),
};
for (const [what, make] of Object.entries(SOURCES)) {
  add(`validate ${what}`, (W) => W.validate(make()));
  add(`new Module of ${what}`, (W) => new W.Module(make()));
  add(`compile ${what}`, (W) => W.compile(make()));
  add(`instantiate ${what}`, (W) => W.instantiate(make()));
}
add("a module has no own properties", (W) => Reflect.ownKeys(new W.Module(ADD)));
add("a module is extensible", (W) => Object.isExtensible(new W.Module(ADD)));
add("bytes that change after compile() was called", async (W) => {
  const bytes = ADD.slice();
  const promise = W.compile(bytes);
  bytes.fill(0);
  return W.Module.exports(await promise);
});
add("bytes of a valueOf", (W) => W.validate({ valueOf: () => ADD }));

// Modules

for (const m of ["imports", "exports", "customSections"]) {
  for (const value of [undefined, null, 1, {}, "x"])
    add(`Module.${m}(${show(value)})`, (W) => W.Module[m](value, "x"));
  add(`Module.${m} of an instance`, (W) => W.Module[m](instance(W, ADD), "x"));
  add(`Module.${m} without this`, (W) => (0, W.Module[m])(new W.Module(ADD), "x"));
  add(`Module.${m} of a module with nothing`, (W) => W.Module[m](new W.Module(EMPTY), "x"));
  add(`Module.${m} gives fresh arrays`, (W) => {
    const module = new W.Module(ALL);
    const a = W.Module[m](module, "x");
    return [a === W.Module[m](module, "x"), Array.isArray(a), Object.isFrozen(a)];
  });
  add(`Module.${m} is not on instances`, (W) => (new W.Module(ADD) as Any)[m]);
}
add("Module.imports", (W) => W.Module.imports(new W.Module(ALL)));
add("Module.exports", (W) => W.Module.exports(new W.Module(ALL)));
add("descriptors of a module's descriptions", (W) => {
  const [i] = W.Module.imports(new W.Module(ALL));
  return [Object.getOwnPropertyDescriptors(i), Object.getPrototypeOf(i) === Object.prototype];
});
for (const section of ["x", "é", "", "y", 5, null, {}])
  add(`customSections ${show(section)}`, (W) =>
    W.Module.customSections(new W.Module(CUSTOM), section).map((b: ArrayBuffer) => [...new Uint8Array(b)]),
  );
add("customSections without a name", (W) => W.Module.customSections(new W.Module(CUSTOM)));
add("customSections undefined", (W) => W.Module.customSections(new W.Module(CUSTOM), undefined));
add("customSections of a symbol", (W) => W.Module.customSections(new W.Module(CUSTOM), Symbol.iterator));
add("customSections: module first, then name", (W) =>
  noted((log) => W.Module.customSections({}, converting(log, "name", "x"))),
);
add("customSections: each time a copy", (W) => {
  const module = new W.Module(CUSTOM);
  new Uint8Array(W.Module.customSections(module, "x")[0])[0] = 99;
  return [...new Uint8Array(W.Module.customSections(module, "x")[0])];
});

// Instances

for (const value of [undefined, null, 1, "x", {}, [], () => {}, Symbol.iterator, true]) {
  const name = typeof value === "function" ? "function" : show(value);
  add(
    `new Instance of a module without imports, ${name}`,
    (W) => new W.Instance(new W.Module(ADD), value).exports,
  );
  add(
    `new Instance of a module with imports, ${name}`,
    (W) => new W.Instance(new W.Module(ALL), value).exports,
  );
  add(`instantiate(bytes, ${name})`, async (W) => Object.keys(await W.instantiate(ADD, value)));
  add(
    `instantiate(module, ${name})`,
    async (W) => (await W.instantiate(new W.Module(ADD), value)) instanceof W.Instance,
  );
  add(`instantiate(bytes with imports, ${name})`, (W) => W.instantiate(ALL, value));
  add(`import module ${name}`, (W) => instance(W, ALL, { a: value, b: value }));
  for (const k of ["f", "t"])
    add(
      `import a.${k} ${name}`,
      (W) => instance(W, ALL, { ...allImports(W), a: { ...allImports(W).a, [k]: value } }).exports,
    );
  for (const k of ["m", "g"])
    add(
      `import b.${k} ${name}`,
      (W) =>
        instance(W, ALL, { ...allImports(W), b: { ...allImports(W).b, [k]: value } }).exports.first?.value,
    );
}
add("exports of everything", (W) => instance(W, ALL, allImports(W)).exports);
add("exports: prototype, frozen, tag", (W) => {
  const { exports } = instance(W, ALL, allImports(W));
  return [
    Object.getPrototypeOf(exports),
    Object.isFrozen(exports),
    Object.prototype.toString.call(exports),
    Reflect.ownKeys(exports),
    descriptor(exports, "run"),
  ];
});
add("exports: the same object each time", (W) => {
  const i = instance(W, ADD);
  return [i.exports === i.exports, Reflect.ownKeys(i), Object.hasOwn(i, "exports")];
});
add("exports: writing", (W) => {
  instance(W, ADD).exports.add = 1;
});
add("exports: setting the accessor", (W) => {
  instance(W, ADD).exports = 1;
});
add("exported objects are what was imported", (W) => {
  const imports = allImports(W);
  const { exports } = instance(W, ALL, imports);
  return [
    exports.table === imports.a.t,
    exports.memory === imports.b.m,
    exports.back === imports.a.f,
    exports.run === exports[""],
    exports.first.value,
  ];
});
add("an imported global comes out as itself", (W) => {
  const imports = allImports(W);
  imports.b.g = new W.Global({ value: "i32" }, 9);
  return instance(W, ALL, imports).exports.first === imports.b.g;
});
add("order in which imports are read", (W) =>
  noted((log) => {
    const { a, b } = allImports(W);
    return instance(W, ALL, noting(log, "imports", { a: noting(log, "a", a), b: noting(log, "b", b) }))
      .exports;
  }),
);
add("order in which imports are read until one is missing", (W) =>
  noted((log) => {
    const { a, b } = allImports(W);
    delete a.t;
    return instance(W, ALL, noting(log, "imports", { a: noting(log, "a", a), b: noting(log, "b", b) }))
      .exports;
  }),
);
add("imports from a function's properties", (W) => {
  const { a, b } = allImports(W);
  return Object.keys(instance(W, ALL, { a: Object.assign(() => {}, a), b: Object.create(b) }).exports);
});
add("a getter of an import that throws", (W) =>
  instance(W, ALL, {
    get a() {
      throw new URIError("mine");
    },
  }),
);
add("a start function that traps", (W) => instance(W, START));
add("instantiate with a start function that traps", (W) => W.instantiate(START));
add("an import of a memory that is too small", (W) =>
  instance(W, ALL, allImports(W, { m: new W.Memory({ initial: 0, maximum: 1 }) })),
);
add("an import of a memory without limit", (W) =>
  instance(W, ALL, allImports(W, { m: new W.Memory({ initial: 1 }) })),
);
add("an import of a table that is too small", (W) =>
  instance(W, ALL, allImports(W, { t: new W.Table({ element: "anyfunc", initial: 0 }) })),
);
add("an import of a table of references", (W) =>
  instance(W, ALL, allImports(W, { t: new W.Table({ element: "externref", initial: 1 }) })),
);
add("an import of a mutable global", (W) =>
  instance(W, ALL, allImports(W, { g: new W.Global({ value: "i32", mutable: true }) })),
);
add("an import of a global of another type", (W) =>
  instance(W, ALL, allImports(W, { g: new W.Global({ value: "i64" }) })),
);
for (const k of ["i", "l", "f", "d", "c", "e"]) {
  for (const value of [1, 1.5, -0, 2n, "3", null, undefined, {}, () => {}, NaN, 2 ** 40]) {
    const name = typeof value === "function" ? "function" : show(value);
    add(
      `a global ${k} of ${name}`,
      (W) =>
        instance(W, wasm({ imports: [["m", "g", ["global", k, false]]], exports: { g: "g0" } }), {
          m: { g: value },
        }).exports.g.value,
    );
  }
}
add("instantiate resolves to a plain object", async (W) => {
  const r = await W.instantiate(ADD);
  return [
    Object.keys(r),
    Object.getOwnPropertyDescriptor(r, "module")!.writable,
    r.module instanceof W.Module,
    r.instance instanceof W.Instance,
    Object.getPrototypeOf(r) === Object.prototype,
  ];
});
add(
  "instantiate of a module resolves to an instance",
  async (W) => (await W.instantiate(new W.Module(ADD))) instanceof W.Instance,
);
add("instantiate reads its imports later", async (W) => {
  const log: string[] = [];
  const { a, b } = allImports(W);
  const promise = W.instantiate(new W.Module(ALL), noting(log, "imports", { a, b }));
  const now = [...log];
  await promise;
  return [now, log];
});
add("promises are promises", (W) => [
  W.compile(ADD).constructor === Promise,
  W.instantiate(ADD).constructor === Promise,
]);
for (const n of ["compile", "instantiate", "compileStreaming", "instantiateStreaming"]) {
  add(`${n} never throws at once`, (W) => {
    const p = W[n](Symbol.iterator);
    p.catch(() => {});
    return p instanceof Promise;
  });
}
for (const n of ["compileStreaming", "instantiateStreaming"]) {
  const response = (type: string | undefined, status: number = 200): Response =>
    new Response(ADD, { status, headers: type === undefined ? {} : { "content-type": type } });
  add(`${n} of a response`, async (W) => {
    const r = await W[n](response("application/wasm"));
    return n === "compileStreaming" ? W.Module.exports(r) : Object.keys(r);
  });
  add(
    `${n} of a promise of a response`,
    async (W) => (await W[n](Promise.resolve(response("application/wasm")))) instanceof Object,
  );
  add(`${n} of a promise that rejects`, (W) => W[n](Promise.reject(new URIError("no"))));
  for (const type of [
    undefined,
    "text/plain",
    "application/wasm;x=1",
    "application/wasm ",
    "APPLICATION/WASM",
    "application/wasm;",
  ]) {
    add(`${n} of type ${type}`, async (W) => (await W[n](response(type))) instanceof Object);
  }
  add(`${n} of an error`, (W) => W[n](response("application/wasm", 404)));
  add(`${n} of a used response`, async (W) => {
    const r = response("application/wasm");
    await r.arrayBuffer();
    return W[n](r);
  });
  add(`${n} of a response twice`, async (W) => {
    const r = response("application/wasm");
    await W[n](r);
    return W[n](r);
  });
  for (const [what, chunk] of Object.entries({
    "an ArrayBuffer": ADD.buffer,
    "an Int8Array": new Int8Array(ADD.buffer),
    "a text": "text",
    "an array": [0],
    "a SharedArrayBuffer": new SharedArrayBuffer(8),
    undefined: undefined,
  })) {
    add(`${n} of a stream of ${what}`, async (W) => {
      const body = new ReadableStream({
        start(c) {
          c.enqueue(chunk);
          c.close();
        },
      });
      const init = { headers: { "content-type": "application/wasm" } };
      return (await W[n](new Response(body, init))) instanceof Object;
    });
  }
}

// Memories

const LIMITS: readonly unknown[] = [
  undefined,
  null,
  0,
  1,
  1.9,
  -1,
  -0.5,
  65536,
  65537,
  2 ** 32,
  NaN,
  Infinity,
  "2",
  "x",
  {},
  [],
  true,
  3n,
  Symbol.iterator,
  { valueOf: () => 2 },
];
const shownLimit = (v: unknown): string =>
  typeof v === "object" && v !== null && !Array.isArray(v)
    ? Object.keys(v).length > 0
      ? "object of 2"
      : "object"
    : show(v);
for (const v of LIMITS) {
  const name = shownLimit(v);
  if (v !== 65536) add(`memory of initial ${name}`, (W) => new W.Memory({ initial: v }).buffer.byteLength);
  add(`memory of maximum ${name}`, (W) => new W.Memory({ initial: 0, maximum: v }).buffer.byteLength);
  add(`memory.grow(${name})`, (W) => {
    const m = new W.Memory({ initial: 1, maximum: 4 });
    return [m.grow(v), m.buffer.byteLength];
  });
  add(`table of initial ${name}`, (W) => new W.Table({ element: "anyfunc", initial: v }).length);
  add(`table of maximum ${name}`, (W) => new W.Table({ element: "anyfunc", initial: 0, maximum: v }).length);
  for (const m of ["get", "set", "grow"])
    add(`table.${m}(${name})`, (W) => {
      const t = new W.Table({ element: "externref", initial: 2, maximum: 5 }, "x");
      return [t[m](v), t.length, t.get(0)];
    });
}
for (const n of ["Memory", "Table"]) {
  const base = { element: "anyfunc" };
  add(`${n}: maximum below initial`, (W) => new W[n]({ ...base, initial: 2, maximum: 1 }));
  add(`${n}: initial absent`, (W) => new W[n]({ ...base, maximum: 1 }));
  add(`${n}: order of reading`, (W) =>
    noted(
      (log) =>
        new W[n](
          noting(log, "d", {
            element: converting(log, "element", "anyfunc"),
            initial: converting(log, "initial", 1),
            maximum: converting(log, "maximum", 2),
          }),
        ) instanceof W[n],
    ),
  );
  add(`${n}: order of reading until something is wrong`, (W) =>
    noted(
      (log) =>
        new W[n](
          noting(log, "d", {
            element: converting(log, "element", "anyfunc"),
            initial: converting(log, "initial", -1),
            maximum: converting(log, "maximum", 2),
          }),
        ),
    ),
  );
  add(`${n}: own properties`, (W) => Reflect.ownKeys(new W[n]({ ...base, initial: 1 })));
  add(
    `${n}: a getter that throws`,
    (W) =>
      new W[n]({
        get initial() {
          throw new URIError();
        },
        element: "anyfunc",
      }),
  );
}
add("Memory: shared without maximum", (W) => new W.Memory({ initial: 1, shared: true }));
add("Memory.grow detaches", (W) => {
  const m = new W.Memory({ initial: 1, maximum: 3 });
  const before = m.buffer;
  const same = m.buffer === before;
  m.grow(1);
  return [same, before.byteLength, m.buffer === before, m.buffer.byteLength, m.grow(0), m.buffer.byteLength];
});
add("Memory.grow by nothing detaches", (W) => {
  const m = new W.Memory({ initial: 1 });
  const before = m.buffer;
  m.grow(0);
  return [before.byteLength, m.buffer === before];
});
add("Memory.grow too far keeps the buffer", (W) => {
  const m = new W.Memory({ initial: 1, maximum: 1 });
  const before = m.buffer;
  try {
    return m.grow(1);
  } catch (error) {
    return [(error as Error).name, before === m.buffer, before.byteLength];
  }
});
add("Memory.grow without arguments", (W) => new W.Memory({ initial: 1 }).grow());
add("memory.buffer cannot be transferred", (W) => {
  const m = new W.Memory({ initial: 1 });
  structuredClone(m.buffer, { transfer: [m.buffer] });
});
add("memory.grow of code detaches", (W) => {
  const x = instance(
    W,
    wasm({
      types: ["i:i"],
      memories: [[1, 4]],
      functions: [{ type: 0, body: [local(0), 0x40, 0] }],
      exports: { grow: "f0", m: "m0" },
    }),
  ).exports;
  const before = x.m.buffer;
  return [
    x.grow(2),
    before.byteLength,
    x.m.buffer.byteLength,
    x.grow(9),
    x.grow(0),
    x.m.buffer === x.m.buffer,
  ];
});

// Tables

for (const element of [
  "anyfunc",
  "externref",
  "funcref",
  "i32",
  "v128",
  "",
  undefined,
  null,
  1,
  "anyref",
  "Anyfunc",
]) {
  add(`table of ${show(element)}`, (W) => new W.Table({ element, initial: 1 }).get(0));
}
const PUT: Record<string, (W: Any) => unknown> = {
  nothing: () => undefined,
  null: () => null,
  "a function": () => () => {},
  "an exported function": (W) => instance(W, ADD).exports.add,
  "a number": () => 4,
  "an object": () => ({ a: 1 }),
  "a symbol": () => Symbol.iterator,
};
for (const [what, make] of Object.entries(PUT)) {
  for (const element of ["anyfunc", "externref"]) {
    add(`new Table ${element}, ${what}`, (W) => new W.Table({ element, initial: 2 }, make(W)).get(1));
    add(`set ${element}, ${what}`, (W) => {
      const t = new W.Table({ element, initial: 2 });
      return [t.set(0, make(W)), t.get(0), t.get(1)];
    });
    add(`grow ${element}, ${what}`, (W) => {
      const t = new W.Table({ element, initial: 1 });
      return [t.grow(1, make(W)), t.get(1), t.length];
    });
    add(`grow ${element} by nothing, ${what}`, (W) => new W.Table({ element, initial: 1 }).grow(0, make(W)));
    add(`new empty Table ${element}, ${what}`, (W) => new W.Table({ element, initial: 0 }, make(W)).length);
  }
}
for (const element of ["anyfunc", "externref"]) {
  add(`${element}: one argument`, (W) => {
    const t = new W.Table({ element, initial: 2 });
    t.set(0);
    t.grow(1);
    return [t.get(0), t.get(1), t.get(2), t.length];
  });
  add(`${element}: no arguments`, (W) => {
    const t = new W.Table({ element, initial: 2 });
    return ["get", "set", "grow"].map((m) => {
      try {
        return [m, t[m]()];
      } catch (error) {
        return [m, (error as Error).name];
      }
    });
  });
  add(`${element}: a wrong value and a wrong index`, (W) => new W.Table({ element, initial: 1 }).set(5, 5));
  add(`${element}: a wrong value, growing too far`, (W) =>
    new W.Table({ element, initial: 1, maximum: 1 }).grow(5, 5),
  );
}
add("table: order of set", (W) =>
  noted((log) =>
    new W.Table({ element: "externref", initial: 1 }).set(
      converting(log, "index", 0),
      converting(log, "value", 1),
    ),
  ),
);
add("table: writing its length", (W) => {
  new W.Table({ element: "anyfunc", initial: 1 }).length = 5;
});
add("table: 10,000,001 elements", (W) => new W.Table({ element: "anyfunc", initial: 10_000_001 }));
add("table: grows to 10,000,001 elements", (W) =>
  new W.Table({ element: "anyfunc", initial: 1 }).grow(10_000_000),
);

// Globals

const GLOBAL_VALUES: readonly unknown[] = [
  undefined,
  null,
  0,
  -0,
  1.7,
  2 ** 31,
  2 ** 53,
  NaN,
  Infinity,
  "5",
  "x",
  true,
  6n,
  -(2n ** 63n),
  2n ** 64n,
  {},
  [8],
  Symbol.iterator,
  { valueOf: () => 4 },
  () => {},
];
for (const type of [
  "i32",
  "i64",
  "f32",
  "f64",
  "anyfunc",
  "externref",
  "funcref",
  "v128",
  "i8",
  "",
  undefined,
  null,
]) {
  add(`global ${show(type)} without a value`, (W) => new W.Global({ value: type, mutable: true }).value);
  if (type === "v128" || type === "i8" || !type) continue;
  for (const v of GLOBAL_VALUES) {
    const name = typeof v === "function" ? "function" : shownLimit(v);
    add(`global ${type} of ${name}`, (W) => new W.Global({ value: type }, v).value);
    add(`global ${type} set to ${name}`, (W) => {
      const g = new W.Global({ value: type, mutable: true });
      g.value = v;
      return [g.value, g.valueOf()];
    });
  }
}
add("global: an immutable one is set", (W) => {
  new W.Global({ value: "i32" }, 5).value = 6;
});
for (const mutable of [true, false, 0, 1, "", "x", null, undefined, {}, NaN]) {
  add(`global: mutable ${show(mutable)}`, (W) => {
    const g = new W.Global({ value: "i32", mutable });
    g.value = 3;
    return g.value;
  });
}
add("global: order of reading", (W) =>
  noted(
    (log) =>
      new W.Global(
        noting(log, "d", { value: converting(log, "type", "i32"), mutable: true }),
        converting(log, "value", 3),
      ).value,
  ),
);
add("global: order of reading until something is wrong", (W) =>
  noted(
    (log) =>
      new W.Global(
        noting(log, "d", { value: converting(log, "type", "i9"), mutable: true }),
        converting(log, "value", 3),
      ).value,
  ),
);
add("global: setter without arguments", (W) =>
  Object.getOwnPropertyDescriptor(W.Global.prototype, "value")!.set!.apply(
    new W.Global({ value: "i32", mutable: true }),
    [] as unknown as [unknown],
  ),
);
add("global: in arithmetic", (W) => (new W.Global({ value: "i32" }, 20) as Any) + 1);
add("global: as a number and a text", (W) => [
  Number(new W.Global({ value: "f64" }, 1.5)),
  `${new W.Global({ value: "i32" }, 1)}`,
]);
add("global: valueOf of another", (W) => W.Global.prototype.valueOf.call({}));
add("global: own properties", (W) => Reflect.ownKeys(new W.Global({ value: "i32" })));
add("exported globals", (W) => {
  const { second } = instance(W, ALL, allImports(W)).exports;
  second.value = -1n;
  return [second.value, second instanceof W.Global];
});

// Functions

add("exported function: properties", (W) => {
  const f = instance(W, ADD).exports.add;
  return [
    Reflect.ownKeys(f).map(String).toSorted(),
    descriptor(f, "name"),
    descriptor(f, "length"),
    Object.getPrototypeOf(f) === Function.prototype,
    Object.isExtensible(f),
  ];
});
add("exported function: as a constructor, and its prototype", (W) => {
  const f = instance(W, ADD).exports.add;
  return [
    Object.hasOwn(f, "prototype"),
    typeof f,
    f.call(null, 1, 2),
    f.apply({}, [3, 4]),
    f.bind(null, 5)(6),
  ];
});
add("exported function: order of conversions", (W) =>
  noted((log) => instance(W, ADD).exports.add(converting(log, "a", 1), converting(log, "b", 2))),
);
add("exported function: a conversion that throws", (W) =>
  noted((log) => instance(W, ADD).exports.add(converting(log, "a", 1n), converting(log, "b", 2))),
);
add("exported function: text", (W) => typeof Function.prototype.toString.call(instance(W, ADD).exports.add));
for (const v of [undefined, null, "x", Symbol.iterator, 5n, NaN])
  add(`externref ${show(v)}`, (W) => Object.is(instance(W, EXTERN).exports.f(v), v));
add("externref without arguments", (W) => instance(W, EXTERN).exports.f());
for (const [what, result] of Object.entries({
  nothing: undefined,
  array: [1, 2n],
  short: [1],
  long: [1, 2n, 3],
  text: "12",
  number: 5,
  set: new Set([3, 4n]),
})) {
  add(`several results of ${what}`, (W) =>
    instance(W, wasm({ types: [":il"], imports: [["m", "f", 0]], exports: { f: "f0" } }), {
      m: { f: () => result },
    }).exports.f(),
  );
}
add("an imported function's this and arguments", (W) => {
  const seen: unknown[] = [];
  const m = wasm({
    types: ["i:"],
    imports: [["m", "f", 0]],
    functions: [{ type: 0, body: [local(0), 0x10, 0] }],
    exports: { f: "f1" },
  });
  instance(W, m, {
    m: {
      f: function (this: unknown, ...args: unknown[]) {
        seen.push(this, args, new.target);
      },
    },
  }).exports.f(3, 4);
  return seen;
});
add("an imported class", (W) =>
  instance(W, wasm({ types: [":"], imports: [["m", "f", 0]], exports: { f: "f0" } }), {
    m: { f: class {} },
  }).exports.f(),
);
add("an imported proxy", (W) =>
  instance(W, wasm({ types: [":i"], imports: [["m", "f", 0]], exports: { f: "f0" } }), {
    m: { f: new Proxy(() => 7, {}) },
  }).exports.f(),
);
add("an imported bound function", (W) =>
  instance(W, wasm({ types: ["i:i"], imports: [["m", "f", 0]], exports: { f: "f0" } }), {
    m: { f: Math.max.bind(null, 9) },
  }).exports.f(3),
);
add("what an imported function throws", (W) =>
  instance(W, wasm({ types: [":"], imports: [["m", "f", 0]], exports: { f: "f0" } }), {
    m: {
      f: () => {
        throw new URIError("x");
      },
    },
  }).exports.f(),
);
for (const [what, code] of Object.entries({
  unreachable: [0x00],
  "division by zero": [...i32(1), ...i32(0), 0x6d, 0x1a],
  overflow: [...i32(-(2 ** 31)), ...i32(-1), 0x6d, 0x1a],
  conversion: [0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f, 0xaa, 0x1a],
  "access beyond memory": [...i32(-1), 0x28, 2, 0, 0x1a],
  "access beyond table": [...i32(7), 0x25, 0, 0x1a],
  "call of nothing": [...i32(0), 0x11, 0, 0],
  "call beyond table": [...i32(9), 0x11, 0, 0],
  recursion: [0x10, 0],
})) {
  add(`trap: ${what}`, (W) => {
    const { f } = instance(
      W,
      wasm({
        types: [":"],
        tables: [["c", [1]]],
        memories: [[1]],
        functions: [{ type: 0, body: [code] }],
        exports: { f: "f0" },
      }),
    ).exports;
    try {
      return f();
    } catch (error) {
      const e = error as Error;
      return [e.name, e.message, e instanceof W.RuntimeError, e instanceof Error];
    }
  });
}

// What programs do to objects, and objects of other realms

const USES_MEMORY = wasm({
  types: [":i"],
  imports: [["m", "m", ["memory", [1]]]],
  functions: [{ type: 0, body: [i32(1), 0x40, 0, 0x1a, 0x3f, 0] }],
  exports: { f: "f0", m: "m0" },
});
const strange: Record<string, (W: Any) => Any> = {
  "of another realm": () => runInNewContext("new WebAssembly.Memory({ initial: 1 })"),
  "with a `buffer` of its own": (W) =>
    Object.defineProperty(new W.Memory({ initial: 1 }), "buffer", {
      get: () => {
        throw new URIError("never read");
      },
    }),
  "of a derived class with other members": (W) =>
    new (class extends (W.Memory as new (descriptor: object) => object) {
      get buffer(): number {
        return 5;
      }
      grow(): void {}
    })({ initial: 1 }),
  "without a prototype": (W) => Object.setPrototypeOf(new W.Memory({ initial: 1 }), null),
  "that is shared": () => new theirs.Memory({ initial: 1, maximum: 1, shared: true }),
  "that is a proxy": (W) => new Proxy(new W.Memory({ initial: 1 }), {}),
  "that only inherits": (W) => Object.create(W.Memory.prototype),
};
for (const [what, make] of Object.entries(strange)) {
  add(`a memory ${what}`, (W) => {
    const m = make(W);
    const { exports } = instance(W, USES_MEMORY, { m: { m } });
    return [exports.f(), exports.m === m];
  });
}
add("Object.prototype has properties that descriptors read", (W) => {
  const prototype = Object.prototype as Any;
  const had = { maximum: 1, shared: true, address: "i64" };
  Object.assign(prototype, had);
  try {
    const { exports } = instance(
      W,
      wasm({
        types: [":i"],
        memories: [[2]],
        tables: [["c", [2]]],
        functions: [{ type: 0, body: [i32(1), 0x40, 0] }],
        exports: { f: "f0", m: "m0", t: "t0" },
      }),
    );
    return [exports.f(), exports.m.buffer, exports.t.grow(1), exports.t.length];
  } finally {
    for (const name of Object.keys(had)) delete prototype[name];
  }
});
for (const [what, prepare] of Object.entries({
  "an array": (_: Error, places: unknown) => places,
  nothing: () => undefined,
  "an error of its own": () => {
    throw new URIError("from prepareStackTrace");
  },
})) {
  add(`a trap when stacks become ${what}`, (W) => {
    const { f } = instance(W, UNREACHABLE).exports;
    const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
    (Error as { prepareStackTrace?: unknown }).prepareStackTrace = prepare;
    try {
      return f();
    } catch (error) {
      return [error instanceof W.RuntimeError, (error as Error).message];
    } finally {
      if (before === undefined) delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
      else Object.defineProperty(Error, "prepareStackTrace", before);
    }
  });
}

/** Cases whose outcome differs, and why. */
const PROPER_VIEW = "a DataView is a buffer source; V8 refuses it";
const LATER_ORDER = "`address` is read, as later versions of V8 do";
const DIFFERENCES: Readonly<Record<string, string>> = {
  "Memory.prototype.constructor": "the prototype is the engine's own, whose constructor is the engine's",
  "validate a DataView": PROPER_VIEW,
  "new Module of a DataView": PROPER_VIEW,
  "compile a DataView": PROPER_VIEW,
  "instantiate a DataView": PROPER_VIEW,
  "compileStreaming of type APPLICATION/WASM":
    "types of media are compared without regard to case; Node does otherwise",
  "instantiateStreaming of type APPLICATION/WASM":
    "types of media are compared without regard to case; Node does otherwise",
  "Memory: order of reading": LATER_ORDER,
  "Memory: order of reading until something is wrong": LATER_ORDER,
  "Table: order of reading": LATER_ORDER,
  "Table: order of reading until something is wrong": LATER_ORDER,
  "grow anyfunc, nothing": "undefined is no function, as in later versions of V8",
  "grow anyfunc by nothing, nothing": "undefined is no function, as in later versions of V8",
  'global "externref" without a value': "undefined, as the specification and later versions of V8 have it",
  "exported function: properties": "engines' functions have `arguments` and `caller`, as old functions do",
};
/** The version of Node whose V8 the list is for; with others, what is listed may also be equal. */
const LISTED_FOR = 20;
const LISTED = Number.parseInt(process.versions.node) === LISTED_FOR;
/** What differs from later versions. */
const LATER: Readonly<Record<string, string>> = {
  "descriptor of Exception": "it has one parameter more",
  "Module: inherits": "modules inherit from what sources of modules have in common",
  'table of "anyref"': "garbage collection is not supported",
};

/** Outcomes of a namespace by case, one after the other. */
async function outcomes(W: Any): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const [name, run] of cases) out[name] = await outcome(() => run(W));
  return out;
}

describe.runIf(runs)("the JavaScript API", () => {
  test("cases have different names", () =>
    expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length));

  test.each([
    ["a namespace with options", () => createWebAssembly()],
    ["the default namespace", () => Lazy],
  ] as const)("%s", async (_, namespace) => {
    expect(cases.length).toBeGreaterThan(600);
    const expected = await outcomes(theirs);
    const given = await outcomes(namespace());
    const allowed = LISTED ? DIFFERENCES : { ...DIFFERENCES, ...LATER };
    const different = (name: string): boolean => expected[name] !== given[name];
    const text = Object.keys(expected)
      .filter((name) => different(name) && !(name in allowed))
      .map((name) => `${name}\n  engine: ${expected[name]}\n  ours:   ${given[name]}`);
    expect(text.join("\n")).toBe("");
    // A difference that is gone is not listed any longer.
    const gone = Object.keys(DIFFERENCES).filter((name) => !different(name));
    if (LISTED) expect(gone).toEqual([]);
  });
});
