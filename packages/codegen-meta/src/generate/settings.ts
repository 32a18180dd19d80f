/** Generator of the flags classes: one per group of settings, on the base in codegen-ir's `settings.ts`. */
import { placeSettings, type Setting, type SettingGroup, type SettingPlace } from "../cdsl/setting.ts";
import { doc, generatedHeader } from "./text.ts";

/** The file of one group. `row` names its source file. */
export function generateSettings(group: SettingGroup, row: string): string {
  const { places, words } = placeSettings(group);
  const base = group.package === "codegen-ir" ? "../settings.ts" : "@cranelift-ts/codegen-ir";
  const place = (s: Setting): SettingPlace => places.get(s.name) as SettingPlace;
  const enums = group.settings.filter((s) => s.kind === "enum");
  const template = `${group.className.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}_TEMPLATE`;
  const lines = [
    generatedHeader(`settings/${row}`),
    `import { type SettingsTemplate, SettingsBuilder, SettingsGroup } from "${base}";`,
    "",
    ...enums.flatMap((s) => [
      doc(`Values of \`${s.name}\`. ${s.doc}`),
      `export type ${typeNameOf(s)} = ${s.values.map((v) => JSON.stringify(v)).join(" | ")};`,
    ]),
    ...(enums.length > 0 ? [""] : []),
    doc(`The rows of this group: ${group.doc.charAt(0).toLowerCase()}${group.doc.slice(1)}`),
    `export const ${template}: SettingsTemplate = {`,
    `  name: ${JSON.stringify(group.name)},`,
    `  words: ${words},`,
    "  settings: [",
    ...group.settings.map((s) => `    ${settingLiteral(s, place(s))},`),
    "  ],",
    "  presets: [",
    ...group.presets.map(
      (p) =>
        `    { name: ${JSON.stringify(p.name)}, settings: [${p.settings.map((s) => JSON.stringify(s)).join(", ")}], ` +
        `description: ${JSON.stringify(p.doc)} },`,
    ),
    "  ],",
    "};",
    "",
    doc(`${group.doc} Immutable; made by \`${builderName(group)}\`.`),
    `export class ${group.className} extends SettingsGroup {`,
    doc("From packed words, as `words` of another object of this class.", "  "),
    "  constructor(words: Int32Array) {",
    `    super(${template}, words);`,
    "  }",
    ...group.settings.flatMap((s) => ["", doc(s.doc, "  "), getter(s, place(s), group)]),
    "}",
    "",
    doc(`A builder of {@link ${group.className}} that starts from the defaults.`),
    `export function ${builderName(group)}(): SettingsBuilder<${group.className}> {`,
    `  return new SettingsBuilder(${template}, (words) => new ${group.className}(words));`,
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function settingLiteral(s: Setting, place: SettingPlace): string {
  const values = s.values.map((v) => JSON.stringify(v)).join(", ");
  return (
    `{ name: ${JSON.stringify(s.name)}, kind: "${s.kind}", values: [${values}], default: ${s.default}, ` +
    `word: ${place.word}, shift: ${place.shift}, description: ${JSON.stringify(s.doc)} }`
  );
}

function getter(s: Setting, place: SettingPlace, group: SettingGroup): string {
  const word = `this.words[${place.word}]!`;
  const shifted = place.shift === 0 ? word : `(${word} >>> ${place.shift})`;
  if (s.kind === "bool") return `  get ${s.name}(): boolean {\n    return (${shifted} & 1) !== 0;\n  }`;
  if (s.kind === "num") return `  get ${s.name}(): number {\n    return ${shifted} & 0xff;\n  }`;
  const index = group.settings.indexOf(s);
  return `  get ${s.name}(): ${typeNameOf(s)} {\n    return this.template.settings[${index}]!.values[${shifted} & 0xff] as ${typeNameOf(s)};\n  }`;
}

function typeNameOf(s: Setting): string {
  return s.name
    .split("_")
    .map((p) => p.charAt(0).toUpperCase() + p.slice(1))
    .join("");
}

function builderName(group: SettingGroup): string {
  return `${group.className.charAt(0).toLowerCase()}${group.className.slice(1)}Builder`;
}
