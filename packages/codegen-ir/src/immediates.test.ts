import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BINARY128,
  BINARY16,
  BINARY32,
  BINARY64,
  type FloatFormat,
  formatFloat,
  formatHexConstant,
  formatIconst,
  formatIeee16,
  formatIeee32,
  formatIeee64,
  formatImm64,
  formatOffset32,
  formatUimm64,
  immFitsBits,
  LITERAL_BAD_EXPONENT,
  LITERAL_BAD_HEX,
  LITERAL_BAD_PAYLOAD,
  LITERAL_MAGNITUDE_TOO_LARGE,
  LITERAL_MAGNITUDE_TOO_SMALL,
  LITERAL_NEEDS_SIGN,
  LITERAL_NOT_FLOAT,
  LITERAL_ODD_HEX,
  LITERAL_OK,
  LITERAL_SUBNORMAL_UNDERFLOW,
  LITERAL_TOO_LARGE,
  LITERAL_TOO_MANY_BITS,
  LITERAL_TOO_MANY_DIGITS,
  LITERAL_TOO_SMALL,
  literalStatusMessage,
  parseFloatLiteral,
  parseHexConstant,
  parseImm64,
  parseOffset32,
  parseUimm32,
} from "./immediates.ts";

const out = new Int32Array(4);

function imm(text: string): bigint | number {
  const status = parseImm64(text, 0, text.length, out);
  if (status !== LITERAL_OK) return status;
  return BigInt.asIntN(64, (BigInt(out[1]!) << 32n) | BigInt(out[0]! >>> 0));
}

function print64(value: bigint): string {
  return formatImm64(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
}

function floatBits(format: FloatFormat, text: string): bigint | string {
  const status = parseFloatLiteral(format, text, 0, text.length, out);
  if (status !== LITERAL_OK) return literalStatusMessage(status);
  let value = 0n;
  for (let w = format.words - 1; w >= 0; w--) value = (value << 32n) | BigInt(out[w]! >>> 0);
  return value;
}

function printFloat(format: FloatFormat, bits: bigint): string {
  const w = [0n, 32n, 64n, 96n].map((s) => Number(BigInt.asIntN(32, bits >> s)));
  return formatFloat(format, w[0]!, w[1]!, w[2]!, w[3]!);
}

describe("integers", () => {
  it("reads decimal and hexadecimal over the whole range", () => {
    expect(imm("0")).toBe(0n);
    expect(imm("-0")).toBe(0n);
    expect(imm("+7")).toBe(7n);
    expect(imm("-1")).toBe(-1n);
    expect(imm("1_000_000")).toBe(1000000n);
    expect(imm("0x1_0000")).toBe(65536n);
    expect(imm("-0x10")).toBe(-16n);
    expect(imm("18446744073709551615")).toBe(-1n);
    expect(imm("9007199254740993")).toBe(9007199254740993n);
    expect(imm("-9223372036854775808")).toBe(-(2n ** 63n));
    expect(imm("0xffffffffffffffff")).toBe(-1n);
  });

  it("refuses what is out of range or malformed", () => {
    expect(imm("18446744073709551616")).toBe(LITERAL_TOO_LARGE);
    expect(imm("99999999999999999999999999")).toBe(LITERAL_TOO_LARGE);
    expect(imm("-9223372036854775809")).toBe(LITERAL_TOO_SMALL);
    expect(imm("0x00000000000000001")).toBe(LITERAL_TOO_MANY_DIGITS);
    expect(imm("0xfg")).toBe(LITERAL_BAD_HEX);
    expect(imm("12-3")).not.toBe(LITERAL_OK);
    expect(imm("_")).not.toBe(LITERAL_OK);
    expect(imm("0x")).not.toBe(LITERAL_OK);
    expect(parseUimm32("4294967296", 0, 10, out)).toBe(-1 - LITERAL_TOO_LARGE);
    expect(parseUimm32("4294967295", 0, 10, out)).toBe(4294967295);
  });

  it("prints small and negative numbers in decimal, others in groups of four hex digits", () => {
    expect(print64(9999n)).toBe("9999");
    expect(print64(10000n)).toBe("0x2710");
    expect(print64(0x10000n)).toBe("0x0001_0000");
    expect(print64(-10000n)).toBe("-10000");
    expect(print64(-(2n ** 63n))).toBe("-9223372036854775808");
    expect(print64(2n ** 63n - 1n)).toBe("0x7fff_ffff_ffff_ffff");
    expect(print64(0x1_0000_0001n)).toBe("0x0001_0000_0001");
    expect(formatUimm64(-1, -1)).toBe("0xffff_ffff_ffff_ffff");
    expect(formatIconst(255, 0, 8)).toBe("-1");
    expect(formatIconst(0xffff, 0, 16)).toBe("-1");
    expect(formatIconst(0x7fff, 0, 16)).toBe("0x7fff");
    expect(formatIconst(-5, 0, 32)).toBe("-5");
    expect(formatIconst(65536, 0, 32)).toBe("0x0001_0000");
  });

  it("printing and reading are inverse", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(imm(print64(value))).toBe(value);
        expect(imm(`${value}`)).toBe(value);
      }),
    );
  });

  it("offsets need a sign and fit an int32", () => {
    const offset = (text: string): number => {
      const status = parseOffset32(text, 0, text.length, out);
      return status === LITERAL_OK ? out[0]! : NaN;
    };
    expect(parseOffset32("8", 0, 1, out)).toBe(LITERAL_NEEDS_SIGN);
    expect(offset("+2147483647")).toBe(2147483647);
    expect(offset("+2147483648")).toBeNaN();
    expect(offset("-2147483648")).toBe(-2147483648);
    expect(offset("-2147483649")).toBeNaN();
    expect(formatOffset32(0)).toBe("");
    expect(formatOffset32(8)).toBe("+8");
    expect(formatOffset32(-12)).toBe("-12");
    expect(formatOffset32(65536)).toBe("+0x0001_0000");
    expect(formatOffset32(-2147483648)).toBe("-0x8000_0000");
    fc.assert(fc.property(fc.integer(), (n) => n === 0 || offset(formatOffset32(n)) === n));
  });

  it("a narrow constant may be given as signed or unsigned", () => {
    const fits = (text: string, bits: number): boolean => {
      expect(parseImm64(text, 0, text.length, out)).toBe(LITERAL_OK);
      return immFitsBits(out, bits);
    };
    for (const bits of [8, 16, 32]) {
      const top = 2n ** BigInt(bits);
      expect(fits(`${top - 1n}`, bits)).toBe(true);
      expect(fits(`${top}`, bits)).toBe(false);
      expect(fits(`${-top / 2n}`, bits)).toBe(true);
      expect(fits(`${-top / 2n - 1n}`, bits)).toBe(false);
      expect(fits("18446744073709551615", bits)).toBe(false);
    }
    expect(fits("18446744073709551615", 64)).toBe(true);
  });
});

