/** Shifts, rotates, bit tests, bit counting, BMI1 and BMI2, conditional moves and sets. */
import { CONDITION_NAMES } from "../../src/emit/text.ts";
import { hex, RowSet, WIDTHS } from "./notation.ts";

const s: RowSet = new RowSet();

// Group 2: by immediate, by CL, by one
const GROUP2: readonly string[] = ["rol", "ror", "rcl", "rcr", "shl", "shr", "", "sar"];
for (const [digit, name] of GROUP2.entries()) {
  if (name === "") continue;
  const flags = name === "rcl" || name === "rcr" ? "Ff" : "F";
  for (const { suffix, bits, prefix, wide } of WIDTHS) {
    s.op(
      name + suffix,
      `M=rm${bits}:rw I=u8:r`,
      `${prefix}${hex(0xc0 + wide)} /${digit} ib`,
      name.toUpperCase(),
      flags,
    );
    s.op(
      name + suffix,
      `M=rm${bits}:rw F=cl:r`,
      `${prefix}${hex(0xd2 + wide)} /${digit}`,
      name.toUpperCase(),
      flags,
    );
    s.op(
      name + suffix,
      `M=rm${bits}:rw`,
      `${prefix}${hex(0xd0 + wide)} /${digit}`,
      name.toUpperCase(),
      flags,
    );
  }
}
for (const { suffix, bits, prefix } of WIDTHS) {
  if (bits === 8) continue;
  s.op(`shld${suffix}`, `M=rm${bits}:rw R=r${bits}:r I=u8:r`, `${prefix}0F A4 /r ib`, "SHLD", "F");
  s.op(`shld${suffix}`, `M=rm${bits}:rw R=r${bits}:r F=cl:r`, `${prefix}0F A5 /r`, "SHLD", "F");
  s.op(`shrd${suffix}`, `M=rm${bits}:rw R=r${bits}:r I=u8:r`, `${prefix}0F AC /r ib`, "SHRD", "F");
  s.op(`shrd${suffix}`, `M=rm${bits}:rw R=r${bits}:r F=cl:r`, `${prefix}0F AD /r`, "SHRD", "F");

  // Bit test. With memory only the immediate form: the register form addresses a bit string.
  s.op(`bt${suffix}`, `M=r${bits}:r R=r${bits}:r`, `${prefix}0F A3 /r`, "BT", "F");
  s.op(`bt${suffix}`, `M=rm${bits}:r I=u8:r`, `${prefix}0F BA /4 ib`, "BT", "F");
  for (const [name, opcode, digit] of [
    ["bts", 0xab, 5],
    ["btr", 0xb3, 6],
    ["btc", 0xbb, 7],
  ] as const) {
    s.op(
      name + suffix,
      `M=r${bits}:rw R=r${bits}:r`,
      `${prefix}0F ${hex(opcode)} /r`,
      name.toUpperCase(),
      "F",
    );
    s.op(name + suffix, `M=rm${bits}:rw I=u8:r`, `${prefix}0F BA /${digit} ib`, name.toUpperCase(), "F");
  }

  // BSF and BSR leave the destination alone when the source is zero, so it is an input too.
  s.op(`bsf${suffix}`, `R=r${bits}:rw M=rm${bits}:r`, `${prefix}0F BC /r`, "BSF", "F");
  s.op(`bsr${suffix}`, `R=r${bits}:rw M=rm${bits}:r`, `${prefix}0F BD /r`, "BSR", "F");
  const f3 = prefix.startsWith("66") ? "66 F3 " : prefix === "" ? "F3 " : "F3 REX.W ";
  s.op(`popcnt${suffix}`, `R=r${bits}:w M=rm${bits}:r`, `${f3}0F B8 /r`, "POPCNT", "F", {
    features: ["has_popcnt"],
  });
  s.op(`lzcnt${suffix}`, `R=r${bits}:w M=rm${bits}:r`, `${f3}0F BD /r`, "LZCNT", "F", {
    features: ["has_lzcnt"],
  });
  s.op(`tzcnt${suffix}`, `R=r${bits}:w M=rm${bits}:r`, `${f3}0F BC /r`, "TZCNT", "F", {
    features: ["has_bmi1"],
  });
  if (bits === 16) continue;

  // BMI1, BMI2
  const w = bits === 64 ? "W1" : "W0";
  const r = (place: string, role: string): string => `${place}=r${bits}:${role}`;
  const bmi1 = { features: ["has_bmi1"] };
  const bmi2 = { features: ["has_bmi2"] };
  s.op(
    `andn${suffix}`,
    `${r("R", "w")} ${r("V", "r")} M=rm${bits}:r`,
    `VEX.L0.NP.0F38.${w} F2 /r`,
    "ANDN",
    "F",
    bmi1,
  );
  s.op(
    `bextr${suffix}`,
    `${r("R", "w")} M=rm${bits}:r ${r("V", "r")}`,
    `VEX.L0.NP.0F38.${w} F7 /r`,
    "BEXTR",
    "F",
    bmi1,
  );
  s.op(`blsr${suffix}`, `${r("V", "w")} M=rm${bits}:r`, `VEX.L0.NP.0F38.${w} F3 /1`, "BLSR", "F", bmi1);
  s.op(`blsmsk${suffix}`, `${r("V", "w")} M=rm${bits}:r`, `VEX.L0.NP.0F38.${w} F3 /2`, "BLSMSK", "F", bmi1);
  s.op(`blsi${suffix}`, `${r("V", "w")} M=rm${bits}:r`, `VEX.L0.NP.0F38.${w} F3 /3`, "BLSI", "F", bmi1);
  s.op(
    `bzhi${suffix}`,
    `${r("R", "w")} M=rm${bits}:r ${r("V", "r")}`,
    `VEX.L0.NP.0F38.${w} F5 /r`,
    "BZHI",
    "F",
    bmi2,
  );
  s.op(
    `pdep${suffix}`,
    `${r("R", "w")} ${r("V", "r")} M=rm${bits}:r`,
    `VEX.L0.F2.0F38.${w} F5 /r`,
    "PDEP",
    "",
    bmi2,
  );
  s.op(
    `pext${suffix}`,
    `${r("R", "w")} ${r("V", "r")} M=rm${bits}:r`,
    `VEX.L0.F3.0F38.${w} F5 /r`,
    "PEXT",
    "",
    bmi2,
  );
  s.op(
    `mulx${suffix}`,
    `${r("R", "w")} ${r("V", "w")} M=rm${bits}:r H=${bits === 64 ? "rdx" : "edx"}:r`,
    `VEX.L0.F2.0F38.${w} F6 /r`,
    "MULX",
    "",
    bmi2,
  );
  s.op(
    `rorx${suffix}`,
    `${r("R", "w")} M=rm${bits}:r I=u8:r`,
    `VEX.L0.F2.0F3A.${w} F0 /r ib`,
    "RORX",
    "",
    bmi2,
  );
  s.op(
    `shlx${suffix}`,
    `${r("R", "w")} M=rm${bits}:r ${r("V", "r")}`,
    `VEX.L0.66.0F38.${w} F7 /r`,
    "SHLX",
    "",
    bmi2,
  );
  s.op(
    `shrx${suffix}`,
    `${r("R", "w")} M=rm${bits}:r ${r("V", "r")}`,
    `VEX.L0.F2.0F38.${w} F7 /r`,
    "SHRX",
    "",
    bmi2,
  );
  s.op(
    `sarx${suffix}`,
    `${r("R", "w")} M=rm${bits}:r ${r("V", "r")}`,
    `VEX.L0.F3.0F38.${w} F7 /r`,
    "SARX",
    "",
    bmi2,
  );
}

for (const [cc, name] of CONDITION_NAMES.entries()) {
  for (const { suffix, bits, prefix } of WIDTHS) {
    if (bits === 8) continue;
    s.op(
      `cmov${name}${suffix}`,
      `R=r${bits}:rw M=rm${bits}:r`,
      `${prefix}0F ${hex(0x40 + cc)} /r`,
      "CMOVcc",
      "f",
    );
  }
  s.op(`set${name}`, "M=rm8:w", `0F ${hex(0x90 + cc)} /0`, "SETcc", "f");
}

export const BITS: RowSet = s;
