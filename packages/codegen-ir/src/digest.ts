/**
 * The digest of a stencil: SHA-256 over a canonical sequence of little-endian words. It is the key of the
 * compilation cache, so equal functions must have equal digests whatever their history, and any difference that could
 * reach the machine code must change it.
 *
 * Canonical means: lists, jump tables and exception tables stand where they are used instead of by handle; memory
 * flags by content instead of by number; the layout as runs of consecutive instructions; source locations relative
 * to the first one in layout order; the record's unused words and all spare capacity are left out. The function's
 * name, the user names it refers to, and the base of its source locations are not part of it.
 *
 * The encoding is prefix-free per section (every variable-length part is preceded by its length), so two different
 * stencils never give the same words. Bump {@link ENCODING_VERSION} when the encoding or any opcode number changes.
 */
import { createSha256, type Sha256Host } from "@cranelift-ts/entity";
import { FIRST_MASK } from "./constant-pool.ts";
import {
  EXCEPTION_CONTEXT,
  EXCEPTION_ITEM_WORDS,
  INST_STRIDE,
  VALUE_ALIAS,
  VALUE_STRIDE,
  type DataFlowGraph,
} from "./dfg.ts";
import type { Constant, Inst, MemFlagsId } from "./entities.ts";
import { LIB_CALLS, KNOWN_SYMBOLS, type ExternalName } from "./external-name.ts";
import type { FunctionStencil, GlobalValueData } from "./function.ts";
import {
  FORMAT_BLOCK_CALLS,
  FORMAT_EXCEPTION_TABLE_WORD,
  FORMAT_JUMP_TABLE_WORD,
  FORMAT_LIST_WORD,
  FORMAT_MEM_FLAGS_WORD,
  FORMAT_WORDS,
  OPCODE_FORMAT,
} from "./generated/opcode-tables.ts";
import { CALL_CONVS, type AbiParam, type Signature } from "./signature.ts";

const ENCODING_VERSION = 1;

const SHAPE_OTHER = 1 << 13;
/**
 * By opcode, what the encoder asks: bits 0-3 operand words, 4-7 the word of the memory flags (0 none), 8-12 which
 * words are block calls, 13 set when the format refers to other lists or tables.
 */
const SHAPE: Int32Array = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, op) => {
  const f = OPCODE_FORMAT[op] ?? 0;
  const other = FORMAT_LIST_WORD[f]! | FORMAT_JUMP_TABLE_WORD[f]! | FORMAT_EXCEPTION_TABLE_WORD[f]!;
  return (
    FORMAT_WORDS[f]! |
    (FORMAT_MEM_FLAGS_WORD[f]! << 4) |
    (FORMAT_BLOCK_CALLS[f]! << 8) |
    (other !== 0 ? SHAPE_OTHER : 0)
  );
});
/** Computes digests; keeps its buffer for the next one. */
export class StencilHasher {
  private words: Int32Array = new Int32Array(1024);
  private at: number = 0;
  /** By memory-flags id: flags and region as one word. */
  private flagWords: Int32Array = new Int32Array(16);
  private readonly host: Sha256Host | undefined;

  /** `host` is a faster SHA-256 than the portable one, such as Node's. */
  constructor(host?: Sha256Host) {
    this.host = host;
  }

  /** The 32 bytes of the digest of `stencil`. */
  digest(stencil: FunctionStencil): Uint8Array {
    const count = this.encode(stencil);
    const sha = createSha256(this.host);
    sha.updateWords(this.words, 0, count);
    return sha.digest();
  }

  /** The canonical words of `stencil`; valid until the next call. */
  canonicalWords(stencil: FunctionStencil): Int32Array {
    const count = this.encode(stencil);
    return this.words.subarray(0, count);
  }

  private encode(stencil: FunctionStencil): number {
    this.at = 0;
    const { dfg } = stencil;
    this.push(ENCODING_VERSION);
    this.signature(stencil.signature);
    this.declarations(stencil);
    this.insts(dfg);
    this.valuesOf(dfg);
    this.layout(stencil);
    this.sourceLocs(stencil);
    this.sideTables(dfg);
    return this.at;
  }

  private reserve(n: number): void {
    if (this.at + n <= this.words.length) return;
    const next = new Int32Array(Math.max(this.words.length * 2, this.at + n));
    next.set(this.words.subarray(0, this.at));
    this.words = next;
  }

  private push(word: number): void {
    if (this.at === this.words.length) this.reserve(1);
    this.words[this.at++] = word;
  }

