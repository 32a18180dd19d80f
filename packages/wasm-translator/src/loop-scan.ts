/**
 * The scan that says which locals each loop assigns, before the loop is translated: a loop head needs parameters for
 * those only. It skips operators by a table and stops at anything it does not know; the validator, which comes behind,
 * reports what is wrong.
 */

/** Immediates by opcode: number of LEB128 fields, or one of the special forms below. */
const MEMARG = 4;
const F32_BITS = 5;
const F64_BITS = 6;
const BR_TABLE = 7;
const SELECT_T = 8;
const PREFIX_FC = 9;
const BLOCK = 10;
const END = 11;
const SET = 12;
const UNKNOWN = 15;

const FORM: Uint8Array = makeForms();

function makeForms(): Uint8Array {
  const form = new Uint8Array(256).fill(UNKNOWN);
  for (let op = 0x45; op <= 0xc4; op++) form[op] = 0;
  for (const op of [0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b, 0xd1]) form[op] = 0;
  for (const op of [0x0c, 0x0d, 0x10, 0x12, 0x20, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2])
    form[op] = 1;
  form[0x11] = 2;
  form[0x13] = 2;
  for (let op = 0x28; op <= 0x3e; op++) form[op] = MEMARG;
  form[0x43] = F32_BITS;
  form[0x44] = F64_BITS;
  form[0x0e] = BR_TABLE;
  form[0x1c] = SELECT_T;
  form[0xfc] = PREFIX_FC;
  form[0x02] = form[0x03] = form[0x04] = BLOCK;
  form[0x0b] = END;
  form[0x21] = form[0x22] = SET;
  return form;
}

/** LEB128 fields of the operators behind the prefix 0xfc. */
const FC_FIELDS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Arrays start small and grow before V8 optimises what grows them. */
const INITIAL = 4;

export class LoopScan {
  /** By loop in program order: first of its list of locals, or -1. */
  first: Int32Array = new Int32Array(INITIAL);
  /** List cells: a local, and the next cell. */
  local: Int32Array = new Int32Array(INITIAL);
  next: Int32Array = new Int32Array(INITIAL);
  private cells: number = 0;
  /** By depth: 1 for a loop. */
  private control: Uint8Array = new Uint8Array(INITIAL);
  private openLoops: Int32Array = new Int32Array(INITIAL);
  /** By local: its last assignment, counted over all. */
  private lastSet: Int32Array = new Int32Array(INITIAL);
  private loopSet: Int32Array = new Int32Array(INITIAL);

  /** Scans `[start, end)`. Returns false if the lists would be longer than `limit` cells. */
  run(bytes: Uint8Array, start: number, end: number, locals: number, limit: number): boolean {
    let pos = start;
    let depth = 0;
    let loops = 0;
    let sets = 0;
    this.cells = 0;
    if (this.lastSet.length < locals) this.lastSet = new Int32Array(locals * 2);
    this.lastSet.fill(-1, 0, locals);
    const { lastSet } = this;
    let { control } = this;
    let open = 0;
    while (pos < end) {
      const op = bytes[pos++]!;
      let fields = FORM[op]!;
      if (fields >= MEMARG) {
        switch (fields) {
          case 4 /* MEMARG */:
            fields = pos < end && bytes[pos]! >= 0x40 && bytes[pos]! < 0x80 ? 3 : 2;
            break;
          case 5 /* F32_BITS */:
            pos += 4;
            fields = 0;
            break;
          case 6 /* F64_BITS */:
            pos += 8;
            fields = 0;
            break;
          case 7 /* BR_TABLE */:
          case 8 /* SELECT_T */: {
            let n = 0;
            for (let scale = 1; pos < end; scale *= 128) {
              const b = bytes[pos++]!;
              n += (b & 0x7f) * scale;
              if (b < 0x80) break;
            }
            if (n > end - pos) return true;
            fields = op === 0x0e ? n + 1 : n;
            break;
          }
          case 9 /* PREFIX_FC */: {
            const sub = bytes[pos++]!;
            if (pos > end || sub >= FC_FIELDS.length) return true;
            fields = FC_FIELDS[sub]!;
            break;
          }
          case 10 /* BLOCK */: {
            if (depth + 1 >= control.length) {
              const more = new Uint8Array(control.length * 2);
              more.set(control);
              this.control = control = more;
            }
            if (op === 0x03) {
              if (loops === this.first.length) {
                this.first = doubled(this.first);
                this.loopSet = doubled(this.loopSet);
              }
              this.first[loops] = -1;
              if (open === this.openLoops.length) this.openLoops = doubled(this.openLoops);
              this.loopSet[loops] = sets;
              control[depth++] = 1;
              this.openLoops[open++] = loops++;
            } else control[depth++] = 0;
            fields = 1;
            break;
          }
          case 11 /* END */:
            if (depth === 0) return true;
            open -= control[--depth]!;
            fields = 0;
            break;
          case 12 /* SET */: {
            let x = 0;
            for (let scale = 1; pos < end; scale *= 128) {
              const b = bytes[pos++]!;
              x += (b & 0x7f) * scale;
              if (b < 0x80) break;
            }
            if (x >= locals) return true;
            if (open > 0) {
              const last = lastSet[x]!;
              // What is listed for a loop is listed for those around it.
              for (let d = open - 1; d >= 0; d--) {
                const loop = this.openLoops[d]!;
                if (last >= this.loopSet[loop]!) break;
                if (!this.add(loop, x, limit)) return false;
              }
            }
            lastSet[x] = sets++;
            fields = 0;
            break;
          }
          default:
            return true;
        }
      }
      while (fields > 0) {
        while (pos < end && bytes[pos]! >= 0x80) pos++;
        pos++;
        fields--;
      }
    }
    return true;
  }

  private add(loop: number, x: number, limit: number): boolean {
    const cell = this.cells++;
    if (cell > limit) return false;
    if (cell === this.local.length) {
      this.local = doubled(this.local);
      this.next = doubled(this.next);
    }
    this.local[cell] = x;
    this.next[cell] = this.first[loop]!;
    this.first[loop] = cell;
    return true;
  }
}

function doubled(array: Int32Array): Int32Array {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}
