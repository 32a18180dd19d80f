/**
 * A process that executes machine code for us, and the frames exchanged with it (`tools/runner` describes them).
 *
 * The code under test may do anything, so it runs elsewhere: natively, or under an emulator for other processors. One
 * process serves any number of files. Calls are synchronous, because test commands are: requests and replies go
 * through two named pipes that are opened blocking. A process that dies is noticed as the end of the reply pipe and
 * reported as an error of that call; `alive` is false from then on.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a process says at its start. */
export interface RunnerHello {
  readonly littleEndian: boolean;
  /** Memory that code can be loaded into: address and bytes. */
  readonly arena: bigint;
  readonly arenaBytes: number;
  /** Where the bytes of a call are while it runs. */
  readonly buffer: bigint;
  readonly bufferBytes: number;
  /** Words that describe the processor; their meaning depends on the architecture. */
  readonly features: readonly number[];
}

/** What came of a call. */
export interface RunnerOutcome {
  /** Number of the signal that ended the call, 0 if it returned. */
  readonly signal: number;
  readonly signalCode: number;
  /** Where the signal came from, and the address that it complains about. */
  readonly pc: bigint;
  readonly address: bigint;
  /** Callee-saved registers that were not restored, as bits. */
  readonly changed: number;
  /** The bytes as the call left them. */
  readonly bytes: Uint8Array;
}

/** The process died or does not speak the protocol. */
export class RunnerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RunnerError";
  }
}

const OP_LOAD = 1;
const OP_CALL = 2;
const OP_PEEK = 3;
const OP_SYMBOL = 4;
const OP_WATCHDOG = 5;
const MAGIC = 0x0102_0304;
const VERSION = 1;
/** Bytes of the reply to a call before the buffer's bytes. */
const CALL_HEAD = 32;

export class RunnerProcess {
  readonly hello: RunnerHello;
  private readonly child: ChildProcess;
  private readonly requests: number;
  private readonly replies: number;
  private readonly littleEndian: boolean;
  private readonly lengthWord: Uint8Array = new Uint8Array(4);
  private open: boolean = true;

