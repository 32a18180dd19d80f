/**
 * Moves what a large buffer holds to another one without copying it, and without making pages resident that nobody has
 * written to.
 *
 * Between buffers whose addresses agree within a page, whole pages are remapped; what is at the ends is copied. The pages
 * left behind are mapped anew and read as zero, so that whoever owns the memory can free it as before. Elsewhere,
 * everything is copied that is not zero.
 */
import { MappedMemory, type JitHost } from "@cranelift-ts/jit-host";

const PAGE = 4096n;
const READ_WRITE = 3n;
const MREMAP_MAYMOVE_FIXED = 3n;
const FAILED = 0xffff_ffff_ffff_ffffn;
/** How much is looked at and copied at a time, bytes. */
const BLOCK = 65536n;

export class PageMover {
  private readonly host: JitHost;
  private readonly system: MappedMemory;
  private readonly memcpy: bigint;
  private readonly memcmp: bigint;
  private readonly mremap: bigint;
  /** What the start of a block is compared with. */
  private readonly zeros: Uint8Array<ArrayBuffer> = new Uint8Array(8);

  /** Throws `JitHostError` where there is no memory to be mapped. */
  constructor(host: JitHost) {
    this.host = host;
    this.system = new MappedMemory(host);
    this.memcpy = this.system.symbol("memcpy");
    this.memcmp = this.system.symbol("memcmp");
    this.mremap = host.dlsym("mremap");
  }

  /** Moves `bytes` bytes to a place that is zero. What was at `from` is not defined afterwards. */
  move(from: bigint, to: bigint, bytes: bigint): void {
    const head = (PAGE - (from % PAGE)) % PAGE;
    const whole = bytes > head ? ((bytes - head) / PAGE) * PAGE : 0n;
    if (from % PAGE !== to % PAGE || whole === 0n || !this.remap(from + head, to + head, whole))
      return this.copy(from, to, bytes);
    this.copy(from, to, head);
    this.copy(from + head + whole, to + head + whole, bytes - head - whole);
  }

  /** Moves whole pages; false if the system does not. */
  private remap(from: bigint, to: bigint, bytes: bigint): boolean {
    if (this.mremap === 0n) return false;
    const moved = this.host.call(this.mremap, from, bytes, bytes, MREMAP_MAYMOVE_FIXED, to) !== FAILED;
    // A failure may have unmapped the target before.
    this.system.anonymous(moved ? from : to, Number(bytes), READ_WRITE);
    return moved;
  }

  private copy(from: bigint, to: bigint, bytes: bigint): void {
    for (let at = 0n; at < bytes; at += BLOCK) {
      const length = bytes - at < BLOCK ? bytes - at : BLOCK;
      if (!this.isZero(from + at, length)) this.host.call(this.memcpy, to + at, from + at, length);
    }
  }

  private isZero(address: bigint, bytes: bigint): boolean {
    const { host, memcmp } = this;
    const start = bytes < 8n ? bytes : 8n;
    const differs = (a: bigint, b: bigint, length: bigint): boolean =>
      BigInt.asIntN(32, host.call(memcmp, a, b, length)) !== 0n;
    if (differs(address, host.addr(this.zeros.buffer), start)) return false;
    return bytes <= 8n || !differs(address, address + 8n, bytes - 8n);
  }
}
