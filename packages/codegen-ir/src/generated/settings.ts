// Generated from packages/codegen-meta/src/settings/shared.ts by `pnpm generate`. Do not edit.

import { type SettingsTemplate, SettingsBuilder, SettingsGroup } from "../settings.ts";

/**
 * Values of `regalloc_algorithm`. Register allocator: `backtracking` makes better code, `single_pass` makes
 * it faster.
 */
export type RegallocAlgorithm = "backtracking" | "single_pass";
/**
 * Values of `opt_level`. What to optimise for. `none` skips the mid-end; `speed_and_size` also weighs the
 * size of the code.
 */
export type OptLevel = "none" | "speed" | "speed_and_size";
/** Values of `tls_model`. How `tls_value` finds thread-local data. */
export type TlsModel = "none" | "elf_gd" | "macho" | "coff";
/**
 * Values of `stack_switch_model`. How `stack_switch` works: not at all, plainly, or also keeping the
 * Windows thread information block up to date.
 */
export type StackSwitchModel = "none" | "basic" | "update_windows_tib";
/** Values of `libcall_call_conv`. Calling convention of library routines; `isa_default` is the target's own. */
export type LibcallCallConv = "isa_default" | "fast" | "system_v" | "windows_fastcall" | "apple_aarch64" | "probestack" | "preserve_all";
/** Values of `probestack_strategy`. Probe by calling a routine, or by code in the prologue. */
export type ProbestackStrategy = "outline" | "inline";

/** The rows of this group: settings that do not depend on the target. */
export const FLAGS_TEMPLATE: SettingsTemplate = {
  name: "shared",
  words: 3,
  settings: [
    { name: "regalloc_checker", kind: "bool", values: [], default: 0, word: 2, shift: 8, description: "Check the result of register allocation symbolically." },
    { name: "regalloc_verbose_logs", kind: "bool", values: [], default: 0, word: 2, shift: 9, description: "Log what the register allocator does, in detail." },
    { name: "regalloc_algorithm", kind: "enum", values: ["backtracking", "single_pass"], default: 0, word: 0, shift: 0, description: "Register allocator: `backtracking` makes better code, `single_pass` makes it faster." },
    { name: "opt_level", kind: "enum", values: ["none", "speed", "speed_and_size"], default: 0, word: 0, shift: 8, description: "What to optimise for. `none` skips the mid-end; `speed_and_size` also weighs the size of the code." },
    { name: "enable_alias_analysis", kind: "bool", values: [], default: 1, word: 2, shift: 10, description: "Let the mid-end reuse and forward loads and drop dead stores." },
    { name: "enable_verifier", kind: "bool", values: [], default: 1, word: 2, shift: 11, description: "Verify each function before compiling it." },
    { name: "is_pic", kind: "bool", values: [], default: 0, word: 2, shift: 12, description: "Make position-independent code: symbols that are not colocated are reached through tables of the linker." },
    { name: "use_colocated_libcalls", kind: "bool", values: [], default: 0, word: 2, shift: 13, description: "Take library routines to be near enough for direct calls." },
    { name: "enable_nan_canonicalization", kind: "bool", values: [], default: 0, word: 2, shift: 14, description: "Replace every NaN an operation makes by one fixed NaN, so that results are the same everywhere." },
    { name: "enable_pinned_reg", kind: "bool", values: [], default: 0, word: 2, shift: 15, description: "Set one register aside for `get_pinned_reg` and `set_pinned_reg`." },
    { name: "tls_model", kind: "enum", values: ["none", "elf_gd", "macho", "coff"], default: 0, word: 0, shift: 16, description: "How `tls_value` finds thread-local data." },
    { name: "stack_switch_model", kind: "enum", values: ["none", "basic", "update_windows_tib"], default: 0, word: 0, shift: 24, description: "How `stack_switch` works: not at all, plainly, or also keeping the Windows thread information block up to date." },
    { name: "libcall_call_conv", kind: "enum", values: ["isa_default", "fast", "system_v", "windows_fastcall", "apple_aarch64", "probestack", "preserve_all"], default: 0, word: 1, shift: 0, description: "Calling convention of library routines; `isa_default` is the target's own." },
    { name: "enable_llvm_abi_extensions", kind: "bool", values: [], default: 0, word: 2, shift: 16, description: "Pass and return i128, f16 and f128 as LLVM does, beyond what the platform's convention defines." },
    { name: "enable_multi_ret_implicit_sret", kind: "bool", values: [], default: 0, word: 2, shift: 17, description: "Return values that do not fit in registers through a hidden pointer to memory. Deprecated: say so in the signature." },
    { name: "unwind_info", kind: "bool", values: [], default: 1, word: 2, shift: 18, description: "Produce information for unwinding the stack." },
    { name: "preserve_frame_pointers", kind: "bool", values: [], default: 0, word: 2, shift: 19, description: "Keep the chain of frame pointers intact, in leaf functions too." },
    { name: "machine_code_cfg_info", kind: "bool", values: [], default: 0, word: 2, shift: 20, description: "Report where the blocks of the machine code start and which edges connect them." },
    { name: "enable_probestack", kind: "bool", values: [], default: 0, word: 2, shift: 21, description: "Touch the pages of large stack frames in order, so that overflow hits the guard page." },
    { name: "probestack_size_log2", kind: "num", values: [], default: 12, word: 1, shift: 8, description: "Log2 of the size of the guard region that stack probes rely on." },
    { name: "probestack_strategy", kind: "enum", values: ["outline", "inline"], default: 0, word: 1, shift: 16, description: "Probe by calling a routine, or by code in the prologue." },
    { name: "enable_heap_access_spectre_mitigation", kind: "bool", values: [], default: 1, word: 2, shift: 22, description: "Tell front ends to guard heap bounds checks against speculation." },
    { name: "enable_table_access_spectre_mitigation", kind: "bool", values: [], default: 1, word: 2, shift: 23, description: "Guard table bounds checks and the index of `br_table` against speculation." },
    { name: "enable_incremental_compilation_cache_checks", kind: "bool", values: [], default: 0, word: 2, shift: 24, description: "Compile what the incremental cache has as well, and compare." },
    { name: "bb_padding_log2_minus_one", kind: "num", values: [], default: 0, word: 1, shift: 24, description: "For tests: n > 0 puts 2^(n-1) zero bytes between basic blocks, to stress branch ranges. 0 is off." },
    { name: "log2_min_function_alignment", kind: "num", values: [], default: 0, word: 2, shift: 0, description: "Log2 of the least alignment of functions, in bytes." },
    { name: "enable_compact_unwind_abi", kind: "bool", values: [], default: 0, word: 2, shift: 25, description: "Keep prologues to the forms that compact unwind information (Mach-O) can describe." },
  ],
  presets: [
  ],
};

