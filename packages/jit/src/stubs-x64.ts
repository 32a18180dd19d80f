/**
 * The few stubs that no CLIF can express, as x86-64 bytes: they change the stack pointer, are entered from a signal
 * handler, or read the thread pointer. Each line is the encoding and what it says; `ADDRESS` stands for the eight bytes
 * of the activation page's address. A test assembles the text and compares. Constants are those of `layout.ts`.
 *
 * Generated code runs on a stack of its own, because JavaScript's stack has no guard that generated code could run into
 * safely. ENTER saves what C code expects to be saved, links the entry to the one before it, and changes to that stack;
 * LEAVE goes back to the stack of the innermost entry for as long as JavaScript runs, and lets entries made meanwhile
 * begin below itself.
 */

/** Bytes in hexadecimal, and the text that they were assembled from. A line without bytes is a label. */
export type Stub = readonly (readonly [bytes: string, text: string])[];

/** The bytes of a stub for the activation page at `address`. */
export function stubBytes(stub: Stub, address: bigint): Uint8Array {
  const word = new Uint8Array(8);
  new DataView(word.buffer).setBigUint64(0, address, true);
  const out: number[] = [];
  for (const [bytes] of stub) {
    for (const b of bytes.split(" ")) {
      if (b === "ADDRESS") out.push(...word);
      else if (b !== "") out.push(parseInt(b, 16));
    }
  }
  return Uint8Array.from(out);
}

/**
 * Enters generated code: a C function (env, info) that a function's stub jumps to with the callee in r10 and its
 * signature's trampoline in r11.
 */
export const ENTER: Stub = [
  ["55", "push rbp"],
  ["48 89 e5", "mov rbp, rsp"],
  ["53", "push rbx"],
  ["41 54", "push r12"],
  ["41 55", "push r13"],
  ["41 56", "push r14"],
  ["41 57", "push r15"],
  ["48 83 ec 08", "sub rsp, 8"],
  ["48 bb ADDRESS", "movabs rbx, ACTIVATION"],
  ["48 89 7b 30", "mov [rbx + ENV], rdi"],
  ["ff 33", "push qword ptr [rbx + LANDING_SP]"],
  ["ff 73 08", "push qword ptr [rbx + STACK_TOP]"],
  ["48 89 23", "mov [rbx + LANDING_SP], rsp"],
  ["48 8b 63 08", "mov rsp, [rbx + STACK_TOP]"],
  ["4c 89 d7", "mov rdi, r10"],
  ["41 ff d3", "call r11"],
  ["48 8b 23", "mov rsp, [rbx + LANDING_SP]"],
  ["8f 43 08", "pop qword ptr [rbx + STACK_TOP]"],
  ["8f 03", "pop qword ptr [rbx + LANDING_SP]"],
  ["48 83 c4 08", "add rsp, 8"],
  ["41 5f", "pop r15"],
  ["41 5e", "pop r14"],
  ["41 5d", "pop r13"],
  ["41 5c", "pop r12"],
  ["5b", "pop rbx"],
  ["5d", "pop rbp"],
  ["31 c0", "xor eax, eax"],
  ["c3", "ret"],
];

/** Where execution goes on after a trap: leaves the innermost entry. Any registers, any stack. */
export const LANDING: Stub = [
  ["48 bb ADDRESS", "movabs rbx, ACTIVATION"],
  ["fc", "cld"],
  ["48 8b 23", "mov rsp, [rbx + LANDING_SP]"],
  ["8f 43 08", "pop qword ptr [rbx + STACK_TOP]"],
  ["8f 03", "pop qword ptr [rbx + LANDING_SP]"],
  ["48 83 c4 08", "add rsp, 8"],
  ["41 5f", "pop r15"],
  ["41 5e", "pop r14"],
  ["41 5d", "pop r13"],
  ["41 5c", "pop r12"],
  ["5b", "pop rbx"],
  ["5d", "pop rbp"],
  ["31 c0", "xor eax, eax"],
  ["c3", "ret"],
];

/**
 * Calls JavaScript from generated code: a C function without parameters. When JavaScript threw it goes to the landing,
 * or on in a handler of generated code if one takes the exception.
 */
