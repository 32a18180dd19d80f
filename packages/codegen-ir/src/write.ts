// The printer: a function as CLIF text that reads back as the same function.
//
// The text is Cranelift's, byte for byte, with three additions where Cranelift's own text loses information: the
// memory flags of `atomic_rmw` and `atomic_cas`, the declarations of dynamic vector types (with the stack slots that
// need them moved behind), and a type suffix on an instruction that stands before the definition it would be inferred
// from. Printing makes one pass over the layout into a byte buffer; aliases are collected first, because each is
// printed behind the value it stands for.
//
// Not printed, because the text has no form for it: value labels, instructions outside the layout, aliases of values
// that nothing printed defines. A description that contains a quotation mark is printed with an apostrophe instead.

import {
  blockArgName,
  NONE,
  type Block,
  type Constant,
  type ExceptionTable,
  type Inst,
  type JumpTable,
  type MemFlagsId,
  type Value,
} from "./entities.ts";
import { ATOMIC_RMW_OP_NAMES, FLOAT_CC_NAMES, INT_CC_NAMES, trapCodeName } from "./condcodes.ts";
import {
  EXCEPTION_CONTEXT,
  EXCEPTION_HEADER,
  EXCEPTION_ITEM_WORDS,
  EXCEPTION_TAG,
  INST_STRIDE,
  VALUE_ALIAS,
  VALUE_PARAM,
  VALUE_RESULT,
  VALUE_STRIDE,
  type DataFlowGraph,
} from "./dfg.ts";
import { externalNameText, userFuncNameText } from "./external-name.ts";
import { NO_SOURCE_LOC, type Function, type GlobalValueData } from "./function.ts";
import * as Format from "./generated/formats.ts";
import {
  CTRL_EXPLICIT,
  CTRL_NONE,
  FORMAT_LIST_WORD,
  FORMAT_VALUE_ARGS,
  OPCODE_CTRL,
  OPCODE_FORMAT,
  OPCODE_NAMES,
} from "./generated/opcode-tables.ts";
import {
  formatHexConstant,
  formatIconst,
  formatIeee128,
  formatIeee16,
  formatIeee32,
  formatIeee64,
  formatImm64,
  formatOffset32,
  formatUimm64,
} from "./immediates.ts";
import type { Layout } from "./layout.ts";
import { memFlagsText } from "./memflags.ts";
import { signatureText } from "./signature.ts";
import { TextBuffer } from "./text-buffer.ts";
import { laneBits, typeName, type Type } from "./types.ts";

/**
 * Adds lines to the printed function: called after each block header and instruction with the entity's name
 * (`block2`, `inst7`) and with the column at which instructions start; what it returns, complete lines or the empty
 * string, is inserted there.
 */
export type Annotate = (entity: string, indent: number) => string;

/** Columns of instructions without and with source locations. */
const NARROW_INDENT = 4;
const WIDE_INDENT = 36;

/** The function as CLIF text, ending in a line feed. */
export function writeFunction(func: Function, annotate?: Annotate): string {
  return new FunctionWriter(func, annotate).function();
}

/** One instruction as CLIF text on one line, without indentation, source location and trailing comment. */
export function instText(func: Function, inst: Inst): string {
  const writer = new FunctionWriter(func, undefined);
  return writer.single(inst);
}

/** The header of a block as CLIF text: `block2(v5: i32) cold:`. */
export function blockHeaderText(func: Function, block: Block): string {
  const writer = new FunctionWriter(func, undefined);
  return writer.header(block);
}

interface Mnemonics {
  readonly bytes: Uint8Array;
  readonly starts: Uint16Array;
}

/** Mnemonics as bytes, so that printing one is a short copy. */
const MNEMONICS: Mnemonics = /* @__PURE__ */ encodeMnemonics();

function encodeMnemonics(): Mnemonics {
  const starts = new Uint16Array(OPCODE_NAMES.length + 1);
  const bytes: number[] = [];
  OPCODE_NAMES.forEach((name, op) => {
    starts[op] = bytes.length;
    for (let i = 0; i < name.length; i++) bytes.push(name.charCodeAt(i));
  });
  starts[OPCODE_NAMES.length] = bytes.length;
  return { bytes: Uint8Array.from(bytes), starts };
}

const COMMA = 44;
const SPACE = 32;
const NEWLINE = 10;

