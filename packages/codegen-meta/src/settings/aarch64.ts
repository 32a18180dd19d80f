/** The settings of aarch64. */
import { bool, type SettingGroup } from "../cdsl/setting.ts";

export const AARCH64: SettingGroup = {
  name: "aarch64",
  className: "Aarch64Flags",
  doc: "Settings of aarch64.",
  package: "isa-aarch64",
  presets: [],
  settings: [
    bool("has_lse", false, "The processor has the Large System Extensions: atomic read-modify-write and compare-and-swap, 128-bit CASP included."),
    bool("has_pauth", false, "The processor has pointer authentication."),
    bool("has_fp16", false, "The processor has half-precision arithmetic."),
    bool("has_dotprod", false, "The processor has the dot-product instructions SDOT and UDOT."),
    bool("has_i8mm", false, "The processor has the 8-bit integer matrix multiplication instructions."),
    bool("sign_return_address", false, "Sign the return address in functions that save it to memory."),
    bool("sign_return_address_all", false, "Sign the return address in leaf functions too."),
    bool("sign_return_address_with_bkey", false, "Sign return addresses with the B key."),
    bool("use_bti", false, "Put branch target identification landing pads where indirect branches arrive."),
    bool("use_csdb", false, "Follow the conditional selects that guard against speculation by a CSDB barrier."),
  ],
};
