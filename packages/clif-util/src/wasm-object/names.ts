/** C identifiers for names of a module, which can be any text. */

/** Words that cannot be identifiers in C or C++. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return short " +
    "signed sizeof static struct switch typedef union unsigned void volatile while bool true false class new delete this template namespace " +
    "private public protected virtual operator throw try catch using typename nullptr alignas alignof"
  ).split(" "),
);

/** What of a text can stand in an identifier. */
export function identifierPart(text: string): string {
  return text.replace(/[^A-Za-z0-9_]/g, "_");
}

/** An identifier made of a text. */
export function identifier(text: string): string {
  const part = identifierPart(text);
  return part === "" || /^\d/.test(part) || RESERVED.has(part) ? `_${part}` : part;
}

/** Hands out each identifier once; the second of a name gets `_2`. */
export class UniqueNames {
  private readonly taken: Set<string> = new Set<string>();

  add(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}_${n}`;
    this.taken.add(name);
    return name;
  }
}