class FunctionWriter {
  private readonly func: Function;
  private readonly dfg: DataFlowGraph;
  private readonly layout: Layout;
  private readonly out: TextBuffer = new TextBuffer();
  private readonly annotate: Annotate | undefined;
  private readonly indent: number;
  /** First alias of each value and next alias of the same value, or empty when the function has none. */
  private aliasHead: Int32Array = EMPTY;
  private aliasNext: Int32Array = EMPTY;
  private readonly aliasStack: number[] = [];
  /** Text of each memory flags id seen, as bytes: they are long and repeated. */
  private readonly flagTexts: Uint8Array[] = [];
  /** Values whose defining constant has been found worth a comment on the current line. */
  private commented: number = 0;

  constructor(func: Function, annotate: Annotate | undefined) {
    this.func = func;
    this.dfg = func.dfg;
    this.layout = func.layout;
    this.annotate = annotate;
    this.indent = hasLocations(func) ? WIDE_INDENT : NARROW_INDENT;
  }

  function(): string {
    const { func, out, layout } = this;
    this.collectAliases();
    out.text(`function ${userFuncNameText(func.params.name)}${signatureText(func.signature)} {\n`);
    let any = this.preamble();
    for (let b: number = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      out.reserve();
      if (any) out.char(NEWLINE);
      any = true;
      this.block(b as Block);
    }
    out.text("}\n");
    return out.take();
  }

  single(inst: Inst): string {
    this.out.reserve();
    this.instruction(inst);
    return this.out.take();
  }

  header(block: Block): string {
    this.blockHeader(block);
    return this.out.take();
  }

  // Preamble

  /** Prints the declarations; true if there are any. */
  private preamble(): boolean {
    const { func, dfg, out } = this;
    const { stencil } = func;
    const names = func.params.userNames;
    let any = false;
    const line = (text: string): void => {
      any = true;
      out.text(`    ${text}\n`);
    };
    stencil.stackSlots.forEach((slot, i) => {
      let text = `ss${i} = explicit_slot ${slot.size}`;
      if (slot.alignShift > 0) text += `, align = ${2 ** slot.alignShift}`;
      if (slot.key !== undefined) text += `, key = ${slot.key}`;
      line(text);
    });
    stencil.aliasRegions.forEach((region, i) => {
      line(`region${i} = ${region.userId} "${region.description.replaceAll('"', "'")}"`);
    });
    stencil.globalValues.forEach((gv, i) => line(`gv${i} = ${this.globalValue(gv)}`));
    stencil.dynamicTypes.forEach((dt, i) => {
      if (dt.scale >= 0) line(`dt${i} = ${typeName(dt.base)}*gv${dt.scale}`);
    });
    stencil.dynamicStackSlots.forEach((slot, i) => {
      if (slot.type >= 0) line(`dss${i} = explicit_dynamic_slot dt${slot.type}`);
    });
    dfg.signatures.forEach((sig, i) => line(`sig${i} = ${signatureText(sig)}`));
    dfg.extFuncs.forEach((ext, i) => {
      // A number that the text skipped.
      if (ext.signature === NONE) return;
      const attributes = `${ext.colocated ? "colocated " : ""}${ext.patchable ? "patchable " : ""}`;
      line(`fn${i} = ${attributes}${externalNameText(ext.name, names)} sig${ext.signature}`);
    });
    for (let i = 0; i < dfg.constants.size; i++) {
      const bytes = dfg.constants.get(i as Constant);
      if (bytes.length > 0) line(`const${i} = ${formatHexConstant(bytes, 0, bytes.length)}`);
    }
    if (stencil.stackLimit !== NONE) line(`stack_limit = gv${stencil.stackLimit}`);
    return any;
  }

  private globalValue(gv: GlobalValueData): string {
    switch (gv.kind) {
      case "vmctx":
        return "vmctx";
      case "load": {
        const region = gv.region === NONE ? "" : ` region${gv.region}`;
        return `load.${typeName(gv.type)}${memFlagsText(gv.flags)}${region} gv${gv.base}${formatOffset32(gv.offset)}`;
      }
      case "iadd_imm": {
        const { lo, hi } = halves(gv.offset);
        return `iadd_imm.${typeName(gv.type)} gv${gv.base}, ${formatImm64(lo, hi)}`;
      }
      case "symbol": {
        const attributes = `${gv.colocated ? "colocated " : ""}${gv.tls ? "tls " : ""}`;
        return `symbol ${attributes}${externalNameText(gv.name, this.func.params.userNames)}${signedOffset(gv.offset)}`;
      }
      case "dyn_scale_target_const":
        return `dyn_scale_target_const.${typeName(gv.type)}`;
    }
  }

