/* oxlint-disable -- odd corners of the language are the point */
// A program of many parts. It prints the same in every conforming engine.

// Numbers

function formatNumbers() {
  const numbers = [
    0,
    -0,
    1,
    -1,
    0.1,
    1 / 3,
    1e21,
    1e-7,
    123456789.987,
    2 ** 53,
    5e-324,
    1.7976931348623157e308,
    Infinity,
    NaN,
  ];
  print("numbers:", numbers.map(String).join(" "));
  print("fixed:", [1.005, 2.5, 1e20, 0.000001234].map((n) => n.toFixed(3)).join(" "));
  print("precise:", [1.005, 255, 1e21, 0.00001].map((n) => n.toPrecision(4)).join(" "));
  print("radix:", (255).toString(16), (0.5).toString(2), (-123456789).toString(36));
  print(
    "parsed:",
    parseInt("0x1f"),
    parseInt("12px"),
    parseFloat("3.25e2x"),
    Number(""),
    Number("0b101"),
    Number(" 12 "),
  );
  print("bits:", 1 << 31, -1 >>> 28, ~7, 5 ^ 3, 0xf0f0 & 0xff00, Math.clz32(1000), Math.imul(0x7fffffff, 3));
  print(
    "math:",
    Math.hypot(3, 4),
    Math.sign(-3),
    Math.cbrt(27),
    Math.trunc(-4.7),
    Math.fround(0.1),
    Math.max(),
    Math.round(-0.5),
  );
}
formatNumbers();

function primes(limit) {
  const sieve = new Uint8Array(limit + 1);
  const found = [];
  for (let i = 2; i <= limit; i++) {
    if (sieve[i]) continue;
    found.push(i);
    for (let j = i * i; j <= limit; j += i) sieve[j] = 1;
  }
  return found;
}
const found = primes(20000);
print("primes:", found.length, found.slice(-3).join(" "));

function factorial(n) {
  return n <= 1n ? 1n : n * factorial(n - 1n);
}
print(
  "bigint:",
  factorial(40n),
  factorial(30n) / factorial(28n),
  -7n / 2n,
  -7n % 3n,
  2n ** 100n,
  BigInt.asIntN(8, 255n),
);
print("mixed:", 10n > 9, 2n == 2, typeof 1n, BigInt("0xffffffffffffffffffff").toString(36));

// Strings

const text = "The quick brown fox jumps over the lazy dog. Größe, naïve, 東京, 😀!";
print("length:", text.length, [...text].length);
print("case:", text.toUpperCase());
print(
  "words:",
  text
    .split(/\s+/)
    .map((w) => [...w][0])
    .join(""),
);
print("padded:", "7".padStart(3, "0"), "ab".padEnd(5, "-"), "x".repeat(4), "  t ".trim());
print(
  "search:",
  text.indexOf("fox"),
  text.includes("cat"),
  text.lastIndexOf("o"),
  text.at(-1),
  text.codePointAt(64),
);
print("pieces:", text.slice(4, 9), text.substring(15, 10), text.slice(-4));
print("normal:", "e\u0301".normalize("NFC").length, "\u00e9" === "e\u0301".normalize());
print(
  "escape:",
  JSON.stringify('tab\t quote" \u2028 nul\0'),
  encodeURIComponent("a b&ü"),
  decodeURIComponent("%E6%9D%B1"),
);

function caesar(s, shift) {
  return s.replace(/[a-z]/gi, (c) => {
    const base = c <= "Z" ? 65 : 97;
    return String.fromCharCode(((c.charCodeAt(0) - base + shift) % 26) + base);
  });
}
print("caesar:", caesar(caesar("Hello, World", 13), 13), caesar("Hello, World", 3));

function levenshtein(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
print("distance:", levenshtein("kitten", "sitting"), levenshtein("intention", "execution"));

// Regular expressions

const log = `2024-01-02 ERROR disk full (code=28)
2024-01-03 INFO started (code=0)
2024-02-29 WARN slow (code=110)`;
const pattern = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d) (?<level>[A-Z]+) (?<what>.+?) \(code=(\d+)\)$/gm;
for (const m of log.matchAll(pattern))
  print("log:", m.groups.level, m.groups.what, m.groups.day + "." + m.groups.month, m[6]);
print(
  "lookaround:",
  "a1b22c333".replace(/(?<=[a-z])\d+(?!\d)/g, (d) => `<${d}>`),
);
print(
  "sticky:",
  /foo/y.test("xfoo"),
  /(a+)+b/.test("aaaaaaaaaaaaac"),
  "aBc".replace(/b/i, "[$&]"),
  /\p{Lu}/u.test("É"),
);
print("split:", "a1b2c3".split(/(\d)/).join("|"), "2024-05-06".replace(/(\d+)-(\d+)-(\d+)/, "$3/$2/$1"));

// Arrays and collections

