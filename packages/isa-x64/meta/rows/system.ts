/** Instructions without operands to speak of: fences, traps, padding, identification. */
import { RowSet } from "./notation.ts";

const s: RowSet = new RowSet();

// Fences: ModRM is fixed, so that its byte counts as an operand-free `/digit` form with register 0.
s.op("mfence", "", "0F AE /6", "MFENCE", "", { effects: ["other"] });
s.op("lfence", "", "0F AE /5", "LFENCE", "", { effects: ["other"] });
s.op("sfence", "", "0F AE /7", "SFENCE", "", { effects: ["other"] });
s.op("int3", "", "CC", "INT 3", "", { effects: ["other"] });
s.op("ud2", "", "0F 0B", "UD", "", { effects: ["trap", "other"] });
s.op("pause", "", "F3 90", "PAUSE", "", { effects: ["other"] });
s.op("nop", "", "90", "NOP");
s.op("nopw", "M=m:a", "66 0F 1F /0", "NOP");
s.op("nopl", "M=m:a", "0F 1F /0", "NOP");
s.op("cpuid", "H=eax:rw H=ebx:w H=ecx:rw H=edx:w", "0F A2", "CPUID", "", { effects: ["other"] });
s.op("rdtsc", "H=eax:w H=edx:w", "0F 31", "RDTSC", "", { effects: ["other"] });
s.op("cld", "", "FC", "CLD", "", { effects: ["other"] });
s.op("cmc", "", "F5", "CMC", "Ff");
s.op("stc", "", "F9", "STC", "F");
s.op("clc", "", "F8", "CLC", "F");
s.op("leave", "", "C9", "LEAVE", "", { effects: ["other"] });

export const SYSTEM: RowSet = s;