  // Blocks

  private block(block: Block): void {
    const { out, layout, dfg } = this;
    out.spaces(this.indent - 4);
    this.blockHeader(block);
    out.reserve();
    out.char(NEWLINE);
    if (this.annotate !== undefined) out.text(this.annotate(`block${block}`, this.indent));
    if (this.aliasHead.length > 0) {
      for (let i = 0, n = dfg.numBlockParams(block); i < n; i++) this.aliases(dfg.blockParam(block, i));
    }
    const { instNext } = layout;
    for (let i: number = layout.firstInst(block); i >= 0; i = instNext[i]!) {
      out.reserve();
      this.location(i as Inst);
      this.instruction(i as Inst);
      this.constantComment(i as Inst);
      out.reserve();
      out.char(NEWLINE);
      if (this.annotate !== undefined) out.text(this.annotate(`inst${i}`, this.indent));
      if (this.aliasHead.length > 0) {
        for (let r = 0, n = dfg.numResults(i as Inst); r < n; r++) this.aliases(dfg.result(i as Inst, r));
      }
    }
  }

  private blockHeader(block: Block): void {
    const { out, dfg } = this;
    out.reserve();
    out.ascii("block");
    out.decimal(block);
    const n = dfg.numBlockParams(block);
    for (let i = 0; i < n; i++) {
      out.reserve();
      if (i === 0) out.char(40);
      else out.ascii(", ");
      const v = dfg.blockParam(block, i);
      out.char(118);
      out.decimal(v);
      out.ascii(": ");
      out.ascii(typeName(dfg.valueType(v)));
    }
    if (n > 0) out.char(41);
    if (this.layout.isCold(block)) out.ascii(" cold");
    out.char(58);
  }

  // Aliases

  private collectAliases(): void {
    const { dfg } = this;
    const words = dfg.values;
    const n = dfg.numValues;
    for (let v = n - 1; v >= 0; v--) {
      if (words[v * VALUE_STRIDE]! >> 16 !== VALUE_ALIAS) continue;
      if (this.aliasHead.length === 0) {
        this.aliasHead = new Int32Array(n).fill(NONE);
        this.aliasNext = new Int32Array(n).fill(NONE);
      }
      // Walking down and linking in front leaves every list in ascending order.
      const target = words[v * VALUE_STRIDE + 1]!;
      this.aliasNext[v] = this.aliasHead[target]!;
      this.aliasHead[target] = v;
    }
  }

  /** Prints the aliases of `value`, and theirs, each behind its target. */
  private aliases(value: Value): void {
    const { aliasHead, aliasNext, aliasStack, out } = this;
    if (aliasHead[value]! < 0) return;
    aliasStack.push(value);
    while (aliasStack.length > 0) {
      const target = aliasStack.pop()!;
      for (let a = aliasHead[target]!; a >= 0; a = aliasNext[a]!) {
        out.reserve();
        out.spaces(this.indent);
        out.char(118);
        out.decimal(a);
        out.ascii(" -> v");
        out.decimal(target);
        out.char(NEWLINE);
        if (aliasHead[a]! >= 0) aliasStack.push(a);
      }
    }
  }

  // Instructions

  /** Prints debug tags and source location, padded to the column of instructions. */
  private location(inst: Inst): void {
    const { out, func, indent } = this;
    if (indent === NARROW_INDENT) {
      out.spaces(NARROW_INDENT);
      return;
    }
    let width = 0;
    const tags = func.dfg.debugTags.get(inst);
    if (tags !== undefined && tags.length > 0) {
      const text = `<${tags.map((tag) => (tag.kind === "user" ? `${tag.value}` : `ss${tag.slot}`)).join(", ")}> `;
      out.text(text);
      out.reserve();
      width += text.length;
    }
    const loc = func.sourceLoc(inst);
    if (loc !== NO_SOURCE_LOC) {
      const digits = Math.max(4, (35 - Math.clz32(loc)) >> 2);
      out.char(64);
      out.hex(loc, 4);
      out.char(SPACE);
      width += digits + 2;
    }
    if (width < indent) out.spaces(indent - width);
  }