export const LEAVE: Stub = [
  ["55", "push rbp"],
  ["48 89 e5", "mov rbp, rsp"],
  ["53", "push rbx"],
  ["41 54", "push r12"],
  ["48 bb ADDRESS", "movabs rbx, ACTIVATION"],
  ["4c 8b 63 08", "mov r12, [rbx + STACK_TOP]"],
  ["48 89 63 08", "mov [rbx + STACK_TOP], rsp"],
  ["48 8b 23", "mov rsp, [rbx + LANDING_SP]"],
  ["48 8b 7b 30", "mov rdi, [rbx + ENV]"],
  ["ff 53 40", "call [rbx + CALLBACK]"],
  ["48 8b 63 08", "mov rsp, [rbx + STACK_TOP]"],
  ["4c 89 63 08", "mov [rbx + STACK_TOP], r12"],
  ["48 8b 43 18", "mov rax, [rbx + TRAP_RECORD]"],
  ["83 38 00", "cmp dword ptr [rax + RECORD_KIND], 0"],
  ["75 05", "jne threw"],
  ["41 5c", "pop r12"],
  ["5b", "pop rbx"],
  ["5d", "pop rbp"],
  ["c3", "ret"],
  ["", "threw:"],
  ["83 38 fe", "cmp dword ptr [rax + RECORD_KIND], -2"],
  ["74 03", "je resume"],
  ["ff 63 20", "jmp [rbx + LANDING_PC]"],
  ["", "resume:"],
  ["48 c7 00 00 00 00 00", "mov qword ptr [rax + RECORD_KIND], 0"],
  ["48 8b 68 18", "mov rbp, [rax + RECORD_FP]"],
  ["48 8b 60 20", "mov rsp, [rax + RECORD_SP]"],
  ["48 8b 48 08", "mov rcx, [rax + RECORD_PC]"],
  ["48 8b 50 50", "mov rdx, [rax + RECORD_PAYLOAD1]"],
  ["48 8b 40 40", "mov rax, [rax + RECORD_PAYLOAD0]"],
  ["ff e1", "jmp rcx"],
];

/**
 * The signal handler (signal, info, context): if this thread was in generated code, records where and goes to the
 * landing.
 */
export const HANDLER: Stub = [
  ["48 b8 ADDRESS", "movabs rax, ACTIVATION"],
  ["64 48 8b 0c 25 00 00 00 00", "mov rcx, fs:0"],
  ["48 3b 48 10", "cmp rcx, [rax + THREAD]"],
  ["75 5d", "jne chain"],
  ["4c 8b 82 a8 00 00 00", "mov r8, [rdx + UCONTEXT_RIP]"],
  ["8b 48 48", "mov ecx, [rax + RANGE_COUNT]"],
  ["4c 8d 88 00 02 00 00", "lea r9, [rax + RANGES]"],
  ["", "range:"],
  ["85 c9", "test ecx, ecx"],
  ["74 48", "je chain"],
  ["4d 3b 01", "cmp r8, [r9]"],
  ["72 06", "jb next"],
  ["4d 3b 41 08", "cmp r8, [r9 + 8]"],
  ["72 08", "jb found"],
  ["", "next:"],
  ["49 83 c1 10", "add r9, 16"],
  ["ff c9", "dec ecx"],
  ["eb e9", "jmp range"],
  ["", "found:"],
  ["48 8b 48 18", "mov rcx, [rax + TRAP_RECORD]"],
  ["48 63 ff", "movsxd rdi, edi"],
  ["48 89 39", "mov [rcx + RECORD_KIND], rdi"],
  ["4c 89 41 08", "mov [rcx + RECORD_PC], r8"],
  ["4c 8b 46 10", "mov r8, [rsi + SIGINFO_ADDR]"],
  ["4c 89 41 10", "mov [rcx + RECORD_ADDRESS], r8"],
  ["4c 8b 42 78", "mov r8, [rdx + UCONTEXT_RBP]"],
  ["4c 89 41 18", "mov [rcx + RECORD_FP], r8"],
  ["4c 8b 82 a0 00 00 00", "mov r8, [rdx + UCONTEXT_RSP]"],
  ["4c 89 41 20", "mov [rcx + RECORD_SP], r8"],
  ["48 8b 48 20", "mov rcx, [rax + LANDING_PC]"],
  ["48 89 8a a8 00 00 00", "mov [rdx + UCONTEXT_RIP], rcx"],
  ["c3", "ret"],
  ["", "chain:"],
  ["48 63 cf", "movsxd rcx, edi"],
  ["48 8b 4c c8 50", "mov rcx, [rax + rcx * 8 + PREVIOUS]"],
  ["48 83 f9 01", "cmp rcx, 1"],
  ["77 05", "ja previous"],
  ["31 f6", "xor esi, esi"],
  ["ff 60 28", "jmp [rax + SIGNAL]"],
  ["", "previous:"],
  ["ff e1", "jmp rcx"],
];