const people = [
  { name: "Ada", age: 36, tags: ["math", "poetry"] },
  { name: "Grace", age: 85, tags: ["navy", "compilers"] },
  { name: "Alan", age: 41, tags: ["math", "machines"] },
  { name: "Edsger", age: 72, tags: ["math", "compilers"] },
];
const byTag = new Map();
for (const { name, tags } of people) for (const t of tags) byTag.set(t, [...(byTag.get(t) ?? []), name]);
print("tags:", [...byTag].map(([t, names]) => `${t}=${names.join("+")}`).join(" "));
print(
  "sorted:",
  [...people]
    .sort((a, b) => b.age - a.age)
    .map((p) => p.name)
    .join(" "),
);
print(
  "reduced:",
  people.reduce((sum, p) => sum + p.age, 0),
  people.some((p) => p.age > 80),
  people.findIndex((p) => p.age === 41),
);
print(
  "flat:",
  [1, [2, [3, [4, [5]]]]].flat(2).length,
  people.flatMap((p) => p.tags).length,
  Array.from("abc", (c) => c + c).join(),
);
print(
  "holes:",
  [, 1, , 2].length,
  Object.keys([, 1, , 2]).join(),
  [3, 1, 2].toString(),
  [10, 9, 1].sort().join(),
);
print("set:", [...new Set([3, 1, 3, 2, 1])].join(), new Set("mississippi").size);

let seed = 12345;
function random() {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return seed / 4294967296;
}
const shuffled = Array.from({ length: 3000 }, () => Math.floor(random() * 100000));
const ordered = [...shuffled].sort((a, b) => a - b);
print(
  "order:",
  ordered[0],
  ordered[1500],
  ordered[2999],
  ordered.every((x, i) => i === 0 || ordered[i - 1] <= x),
);

function quicksort(a, lo = 0, hi = a.length - 1) {
  while (lo < hi) {
    const pivot = a[(lo + hi) >> 1];
    let i = lo;
    let j = hi;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) [a[i++], a[j--]] = [a[j], a[i]];
    }
    if (j - lo < hi - i) {
      quicksort(a, lo, j);
      lo = i;
    } else {
      quicksort(a, i, hi);
      hi = j;
    }
  }
  return a;
}
print("quicksort:", JSON.stringify(quicksort([...shuffled])) === JSON.stringify(ordered));

// Typed arrays

const buffer = new ArrayBuffer(16);
const view = new DataView(buffer);
view.setFloat64(0, Math.PI);
view.setInt16(8, -2, true);
view.setUint32(12, 0xdeadbeef);
print("bytes:", [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join(""));
print(
  "floats:",
  new Float32Array([0.1, 1e40, -0]).join(),
  new Uint8ClampedArray([300, -5, 1.5]).join(),
  Int8Array.of(200, -129).join(),
);

function crc32(s) {
  let crc = -1;
  for (let i = 0; i < s.length; i++) {
    crc ^= s.charCodeAt(i) & 0xff;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (~crc >>> 0).toString(16);
}
print("crc:", crc32("123456789"), crc32(text));

// Classes, closures, proxies

class Shape {
  #name;
  static count = 0;
  constructor(name) {
    this.#name = name;
    Shape.count++;
  }
  get name() {
    return this.#name;
  }
  area() {
    return 0;
  }
  toString() {
    return `${this.name} of ${this.area().toFixed(2)}`;
  }
}
class Circle extends Shape {
  constructor(r) {
    super("circle");
    this.r = r;
  }
  area() {
    return Math.PI * this.r ** 2;
  }
}
class Square extends Shape {
  constructor(side) {
    super("square");
    Object.assign(this, { side });
  }
  area() {
    return this.side ** 2;
  }
  toString() {
    return super.toString().toUpperCase();
  }
}
print("shapes:", [new Circle(2), new Square(3), new Shape("void")].join(", "), Shape.count);
print(
  "instances:",
  new Circle(1) instanceof Shape,
  Object.getPrototypeOf(Square) === Shape,
  Square.name,
  Circle.length,
);

const counter = (() => {
  let n = 0;
  return {
    next: () => ++n,
    get value() {
      return n;
    },
  };
})();
counter.next();
counter.next();
print(
  "closure:",
  counter.value,
  (function () {
    return arguments.length;
  })(1, 2, 3),
  ((a, b = a * 2, ...rest) => a + b + rest.length)(5),
);

const seen = [];
const proxy = new Proxy(
  { a: 1 },
  {
    get: (target, key) => (seen.push(`get ${String(key)}`), Reflect.get(target, key) ?? "none"),
    has: (target, key) => (seen.push(`has ${String(key)}`), key in target),
    deleteProperty: (target, key) => (seen.push(`delete ${String(key)}`), delete target[key]),
  },
);
print("proxy:", proxy.a, proxy.b, "a" in proxy, delete proxy.a, proxy.a, seen.join(", "));

const frozen = Object.freeze({ x: 1, inner: { y: 2 } });
frozen.inner.y = 3;
print(
  "objects:",
  Object.isFrozen(frozen),
  frozen.inner.y,
  JSON.stringify({ ...frozen, z: [undefined, () => 1], u: undefined }),
);
print(
  "keys:",
  Object.keys({ b: 1, 2: 1, a: 1, 1: 1 }).join(),
  Object.entries({ p: 1, q: 2 }).flat().join(),
  typeof null,
  typeof Symbol(),
);
const {
  name: who,
  tags: [first, ...others],
  missing = "default",
} = people[0];
print("destructured:", who, first, others.length, missing, people[9]?.name, people?.[1]?.tags?.length);

// Generators and iterators

function* tree(node) {
  if (node === null) return "end";
  yield* tree(node.left);
  yield node.value;
  yield* tree(node.right);
}
function insert(node, value) {
  if (node === null) return { value, left: null, right: null };
  if (value < node.value) return { ...node, left: insert(node.left, value) };
  return { ...node, right: insert(node.right, value) };
}
print("tree:", [...tree([50, 30, 70, 20, 40, 60, 80, 10].reduce(insert, null))].join(" "));

function* take(n, it) {
  for (const x of it) {
    if (n-- <= 0) return;
    yield x;
  }
}
function* fibonacci() {
  for (let [a, b] = [0, 1]; ; [a, b] = [b, a + b]) yield a;
}
print("fibonacci:", [...take(20, fibonacci())].join(" "));
const talker = (function* () {
  let heard = "";
  try {
    while (true) heard += yield heard;
  } finally {
    print("talker:", heard);
  }
})();
talker.next();
talker.next("a");
talker.next("b");
talker.return();

// Exceptions

class Failure extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "Failure";
  }
}
function risky(n) {
  try {
    if (n === 1) throw new Failure("one", { cause: "numbers" });
    if (n === 2) null.property;
    if (n === 3) undefinedVariable;
    return "fine";
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    return `${e} because of ${e.cause}`;
  } finally {
    if (n === 4) return "overridden";
  }
}
for (let n = 0; n <= 4; n++) {
  try {
    print("risky:", n, risky(n));
  } catch (e) {
    print("risky:", n, e.name);
  }
}
function depth() {
  try {
    return 1 + depth();
  } catch (e) {
    return e instanceof Error ? 0 : NaN;
  }
}
print("deep:", depth() > 50);