  private instruction(inst: Inst): void {
    const { out, dfg } = this;
    const words = dfg.insts;
    const at = inst * INST_STRIDE;
    const head = words[at]!;
    const op = head & 0xff;
    const results = words[at + 5]!;
    if (results >= 0) {
      this.value(results);
      out.ascii(" = ");
    } else if (results < NONE) {
      const n = dfg.numResults(inst);
      for (let i = 0; i < n; i++) {
        if (i > 0) this.comma();
        this.value(dfg.result(inst, i));
      }
      out.ascii(" = ");
    }
    out.copy(MNEMONICS.bytes, MNEMONICS.starts[op]!, MNEMONICS.starts[op + 1]!);
    const ctrl = (head >>> 16) as Type;
    if (ctrl !== 0 && this.needsSuffix(inst, op, at)) {
      out.char(46);
      out.ascii(typeName(ctrl));
    }
    this.operands(op, at, (head >> 8) & 0xff, ctrl);
    if (dfg.userStackMaps.size > 0) this.stackMap(inst);
  }

  /** True if the controlling type must be written: it is not inferred, or not from a definition just above. */
  private needsSuffix(inst: Inst, op: number, at: number): boolean {
    const source = OPCODE_CTRL[op]!;
    if (source === CTRL_EXPLICIT) return true;
    if (source === CTRL_NONE) return false;
    const { dfg, layout } = this;
    const v = dfg.resolveAliases(dfg.insts[at + 1 + source]! as Value);
    const word = v * VALUE_STRIDE;
    const kind = dfg.values[word]! >> 16;
    const definer = dfg.values[word + 1]!;
    const block = layout.blockOf(inst);
    if (kind === VALUE_PARAM) return definer !== block;
    if (kind !== VALUE_RESULT || definer < 0) return true;
    // The text must define the value above its use, which wrong programs need not do.
    return layout.blockOf(definer as Inst) !== block || layout.compareInsts(definer as Inst, inst) >= 0;
  }

