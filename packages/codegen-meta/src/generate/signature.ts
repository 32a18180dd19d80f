/** The CLIF shape of an instruction in one line: `a = load.T flags p+offset`. */
import type { Instruction } from "../cdsl/instruction.ts";

/** Results, mnemonic and operands as they stand in the text. */
export function instructionSignature(inst: Instruction): string {
  const results =
    inst.results === "variable"
      ? "rets... = "
      : inst.results.length === 0
        ? ""
        : `${inst.results.map((r) => r.name).join(", ")} = `;
  const suffix = inst.ctrl.kind === "explicit" ? ".T" : "";
  const operands = operandText(inst);
  return `${results}${inst.name}${suffix}${operands === "" ? "" : ` ${operands}`}`;
}

function operandText(inst: Instruction): string {
  const name = (kind: string): string => inst.operands.find((o) => o.kind === kind)?.name ?? kind;
  const values = inst.operands.filter((o) => o.kind === "value").map((o) => o.name);
  const list = values.join(", ");
  switch (inst.format.name) {
    case "Call":
      return `${name("func")}(${name("values")}...)`;
    case "CallIndirect":
      return `${name("sig")}, ${list}(${name("values")}...)`;
    case "TryCall":
      return `${name("func")}(${name("values")}...), sig, normal(args...), [handlers...]`;
    case "TryCallIndirect":
      return `${list}(${name("values")}...), sig, normal(args...), [handlers...]`;
    case "MultiAry":
      return `${name("values")}...`;
    case "Jump":
      return "destination(args...)";
    case "Brif":
      return `${list}, blockThen(args...), blockElse(args...)`;
    case "BranchTable":
      return `${list}, default(args...), [block(args...), ...]`;
    case "Load":
    case "Store":
      return `flags ${list}+offset`;
    case "LoadNoOffset":
    case "StoreNoOffset":
    case "AtomicCas":
      return `flags ${list}`;
    case "AtomicRmw":
      return `flags op ${list}`;
    case "StackAddr":
      return "ss+offset";
    case "IntCompare":
    case "FloatCompare":
      return `cond ${list}`;
    default:
      return inst.operands.map((o) => o.name).join(", ");
  }
}
