/** The settings and presets of s390x. The baseline is z14 (arch12). */
import { bool, makePresets, type Setting, type SettingGroup } from "../cdsl/setting.ts";

const settings: readonly Setting[] = [
  bool("has_mie3", false, "The machine has the miscellaneous-instruction-extensions facility 3 (z15)."),
  bool("has_vxrs_ext2", false, "The machine has the vector-enhancements facility 2 (z15)."),
  bool("has_mie4", false, "The machine has the miscellaneous-instruction-extensions facility 4 (z17)."),
  bool("has_vxrs_ext3", false, "The machine has the vector-enhancements facility 3 (z17)."),
];

export const S390X: SettingGroup = {
  name: "s390x",
  className: "S390xFlags",
  doc: "Settings of s390x.",
  package: "isa-s390x",
  settings,
  presets: makePresets(settings, [
    ["arch13 z15", "has_mie3 has_vxrs_ext2", "IBM z15."],
    ["arch14 z16", "arch13", "IBM z16."],
    ["arch15 z17", "arch14 has_mie4 has_vxrs_ext3", "IBM z17."],
  ]),
};
