import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCallConv, parseTriple, TripleError, tripleText } from "./triple.ts";

describe("parseTriple", () => {
  it.each([
    ["x86_64", "x86_64", "unknown", "unknown", "unknown", "unknown", 64, "little", "system_v"],
    ["aarch64", "aarch64", "unknown", "unknown", "unknown", "unknown", 64, "little", "system_v"],
    ["s390x", "s390x", "unknown", "unknown", "unknown", "unknown", 64, "big", "system_v"],
    ["x86_64-unknown-linux-gnu", "x86_64", "unknown", "linux", "gnu", "elf", 64, "little", "system_v"],
    ["x86_64-linux-gnu", "x86_64", "unknown", "linux", "gnu", "elf", 64, "little", "system_v"],
    ["x86_64-linux", "x86_64", "unknown", "linux", "unknown", "elf", 64, "little", "system_v"],
    ["x86_64-pc-windows-msvc", "x86_64", "pc", "windows", "msvc", "coff", 64, "little", "windows_fastcall"],
    ["x86_64-apple-darwin", "x86_64", "apple", "darwin", "unknown", "macho", 64, "little", "system_v"],
    ["aarch64-apple-darwin", "aarch64", "apple", "darwin", "unknown", "macho", 64, "little", "apple_aarch64"],
    ["arm64-apple-ios-sim", "aarch64", "apple", "ios", "sim", "macho", 64, "little", "apple_aarch64"],
    ["x86_64-unknown-linux-gnux32", "x86_64", "unknown", "linux", "gnux32", "elf", 32, "little", "system_v"],
    ["s390x-ibm-linux-musl", "s390x", "ibm", "linux", "musl", "elf", 64, "big", "system_v"],
    ["x86_64-acme-linux", "x86_64", "acme", "linux", "unknown", "elf", 64, "little", "system_v"],
    ["x86_64-acme-oddos", "x86_64", "acme", "oddos", "unknown", "unknown", 64, "little", "system_v"],
    ["x86_64-oddos", "x86_64", "unknown", "oddos", "unknown", "unknown", 64, "little", "system_v"],
    ["x86_64-unknown-none-elf", "x86_64", "unknown", "none", "unknown", "elf", 64, "little", "system_v"],
    [
      "x86_64-unknown-unknown-macho",
      "x86_64",
      "unknown",
      "unknown",
      "unknown",
      "macho",
      64,
      "little",
      "system_v",
    ],
    ["riscv64gc-unknown-linux-gnu", "riscv64", "unknown", "linux", "gnu", "elf", 64, "little", "system_v"],
    ["riscv64", "riscv64", "unknown", "unknown", "unknown", "unknown", 64, "little", "system_v"],
    ["i686", "i686", "unknown", "unknown", "unknown", "unknown", 32, "little", "system_v"],
    ["pulley64be", "pulley64be", "unknown", "unknown", "unknown", "unknown", 64, "big", "system_v"],
    ["pulley32", "pulley32", "unknown", "unknown", "unknown", "unknown", 32, "little", "system_v"],
    ["wasm32-wasip1", "wasm32", "unknown", "wasip1", "unknown", "wasm", 32, "little", "system_v"],
    ["zx81", "zx81", "unknown", "unknown", "unknown", "unknown", undefined, undefined, "system_v"],
  ])("%s", (text, family, vendor, system, environment, binaryFormat, pointerWidth, endianness, callConv) => {
    const triple = parseTriple(text);
    expect(triple).toMatchObject({
      family,
      vendor,
      system,
      environment,
      binaryFormat,
      pointerWidth,
      endianness,
    });
    expect(defaultCallConv(triple)).toBe(callConv);
    expect(parseTriple(tripleText(triple))).toEqual(triple);
  });

  it("splits the version off a known system", () => {
    expect(parseTriple("x86_64-apple-macosx10.15.0")).toMatchObject({
      system: "macosx",
      systemVersion: "10.15.0",
    });
    expect(parseTriple("x86_64-unknown-freebsd14")).toMatchObject({ system: "freebsd", systemVersion: "14" });
    expect(parseTriple("wasm32-wasip2")).toMatchObject({ system: "wasip2", systemVersion: "" });
  });

  it.each(["", "-", "x86_64-", "x86_64--linux", "a-b-c-d-e-f", "x86_64 linux", "x86_64-linux,gnu"])(
    "refuses '%s'",
    (text) => {
      expect(() => parseTriple(text)).toThrow(TripleError);
    },
  );

  it("ends in a triple or a TripleError, whatever the text", () => {
    const part = fc.oneof(
      fc.constantFrom("x86_64", "apple", "linux", "gnu", "elf", "unknown", "darwin19", "wasm"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join("-");
        try {
          expect(parseTriple(text).architecture).toBe(text.split("-")[0]);
        } catch (e) {
          expect(e).toBeInstanceOf(TripleError);
        }
      }),
    );
  });
});
