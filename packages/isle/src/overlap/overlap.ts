import type { DiagnosticSink } from "../diagnostics.ts";
import type { Program } from "../sema/types.ts";
export function checkOverlap(_program: Program, _sink: DiagnosticSink): void {}