describe("floats", () => {
  it("prints the documented shapes", () => {
    expect(formatIeee16(0x3c00)).toBe("0x1.000p0");
    expect(formatIeee16(0x3c01)).toBe("0x1.004p0");
    expect(formatIeee16(0x0001)).toBe("0x0.004p-14");
    expect(formatIeee32(0)).toBe("0.0");
    expect(formatIeee32(0x80000000 | 0)).toBe("-0.0");
    expect(formatIeee32(0x42500000)).toBe("0x1.a00000p5");
    expect(formatIeee32(1)).toBe("0x0.000002p-126");
    expect(formatIeee32(0x7f800000)).toBe("+Inf");
    expect(formatIeee32(0xff800000 | 0)).toBe("-Inf");
    expect(formatIeee32(0x7fc00000)).toBe("+NaN");
    expect(formatIeee32(0xffc00001 | 0)).toBe("-NaN:0x1");
    expect(formatIeee32(0x7f800001)).toBe("+sNaN:0x1");
    expect(formatIeee64(0, 0x40100000)).toBe("0x1.0000000000000p2");
    expect(printFloat(BINARY128, 0x3fff_0000_0000_0000_0000_0000_0000_0001n)).toBe(
      "0x1.0000000000000000000000000001p0",
    );
  });

  it("reads signs, unnormalised digits and exponents", () => {
    expect(floatBits(BINARY32, "0x34.0p0")).toBe(0x42500000n);
    expect(floatBits(BINARY32, "+0x0.00000000000008p53")).toBe(0x3f800000n);
    expect(floatBits(BINARY32, "-0x1.")).toBe(0xbf800000n);
    expect(floatBits(BINARY32, "0x.8")).toBe(0x3f000000n);
    expect(floatBits(BINARY32, "0x0.0p32767")).toBe(0n);
    expect(floatBits(BINARY32, "NaN")).toBe(0x7fc00000n);
    expect(floatBits(BINARY32, "-NaN:0x3fffff")).toBe(0xffffffffn);
    expect(floatBits(BINARY32, "sNaN:0x1")).toBe(0x7f800001n);
    expect(floatBits(BINARY64, "Inf")).toBe(0x7ff0000000000000n);
    expect(floatBits(BINARY64, "-0.0")).toBe(0x8000000000000000n);
  });

  it("never rounds and says why it refuses", () => {
    const cases: [FloatFormat, string, number][] = [
      [BINARY32, "0x1.0000001p0", LITERAL_TOO_MANY_BITS],
      [BINARY32, "0x1.0p128", LITERAL_MAGNITUDE_TOO_LARGE],
      [BINARY32, "0x1.0p-150", LITERAL_MAGNITUDE_TOO_SMALL],
      [BINARY32, "0x1.8p-149", LITERAL_SUBNORMAL_UNDERFLOW],
      [BINARY32, "1.5", LITERAL_NOT_FLOAT],
      [BINARY32, "0.00", LITERAL_NOT_FLOAT],
      [BINARY32, "0x1p3", LITERAL_NOT_FLOAT],
      [BINARY32, "0x1.0p+3", LITERAL_BAD_EXPONENT],
      [BINARY32, "0x1.0p", LITERAL_BAD_EXPONENT],
      [BINARY32, "0x1.0p32768", LITERAL_BAD_EXPONENT],
      [BINARY32, "0x1_0.0", LITERAL_BAD_HEX],
      [BINARY32, "0x1.0.0", LITERAL_BAD_HEX],
      [BINARY32, "sNaN:0x0", LITERAL_BAD_PAYLOAD],
      [BINARY32, "sNaN", LITERAL_BAD_PAYLOAD],
      [BINARY32, "NaN:0x400000", LITERAL_BAD_PAYLOAD],
      [BINARY32, "NaN:0x", LITERAL_BAD_PAYLOAD],
      [BINARY32, "Infinity", LITERAL_NOT_FLOAT],
      [BINARY128, `0x${"0".repeat(32)}1.0`, LITERAL_TOO_MANY_DIGITS],
    ];
    for (const [format, text, status] of cases) {
      expect([text, parseFloatLiteral(format, text, 0, text.length, out)]).toEqual([text, status]);
    }
  });

  it("round-trips every binary16 value", () => {
    for (let bits = 0; bits < 65536; bits++) {
      const text = formatIeee16(bits);
      if (parseFloatLiteral(BINARY16, text, 0, text.length, out) !== LITERAL_OK || out[0] !== bits) {
        expect.fail(`${bits.toString(16)} printed as ${text}`);
      }
    }
  });

  for (const format of [BINARY32, BINARY64, BINARY128]) {
    it(`round-trips any binary${format.bits} bit pattern`, () => {
      const max = 2n ** BigInt(format.bits) - 1n;
      const fraction = 2n ** BigInt(format.fractionBits);
      const sparse = fc
        .tuple(fc.bigInt({ min: 0n, max: max / fraction }), fc.bigInt({ min: 0n, max: fraction - 1n }))
        .map(([head, tail]) => head * fraction + tail);
      fc.assert(
        fc.property(fc.oneof(fc.bigInt({ min: 0n, max }), sparse), (bits) => {
          expect(floatBits(format, printFloat(format, bits))).toBe(bits);
        }),
      );
    });
  }

  it("agrees with the host about the value of a binary64 literal", () => {
    const view = new DataView(new ArrayBuffer(8));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        view.setFloat64(0, value);
        const text = formatIeee64(view.getInt32(4), view.getInt32(0));
        const match = /^(-?)0x([01])\.([0-9a-f]{13})p(-?\d+)$/.exec(text);
        if (match === null) {
          expect(Math.abs(value)).toBe(0);
          return;
        }
        const digits = Number.parseInt(match[2]! + match[3]!, 16);
        // Scaled in two steps: 2 ** -1074 alone would underflow the intermediate product.
        const scaled = digits * 2 ** -52 * 2 ** Number(match[4]);
        expect(match[1] === "-" ? -scaled : scaled).toBe(value);
      }),
    );
  });
});

describe("constant bytes", () => {
  const bytes = new Uint8Array(16);
  const read = (text: string): number => parseHexConstant(text, 0, text.length, bytes);

  it("are little-endian in memory and big-endian in text", () => {
    expect(read("0x00_01_02")).toBe(3);
    expect([...bytes.subarray(0, 3)]).toEqual([2, 1, 0]);
    expect(formatHexConstant(bytes, 0, 3)).toBe("0x000102");
  });

  it("refuse odd, long, empty and malformed text", () => {
    expect(read("0x123")).toBe(-1 - LITERAL_ODD_HEX);
    expect(read(`0x${"00".repeat(17)}`)).toBe(-1 - LITERAL_TOO_MANY_DIGITS);
    expect(read("0x")).toBeLessThan(0);
    expect(read("0x__")).toBeLessThan(0);
    expect(read("1234")).toBe(-1 - LITERAL_BAD_HEX);
    expect(read("0xzz")).toBe(-1 - LITERAL_BAD_HEX);
  });

  it("round-trip", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), (data) => {
        const text = formatHexConstant(data, 0, data.length);
        expect(read(text)).toBe(data.length);
        expect([...bytes.subarray(0, data.length)]).toEqual([...data]);
      }),
    );
  });
});