  private string(text: string): void {
    this.push(text.length);
    for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i));
  }

  private bigint(value: bigint): void {
    this.push(Number(BigInt.asIntN(32, value)));
    this.push(Number(BigInt.asIntN(32, value >> 32n)));
  }

  private params(params: readonly AbiParam[]): void {
    this.push(params.length);
    for (const p of params) {
      const extension = p.extension === "none" ? 0 : p.extension === "uext" ? 1 : 2;
      const purpose = p.purpose === "normal" ? 0 : p.purpose === "sret" ? 1 : p.purpose === "vmctx" ? 2 : 3;
      this.push(p.type | (extension << 16) | (purpose << 20));
      if (purpose === 3) this.push(p.sargSize);
    }
  }

  private signature(sig: Signature): void {
    this.push(CALL_CONVS.indexOf(sig.callConv) | (sig.varargs ? 256 : 0));
    this.params(sig.params);
    this.params(sig.returns);
  }

  private externalName(name: ExternalName): void {
    switch (name.kind) {
      case "user":
        this.push(0);
        this.push(name.ref);
        break;
      case "testcase":
        this.push(1);
        this.string(name.name);
        break;
      case "libcall":
        this.push(2);
        this.push(LIB_CALLS.indexOf(name.libcall));
        break;
      case "known":
        this.push(3);
        this.push(KNOWN_SYMBOLS.indexOf(name.symbol));
        break;
    }
  }

  private globalValue(gv: GlobalValueData): void {
    switch (gv.kind) {
      case "vmctx":
        this.push(0);
        break;
      case "load":
        this.push(1);
        this.push(gv.base);
        this.push(gv.offset);
        this.push(gv.type);
        this.push(gv.flags);
        this.push(gv.region);
        break;
      case "iadd_imm":
        this.push(2);
        this.push(gv.base);
        this.bigint(gv.offset);
        this.push(gv.type);
        break;
      case "symbol":
        this.push(3 | (gv.colocated ? 16 : 0) | (gv.tls ? 32 : 0));
        this.externalName(gv.name);
        this.bigint(gv.offset);
        break;
      case "dyn_scale_target_const":
        this.push(4);
        this.push(gv.type);
        break;
    }
  }

  private declarations(stencil: FunctionStencil): void {
    this.push(stencil.stackSlots.length);
    for (const s of stencil.stackSlots) {
      this.push(s.size);
      this.push(s.alignShift | (s.key === undefined ? 0 : 256));
      if (s.key !== undefined) this.bigint(s.key);
    }
    this.push(stencil.dynamicTypes.length);
    for (const t of stencil.dynamicTypes) {
      this.push(t.base);
      this.push(t.scale);
    }
    this.push(stencil.dynamicStackSlots.length);
    for (const s of stencil.dynamicStackSlots) this.push(s.type);
    this.push(stencil.globalValues.length);
    for (const gv of stencil.globalValues) this.globalValue(gv);
    this.push(stencil.aliasRegions.length);
    for (const r of stencil.aliasRegions) {
      this.push(r.userId);
      this.string(r.description);
    }
    this.push(stencil.stackLimit);
    const { dfg } = stencil;
    this.push(dfg.signatures.length);
    for (const sig of dfg.signatures) this.signature(sig);
    this.push(dfg.extFuncs.length);
    for (const f of dfg.extFuncs) {
      this.push(f.signature);
      this.push((f.colocated ? 1 : 0) | (f.patchable ? 2 : 0));
      this.externalName(f.name);
    }
    this.push(dfg.constants.size);
    for (let c = 0; c < dfg.constants.size; c++) this.bytes(dfg.constants.get(c as Constant));
    this.push(dfg.constants.numMasks);
    for (let m = 0; m < dfg.constants.numMasks; m++)
      this.bytes(dfg.constants.get((FIRST_MASK + m) as Constant));
  }

  private bytes(bytes: Uint8Array): void {
    this.push(bytes.length);
    for (let i = 0; i < bytes.length; i += 4) {
      this.push(
        bytes[i]! | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24),
      );
    }
  }

  private insts(dfg: DataFlowGraph): void {
    const n = dfg.numInsts;
    this.push(n);
    this.reserve(n * INST_STRIDE);
    this.flagWordsOf(dfg);
    const src = dfg.insts;
    const { flagWords } = this;
    let out = this.words;
    let at = this.at;
    const pool = dfg.lists.data;
    let limit = out.length - INST_STRIDE;
    for (let i = 0; i < n; i++) {
      const from = i * INST_STRIDE;
      const head = src[from]!;
      const shape = SHAPE[head & 0xff]!;
      const result = src[from + 5]!;
      if (at > limit) {
        this.at = at;
        this.reserve((n - i) * INST_STRIDE + INST_STRIDE);
        out = this.words;
        limit = out.length - INST_STRIDE;
      }
      if (shape < 256 && result >= -1) {
        // All four operand words, of which the next instruction overwrites those that the format does not use.
        out[at] = head;
        out[at + 1] = src[from + 1]!;
        out[at + 2] = src[from + 2]!;
        out[at + 3] = src[from + 3]!;
        out[at + 4] = src[from + 4]!;
        if (shape >= 16) out[at + (shape >> 4)] = flagWords[src[from + (shape >> 4)]!]!;
        at += 1 + (shape & 15);
        out[at++] = result;
      } else if (shape < SHAPE_OTHER && result >= -1) {
        // A branch: its block calls stand in the place of their handles.
        out[at++] = head;
        for (let w = 1; w <= (shape & 15); w++) {
          const word = src[from + w]!;
          if (((shape >> (8 + w)) & 1) === 0) {
            out[at++] = word;
            continue;
          }
          const length = pool[word]!;
          if (at + length > limit) {
            this.at = at;
            this.reserve(length + (n - i) * INST_STRIDE + INST_STRIDE);
            out = this.words;
            limit = out.length - INST_STRIDE;
          }
          for (let k = word; k <= word + length; k++) out[at++] = pool[k]!;
        }
        out[at++] = result;
      } else {
        this.at = at;
        this.inst(dfg, i as Inst);
        out = this.words;
        limit = out.length - INST_STRIDE;
        at = this.at;
      }
    }
    this.at = at;
  }

  /**
   * Fills `flagWords`: the word that stands for each pair of memory flags and region. Flags have 17 bits and regions
   * the rest. A function with more than 32,766 regions has the full list of pairs in front, and ids in the words.
   */
  private flagWordsOf(dfg: DataFlowGraph): void {
    const n = dfg.numMemFlags;
    if (this.flagWords.length < n) this.flagWords = new Int32Array(n * 2);
    let fits = true;
    for (let id = 0; id < n; id++) {
      const region = dfg.memFlagsRegion(id as MemFlagsId);
      fits &&= region < 0x7ffe;
      this.flagWords[id] = dfg.memFlags(id as MemFlagsId) | ((region + 1) << 17);
    }
    this.push(fits ? -1 : n);
    if (fits) return;
    for (let id = 0; id < n; id++) {
      this.push(dfg.memFlags(id as MemFlagsId));
      this.push(dfg.memFlagsRegion(id as MemFlagsId));
      this.flagWords[id] = id;
    }
  }

  private list(dfg: DataFlowGraph, h: number): void {
    const pool = dfg.lists.data;
    const length = pool[h]!;
    this.reserve(length + 1);
    const out = this.words;
    let at = this.at;
    for (let i = h; i <= h + length; i++) out[at++] = pool[i]!;
    this.at = at;
  }

  private inst(dfg: DataFlowGraph, inst: Inst): void {
    const from = inst * INST_STRIDE;
    const head = dfg.insts[from]!;
    const format = OPCODE_FORMAT[head & 0xff]!;
    this.push(head);
    const list = FORMAT_LIST_WORD[format]!;
    const calls = FORMAT_BLOCK_CALLS[format]!;
    const jumpTable = FORMAT_JUMP_TABLE_WORD[format]!;
    const exceptionTable = FORMAT_EXCEPTION_TABLE_WORD[format]!;
    const flags = FORMAT_MEM_FLAGS_WORD[format]!;
    const used = FORMAT_WORDS[format]!;
    for (let w = 1; w <= used; w++) {
      const word = dfg.insts[from + w]!;
      if (w === list || (calls >> w) & 1) this.list(dfg, word);
      else if (w === flags) {
        this.push(this.flagWords[word]!);
      } else if (w === jumpTable) {
        const pool = dfg.lists.data;
        const h = dfg.jumpTableList(word as never);
        this.push(pool[h]!);
        for (let i = h + 1; i <= h + pool[h]!; i++) this.list(dfg, pool[i]!);
      } else if (w === exceptionTable) {
        const pool = dfg.lists.data;
        const h = dfg.exceptionTableList(word as never);
        const length = pool[h]!;
        this.push(length);
        this.push(pool[h + 1]!);
        this.list(dfg, pool[h + 2]!);
        for (let i = h + 3; i <= h + length; i += EXCEPTION_ITEM_WORDS) {
          this.push(pool[i]!);
          this.push(pool[i + 1]!);
          if (pool[i] !== EXCEPTION_CONTEXT) this.list(dfg, pool[i + 2]!);
        }
      } else this.push(word);
    }
    const result = dfg.insts[from + 5]!;
    if (result >= -1) this.push(result);
    else {
      this.push(-2);
      this.list(dfg, -2 - result);
    }
  }

  /**
   * Types and kinds, 16 bits each and two to a word; what a result or parameter belongs to follows from the
   * instructions and blocks. What aliases and unions stand for comes behind.
   */
  private valuesOf(dfg: DataFlowGraph): void {
    const n = dfg.numValues;
    this.push(n);
    this.reserve((n + 1) >> 1);
    const src = dfg.values;
    const out = this.words;
    let at = this.at;
    let others = 0;
    let pending = 0;
    for (let v = 0; v < n; v++) {
      const head = src[v * VALUE_STRIDE]!;
      if (head >> 16 >= VALUE_ALIAS) others++;
      const short = (head & 0x3fff) | ((head >> 16) << 14);
      if ((v & 1) === 0) pending = short;
      else out[at++] = pending | (short << 16);
    }
    if ((n & 1) === 1) out[at++] = pending;
    this.at = at;
    if (others === 0) return;
    for (let v = 0; v < n; v++) {
      if (src[v * VALUE_STRIDE]! >> 16 < VALUE_ALIAS) continue;
      this.push(src[v * VALUE_STRIDE + 1]!);
      this.push(src[v * VALUE_STRIDE + 2]!);
    }
  }

  private layout(stencil: FunctionStencil): void {
    const { dfg, layout } = stencil;
    this.push(dfg.numBlocks);
    for (let b = 0; b < dfg.numBlocks; b++) this.list(dfg, dfg.blockParamLists[b]!);
    const { instNext } = layout;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      this.push(b);
      this.push(layout.blockFlags[b]!);
      let i = layout.blockFirst[b]!;
      while (i >= 0) {
        const first = i;
        let next = instNext[i]!;
        while (next === i + 1) {
          i = next;
          next = instNext[i]!;
        }
        this.push(first);
        this.push(i - first + 1);
        i = next;
      }
      this.push(-1);
    }
    this.push(-1);
  }

  private sourceLocs(stencil: FunctionStencil): void {
    const { layout } = stencil;
    let base: number | undefined;
    if (stencil.sourceLocCount > 0) {
      for (let b = layout.firstBlock; b >= 0 && base === undefined; b = layout.blockNext[b]!) {
        for (let i = layout.blockFirst[b]!; i >= 0 && base === undefined; i = layout.instNext[i]!) {
          base = stencil.relativeSourceLoc(i as Inst);
        }
      }
    }
    if (base === undefined) {
      this.push(0);
      return;
    }
    this.push(1);
    for (let i = 0; i < stencil.sourceLocCount; i++) {
      const loc = stencil.relativeSourceLoc(i as Inst);
      if (loc === undefined) continue;
      this.push(i);
      this.push((loc - base) | 0);
    }
    this.push(-1);
  }

  private sideTables(dfg: DataFlowGraph): void {
    this.push(dfg.debugTags.size);
    for (const inst of [...dfg.debugTags.keys()].sort((a, b) => a - b)) {
      const tags = dfg.debugTags.get(inst)!;
      this.push(inst);
      this.push(tags.length);
      for (const t of tags) {
        this.push(t.kind === "user" ? 0 : 1);
        this.push(t.kind === "user" ? t.value : t.slot);
      }
    }
    this.push(dfg.userStackMaps.size);
    for (const inst of [...dfg.userStackMaps.keys()].sort((a, b) => a - b)) {
      const entries = dfg.userStackMaps.get(inst)!;
      this.push(inst);
      this.push(entries.length);
      for (const e of entries) {
        this.push(e.type);
        this.push(e.slot);
        this.push(e.offset);
      }
    }
    const labels = dfg.valueLabels;
    this.push(labels === undefined ? -1 : labels.size);
    if (labels === undefined) return;
    for (const value of [...labels.keys()].sort((a, b) => a - b)) {
      const starts = labels.get(value)!;
      this.push(value);
      this.push(starts.length);
      for (const s of starts) {
        this.push(s.label);
        this.push(s.from);
      }
    }
  }
}