  private operands(op: number, at: number, imm8: number, ctrl: Type): void {
    const { out, dfg } = this;
    const words = dfg.insts;
    const a0 = words[at + 1]!;
    const a1 = words[at + 2]!;
    const a2 = words[at + 3]!;
    const a3 = words[at + 4]!;
    out.char(SPACE);
    switch (OPCODE_FORMAT[op]!) {
      case 0 /* Format.Nullary */:
        break;
      case 1 /* Format.Unary */:
        this.value(a0);
        break;
      case 2 /* Format.UnaryImm */:
        out.ascii(formatIconst(a0, a1, laneBits(ctrl)));
        break;
      case 3 /* Format.UnaryIeee16 */:
        out.ascii(formatIeee16(a0));
        break;
      case 4 /* Format.UnaryIeee32 */:
        out.ascii(formatIeee32(a0));
        break;
      case 5 /* Format.UnaryIeee64 */:
        out.ascii(formatIeee64(a0, a1));
        break;
      case 6 /* Format.UnaryConst */:
        this.entity("const", a0);
        break;
      case 7 /* Format.UnaryGlobalValue */:
        this.entity("gv", a0);
        break;
      case 8 /* Format.Binary */:
        this.value(a0);
        this.comma();
        this.value(a1);
        break;
      case 9 /* Format.BinaryImm8 */:
        this.value(a0);
        this.comma();
        out.decimal(imm8);
        break;
      case 10 /* Format.Ternary */:
        this.value(a0);
        this.comma();
        this.value(a1);
        this.comma();
        this.value(a2);
        break;
      case 11 /* Format.TernaryImm8 */:
        this.value(a0);
        this.comma();
        this.value(a1);
        this.comma();
        out.decimal(imm8);
        break;
      case 12 /* Format.MultiAry */:
        if (dfg.lists.length(a0) === 0) out.length--;
        else this.values(a0);
        break;
      case 13 /* Format.Shuffle */: {
        this.value(a0);
        this.comma();
        this.value(a1);
        this.comma();
        const mask = dfg.constants.get(a2 as Constant);
        out.ascii(formatHexConstant(mask, 0, mask.length));
        break;
      }
      case 14 /* Format.IntCompare */:
        this.compare(INT_CC_NAMES[imm8] ?? "?", a0, a1);
        break;
      case 15 /* Format.FloatCompare */:
        this.compare(FLOAT_CC_NAMES[imm8] ?? "?", a0, a1);
        break;
      case 16 /* Format.Jump */:
        this.blockCall(a0);
        break;
      case 17 /* Format.Brif */:
        this.value(a0);
        this.comma();
        this.blockCall(a1);
        this.comma();
        this.blockCall(a2);
        break;
      case 18 /* Format.BranchTable */:
        this.value(a0);
        this.comma();
        this.jumpTable(a1 as JumpTable);
        break;
      case 19 /* Format.Call */:
        this.entity("fn", a0);
        this.argumentList(a1);
        break;
      case 20 /* Format.CallIndirect */:
        this.entity("sig", a1);
        this.comma();
        this.value(a0);
        this.argumentList(a2);
        break;
      case 21 /* Format.TryCall */:
        this.entity("fn", a0);
        this.argumentList(a2);
        this.comma();
        this.exceptionTable(a1 as ExceptionTable);
        break;
      case 22 /* Format.TryCallIndirect */:
        this.value(a0);
        this.argumentList(a2);
        this.comma();
        this.exceptionTable(a1 as ExceptionTable);
        break;
      case 23 /* Format.FuncAddr */:
        this.entity("fn", a0);
        break;
      case 24 /* Format.StackAddr */:
        this.entity("ss", a0);
        this.offset(a1);
        break;
      case 25 /* Format.DynamicStackAddr */:
        this.entity("dss", a0);
        break;
      case 26 /* Format.Load */:
        this.flags(a1);
        this.value(a0);
        this.offset(a2);
        break;
      case 27 /* Format.Store */:
        this.flags(a2);
        this.value(a0);
        this.comma();
        this.value(a1);
        this.offset(a3);
        break;
      case 28 /* Format.LoadNoOffset */:
        this.flags(a1);
        this.value(a0);
        break;
      case 29 /* Format.StoreNoOffset */:
        this.flags(a2);
        this.value(a0);
        this.comma();
        this.value(a1);
        break;
      case 30 /* Format.AtomicRmw */:
        this.flags(a2);
        this.compare(ATOMIC_RMW_OP_NAMES[imm8] ?? "?", a0, a1);
        break;
      case 31 /* Format.AtomicCas */:
        this.flags(a3);
        this.value(a0);
        this.comma();
        this.value(a1);
        this.comma();
        this.value(a2);
        break;
      case 32 /* Format.Trap */:
        out.ascii(trapCodeName(imm8));
        break;
      case 33 /* Format.CondTrap */:
        this.value(a0);
        this.comma();
        out.ascii(trapCodeName(imm8));
        break;
      case 34 /* Format.IntAddTrap */:
        this.value(a0);
        this.comma();
        this.value(a1);
        this.comma();
        out.ascii(trapCodeName(imm8));
        break;
      case 35 /* Format.ExceptionHandlerAddress */:
        this.entity("block", a0);
        this.comma();
        out.ascii(formatImm64(a1, a2));
        break;
    }
  }

  private value(v: number): void {
    this.out.char(118);
    this.out.decimal(v);
  }

  private comma(): void {
    this.out.char(COMMA);
    this.out.char(SPACE);
  }

  private entity(prefix: string, index: number): void {
    this.out.ascii(prefix);
    this.out.decimal(index);
  }

  private compare(cond: string, x: number, y: number): void {
    this.out.ascii(cond);
    this.out.char(SPACE);
    this.value(x);
    this.comma();
    this.value(y);
  }

  private offset(offset: number): void {
    if (offset !== 0) this.out.ascii(formatOffset32(offset));
  }

  /** Prints memory flags and alias region, each followed by a space. */
  private flags(id: number): void {
    const bytes = this.flagTexts[id] ?? this.flagBytes(id);
    this.out.copy(bytes, 0, bytes.length);
  }

