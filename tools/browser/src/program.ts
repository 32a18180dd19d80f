/**
 * What the bundle runs: reads, verifies, prints, hashes and compiles CLIF to object files, and computes on 64-bit halves.
 *
 * The result is one text, which must be the same in every host. It shows what hosts could disagree on: number formats,
 * sort order, rounding, the order of object keys, bigint conversion, digests.
 */

import type { TargetIsa } from "@cranelift-ts/codegen";
import {
  flagsBuilder,
  type Function,
  lookupIsa,
  StencilHasher,
  userFuncNameText,
  verifyFunction,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import * as e from "@cranelift-ts/entity";
import { x64 } from "@cranelift-ts/isa-x64";
import { ObjectModule } from "@cranelift-ts/object";
import { parseFunctions } from "@cranelift-ts/reader";

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** Deterministic words. */
function words(n: number): Int32Array {
  const out = new Int32Array(n);
  let x = 1;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 0x41c64e6d) + 0x3039) | 0;
    out[i] = x;
  }
  return out;
}

function entityLines(): string[] {
  const lines: string[] = [];
  const w = words(4096);
  const sha = new e.Sha256();
  sha.updateWords(w, 0, w.length);
  lines.push(`sha256 ${hex(sha.digest())}`);
  sha.reset();
  for (let i = 0; i + 3 < 2000; i += 4) {
    const [a, b, c] = [w[i]!, w[i + 1]!, w[i + 2]!];
    const d = w[i + 3]! >> (i & 31) || 1;
    const results: number[] = [];
    results.push(e.add64(a, b, c, d), e.hi64, e.mul64(a, b, c, d), e.hi64);
    results.push(e.divU64(a, b, c, d), e.hi64, e.rem64Lo, e.rem64Hi);
    results.push(e.divS64(a, b, c, d), e.hi64, e.shl64(a, b, c), e.hi64, e.rotl64(a, b, c), e.hi64);
    const all = Int32Array.from(results);
    sha.updateWords(all, 0, all.length);
  }
  lines.push(`i64 ${hex(sha.digest())}`);
  lines.push(
    `${e.formatS64(0, -0x80000000)} ${e.formatU64(-1, -1)} ${e.bigIntFromU64(-1, -1)} ${e.numberFromS64(-1, 0x7fffffff)}`,
  );
  const keys = words(1000);
  const payload = new Int32Array(1000).map((_, i) => i);
  new e.RadixSorter().sort(keys, payload, 1000);
  lines.push(`sort ${e.hashWords(payload, 0, 1000)}`);
  return lines;
}

const CLIF = `
function u0:0(i64, i32, f64) -> i64, f64 system_v {
    ss0 = explicit_slot 16, align = 8
    fn0 = colocated u0:1(f32, i8x16) -> i128 fast
    const0 = 0x000102030405060708090a0b0c0d0e0f

block0(v0: i64, v1: i32, v2: f64):
    v3 = iconst.i64 -9223372036854775808
    v4 = iadd v0, v3
    v5 = sextend.i64 v1
    v6 = imul v4, v5
    v7 = f64const 0x1.921fb54442d18p1
    v8 = fmul v2, v7
    v9 = f32const -0x1.000002p-126
    v10 = f64const +NaN:0x123
    v16 = stack_addr.i64 ss0+8
    store notrap aligned v6, v16
    v11 = vconst.i8x16 const0
    v12 = call fn0(v9, v11)
    v13 = icmp slt v0, v6
    brif v13, block1(v6), block2

block1(v14: i64):
    v17 = iconst.i64 -1
    v15 = iadd v14, v17
    brif v15, block1(v15), block3

block2:
    br_table v1, block4, [block3, block4]

block3:
    trap user1

block4 cold:
    return v6, v8
}

function %broken(i32) -> i64 {
block0(v0: i32):
    v1 = iadd v0, v0
    return v1
}
`;

function clifLines(text: string, objects: ObjectMaker): string[] {
  const lines: string[] = [];
  const hasher = new StencilHasher();
  for (const func of parseFunctions(text)) {
    lines.push(writeFunction(func));
    lines.push(hex(hasher.digest(func.stencil)));
    const errors = verifyFunction(func);
    for (const error of errors) lines.push(JSON.stringify(error));
    if (errors.length === 0) lines.push(objects.make(func));
  }
  return lines;
}

/** Compiles functions for x86-64 with both allocators, each to an object file of its own, and says what they hash to. */
class ObjectMaker {
  private readonly sha: e.Sha256 = new e.Sha256();
  private readonly targets: readonly TargetIsa[] = ["backtracking", "single_pass"].map((name) => {
    const flags = flagsBuilder().set("regalloc_algorithm", name).set("is_pic", true);
    return lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags.finish());
  });
  private seen: number = 0;
  private made: number = 0;
  private bytes: number = 0;

  make(func: Function): string {
    this.seen++;
    try {
      const digests = this.targets.map((isa) => this.digest(func, isa));
      this.made++;
      return `object ${digests.join(" ")}`;
    } catch (error) {
      // Which functions the target cannot do yet is for other tests to say; here the hosts must agree on it.
      if (error instanceof e.CraneliftError || error instanceof e.InternalError)
        return `${error.name}: ${error.message}`;
      throw error;
    }
  }

  private digest(func: Function, isa: TargetIsa): string {
    const { sha } = this;
    const object = new ObjectModule({ isa, name: "one.clif" });
    const own = userFuncNameText(func.name);
    const id = object.declareFunction(own, "export", func.signature);
    const copy = func.clone();
    const { dfg } = copy;
    const { userNames } = copy.params;
    for (const { name, signature } of dfg.extFuncs) {
      const text =
        name.kind === "testcase" ? name.name : name.kind === "user" ? `other${name.ref}` : undefined;
      if (signature < 0 || text === undefined || `%${text}` === own) continue;
      const index = object.declareFunction(text, "import", dfg.signatures[signature]!);
      if (name.kind === "user") userNames[name.ref] = { namespace: 0, index };
    }
    object.defineFunction(id, copy);
    const file = object.emit();
    this.bytes += file.length;
    sha.reset();
    const whole = new Uint8Array(Math.ceil(file.length / 4) * 4);
    whole.set(file);
    sha.updateWords(new Int32Array(whole.buffer), 0, whole.length / 4);
    return hex(sha.digest()).slice(0, 32);
  }

  toString(): string {
    return `objects ${this.made} of ${this.seen} functions, ${this.bytes} bytes`;
  }
}

/** The lines for a text, or the message that refuses it. */
function linesOrError(text: string, objects: ObjectMaker): string[] {
  try {
    return clifLines(text, objects);
  } catch (error) {
    if (!(error instanceof e.CraneliftError)) throw error;
    return [`${error.name}: ${error.message}`];
  }
}

/** Everything, as one text; `more` is further CLIF to read. */
export function program(more: readonly string[] = []): string {
  const objects = new ObjectMaker();
  const lines = [...entityLines(), ...clifLines(CLIF, objects)];
  lines.push(...linesOrError("function %f() {\nblock0:\n  v0 = frob 1\n}\n", objects));
  for (const text of more) lines.push(...linesOrError(text, objects));
  lines.push(String(objects));
  return lines.join("\n") + "\n";
}
