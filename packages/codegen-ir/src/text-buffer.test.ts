import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextBuffer } from "./text-buffer.ts";

describe("TextBuffer", () => {
  it("writes numbers as the host does", () => {
    const out = new TextBuffer();
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 4294967295 }), fc.integer({ min: 0, max: 2000 })),
        (n) => {
          out.reserve();
          out.decimal(n);
          out.char(32);
          out.hex(n, 4);
          expect(out.take()).toBe(`${n} ${n.toString(16).padStart(4, "0")}`);
        },
      ),
    );
    for (const n of [0, 9, 10, 99, 100, 2147483647, 2147483648, 4294967295, 1000000000, 999999999]) {
      out.reserve();
      out.decimal(n);
      expect(out.take()).toBe(`${n}`);
    }
  });

  const pieces = fc.array(
    fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: "binary", maxLength: 5 })),
    {
      maxLength: 200,
    },
  );
  const joins = (): void => {
    const out = new TextBuffer();
    fc.assert(
      fc.property(pieces, (texts) => {
        for (const text of texts) out.text(text);
        expect(out.take()).toBe(texts.join(""));
        expect(out.take()).toBe("");
      }),
      { numRuns: 50 },
    );
  };

  it("joins what it is given", joins);

  it("needs no decoder from the host", () => {
    const host = globalThis as { TextDecoder?: unknown };
    const decoder = host.TextDecoder;
    delete host.TextDecoder;
    try {
      joins();
    } finally {
      host.TextDecoder = decoder;
    }
  });

  it("grows past a chunk", () => {
    const out = new TextBuffer();
    const line = "0123456789".repeat(9);
    for (let i = 0; i < 10_000; i++) {
      out.reserve();
      out.ascii(line);
    }
    const text = out.take();
    expect(text.length).toBe(900_000);
    expect(text.slice(-10)).toBe("0123456789");
  });
});