/** Settings that do not depend on the target. Immutable; made by `flagsBuilder`. */
export class Flags extends SettingsGroup {
  /** From packed words, as `words` of another object of this class. */
  constructor(words: Int32Array) {
    super(FLAGS_TEMPLATE, words);
  }

  /** Check the result of register allocation symbolically. */
  get regalloc_checker(): boolean {
    return ((this.words[2]! >>> 8) & 1) !== 0;
  }

  /** Log what the register allocator does, in detail. */
  get regalloc_verbose_logs(): boolean {
    return ((this.words[2]! >>> 9) & 1) !== 0;
  }

  /** Register allocator: `backtracking` makes better code, `single_pass` makes it faster. */
  get regalloc_algorithm(): RegallocAlgorithm {
    return this.template.settings[2]!.values[this.words[0]! & 0xff] as RegallocAlgorithm;
  }

  /** What to optimise for. `none` skips the mid-end; `speed_and_size` also weighs the size of the code. */
  get opt_level(): OptLevel {
    return this.template.settings[3]!.values[(this.words[0]! >>> 8) & 0xff] as OptLevel;
  }

  /** Let the mid-end reuse and forward loads and drop dead stores. */
  get enable_alias_analysis(): boolean {
    return ((this.words[2]! >>> 10) & 1) !== 0;
  }

  /** Verify each function before compiling it. */
  get enable_verifier(): boolean {
    return ((this.words[2]! >>> 11) & 1) !== 0;
  }

  /**
   * Make position-independent code: symbols that are not colocated are reached through tables of the
   * linker.
   */
  get is_pic(): boolean {
    return ((this.words[2]! >>> 12) & 1) !== 0;
  }

  /** Take library routines to be near enough for direct calls. */
  get use_colocated_libcalls(): boolean {
    return ((this.words[2]! >>> 13) & 1) !== 0;
  }

