/** All groups of settings. */
import type { SettingGroup } from "../cdsl/setting.ts";
import { AARCH64 } from "./aarch64.ts";
import { S390X } from "./s390x.ts";
import { SHARED } from "./shared.ts";
import { X64 } from "./x64.ts";

/** The shared group first, then one per target. */
export const SETTING_GROUPS: readonly SettingGroup[] = [SHARED, X64, AARCH64, S390X];
