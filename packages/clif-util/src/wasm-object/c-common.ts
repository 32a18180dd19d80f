/** The part of a header that all modules share: types, traps, and the routines that generated code calls. C11. */

/** Types and what a program has to provide. */
export const COMMON: string = String.raw`#ifndef CRANELIFT_TS_WASM_H
#define CRANELIFT_TS_WASM_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
#define WASM_NORETURN [[noreturn]]
#define WASM_ALIGN16 alignas(16)
extern "C" {
#else
#define WASM_NORETURN _Noreturn
#define WASM_ALIGN16 _Alignas(16)
#endif

/* Sizes in bytes. Growing may move the data; a program may write to it at any time. */
typedef struct wasm_memory {
  uint8_t *data;
  uint64_t length;
  uint64_t maximum;
} wasm_memory;

/* A function reference is the address of one of these. It belongs to its instance and is of use to that only. */
typedef struct wasm_func_ref {
  const void *code;
  void *context;
  uint32_t type;
  int32_t instance;
  uint32_t index;
  uint32_t reserved;
} wasm_func_ref;

/* An externref is a number that means what the program wants it to; 0 is null. */
typedef uint32_t wasm_externref;

typedef union wasm_element {
  const wasm_func_ref *func;
  wasm_externref external;
  uint64_t bits;
} wasm_element;

typedef struct wasm_table {
  wasm_element *elements;
  uint64_t length;
  uint64_t maximum;
} wasm_table;

enum {
  WASM_TRAP_UNREACHABLE = 1,
  WASM_TRAP_TABLE_OUT_OF_BOUNDS = 2,
  WASM_TRAP_NULL_ELEMENT = 3,
  WASM_TRAP_BAD_SIGNATURE = 4,
  WASM_TRAP_NULL_REFERENCE = 5,
  WASM_TRAP_STACK_OVERFLOW = 251,
  WASM_TRAP_INTEGER_OVERFLOW = 252,
  WASM_TRAP_MEMORY_OUT_OF_BOUNDS = 253,
  WASM_TRAP_DIVISION_BY_ZERO = 254,
  WASM_TRAP_BAD_CONVERSION = 255
};

/* The program provides this: it ends the process, or goes elsewhere with longjmp. */
WASM_NORETURN void wasm_trap(void *instance, uint32_t code);

static inline const char *wasm_trap_message(uint32_t code) {
  switch (code) {
    case WASM_TRAP_UNREACHABLE: return "unreachable";
    case WASM_TRAP_TABLE_OUT_OF_BOUNDS: return "table index is out of bounds";
    case WASM_TRAP_NULL_ELEMENT: return "the table element is null";
    case WASM_TRAP_BAD_SIGNATURE: return "function signature mismatch";
    case WASM_TRAP_NULL_REFERENCE: return "dereferencing a null reference";
    case WASM_TRAP_STACK_OVERFLOW: return "stack overflow";
    case WASM_TRAP_INTEGER_OVERFLOW: return "integer overflow";
    case WASM_TRAP_MEMORY_OUT_OF_BOUNDS: return "memory access out of bounds";
    case WASM_TRAP_DIVISION_BY_ZERO: return "division by zero";
    case WASM_TRAP_BAD_CONVERSION: return "not a number has no integer";
    default: return "unknown trap";
  }
}

#ifdef __cplusplus
}
#endif
#endif
`;

