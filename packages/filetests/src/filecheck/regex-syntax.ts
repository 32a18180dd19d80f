/**
 * Rust's spelling of regular expressions in JavaScript's.
 *
 * Rewritten: `(?P<name>...)`, `\A`, `\z`, POSIX classes such as `[[:alpha:]]`, `\pL`, and what `u` mode does not let
 * be escaped (`\-`, `\"`). Leading flags `(?i)`, `(?s)` and `(?x)` have no equal on Node 20 and are left as they are,
 * so that the caller reports them.
 */

const POSIX: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  cntrl: "\\x00-\\x1F\\x7F",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** Characters that may follow a backslash in `u` mode, as an escape of themselves or with a meaning. */
const ESCAPABLE = /[\^$\\.*+?()[\]{}|/dDwWsSbBpPnrtvfxu0]/;

/** `source` with Rust's spellings replaced. */
export function translateRegex(source: string): string {
  let out = "";
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    const next = source[i + 1];
    if (c === "\\" && next !== undefined) {
      i++;
      if (next === "A" && !inClass) out += "^";
      else if (next === "z" && !inClass) out += "$";
      else if ((next === "p" || next === "P") && /[A-Z]/.test(source[i + 1] ?? "")) {
        out += `\\${next}{${source[++i]}}`;
      } else if (ESCAPABLE.test(next) || (inClass && next === "-")) out += `\\${next}`;
      else out += next;
    } else if (inClass && c === "[" && next === ":") {
      const end = source.indexOf(":]", i);
      const name = end < 0 ? "" : source.slice(i + 2, end);
      const members = POSIX[name];
      if (members === undefined) out += "\\[";
      else {
        out += members;
        i = end + 1;
      }
    } else if (c === "[") {
      // A bracket inside a class is a member of it; `]` right at the start too.
      out += inClass ? "\\[" : "[";
      if (!inClass) {
        inClass = true;
        if (next === "^") out += source[++i];
        if (source[i + 1] === "]") {
          out += "\\]";
          i++;
        }
      }
    } else if (c === "]" && inClass) {
      inClass = false;
      out += c;
    } else if (!inClass && c === "(" && source.startsWith("(?P<", i)) {
      out += "(?<";
      i += 3;
    } else if (
      !inClass &&
      (c === "]" || c === "}" || (c === "{" && !/^\{\d+(,\d*)?\}/.test(source.slice(i))))
    ) {
      // Plain characters to Rust where they can be nothing else; a quantifier's `}` was copied with it.
      out += `\\${c}`;
    } else if (!inClass && c === "{") {
      const end = source.indexOf("}", i);
      out += source.slice(i, end + 1);
      i = end;
    } else out += c;
  }
  return out;
}
