/** Pieces of generated TypeScript text. */

/** First line of a generated file: names the rows it comes from. */
export function generatedHeader(source: string): string {
  return `// Generated from packages/codegen-meta/src/${source} by \`pnpm generate\`. Do not edit.\n`;
}

/** A doc comment at the given indentation, filled to about 110 columns. */
export function doc(text: string, indent: string = ""): string {
  const lines = text.split("\n").flatMap((l) => fill(l, 105 - indent.length));
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return `${indent}/**\n${lines.map((l) => `${indent} * ${l}`.trimEnd()).join("\n")}\n${indent} */`;
}

function fill(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

export function constant(name: string, value: number): string {
  return `export const ${name} = ${value};`;
}

/** A typed array literal, `perLine` numbers a line. */
export function literalArray(
  name: string,
  type: string,
  values: readonly number[],
  perLine: number = 24,
): string {
  const lines: string[] = [];
  for (let i = 0; i < values.length; i += perLine)
    lines.push(`  ${values.slice(i, i + perLine).join(", ")},`);
  return `export const ${name}: ${type} = /* @__PURE__ */ new ${type}([\n${lines.join("\n")}\n]);`;
}

/** A frozen list of strings, one a line. */
export function stringArray(name: string, values: readonly string[]): string {
  const lines = values.map((v) => `  ${JSON.stringify(v)},`);
  return `export const ${name}: readonly string[] = [\n${lines.join("\n")}\n];`;
}