  private flagBytes(id: number): Uint8Array {
    const { dfg } = this;
    const region = dfg.memFlagsRegion(id as MemFlagsId);
    let text = memFlagsText(dfg.memFlags(id as MemFlagsId));
    if (region !== NONE) text += ` region${region}`;
    // The texts come with a leading space each.
    if (text !== "") text = `${text.slice(1)} `;
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    this.flagTexts[id] = bytes;
    return bytes;
  }

  /** Prints the values of a list, with a comma between two. */
  private values(list: number): void {
    const { out } = this;
    const pool = this.dfg.lists.data;
    const end = list + 1 + pool[list]!;
    for (let i = list + 1; i < end; i++) {
      out.reserve();
      if (i > list + 1) this.comma();
      this.value(pool[i]!);
    }
  }

  private argumentList(list: number): void {
    this.out.char(40);
    this.values(list);
    this.out.char(41);
  }

  private blockCall(call: number): void {
    const { out } = this;
    const pool = this.dfg.lists.data;
    out.reserve();
    this.entity("block", pool[call + 1]!);
    const end = call + 1 + pool[call]!;
    if (end === call + 2) return;
    out.char(40);
    for (let i = call + 2; i < end; i++) {
      out.reserve();
      if (i > call + 2) this.comma();
      const arg = pool[i]!;
      if (arg >= 0) this.value(arg);
      else out.ascii(blockArgName(arg));
    }
    out.char(41);
  }

  private jumpTable(table: JumpTable): void {
    const { out, dfg } = this;
    const list = dfg.jumpTableList(table);
    const pool = dfg.lists.data;
    this.blockCall(pool[list + 1]!);
    out.ascii(", [");
    const end = list + 1 + pool[list]!;
    for (let i = list + 2; i < end; i++) {
      if (i > list + 2) this.comma();
      this.blockCall(pool[i]!);
    }
    out.char(93);
  }

  private exceptionTable(table: ExceptionTable): void {
    const { out, dfg } = this;
    const list = dfg.exceptionTableList(table);
    const pool = dfg.lists.data;
    this.entity("sig", pool[list + 1]!);
    this.comma();
    this.blockCall(pool[list + 2]!);
    const first = list + 1 + EXCEPTION_HEADER;
    const end = list + 1 + pool[list]!;
    if (first === end) {
      out.ascii(", []");
      return;
    }
    out.ascii(", [ ");
    for (let i = first; i < end; i += EXCEPTION_ITEM_WORDS) {
      out.reserve();
      if (i > first) this.comma();
      const kind = pool[i]!;
      if (kind === EXCEPTION_CONTEXT) {
        out.ascii("context ");
        this.value(pool[i + 1]!);
        continue;
      }
      if (kind === EXCEPTION_TAG) this.entity("tag", pool[i + 1]! >>> 0);
      else out.ascii("default");
      out.ascii(": ");
      this.blockCall(pool[i + 2]!);
    }
    out.ascii(" ]");
  }

  private stackMap(inst: Inst): void {
    const entries = this.dfg.userStackMaps.get(inst);
    if (entries === undefined || entries.length === 0) return;
    const { out } = this;
    out.reserve();
    out.ascii(", stack_map=[");
    entries.forEach((entry, i) => {
      out.reserve();
      if (i > 0) this.comma();
      out.ascii(`${typeName(entry.type)} @ ss${entry.slot}+${entry.offset}`);
    });
    out.char(93);
  }

  // Trailing comment

  /** Appends the values of operands that are constants: `  ; v1 = 42, v2 = const0`. */
  private constantComment(inst: Inst): void {
    const { dfg } = this;
    const words = dfg.insts;
    const at = inst * INST_STRIDE;
    const format = OPCODE_FORMAT[words[at]! & 0xff]!;
    this.commented = 0;
    const fixed = FORMAT_VALUE_ARGS[format]!;
    for (let i = 1; i <= fixed; i++) this.commentValue(words[at + i]!);
    const list = FORMAT_LIST_WORD[format]!;
    if (list > 0) this.commentList(words[at + list]!, 1);
    switch (format) {
      case 16 /* Format.Jump */:
        this.commentList(words[at + 1]!, 2);
        break;
      case 17 /* Format.Brif */:
        this.commentList(words[at + 2]!, 2);
        this.commentList(words[at + 3]!, 2);
        break;
      case 18 /* Format.BranchTable */: {
        const table = dfg.jumpTableList(words[at + 2]! as JumpTable);
        const end = table + 1 + dfg.lists.data[table]!;
        for (let i = table + 1; i < end; i++) this.commentList(dfg.lists.data[i]!, 2);
        break;
      }
      case 21 /* Format.TryCall */:
      case 22 /* Format.TryCallIndirect */:
        this.commentExceptionTable(words[at + 2]! as ExceptionTable);
        break;
    }
  }