  /** Replace every NaN an operation makes by one fixed NaN, so that results are the same everywhere. */
  get enable_nan_canonicalization(): boolean {
    return ((this.words[2]! >>> 14) & 1) !== 0;
  }

  /** Set one register aside for `get_pinned_reg` and `set_pinned_reg`. */
  get enable_pinned_reg(): boolean {
    return ((this.words[2]! >>> 15) & 1) !== 0;
  }

  /** How `tls_value` finds thread-local data. */
  get tls_model(): TlsModel {
    return this.template.settings[10]!.values[(this.words[0]! >>> 16) & 0xff] as TlsModel;
  }

  /**
   * How `stack_switch` works: not at all, plainly, or also keeping the Windows thread information block up
   * to date.
   */
  get stack_switch_model(): StackSwitchModel {
    return this.template.settings[11]!.values[(this.words[0]! >>> 24) & 0xff] as StackSwitchModel;
  }

  /** Calling convention of library routines; `isa_default` is the target's own. */
  get libcall_call_conv(): LibcallCallConv {
    return this.template.settings[12]!.values[this.words[1]! & 0xff] as LibcallCallConv;
  }

  /** Pass and return i128, f16 and f128 as LLVM does, beyond what the platform's convention defines. */
  get enable_llvm_abi_extensions(): boolean {
    return ((this.words[2]! >>> 16) & 1) !== 0;
  }

  /**
   * Return values that do not fit in registers through a hidden pointer to memory. Deprecated: say so in
   * the signature.
   */
  get enable_multi_ret_implicit_sret(): boolean {
    return ((this.words[2]! >>> 17) & 1) !== 0;
  }

  /** Produce information for unwinding the stack. */
  get unwind_info(): boolean {
    return ((this.words[2]! >>> 18) & 1) !== 0;
  }

  /** Keep the chain of frame pointers intact, in leaf functions too. */
  get preserve_frame_pointers(): boolean {
    return ((this.words[2]! >>> 19) & 1) !== 0;
  }

  /** Report where the blocks of the machine code start and which edges connect them. */
  get machine_code_cfg_info(): boolean {
    return ((this.words[2]! >>> 20) & 1) !== 0;
  }

  /** Touch the pages of large stack frames in order, so that overflow hits the guard page. */
  get enable_probestack(): boolean {
    return ((this.words[2]! >>> 21) & 1) !== 0;
  }

  /** Log2 of the size of the guard region that stack probes rely on. */
  get probestack_size_log2(): number {
    return (this.words[1]! >>> 8) & 0xff;
  }

  /** Probe by calling a routine, or by code in the prologue. */
  get probestack_strategy(): ProbestackStrategy {
    return this.template.settings[20]!.values[(this.words[1]! >>> 16) & 0xff] as ProbestackStrategy;
  }

  /** Tell front ends to guard heap bounds checks against speculation. */
  get enable_heap_access_spectre_mitigation(): boolean {
    return ((this.words[2]! >>> 22) & 1) !== 0;
  }

  /** Guard table bounds checks and the index of `br_table` against speculation. */
  get enable_table_access_spectre_mitigation(): boolean {
    return ((this.words[2]! >>> 23) & 1) !== 0;
  }

  /** Compile what the incremental cache has as well, and compare. */
  get enable_incremental_compilation_cache_checks(): boolean {
    return ((this.words[2]! >>> 24) & 1) !== 0;
  }

  /** For tests: n > 0 puts 2^(n-1) zero bytes between basic blocks, to stress branch ranges. 0 is off. */
  get bb_padding_log2_minus_one(): number {
    return (this.words[1]! >>> 24) & 0xff;
  }

  /** Log2 of the least alignment of functions, in bytes. */
  get log2_min_function_alignment(): number {
    return this.words[2]! & 0xff;
  }

  /** Keep prologues to the forms that compact unwind information (Mach-O) can describe. */
  get enable_compact_unwind_abi(): boolean {
    return ((this.words[2]! >>> 25) & 1) !== 0;
  }
}

/** A builder of {@link Flags} that starts from the defaults. */
export function flagsBuilder(): SettingsBuilder<Flags> {
  return new SettingsBuilder(FLAGS_TEMPLATE, (words) => new Flags(words));
}
