/**
 * From syntax to CLIF: one function each, through `FunctionBuilder`. Variables of the language are variables of the
 * builder, which finds out where block parameters are needed; nothing here thinks about SSA.
 */
import {
  type Block,
  Function,
  type FuncRef,
  type IntCCLike,
  type Signature,
  signature,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { FunctionBuilder, FunctionBuilderContext, type Variable } from "@cranelift-ts/frontend";
import { type Expr, type FunctionDeclaration, type Statement, ToyError } from "./syntax.ts";

const { I64 } = types;

/** Everything in the language is a 64-bit integer. */
function signatureOf(declaration: FunctionDeclaration): Signature {
  return signature(
    declaration.params.map(() => I64),
    [I64],
    "system_v",
  );
}

/** Compiles a program: one CLIF function per declaration. */
export function compile(program: readonly FunctionDeclaration[]): Function[] {
  const signatures = new Map(program.map((f) => [f.name, signatureOf(f)]));
  const context = new FunctionBuilderContext();
  return program.map((declaration) => new FunctionCompiler(declaration, signatures, context).compile());
}

const CONDITIONS: Readonly<Record<string, IntCCLike>> = {
  "==": "eq",
  "!=": "ne",
  "<": "slt",
  "<=": "sle",
  ">": "sgt",
  ">=": "sge",
};

class FunctionCompiler {
  private readonly declaration: FunctionDeclaration;
  private readonly signatures: ReadonlyMap<string, Signature>;
  private readonly func: Function;
  private readonly b: FunctionBuilder;
  private readonly variables = new Map<string, Variable>();
  private readonly callees = new Map<string, FuncRef>();

  constructor(
    declaration: FunctionDeclaration,
    signatures: ReadonlyMap<string, Signature>,
    context: FunctionBuilderContext,
  ) {
    this.declaration = declaration;
    this.signatures = signatures;
    this.func = new Function({ kind: "testcase", name: declaration.name }, signatureOf(declaration));
    this.b = new FunctionBuilder(this.func, context);
  }

  compile(): Function {
    const { b } = this;
    const entry = b.createBlock();
    const params = b.appendBlockParamsForFunctionParams(entry);
    b.switchToBlock(entry);
    b.sealBlock(entry);
    for (const [i, name] of this.declaration.params.entries()) b.defVar(this.variable(name), params[i]!);
    this.statements(this.declaration.body);
    // Falling off the end returns 0.
    if (!b.isFilled()) b.ins().return_([b.ins().iconst(I64, 0)]);
    b.finalize();
    return this.func;
  }

  private variable(name: string): Variable {
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = this.b.declareVar(I64);
      this.variables.set(name, variable);
    }
    return variable;
  }

  private enter(block: Block): void {
    this.b.switchToBlock(block);
  }

  private statements(list: readonly Statement[]): void {
    for (const s of list) {
      // What follows a return never runs, but is compiled all the same: into a block that nothing branches to.
      if (this.b.isFilled()) {
        const dead = this.b.createBlock();
        this.enter(dead);
        this.b.sealBlock(dead);
      }
      this.statement(s);
    }
  }

  private statement(s: Statement): void {
    const { b } = this;
    switch (s.kind) {
      case "assign":
        b.defVar(this.variable(s.name), this.expr(s.value));
        break;
      case "return":
        b.ins().return_([this.expr(s.value)]);
        break;
      case "if": {
        const [then, otherwise, after] = [b.createBlock(), b.createBlock(), b.createBlock()];
        b.ins().brif(this.expr(s.test), then, [], otherwise, []);
        for (const [block, list] of [
          [then, s.consequent],
          [otherwise, s.otherwise],
        ] as const) {
          b.sealBlock(block);
          this.enter(block);
          this.statements(list);
          if (!b.isFilled()) b.ins().jump(after, []);
        }
        b.sealBlock(after);
        this.enter(after);
        break;
      }
      case "while": {
        const [head, body, after] = [b.createBlock(), b.createBlock(), b.createBlock()];
        b.ins().jump(head, []);
        this.enter(head);
        b.ins().brif(this.expr(s.test), body, [], after, []);
        b.sealBlock(body);
        this.enter(body);
        this.statements(s.body);
        if (!b.isFilled()) b.ins().jump(head, []);
        // Only now is every branch to the loop's head known.
        b.sealBlock(head);
        b.sealBlock(after);
        this.enter(after);
        break;
      }
    }
  }

  private expr(e: Expr): Value {
    const { b } = this;
    switch (e.kind) {
      case "number":
        return b.ins().iconst(I64, e.value);
      case "name": {
        const variable = this.variables.get(e.name);
        if (variable === undefined)
          throw new ToyError(`${this.declaration.name}: '${e.name}' is used before it is set`);
        return b.useVar(variable);
      }
      case "call": {
        const args = e.args.map((arg) => this.expr(arg));
        return this.func.dfg.firstResult(b.ins().call(this.callee(e.callee, args.length), args));
      }
      case "binary": {
        const left = this.expr(e.left);
        const right = this.expr(e.right);
        switch (e.op) {
          case "+":
            return b.ins().iadd(left, right);
          case "-":
            return b.ins().isub(left, right);
          case "*":
            return b.ins().imul(left, right);
          case "/":
            return b.ins().sdiv(left, right);
          case "%":
            return b.ins().srem(left, right);
          default:
            return b.ins().uextend(I64, b.ins().icmp(CONDITIONS[e.op]!, left, right));
        }
      }
    }
  }

  private callee(name: string, args: number): FuncRef {
    const sig = this.signatures.get(name);
    if (sig === undefined) throw new ToyError(`${this.declaration.name}: there is no function '${name}'`);
    if (sig.params.length !== args) {
      throw new ToyError(
        `${this.declaration.name}: '${name}' takes ${sig.params.length} arguments, ${args} are given`,
      );
    }
    let ref = this.callees.get(name);
    if (ref === undefined) {
      ref = this.b.importFunction({
        name: { kind: "testcase", name },
        signature: this.b.importSignature(sig),
        colocated: true,
        patchable: false,
      });
      this.callees.set(name, ref);
    }
    return ref;
  }
}