  /** Handlers in table order, then the normal target, then contexts: the order of the block list. */
  private commentExceptionTable(table: ExceptionTable): void {
    const { dfg } = this;
    const pool = dfg.lists.data;
    const list = dfg.exceptionTableList(table);
    const first = list + 1 + EXCEPTION_HEADER;
    const end = list + 1 + pool[list]!;
    for (let i = first; i < end; i += EXCEPTION_ITEM_WORDS) {
      if (pool[i]! !== EXCEPTION_CONTEXT) this.commentList(pool[i + 2]!, 2);
    }
    this.commentList(pool[list + 2]!, 2);
    for (let i = first; i < end; i += EXCEPTION_ITEM_WORDS) {
      if (pool[i]! === EXCEPTION_CONTEXT) this.commentValue(pool[i + 1]!);
    }
  }

  private commentList(list: number, skip: number): void {
    const pool = this.dfg.lists.data;
    const end = list + 1 + pool[list]!;
    for (let i = list + skip; i < end; i++) if (pool[i]! >= 0) this.commentValue(pool[i]!);
  }

  private commentValue(v: number): void {
    const { dfg } = this;
    let at = v * VALUE_STRIDE;
    let kind = dfg.values[at]! >> 16;
    if (kind === VALUE_ALIAS) {
      at = dfg.resolveAliases(v as Value) * VALUE_STRIDE;
      kind = dfg.values[at]! >> 16;
    }
    const definer = dfg.values[at + 1]!;
    if (kind !== VALUE_RESULT || definer < 0) return;
    const word = definer * INST_STRIDE;
    const head = dfg.insts[word]!;
    const format = OPCODE_FORMAT[head & 0xff]!;
    if (format < Format.UnaryImm || format > Format.UnaryConst) return;
    const { out } = this;
    out.reserve();
    out.ascii(this.commented++ === 0 ? "  ; " : ", ");
    this.value(v);
    out.ascii(" = ");
    const a0 = dfg.insts[word + 1]!;
    const a1 = dfg.insts[word + 2]!;
    switch (format) {
      case 2 /* Format.UnaryImm */:
        out.ascii(formatIconst(a0, a1, laneBits((head >>> 16) as Type)));
        break;
      case 3 /* Format.UnaryIeee16 */:
        out.ascii(formatIeee16(a0));
        break;
      case 4 /* Format.UnaryIeee32 */:
        out.ascii(formatIeee32(a0));
        break;
      case 5 /* Format.UnaryIeee64 */:
        out.ascii(formatIeee64(a0, a1));
        break;
      default:
        this.commentConstant(head, a0);
        break;
    }
  }

  /** A 16-byte scalar constant shows its number, a vector only its name. */
  private commentConstant(head: number, id: number): void {
    const bytes = this.dfg.constants.get(id as Constant);
    if (OPCODE_CTRL[head & 0xff] !== CTRL_NONE || bytes.length !== 16) {
      this.entity("const", id);
      return;
    }
    const word = (i: number): number =>
      bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    this.out.ascii(formatIeee128(word(0), word(4), word(8), word(12)));
  }
}

const EMPTY = new Int32Array(0);

function hasLocations(func: Function): boolean {
  if (func.dfg.debugTags.size > 0) return true;
  const { sourceLocBits, sourceLocCount } = func.stencil;
  for (let i = 0, n = (sourceLocCount + 31) >> 5; i < n; i++) if (sourceLocBits[i] !== 0) return true;
  return false;
}

function halves(value: bigint): { lo: number; hi: number } {
  return { lo: Number(BigInt.asIntN(32, value)), hi: Number(BigInt.asIntN(32, value >> 32n)) };
}

function signedOffset(offset: bigint): string {
  if (offset === 0n) return "";
  const { lo, hi } = halves(offset < 0n ? -offset : offset);
  return `${offset < 0n ? "-" : "+"}${formatUimm64(lo, hi)}`;
}