/** What generated code calls, `P` standing for the prefix; for the one C file that has the implementation. */
export const ROUTINES: string = String.raw`
static inline void P_check(void *instance, uint64_t start, uint64_t count, uint64_t size, uint32_t code) {
  if (count > size || start > size - count) wasm_trap(instance, code);
}

static inline int P_allocate_table(wasm_table *table, uint64_t length, uint64_t maximum, uint64_t init) {
  table->elements = length > SIZE_MAX / 8 ? NULL : (wasm_element *)calloc(length == 0 ? 1 : (size_t)length, 8);
  table->length = length;
  table->maximum = maximum;
  if (table->elements == NULL) return -1;
  if (init != 0) for (uint64_t i = 0; i < length; i++) table->elements[i].bits = init;
  return 0;
}

static inline int64_t P_memory_size(P_instance *instance, uint32_t memory) {
  return (int64_t)(instance->memories[memory].memory->length / 65536);
}

static inline void P_memory_copy(P_instance *instance, uint32_t to_memory, uint32_t from_memory, uint64_t to, uint64_t from, uint64_t count) {
  wasm_memory *target = instance->memories[to_memory].memory;
  wasm_memory *source = instance->memories[from_memory].memory;
  P_check(instance, to, count, target->length, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
  P_check(instance, from, count, source->length, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
  memmove(target->data + to, source->data + from, (size_t)count);
}

static inline void P_memory_fill(P_instance *instance, uint32_t memory, uint64_t to, uint32_t byte, uint64_t count) {
  wasm_memory *m = instance->memories[memory].memory;
  P_check(instance, to, count, m->length, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
  memset(m->data + to, (int)byte, (size_t)count);
}

static inline void P_memory_init(P_instance *instance, uint32_t segment, uint32_t memory, uint64_t to, uint32_t from, uint32_t count) {
  wasm_memory *m = instance->memories[memory].memory;
  P_check(instance, from, count, instance->dropped_data[segment] ? 0 : P_data[segment].size, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
  P_check(instance, to, count, m->length, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
  memcpy(m->data + to, P_data[segment].bytes + from, count);
}

static inline void P_data_drop(P_instance *instance, uint32_t segment) { instance->dropped_data[segment] = 1; }

static inline int64_t P_table_grow(P_instance *instance, uint32_t table, uint64_t value, uint64_t count) {
  wasm_table *t = instance->tables[table].table;
  uint64_t old = t->length;
  if (count > t->maximum - old || old + count > SIZE_MAX / 8) return -1;
  if (count == 0) return (int64_t)old;
  wasm_element *elements = (wasm_element *)realloc(t->elements, (size_t)(old + count) * 8);
  if (elements == NULL) return -1;
  for (uint64_t i = old; i < old + count; i++) elements[i].bits = value;
  t->elements = elements;
  t->length = old + count;
  return (int64_t)old;
}

static inline int64_t P_table_grow_extern(P_instance *instance, uint32_t table, uint32_t value, uint64_t count) {
  return P_table_grow(instance, table, value, count);
}

static inline void P_table_fill(P_instance *instance, uint32_t table, uint64_t to, uint64_t value, uint64_t count) {
  wasm_table *t = instance->tables[table].table;
  P_check(instance, to, count, t->length, WASM_TRAP_TABLE_OUT_OF_BOUNDS);
  for (uint64_t i = 0; i < count; i++) t->elements[to + i].bits = value;
}

static inline void P_table_fill_extern(P_instance *instance, uint32_t table, uint64_t to, uint32_t value, uint64_t count) {
  P_table_fill(instance, table, to, value, count);
}

static inline void P_table_copy(P_instance *instance, uint32_t to_table, uint32_t from_table, uint64_t to, uint64_t from, uint64_t count) {
  wasm_table *target = instance->tables[to_table].table;
  wasm_table *source = instance->tables[from_table].table;
  P_check(instance, to, count, target->length, WASM_TRAP_TABLE_OUT_OF_BOUNDS);
  P_check(instance, from, count, source->length, WASM_TRAP_TABLE_OUT_OF_BOUNDS);
  memmove(target->elements + to, source->elements + from, (size_t)count * 8);
}

static inline void P_table_init(P_instance *instance, uint32_t segment, uint32_t table, uint64_t to, uint32_t from, uint32_t count) {
  wasm_table *t = instance->tables[table].table;
  P_check(instance, from, count, instance->dropped_elements[segment] ? 0 : P_elements[segment].size, WASM_TRAP_TABLE_OUT_OF_BOUNDS);
  P_check(instance, to, count, t->length, WASM_TRAP_TABLE_OUT_OF_BOUNDS);
  for (uint32_t i = 0; i < count; i++) {
    int32_t f = P_elements[segment].functions[from + i];
    t->elements[to + i].func = f >= 0 ? &instance->func_refs[f] : f == -1 ? NULL : &instance->import_refs[-2 - f];
  }
}

static inline void P_elem_drop(P_instance *instance, uint32_t segment) { instance->dropped_elements[segment] = 1; }
`;

