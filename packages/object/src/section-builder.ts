/** A section in the making: bytes that grow by doubling, and relocations. */
import type { ObjectSection, Relocation, SectionKind } from "@cranelift-ts/object-file";

export class SectionBuilder {
  readonly name: string;
  readonly kind: SectionKind;
  readonly retain: boolean;
  readonly relocations: Relocation[] = [];
  private align: number = 1;
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  private length: number = 0;

  constructor(name: string, kind: SectionKind, retain: boolean) {
    this.name = name;
    this.kind = kind;
    this.retain = retain;
  }

  private get hasBytes(): boolean {
    return this.kind !== "bss" && this.kind !== "tbss";
  }

  get size(): number {
    return this.length;
  }

  /** Room for `size` bytes, zero; returns its offset. */
  reserve(size: number, align: number): number {
    this.align = Math.max(this.align, align);
    const offset = Math.ceil(this.length / align) * align;
    const end = offset + size;
    if (this.hasBytes && end > this.bytes.length) {
      const next = new Uint8Array(Math.max(end, this.bytes.length * 2));
      next.set(this.bytes.subarray(0, this.length));
      this.bytes = next;
    }
    this.length = end;
    return offset;
  }

  /** Appends `data`; returns its offset. Gaps hold `filler`. */
  append(data: Uint8Array, align: number, filler: number = 0): number {
    const before = this.length;
    const offset = this.reserve(data.length, align);
    if (filler !== 0) this.bytes.fill(filler, before, offset);
    this.bytes.set(data, offset);
    return offset;
  }

  finish(): ObjectSection {
    const { name, kind, align, relocations } = this;
    const data = this.hasBytes ? this.bytes.slice(0, this.length) : new Uint8Array(0);
    return { name, kind, align, data, size: this.length, relocations, ...(this.retain && { retain: true }) };
  }
}
