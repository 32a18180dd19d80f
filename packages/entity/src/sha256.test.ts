import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSha256, HI, HOST_LITTLE_ENDIAN, LO, Sha256 } from "./index.ts";
import type { Sha256Host } from "./index.ts";

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const host: Sha256Host = { create: () => createHash("sha256") };

test("published vectors", () => {
  const digest = (text: string): string => {
    const s = new Sha256();
    s.updateBytes(new TextEncoder().encode(text));
    return hex(s.digest());
  };
  expect(digest("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(digest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  expect(digest("a".repeat(1_000_000))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});

test("any sequence of byte and word updates gives the host's digest", () => {
  const ours = new Sha256();
  const step = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.int32Array({ maxLength: 400 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.nat(3), (steps, skip) => {
      ours.reset();
      const hosted = createSha256(host);
      const model = createHash("sha256");
      for (const s of steps) {
        if (s instanceof Uint8Array) {
          for (const sink of [ours, hosted]) sink.updateBytes(s);
          model.update(s);
        } else {
          const from = Math.min(skip, s.length);
          for (const sink of [ours, hosted]) sink.updateWords(s, from, s.length);
          const view = new DataView(new ArrayBuffer((s.length - from) * 4));
          for (let i = from; i < s.length; i++) view.setInt32((i - from) * 4, s[i]!, true);
          model.update(new Uint8Array(view.buffer));
        }
      }
      const expected = model.digest("hex");
      expect(hex(ours.digest())).toBe(expected);
      const digest = hosted.digest();
      expect(hex(digest)).toBe(expected);
      expect(digest.constructor).toBe(Uint8Array);
    }),
    { numRuns: 300 },
  );
});

test("without a host the portable one is used", () => {
  expect(createSha256()).toBeInstanceOf(Sha256);
});

test("LO and HI name the halves of a 64-bit cell", () => {
  const wide = new BigInt64Array([0x1_0000_0002n]);
  const halves = new Int32Array(wide.buffer);
  expect([halves[LO], halves[HI]]).toEqual([2, 1]);
  expect(HOST_LITTLE_ENDIAN).toBe(LO === 0);
});
