/**
 * `.eh_frame`: call-frame information as the System V ABI and the Linux Standard Base describe it. One CIE for all
 * functions that share its contents, one FDE for each function. The entries themselves come with the functions; here
 * they are strung together and told apart from each other.
 */
import type { FunctionUnwind } from "@cranelift-ts/module";

/** The address field of an FDE at `offset`: to be filled with the distance from itself to a place in a section. */
export interface FrameEntry {
  readonly offset: number;
  readonly section: number;
  readonly place: number;
}

/** Builds the section's contents. */
export class EhFrameBuilder {
  readonly entries: FrameEntry[] = [];
  private readonly cies: Map<string, number> = new Map<string, number>();
  private readonly chunks: Uint8Array[] = [];
  private length: number = 0;

  /** Adds the FDE of a function that is `place` bytes into section number `section`. */
  add(section: number, place: number, unwind: FunctionUnwind): void {
    const cie = this.cie(unwind.cie);
    const at = this.length;
    const fde = unwind.fde(at - cie);
    this.push(fde.bytes);
    this.entries.push({ offset: at + fde.addressAt, section, place });
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.chunks) {
      out.set(chunk, at);
      at += chunk.length;
    }
    return out;
  }

  private cie(bytes: Uint8Array): number {
    const key = bytes.join();
    let at = this.cies.get(key);
    if (at === undefined) {
      at = this.length;
      this.push(bytes);
      this.cies.set(key, at);
    }
    return at;
  }

  private push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
  }
}
