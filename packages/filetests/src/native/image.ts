/**
 * Links compiled functions into one piece of memory: places them, resolves their references, and says where each is.
 *
 * References leave the image only to routines at absolute addresses; a call that may not reach one goes through a stub
 * behind the code, a reference through the offset table through an entry there.
 */
import { type CompiledCode, type Reloc, type RelocName, relocNameText } from "@cranelift-ts/codegen";
import { CraneliftError } from "@cranelift-ts/entity";
import { defaultLibcallNames, isOwnRoutine } from "@cranelift-ts/module";

/** A function in an image. */
export interface Placed {
  readonly name: string;
  readonly code: CompiledCode;
  readonly address: bigint;
}

/** A reference that cannot be resolved. */
export class LinkError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "filetests/link", message, severity: "error" }]);
  }
}

/** A name as the key of a function: `%f`, `u0:7`; libcalls and known symbols without `%`. */
export function relocKey(name: RelocName): string {
  switch (name.kind) {
    case "libcall":
      // Our own routines are linked like functions of the file.
      return isOwnRoutine(name.libcall) ? `%${defaultLibcallNames(name.libcall)}` : name.libcall;
    case "known":
      return name.symbol;
    default:
      return relocNameText(name);
  }
}

const CODE_ALIGNMENT = 16;
const DATA_ALIGNMENT = 64;

export class Image {
  readonly base: bigint;
  readonly placed: Placed[] = [];
  private readonly littleEndian: boolean;
  private readonly addresses: Map<string, bigint> = new Map();
  private readonly tables: Map<string, bigint> = new Map();
  private readonly resolve: (name: string) => bigint | undefined;
  private bytes: Uint8Array = new Uint8Array(4096);
  private size: number = 0;

  /** `resolve` finds what is not in the image. */
  constructor(base: bigint, littleEndian: boolean, resolve: (name: string) => bigint | undefined) {
    this.base = base;
    this.littleEndian = littleEndian;
    this.resolve = resolve;
  }

  /** Places a function; references are resolved by {@link link}. */
  add(name: string, code: CompiledCode): bigint {
    const offset = this.reserve(code.code.length, Math.max(code.alignment, CODE_ALIGNMENT));
    this.bytes.set(code.code, offset);
    const address = this.base + BigInt(offset);
    this.addresses.set(name, address);
    this.placed.push({ name, code, address });
    return address;
  }

  /** Places the bytes of a data object. */
  addData(name: string, contents: Uint8Array): void {
    const offset = this.reserve(contents.length, DATA_ALIGNMENT);
    this.bytes.set(contents, offset);
    this.addresses.set(name, this.base + BigInt(offset));
  }

  /** Where a function of this name is. */
  addressOf(name: string): bigint | undefined {
    return this.addresses.get(name);
  }

  /** Resolves all references and returns the memory. Throws {@link LinkError}. */
  link(): Uint8Array {
    for (const { name, code, address } of this.placed) {
      for (const reloc of code.relocs) this.apply(name, reloc, address + BigInt(reloc.offset));
    }
    return this.bytes.subarray(0, this.size);
  }

  /** What an address of the image belongs to. */
  at(address: bigint): { readonly placed: Placed; readonly offset: number } | undefined {
    for (const placed of this.placed) {
      const offset = Number(address - placed.address);
      if (offset >= 0 && offset < placed.code.code.length) return { placed, offset };
    }
    return undefined;
  }

