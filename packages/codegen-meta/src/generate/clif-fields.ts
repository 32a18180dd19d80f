/** The getters of CLIF instruction fields that compiled rules call, one method per format and field. */
import { type Field, FORMATS } from "../cdsl/formats.ts";
import { generatedHeader } from "./text.ts";

function read(field: Field): string {
  if (field.place === "imm8") return "(this.insts[inst * 6]! >>> 8) & 0xff";
  const word = (n: number): string => `this.insts[inst * 6 + ${n}]!`;
  const at = field.place + 1;
  return field.kind === "imm64" || field.kind === "ieee64"
    ? `this.const64(${word(at)}, ${word(at + 1)})`
    : word(at);
}

/** Module with the class `ClifFields`. */
export function generateClifFields(): string {
  const out = [
    generatedHeader("cdsl/formats.ts"),
    `import { InstBuilder } from "../machinst/inst-builder.ts";`,
    "",
    "/** Fields of CLIF instructions by format, as compiled rules ask for them. */",
    "export abstract class ClifFields extends InstBuilder {",
    "  /** Instruction records of the function being compiled. */",
    "  insts: Int32Array = new Int32Array(0);",
    "",
    "  /** Id of a 64-bit constant. */",
    "  abstract const64(lo: number, hi: number): number;",
    "  /** Format of an instruction. */",
    "  abstract InstructionData_tag(inst: number): number;",
    "",
    "  InstructionData_opcode(inst: number): number {",
    "    return this.insts[inst * 6]! & 0xff;",
    "  }",
  ];
  for (const format of FORMATS) {
    for (const field of format.fields) {
      out.push(
        "",
        `  InstructionData_${format.name}_${field.name}(inst: number): number {`,
        `    return ${read(field)};`,
        "  }",
      );
    }
    out.push(
      "",
      `  InstructionData_${format.name}_opcode(inst: number): number {`,
      "    return this.insts[inst * 6]! & 0xff;",
      "  }",
    );
  }
  out.push("}", "");
  return out.join("\n");
}
