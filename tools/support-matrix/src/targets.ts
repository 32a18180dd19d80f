/** The targets whose rules are tried, and the files that hold what came of it. */
import { LEGALIZED, SupportMatrix, type TargetIsa } from "@cranelift-ts/codegen";
import {
  flagsBuilder,
  instructions,
  type IsaFamily,
  Opcode,
  opcodeTables,
  parseTriple,
  types,
} from "@cranelift-ts/codegen-ir";
import { aarch64 } from "@cranelift-ts/isa-aarch64";
import { s390x } from "@cranelift-ts/isa-s390x";
import { x64 } from "@cranelift-ts/isa-x64";
import { type ProbedTarget, supportTable } from "./probe.ts";

/** Settings of the tried functions: everything is allowed that a setting allows. */
const SETTINGS = [
  "enable_llvm_abi_extensions=true",
  "enable_multi_ret_implicit_sret=true",
  "preserve_frame_pointers=true",
  "regalloc_algorithm=single_pass",
];

/** Choices without which an opcode has no meaning; they are named like features. */
const CHOICES: Readonly<Record<string, string>> = {
  tls_model: "tls_model=elf_gd",
  stack_switch_model: "stack_switch_model=basic",
};

interface Target extends ProbedTarget {
  /** Folder of the package. */
  readonly folder: string;
  readonly title: string;
}

function target(title: string, folder: string, triple: string, family: IsaFamily): Target {
  const make = (features: readonly string[]): TargetIsa => {
    const shared = flagsBuilder();
    const builder = family.builder(parseTriple(triple));
    for (const s of SETTINGS) shared.apply(s);
    if (folder !== "isa-aarch64") shared.apply("enable_pinned_reg=true");
    for (const f of features) {
      const choice = CHOICES[f];
      if (choice === undefined) builder.settings.apply(f);
      else shared.apply(choice);
    }
    return builder.finish(shared.finish()) as TargetIsa;
  };
  const features: string[] = Object.keys(CHOICES);
  for (const { info } of make([]).isaFlags.entries())
    if (info.name.startsWith("has_")) features.push(info.name);
  return { name: make([]).name, title, folder, features, make };
}

export const TARGETS: readonly Target[] = [
  target("x86-64", "isa-x64", "x86_64-unknown-linux-gnu", x64),
  target("aarch64", "isa-aarch64", "aarch64-unknown-linux-gnu", aarch64),
  target("s390x", "isa-s390x", "s390x-unknown-linux-gnu", s390x),
];

export const DOCUMENT = "docs/support.md";

/** Path in the repository and text of each file, and what crashed. */
export function supportFiles(): { files: [path: string, text: string][]; crashes: string[] } {
  const files: [string, string][] = [];
  const crashes: string[] = [];
  const sections: string[] = [];
  for (const t of TARGETS) {
    const table = supportTable(t);
    crashes.push(...table.crashes.map((c) => `${t.name}: ${c}`));
    const text = table.lines.join("\n");
    files.push([`packages/${t.folder}/src/generated/support.ts`, moduleText(table.lines)]);
    sections.push(sectionText(t, text));
  }
  files.push([DOCUMENT, `${HEADER}\n${sections.join("\n")}`]);
  return { files, crashes };
}

function moduleText(lines: readonly string[]): string {
  return [
    "// Generated from the rules by `pnpm support`. Do not edit.",
    "",
    "/** What the rules lower, by opcode and type; see `SupportMatrix` of codegen. */",
    "export const SUPPORT = `" + lines.join("\n") + "`;",
    "",
  ].join("\n");
}

const HEADER = `<!-- Generated from the rules by \`pnpm support\`. Do not edit. -->

# What each target lowers

\`pnpm support\` compiles every opcode under every type that the language allows, on each target, with and without each
processor feature, and writes this page and the tables that the targets refuse instructions by. An instruction that is not
listed ends in an \`UnsupportedError\` that names opcode and type, before lowering starts. Only scalars and vectors
of up to 512 bits are tried. In a cell: a type alone is lowered by rules; \`type (a, b)\` with these types of the other
operand; \`type [has_x]\` with this feature; \`type*\` is expanded into other instructions, or into a call of
\`@cranelift-ts/runtime-lib\`. Instructions in big-endian order are refused on the little-endian targets.
`;

function sectionText(target: Target, text: string): string {
  const all = new SupportMatrix(text, () => true);
  const expanded = new Map<string, Set<string>>();
  for (const [op, ctrl, free] of LEGALIZED) {
    if ((ctrl === types.I128 || free === types.I128) && !all.allows(Opcode.Isplit, types.I128)) continue;
    if (
      all.allows(op, ctrl, free) ||
      !all.allowsValue(ctrl) ||
      (free !== types.INVALID && !all.allowsValue(free))
    )
      continue;
    const name = instructions.opcodeName(op);
    const cell = `${types.typeName(ctrl)}${free === types.INVALID ? "" : ` (${types.typeName(free)})`}*`;
    if (!expanded.has(name)) expanded.set(name, new Set<string>());
    expanded.get(name)!.add(cell);
  }
  const lines = new Map(
    text
      .split("\n")
      .map((line): [string, string] => [line.split(" ")[0]!, line.slice(line.indexOf(" ") + 1)]),
  );
  const rows: string[] = [];
  const missing: string[] = [];
  for (const name of opcodeTables.OPCODE_NAMES.slice(1)) {
    const items = (lines.get(name) ?? "").split(" ").filter((i) => i !== "");
    const cells = items.map((i) =>
      (i === "-" ? "yes" : i)
        .replace(/\(([^)]*)\)/, (_, list: string) => ` (${list.replaceAll(",", ", ")})`)
        .replace("[", " [")
        .replaceAll("&", ", "),
    );
    cells.push(...(expanded.get(name) ?? []));
    if (cells.length === 0) missing.push(`\`${name}\``);
    else rows.push(`| \`${name}\` | ${cells.join("; ")} |`);
  }
  const values = (lines.get("values") ?? "").replaceAll(" ", ", ");
  return [
    `## ${target.title}`,
    "",
    `Types of values: ${values}.`,
    "",
    "| Opcode | Types |",
    "|---|---|",
    ...rows,
    "",
    `Not at all: ${missing.join(" ")}.`,
    "",
  ].join("\n");
}