  private apply(from: string, { kind, name, addend }: Reloc, place: bigint): void {
    const key = relocKey(name);
    const offset = Number(place - this.base);
    const target = this.addresses.get(key) ?? this.resolve(key);
    if (target === undefined) throw new LinkError(`${from} refers to ${key}, which is not there`);
    const view = new DataView(this.bytes.buffer);
    const le = this.littleEndian;
    switch (kind) {
      case "Abs8":
        view.setBigUint64(offset, BigInt.asUintN(64, target + addend), le);
        return;
      case "Abs4":
        view.setInt32(offset, fit(target + addend, 32n, kind), le);
        return;
      case "X86PCRel4":
        view.setInt32(offset, fit(target + addend - place, 32n, kind), le);
        return;
      case "X86CallPCRel4":
      case "X86CallPLTRel4": {
        const near = this.near(key, target, 1n << 31n);
        new DataView(this.bytes.buffer).setInt32(offset, fit(near + addend - place, 32n, kind), le);
        return;
      }
      case "X86GOTPCRel4": {
        const entry = this.tableEntry(key, target);
        new DataView(this.bytes.buffer).setInt32(offset, fit(entry + addend - place, 32n, kind), le);
        return;
      }
      case "Arm64Call": {
        const near = this.near(key, target, 1n << 27n);
        const words = fit((near + addend - place) >> 2n, 26n, kind);
        const out = new DataView(this.bytes.buffer);
        out.setUint32(
          offset,
          ((out.getUint32(offset, true) & 0xfc00_0000) | (words & 0x03ff_ffff)) >>> 0,
          true,
        );
        return;
      }
      case "Aarch64AdrGotPage21":
      case "Aarch64AdrPrelPgHi21": {
        const to = kind === "Aarch64AdrGotPage21" ? this.tableEntry(key, target) : target + addend;
        const pages = fit((to >> 12n) - (place >> 12n), 21n, kind);
        const out = new DataView(this.bytes.buffer);
        const word = out.getUint32(offset, true) & 0x9f00_001f;
        out.setUint32(offset, (word | ((pages & 3) << 29) | (((pages >> 2) & 0x7ffff) << 5)) >>> 0, true);
        return;
      }
      case "Aarch64Ld64GotLo12Nc": {
        const slot = Number(this.tableEntry(key, target) & 0xfffn) >> 3;
        const out = new DataView(this.bytes.buffer);
        out.setUint32(offset, ((out.getUint32(offset, true) & 0xffc0_03ff) | (slot << 10)) >>> 0, true);
        return;
      }
      case "Aarch64AddAbsLo12Nc": {
        const low = Number((target + addend) & 0xfffn);
        view.setUint32(offset, ((view.getUint32(offset, true) & 0xffc0_03ff) | (low << 10)) >>> 0, true);
        return;
      }
      case "S390xPCRel32Dbl":
      case "S390xPLTRel32Dbl":
        view.setInt32(offset, fit((target + addend - place) >> 1n, 32n, kind), le);
        return;
      default:
        throw new LinkError(`${from}: relocations of kind ${kind} are not known here`);
    }
  }

  /** An address that a direct call reaches: the target's own, or that of a jump to it. */
  private near(key: string, target: bigint, reach: bigint): bigint {
    const distance = target - this.base;
    if (distance > -reach / 2n && distance < reach / 2n) return target;
    const entry = this.tableEntry(key, target);
    const name = `stub ${key}`;
    let stub = this.tables.get(name);
    if (stub === undefined) {
      const offset = this.reserve(16, 16);
      stub = this.base + BigInt(offset);
      const view = new DataView(this.bytes.buffer);
      if (reach === 1n << 31n) {
        // jmp [rip + distance]
        view.setUint16(offset, 0x25ff, true);
        view.setInt32(offset + 2, Number(entry - stub) - 6, true);
      } else {
        // ldr x16, entry; br x16
        view.setUint32(offset, (0x5800_0010 | (((Number(entry - stub) >> 2) & 0x7ffff) << 5)) >>> 0, true);
        view.setUint32(offset + 4, 0xd61f_0200, true);
      }
      this.tables.set(name, stub);
    }
    return stub;
  }

  /** The address of a word that holds `target`. */
  private tableEntry(key: string, target: bigint): bigint {
    let entry = this.tables.get(key);
    if (entry === undefined) {
      const offset = this.reserve(8, 8);
      entry = this.base + BigInt(offset);
      new DataView(this.bytes.buffer).setBigUint64(offset, target, this.littleEndian);
      this.tables.set(key, entry);
    }
    return entry;
  }

  private reserve(count: number, alignment: number): number {
    const offset = Math.ceil(this.size / alignment) * alignment;
    this.size = offset + count;
    if (this.size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.size, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return offset;
  }
}

/** The value as a signed field of so many bits. Throws {@link LinkError}. */
function fit(value: bigint, bits: bigint, kind: string): number {
  if (value < -(1n << (bits - 1n)) || value >= 1n << (bits - 1n))
    throw new LinkError(`a relocation of kind ${kind} does not reach its target`);
  return Number(value);
}
