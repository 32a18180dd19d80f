// Source text and positions.
//
// A program is many files read in a declared order. Every syntax node must say
// where it came from, and there may be millions of nodes, so a position is one
// integer: the offset in the concatenation of all files. `SourceMap` turns it
// back into file, line and column; only diagnostics and comments in generated
// code ask for that.
//
// Invariants: files are only appended; the base offsets increase; one unused
// offset lies between two files, so that an end-of-file position is unambiguous.

/** One input file: what it is called in messages, and its text. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** A half-open range of global offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A resolved position: `line` and `column` count from 1; `offset` is relative to the file, in UTF-16 units. */
export interface Location {
  readonly file: SourceFile;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** The span of things that no source text declares (built-in types). */
export const NO_SPAN: Span = { start: -1, end: -1 };

/** All files of one program, and the way from a global offset to file, line and column. */
export class SourceMap {
  readonly files: readonly SourceFile[];
  readonly #bases: number[];
  readonly #lineStarts: (Int32Array | undefined)[];

  constructor(files: readonly SourceFile[]) {
    this.files = files;
    this.#bases = [];
    this.#lineStarts = files.map(() => undefined);
    let base = 0;
    for (const file of files) {
      this.#bases.push(base);
      base += file.text.length + 1;
    }
  }

  /** The global offset of the first character of file number `index`. */
  base(index: number): number {
    return this.#bases[index] as number;
  }

  /** Number of the file that holds the global offset. */
  fileIndex(offset: number): number {
    let low = 0;
    let high = this.#bases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#bases[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** File, line and column of a global offset; `undefined` for `NO_SPAN` offsets. */
  locate(offset: number): Location | undefined {
    if (offset < 0 || this.files.length === 0) return undefined;
    const index = this.fileIndex(offset);
    const file = this.files[index] as SourceFile;
    const local = Math.min(offset - this.base(index), file.text.length);
    const starts = this.#starts(index);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= local) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: local - (starts[low] as number) + 1, offset: local };
  }

  /** `file:line:column` of a global offset, or `<builtin>`. */
  describe(offset: number): string {
    const at = this.locate(offset);
    return at === undefined ? "<builtin>" : `${at.file.name}:${at.line}:${at.column}`;
  }

  /** The text of a line (counted from 1) of the file, without its end-of-line characters. */
  lineText(file: SourceFile, line: number): string {
    const index = this.files.indexOf(file);
    const starts = this.#starts(index);
    const start = starts[line - 1] ?? file.text.length;
    let end = starts[line] ?? file.text.length + 1;
    end -= 1;
    if (end > start && file.text.charCodeAt(end - 1) === 13) end -= 1;
    return file.text.slice(start, end);
  }

  #starts(index: number): Int32Array {
    const known = this.#lineStarts[index];
    if (known !== undefined) return known;
    const text = (this.files[index] as SourceFile).text;
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    const packed = Int32Array.from(starts);
    this.#lineStarts[index] = packed;
    return packed;
  }
}
