/** The few functions of the C library that memory for code needs, on Linux. */
import { JitHostError, type JitHost } from "./host.ts";

export const PROT_READ = 1n;
export const PROT_WRITE = 2n;
export const PROT_EXEC = 4n;
const PROT_NONE = 0n;
const MAP_SHARED = 0x01n;
const MAP_PRIVATE = 0x02n;
const MAP_FIXED = 0x10n;
const MAP_ANONYMOUS = 0x20n;
const MAP_NORESERVE = 0x4000n;
const MAP_FAILED = 0xffff_ffff_ffff_ffffn;
const MFD_CLOEXEC = 1n;
const ANYWHERE = 0n;
const NO_FILE = -1n;

/** Memory mappings. Sizes are whole pages. Failures are {@link JitHostError} of kind `system`. */
export class MappedMemory {
  private readonly host: JitHost;
  private readonly mmap: bigint;
  private readonly munmap: bigint;
  /** A field, because an address alone does not keep a buffer alive. */
  private readonly fileName: Uint8Array = new Uint8Array(new TextEncoder().encode("cranelift-jit\0"));

  constructor(host: JitHost) {
    if (process.platform !== "linux") {
      throw new JitHostError("unavailable", `memory for code on ${process.platform} is not supported yet`);
    }
    this.host = host;
    this.mmap = this.symbol("mmap");
    this.munmap = this.symbol("munmap");
  }

  /** Address of a C function that has to be there. */
  symbol(name: string): bigint {
    const address = this.host.dlsym(name);
    if (address === 0n) throw new JitHostError("system", `the process has no symbol '${name}'`);
    return address;
  }

  /** Address space that nothing may touch. */
  reserve(size: number): bigint {
    return this.map(ANYWHERE, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, NO_FILE, 0);
  }

  /** Zeroed memory of this process in place of `size` bytes at `address`; anywhere if that is 0. */
  anonymous(address: bigint, size: number, protection: bigint): bigint {
    const fixed = address === ANYWHERE ? 0n : MAP_FIXED;
    return this.map(
      address,
      size,
      protection,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixed,
      NO_FILE,
      0,
    );
  }

  /** A view of a memory file; see {@link anonymous}. */
  view(address: bigint, size: number, protection: bigint, file: bigint, offset: number): bigint {
    const fixed = address === ANYWHERE ? 0n : MAP_FIXED;
    return this.map(address, size, protection, MAP_SHARED | MAP_NORESERVE | fixed, file, offset);
  }

  /** A file of `size` zero bytes that exists in memory only. */
  file(size: number): bigint {
    const name = this.host.addr(this.fileName.buffer);
    const fd = BigInt.asIntN(32, this.host.call(this.symbol("memfd_create"), name, MFD_CLOEXEC));
    if (fd < 0n) throw new JitHostError("system", "memfd_create failed");
    if (BigInt.asIntN(32, this.host.call(this.symbol("ftruncate"), fd, BigInt(size))) !== 0n) {
      this.close(fd);
      throw new JitHostError("system", "ftruncate failed");
    }
    return fd;
  }

  close(fd: bigint): void {
    this.host.call(this.symbol("close"), fd);
  }

  unmap(address: bigint, size: number): void {
    this.host.call(this.munmap, address, BigInt(size));
  }

  private map(
    address: bigint,
    size: number,
    protection: bigint,
    flags: bigint,
    file: bigint,
    offset: number,
  ): bigint {
    const result = this.host.call(this.mmap, address, BigInt(size), protection, flags, file, BigInt(offset));
    if (result === MAP_FAILED) throw new JitHostError("system", `mmap of ${size} bytes failed`);
    return result;
  }
}