// Interpreting an interpreter: a little Lisp

function parse(source) {
  const tokens = source.match(/[()]|[^\s()]+/g);
  let at = 0;
  const read = () => {
    const t = tokens[at++];
    if (t !== "(") return Number.isNaN(Number(t)) ? t : Number(t);
    const list = [];
    while (tokens[at] !== ")") list.push(read());
    at++;
    return list;
  };
  return read();
}
const globals = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "<": (a, b) => a < b,
  "%": (a, b) => a % b,
};
function evaluate(x, env) {
  if (typeof x === "string") return env[x];
  if (typeof x === "number") return x;
  const [op, ...rest] = x;
  if (op === "if") return evaluate(evaluate(rest[0], env) ? rest[1] : rest[2], env);
  if (op === "define") return (env[rest[0]] = evaluate(rest[1], env));
  if (op === "lambda")
    return (...args) =>
      evaluate(
        rest[1],
        Object.assign(Object.create(env), Object.fromEntries(rest[0].map((p, i) => [p, args[i]]))),
      );
  if (op === "begin") return rest.map((e) => evaluate(e, env)).at(-1);
  return evaluate(op, env)(...rest.map((e) => evaluate(e, env)));
}
const lisp =
  "(begin (define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))) (define gcd (lambda (a b) (if (< 0 b) (gcd b (% a b)) a))) (+ (fib 15) (gcd 1071 462)))";
print("lisp:", evaluate(parse(lisp), globals));

// Dates and JSON

const day = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678));
print(
  "date:",
  day.toISOString(),
  day.getUTCDay(),
  new Date(NaN).getTime(),
  Date.UTC(1970, 0, 2),
  JSON.stringify({ day }),
);
const json = JSON.stringify({ list: [1, 2.5, "x", null, true], nested: { deep: { er: [] } } }, null, 2);
print("json:", json.length, JSON.stringify(JSON.parse(json, (k, v) => (typeof v === "number" ? v * 2 : v))));

// Promises: these lines come last

const sleep = (value) => new Promise((resolve) => resolve(value));
(async () => {
  const values = await Promise.all([1, sleep(2), sleep(3)]);
  print("async:", values.join());
  for await (const x of (async function* () {
    yield* [4, sleep(5)];
  })())
    print("async:", x);
  const settled = await Promise.allSettled([sleep("ok"), Promise.reject(new Failure("late"))]);
  print("settled:", settled.map((s) => s.value ?? s.reason.message).join());
})().finally(() => print("done"));
