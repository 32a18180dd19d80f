/** Branded integer ids and the dense containers keyed by them. */

export { NONE } from "./ids.ts";
export type { Entity } from "./ids.ts";
export { CraneliftError, formatDiagnostic, InternalError } from "./errors.ts";
export type { Diagnostic, SourceLocation } from "./errors.ts";
export { Log, LOG_LEVELS, Logger, LogSpecError, NO_LOG } from "./log.ts";
export type { LogLevel, LogMessage, LogRecord, LogSink } from "./log.ts";
export { HI, HOST_LITTLE_ENDIAN, LO } from "./host.ts";
export { ListPool } from "./list-pool.ts";
export { Float64Column, Int32Column, Uint16Column, Uint8Column } from "./column.ts";
export { PrimaryMap, SecondaryMap } from "./maps.ts";
export { SparseMap, SparseSet } from "./sparse.ts";
export { BitMatrix, BitSet, popcount32 } from "./bit-set.ts";
export { ScopedHashTable } from "./hash-table.ts";
export { UnionFind } from "./union-find.ts";
export { RadixSorter } from "./radix-sort.ts";
export { Int32Heap } from "./heap.ts";
export { hash1, hash2, hash3, hashFinish, hashMix, hashWords } from "./hash.ts";
export { createSha256, Sha256 } from "./sha256.ts";
export type { Sha256Host, Sha256Sink } from "./sha256.ts";
export {
  add64,
  and64,
  bigIntFromS64,
  bigIntFromU64,
  bitrev32,
  bitrev64,
  bswap32,
  bswap64,
  clz64,
  cmpS64,
  cmpU64,
  ctz32,
  ctz64,
  divS64,
  divU64,
  formatHex64,
  formatS64,
  formatU64,
  hi64,
  int64FromBigInt,
  int64FromNumber,
  ltS64,
  ltU64,
  mul64,
  mulHiS64,
  mulHiU32,
  mulHiU64,
  neg64,
  not64,
  numberFromS64,
  numberFromU64,
  or64,
  parse64,
  parsed64Lo,
  popcnt64,
  rem64Hi,
  rem64Lo,
  remS64,
  remU64,
  rotl64,
  rotr64,
  shl64,
  sshr64,
  sub64,
  ushr64,
  xor64,
} from "./i64.ts";