/** Memories that may move when they grow. */
export const MOVING_ROUTINES: string = String.raw`
static inline int P_allocate_memory(wasm_memory *memory, uint64_t length, uint64_t maximum) {
  memory->data = length > SIZE_MAX - 1 ? NULL : (uint8_t *)calloc(length == 0 ? 1 : (size_t)length, 1);
  memory->length = length;
  memory->maximum = maximum;
  return memory->data == NULL ? -1 : 0;
}

static inline void P_free_memory(wasm_memory *memory) {
  free(memory->data);
  memory->data = NULL;
}

static inline int64_t P_memory_grow(P_instance *instance, uint32_t memory, uint64_t pages) {
  wasm_memory *m = instance->memories[memory].memory;
  uint64_t old = m->length;
  if (pages > (m->maximum - old) / 65536) return -1;
  if (pages == 0) return (int64_t)(old / 65536);
  uint64_t length = old + pages * 65536;
  uint8_t *data = length > SIZE_MAX ? NULL : (uint8_t *)realloc(m->data, (size_t)length);
  if (data == NULL) return -1;
  memset(data + old, 0, (size_t)(length - old));
  m->data = data;
  m->length = length;
  return (int64_t)(old / 65536);
}
`;

/** Memories with guards: what programs may use of them, too. */
export const GUARDED_MEMORIES: string = String.raw`
#ifndef CRANELIFT_TS_WASM_GUARDS
#define CRANELIFT_TS_WASM_GUARDS
#include <sys/mman.h>
#ifndef MAP_ANONYMOUS
#ifdef __linux__
#define MAP_ANONYMOUS 0x20
#else
#define MAP_ANONYMOUS MAP_ANON
#endif
#endif
#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif
#ifdef __cplusplus
extern "C" {
#endif
/*
 * Code relies on this: data never moves, and of the WASM_RESERVATION bytes from data on, those beyond length fault. An
 * access out of bounds is a SIGSEGV at an address for which wasm_memory_guards(memory, address) is true. A program that
 * handles the signal may go elsewhere with siglongjmp, or call wasm_trap(instance, WASM_TRAP_MEMORY_OUT_OF_BOUNDS) if
 * that does; one that does not handle it is ended. All other traps are calls of wasm_trap.
 */
#define WASM_RESERVATION 0x180000000ull

/* Makes a memory: -1 if there is no address space. Imported memories have to be made by this. */
static inline int wasm_memory_reserve(wasm_memory *memory, uint64_t length, uint64_t maximum) {
  void *data;
  memory->data = NULL;
  memory->length = 0;
  memory->maximum = maximum < 0x100000000ull ? maximum : 0x100000000ull;
  if (length > memory->maximum) return -1;
  data = mmap(NULL, WASM_RESERVATION, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (data == MAP_FAILED) return -1;
  if (length != 0 && mprotect(data, length, PROT_READ | PROT_WRITE) != 0) {
    munmap(data, WASM_RESERVATION);
    return -1;
  }
  memory->data = (uint8_t *)data;
  memory->length = length;
  return 0;
}

static inline void wasm_memory_release(wasm_memory *memory) {
  if (memory->data != NULL) munmap(memory->data, WASM_RESERVATION);
  memory->data = NULL;
  memory->length = 0;
}

/* Whether an address is in what was reserved for a memory, and beyond it. */
static inline int wasm_memory_guards(const wasm_memory *memory, const void *address) {
  uintptr_t distance = (uintptr_t)address - (uintptr_t)memory->data;
  return memory->data != NULL && distance >= memory->length && distance < WASM_RESERVATION;
}
#ifdef __cplusplus
}
#endif
#endif
`;

/** Memories with guards: what generated code calls. */
export const GUARDED_ROUTINES: string = String.raw`
static inline int P_allocate_memory(wasm_memory *memory, uint64_t length, uint64_t maximum) {
  return wasm_memory_reserve(memory, length, maximum);
}

static inline void P_free_memory(wasm_memory *memory) { wasm_memory_release(memory); }

static inline int64_t P_memory_grow(P_instance *instance, uint32_t memory, uint64_t pages) {
  wasm_memory *m = instance->memories[memory].memory;
  uint64_t old = m->length;
  if (pages > (m->maximum - old) / 65536) return -1;
  if (pages != 0 && mprotect(m->data + old, pages * 65536, PROT_READ | PROT_WRITE) != 0) return -1;
  m->length = old + pages * 65536;
  return (int64_t)(old / 65536);
}
`;

/** Names of the routines by number; the last is the hook. */
export const ROUTINE_NAMES: readonly string[] = [
  "P_memory_grow",
  "P_memory_size",
  "P_memory_copy",
  "P_memory_fill",
  "P_memory_init",
  "P_data_drop",
  "P_table_grow",
  "P_table_fill",
  "P_table_copy",
  "P_table_init",
  "P_elem_drop",
  "memmove",
  "memset",
  "P_table_grow_extern",
  "P_table_fill_extern",
  "wasm_trap",
];