  /** Starts `command`. Throws {@link RunnerError} if it does not say hello. */
  constructor(command: readonly [string, ...string[]]) {
    const folder = mkdtempSync(join(tmpdir(), "clif-runner-"));
    try {
      const requests = join(folder, "requests");
      const replies = join(folder, "replies");
      const made = spawnSync("mkfifo", [requests, replies]);
      if (made.status !== 0) throw new RunnerError("cannot make named pipes");
      const theirRequests = pipeEnds(requests);
      const theirReplies = pipeEnds(replies);
      this.requests = theirRequests.write;
      this.replies = theirReplies.read;
      const [program, ...args] = command;
      this.child = spawn(program, args, { stdio: [theirRequests.read, theirReplies.write, "inherit"] });
      // A program that cannot be started is seen as a missing hello.
      this.child.on("error", () => {});
      this.child.unref();
      closeSync(theirRequests.read);
      closeSync(theirReplies.write);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const head = this.bytes(4 + 8);
    if (head === undefined) {
      this.close();
      throw new RunnerError(`${command.join(" ")} ended without a word`);
    }
    const view = new DataView(head.buffer);
    this.littleEndian = view.getUint32(4, true) === MAGIC;
    const le = this.littleEndian;
    if (view.getUint32(4, le) !== MAGIC || view.getUint32(8, le) !== VERSION) {
      this.close();
      throw new RunnerError(`${command.join(" ")} is no runner of version ${VERSION}`);
    }
    const rest = this.bytes(view.getUint32(0, le) - 8);
    if (rest === undefined) throw this.dead();
    const body = new DataView(rest.buffer);
    const features: number[] = [];
    for (let i = 0; i < body.getUint32(32, le); i++) features.push(body.getUint32(36 + 4 * i, le));
    this.hello = {
      littleEndian: le,
      arena: body.getBigUint64(0, le),
      arenaBytes: Number(body.getBigUint64(8, le)),
      buffer: body.getBigUint64(16, le),
      bufferBytes: Number(body.getBigUint64(24, le)),
      features,
    };
  }

  get alive(): boolean {
    return this.open;
  }

  /** Puts bytes at an address. */
  load(address: bigint, bytes: Uint8Array): void {
    const frame = this.frame(OP_LOAD, 8 + bytes.length);
    new DataView(frame.buffer).setBigUint64(8, address, this.littleEndian);
    frame.set(bytes, 16);
    this.exchange(frame);
  }

  /** Calls `entry(callee, buffer)` with these bytes in the buffer. */
  call(entry: bigint, callee: bigint, bytes: Uint8Array): RunnerOutcome {
    const frame = this.frame(OP_CALL, 16 + bytes.length);
    const le = this.littleEndian;
    const out = new DataView(frame.buffer);
    out.setBigUint64(8, entry, le);
    out.setBigUint64(16, callee, le);
    frame.set(bytes, 24);
    const reply = this.exchange(frame);
    const view = new DataView(reply.buffer);
    return {
      signal: view.getUint32(0, le),
      signalCode: view.getInt32(4, le),
      pc: view.getBigUint64(8, le),
      address: view.getBigUint64(16, le),
      changed: view.getUint32(24, le),
      bytes: reply.subarray(CALL_HEAD),
    };
  }

  /** The bytes at an address. */
  peek(address: bigint, count: number): Uint8Array {
    const frame = this.frame(OP_PEEK, 12);
    const view = new DataView(frame.buffer);
    view.setBigUint64(8, address, this.littleEndian);
    view.setUint32(16, count, this.littleEndian);
    return this.exchange(frame);
  }

  /** The address of a routine that the process has for compiled code. */
  symbol(name: string): bigint | undefined {
    const text = new TextEncoder().encode(name);
    const frame = this.frame(OP_SYMBOL, text.length);
    frame.set(text, 8);
    const address = new DataView(this.exchange(frame).buffer).getBigUint64(0, this.littleEndian);
    return address === 0n ? undefined : address;
  }

  /** Processor time that a call may take. */
  watchdog(milliseconds: number): void {
    const frame = this.frame(OP_WATCHDOG, 4);
    new DataView(frame.buffer).setUint32(8, milliseconds, this.littleEndian);
    this.exchange(frame);
  }

  /** Ends the process. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.requests);
    closeSync(this.replies);
    this.child.kill("SIGKILL");
  }

  private frame(op: number, bytes: number): Uint8Array {
    const frame = new Uint8Array(8 + bytes);
    const view = new DataView(frame.buffer);
    view.setUint32(0, 4 + bytes, this.littleEndian);
    view.setUint32(4, op, this.littleEndian);
    return frame;
  }

  private exchange(frame: Uint8Array): Uint8Array {
    if (!this.open) throw this.dead();
    try {
      for (let at = 0; at < frame.length;) at += writeSync(this.requests, frame, at);
    } catch {
      throw this.dead();
    }
    const length = this.bytes(4, this.lengthWord);
    const reply =
      length === undefined
        ? undefined
        : this.bytes(new DataView(length.buffer).getUint32(0, this.littleEndian));
    if (reply === undefined) throw this.dead();
    return reply;
  }

  /** Exactly so many bytes of the reply pipe; undefined at its end. */
  private bytes(count: number, into: Uint8Array = new Uint8Array(count)): Uint8Array | undefined {
    for (let at = 0; at < count;) {
      const n = readSync(this.replies, into, at, count - at, null);
      if (n === 0) return undefined;
      at += n;
    }
    return into;
  }

  private dead(): RunnerError {
    this.close();
    return new RunnerError("the runner process died");
  }
}

/** Both ends of a named pipe, blocking. A non-blocking reader is there while they are opened, so that no open waits. */
function pipeEnds(path: string): { readonly read: number; readonly write: number } {
  const probe = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = openSync(path, constants.O_WRONLY);
  const read = openSync(path, constants.O_RDONLY);
  closeSync(probe);
  return { read, write };
}
