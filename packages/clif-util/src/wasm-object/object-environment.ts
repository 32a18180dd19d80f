/**
 * Code for an object file: what the runtime's environment makes, but imported functions are functions of the object like
 * others, and every function looks at the stack's limit, because no guard of a stack of its own is behind it.
 */
import { memflags, TrapCodes, types, type FuncRef, type Inst, type TrapCode } from "@cranelift-ts/codegen-ir";
import { codeAbi, ModuleEnvironment } from "@cranelift-ts/wasm-runtime";
import type { FunctionEmitter, ModuleInfo } from "@cranelift-ts/wasm-translator";

/**
 * Memories may move when they grow and nothing faults behind them: all bounds are checked. Checks are branches, whose
 * misspeculation the code does not guard against: a clamp to null would need a signal handler.
 */
const CHECKED = { reservation: 0, guard: 0, spectre: false };

/** Address space that the header's code reserves for each memory if it relies on faults. */
export const RESERVATION: number = 2 ** 32;
export const GUARD: number = 2 ** 31;
const GUARDED = { reservation: RESERVATION, guard: GUARD, spectre: false };

export class ObjectEnvironment extends ModuleEnvironment {
  constructor(info: ModuleInfo, guardPages: boolean) {
    super(info, guardPages ? GUARDED : CHECKED);
  }

  override needsStackMap(): boolean {
    return false;
  }

  override begin(e: FunctionEmitter): void {
    const limit = e.ins().load(types.I64, memflags.TRUSTED, e.vmctx, codeAbi.CONTEXT_HEADER.STACK_LIMIT);
    e.ins().trapnz(
      e.ins().icmp("ult", e.ins().get_stack_pointer(types.I64), limit),
      TrapCodes.stk_ovf as TrapCode,
    );
  }

  override call(e: FunctionEmitter, functionIndex: number, tail: boolean): Inst {
    const type = this.module.types.canonical[this.module.functionTypes[functionIndex]!]!;
    const callee = e.functionRef(functionIndex, (): FuncRef => {
      const ref = e.func.params.importUserName({ namespace: 0, index: functionIndex });
      const signature = e.signatureRef(type, () => this.signature(type));
      return e.func.dfg.importFunction({
        name: { kind: "user", ref },
        signature,
        colocated: true,
        patchable: false,
      });
    });
    e.args[0] = e.vmctx;
    return e.emitCall(callee, tail);
  }
}