/** Calls the JavaScript function that KEEP kept, through Node-API: a C function (env). */
export const DISPATCH: Stub = [
  ["55", "push rbp"],
  ["48 89 e5", "mov rbp, rsp"],
  ["53", "push rbx"],
  ["41 54", "push r12"],
  ["48 83 ec 20", "sub rsp, 32"],
  ["48 bb ADDRESS", "movabs rbx, ACTIVATION"],
  ["49 89 fc", "mov r12, rdi"],
  ["48 89 e6", "mov rsi, rsp"],
  ["ff 93 50 01 00 00", "call [rbx + NAPI_OPEN_HANDLE_SCOPE]"],
  ["4c 89 e7", "mov rdi, r12"],
  ["48 8b 73 38", "mov rsi, [rbx + REFERENCE]"],
  ["48 8d 54 24 08", "lea rdx, [rsp + 8]"],
  ["ff 93 60 01 00 00", "call [rbx + NAPI_GET_REFERENCE_VALUE]"],
  ["4c 89 e7", "mov rdi, r12"],
  ["48 8d 74 24 10", "lea rsi, [rsp + 16]"],
  ["ff 93 68 01 00 00", "call [rbx + NAPI_GET_GLOBAL]"],
  ["4c 89 e7", "mov rdi, r12"],
  ["48 8b 74 24 10", "mov rsi, [rsp + 16]"],
  ["48 8b 54 24 08", "mov rdx, [rsp + 8]"],
  ["31 c9", "xor ecx, ecx"],
  ["45 31 c0", "xor r8d, r8d"],
  ["4c 8d 4c 24 18", "lea r9, [rsp + 24]"],
  ["ff 93 70 01 00 00", "call [rbx + NAPI_CALL_FUNCTION]"],
  ["85 c0", "test eax, eax"],
  ["74 0a", "je called"],
  ["48 8b 4b 18", "mov rcx, [rbx + TRAP_RECORD]"],
  ["c7 01 ff ff ff ff", "mov dword ptr [rcx + RECORD_KIND], -1"],
  ["", "called:"],
  ["4c 89 e7", "mov rdi, r12"],
  ["48 8b 34 24", "mov rsi, [rsp]"],
  ["ff 93 58 01 00 00", "call [rbx + NAPI_CLOSE_HANDLE_SCOPE]"],
  ["48 83 c4 20", "add rsp, 32"],
  ["41 5c", "pop r12"],
  ["5b", "pop rbx"],
  ["5d", "pop rbp"],
  ["c3", "ret"],
];

/** Keeps its argument, a JavaScript function, for DISPATCH: a Node-API callback (env, info). */
export const KEEP: Stub = [
  ["55", "push rbp"],
  ["48 89 e5", "mov rbp, rsp"],
  ["53", "push rbx"],
  ["41 54", "push r12"],
  ["48 83 ec 20", "sub rsp, 32"],
  ["48 bb ADDRESS", "movabs rbx, ACTIVATION"],
  ["49 89 fc", "mov r12, rdi"],
  ["48 c7 04 24 01 00 00 00", "mov qword ptr [rsp], 1"],
  ["48 89 e2", "mov rdx, rsp"],
  ["48 8d 4c 24 08", "lea rcx, [rsp + 8]"],
  ["45 31 c0", "xor r8d, r8d"],
  ["45 31 c9", "xor r9d, r9d"],
  ["ff 93 78 01 00 00", "call [rbx + NAPI_GET_CB_INFO]"],
  ["4c 89 e7", "mov rdi, r12"],
  ["48 8b 74 24 08", "mov rsi, [rsp + 8]"],
  ["ba 01 00 00 00", "mov edx, 1"],
  ["48 8d 4b 38", "lea rcx, [rbx + REFERENCE]"],
  ["ff 93 80 01 00 00", "call [rbx + NAPI_CREATE_REFERENCE]"],
  ["31 c0", "xor eax, eax"],
  ["48 83 c4 20", "add rsp, 32"],
  ["41 5c", "pop r12"],
  ["5b", "pop rbx"],
  ["5d", "pop rbp"],
  ["c3", "ret"],
];
