/**
 * Findings of the verifier: what they look like and how they are shown.
 */
import { CraneliftError, type Diagnostic } from "@cranelift-ts/entity";
import type { Block, Inst } from "../entities.ts";
import { userFuncNameText } from "../external-name.ts";
import type { Function } from "../function.ts";
import { instText, writeFunction } from "../write.ts";
import { isPrintable } from "./sound.ts";

/** One broken rule, located at an entity of the function. */
export interface VerifierError extends Diagnostic {
  /** The entity that the error is about: `function`, `block2`, `inst7`, `v4`, `gv1`, ... */
  readonly entity: string;
}

/** The function breaks rules of CLIF; `errors` has them all. */
export class VerifierErrors extends CraneliftError {
  declare readonly errors: readonly VerifierError[];

  constructor(errors: readonly VerifierError[]) {
    super(errors, errors.map(verifierErrorText).join("\n"));
  }
}

/** One line: `- inst12 (v3 = iadd v1, v2): message`. */
export function verifierErrorText(error: VerifierError): string {
  return error.context === undefined
    ? `- ${error.entity}: ${error.message}`
    : `- ${error.entity} (${error.context}): ${error.message}`;
}

/** Longest text of an instruction that an error repeats. */
const MAX_CONTEXT = 400;

/** Collects the errors of one function. */
export class Report {
  readonly errors: VerifierError[] = [];
  private readonly func: Function;
  /** The instruction whose text was asked for last: one instruction may have very many errors. */
  private lastInst: number = -1;
  private lastText: string = "";

  constructor(func: Function) {
    this.func = func;
  }

  /** `rule` is the area of the rule, as the documentation lists them. */
  add(rule: string, entity: string, message: string, context: string | undefined = undefined): void {
    const error: VerifierError = {
      code: `verifier/${rule}`,
      rule,
      severity: "error",
      entity,
      message,
      function: userFuncNameText(this.func.name),
    };
    this.errors.push(context === undefined ? error : { ...error, context });
  }

  inst(rule: string, inst: Inst, message: string): void {
    this.add(
      rule,
      `inst${inst}`,
      message,
      // What was printed a moment ago can be printed: nothing changes while the function is verified.
      inst === this.lastInst || isPrintable(this.func.dfg, inst) ? this.instText(inst) : undefined,
    );
  }

  block(rule: string, block: Block, message: string): void {
    this.add(rule, `block${block}`, message);
  }

  /** The text of an instruction, cut short if it is very long; a broken one may have none. */
  instText(inst: Inst): string {
    if (inst !== this.lastInst) {
      const text = instText(this.func, inst);
      this.lastInst = inst;
      this.lastText = text.length > MAX_CONTEXT ? `${text.slice(0, MAX_CONTEXT)}...` : text;
    }
    return this.lastText;
  }
}

/** The function's text with a line under each instruction or block that has errors, and their number at the end. */
export function prettyVerifierErrors(func: Function, errors: readonly VerifierError[]): string {
  const byEntity = new Map<string, VerifierError[]>();
  for (const e of errors) {
    const list = byEntity.get(e.entity);
    if (list === undefined) byEntity.set(e.entity, [e]);
    else list.push(e);
  }
  const shown = new Set<string>();
  const body = writeFunction(func, (entity, indent) => {
    const list = byEntity.get(entity);
    if (list === undefined) return "";
    shown.add(entity);
    const pad = " ".repeat(indent);
    return `; ${pad}^~~~~~\n${list.map((e) => `; error: ${e.entity}: ${e.message}\n`).join("")}\n`;
  });
  const rest = errors.filter((e) => !shown.has(e.entity)).map((e) => `; error: ${e.entity}: ${e.message}\n`);
  const count = `; ${errors.length} verifier error${errors.length === 1 ? "" : "s"} detected.\n`;
  return `${body}${rest.join("")}\n${count}`;
}
