/** The data segments of a module, a few words for each. */
import type { DataSegment, DataSegments } from "./module-info.ts";

/** Memory (-1 if passive), offset expression: start, end, type; bytes: start, end. */
const WORDS = 6;

export class PackedDataSegments implements DataSegments {
  length: number = 0;
  private words: Int32Array = new Int32Array(0);

  push(segment: DataSegment): void {
    const at = this.length++ * WORDS;
    if (at === this.words.length) {
      const more = new Int32Array(Math.max(2 * at, 8 * WORDS));
      more.set(this.words);
      this.words = more;
    }
    const { mode, memory, offset, start, end } = segment;
    this.words.set(
      [mode === "passive" ? -1 : memory, offset?.start ?? 0, offset?.end ?? 0, offset?.type ?? 0, start, end],
      at,
    );
  }

  at(index: number): DataSegment | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const at = index * WORDS;
    const { words } = this;
    const memory = words[at]!;
    return {
      mode: memory < 0 ? "passive" : "active",
      memory: Math.max(memory, 0),
      offset: memory < 0 ? undefined : { start: words[at + 1]!, end: words[at + 2]!, type: words[at + 3]! },
      start: words[at + 4]!,
      end: words[at + 5]!,
    };
  }

  forEach(action: (segment: DataSegment, index: number) => void): void {
    for (let i = 0; i < this.length; i++) action(this.at(i)!, i);
  }

  map<T>(action: (segment: DataSegment, index: number) => T): T[] {
    return Array.from({ length: this.length }, (_, i) => action(this.at(i)!, i));
  }
}
