/**
 * Where things are in the two pieces of memory that JavaScript, the stubs and the signal handler share.
 *
 * The *activation page* belongs to one thread and is never unmapped, because a signal handler may outlive the thread
 * that installed it. The *mailbox* is an ordinary ArrayBuffer: first the trap record, then slots of 16 bytes for
 * arguments and results.
 */

/** Offsets in the activation page. */
export const ACTIVATION = {
  /** Stack pointer of the innermost entry into generated code, 0 outside of any. */
  LANDING_SP: 0,
  /** Where generated code's own stack begins for the next entry. */
  STACK_TOP: 8,
  /** Thread pointer of the thread that the page belongs to. */
  THREAD: 16,
  /** Address of the trap record. */
  TRAP_RECORD: 24,
  /** Address of the code that leaves the innermost entry. */
  LANDING_PC: 32,
  /** Address of `signal`. */
  SIGNAL: 40,
  /** `napi_env` of the thread. */
  ENV: 48,
  /** `napi_ref` of the dispatching JavaScript function. */
  REFERENCE: 56,
  /** C function that calls the dispatching JavaScript function. */
  CALLBACK: 64,
  /** How many ranges of code there are. */
  RANGE_COUNT: 72,
  /** What handled each signal before. */
  PREVIOUS: 80,
  NAPI_OPEN_HANDLE_SCOPE: 336,
  NAPI_CLOSE_HANDLE_SCOPE: 344,
  NAPI_GET_REFERENCE_VALUE: 352,
  NAPI_GET_GLOBAL: 360,
  NAPI_CALL_FUNCTION: 368,
  NAPI_GET_CB_INFO: 376,
  NAPI_CREATE_REFERENCE: 384,
  /** The root of the tables of exception handlers; see `unwinder.ts`. */
  UNWIND_ROOT: 392,
  /** Start and end of each range of code. */
  RANGES: 512,
} as const;

/** Size of the activation page. */
export const ACTIVATION_BYTES = 65536;
/** Ranges that fit into it. */
export const MAX_RANGES: number = (ACTIVATION_BYTES - ACTIVATION.RANGES) / 16;

/** Offsets in the mailbox. */
export const RECORD = {
  /**
   * 0: nothing happened; a signal number; -1: a JavaScript function threw; -2: it threw, and a handler of generated code
   * takes it, at PC with FP, SP and the payloads.
   */
  RECORD_KIND: 0,
  RECORD_PC: 8,
  /** The address whose access failed. */
  RECORD_ADDRESS: 16,
  RECORD_FP: 24,
  RECORD_SP: 32,
  /** In the first two slots. */
  RECORD_PAYLOAD0: 64,
  RECORD_PAYLOAD1: 80,
} as const;
/** Number of the JavaScript function that generated code calls. */
export const HOST_INDEX = 40;
/** How many entries into generated code are active. */
export const DEPTH = 48;
/** Nonzero if something waits for the last entry to be left. */
export const PENDING = 52;
/** Address of what an entry calls, for entries made without a callee of their own. */
export const CALLEE = 56;
/** The first slot. */
export const SLOTS = 64;
export const SLOT_BYTES = 16;
export const MAILBOX_BYTES = 16384;
/** Arguments, or results, that a call can have. */
export const MAX_VALUES: number = (MAILBOX_BYTES - SLOTS) / SLOT_BYTES;

/** What the system's structures look like on x86-64 Linux: `ucontext_t` and `siginfo_t`. */
export const SYSTEM = {
  UCONTEXT_RBP: 120,
  UCONTEXT_RSP: 160,
  UCONTEXT_RIP: 168,
  SIGINFO_ADDR: 16,
} as const;
