// Where the entities of a function stand in the text, and which comments belong to them.
//
// Positions are offsets in columns; lines and columns are worked out when somebody asks. A comment belongs to the
// entity before it: the parser calls `claim` after each entity, by which time the lexer has passed everything up to
// the next one's first token.

import type { SourceLocation } from "@cranelift-ts/entity";
import type { Lexer } from "./lexer.ts";

/** A comment and the entity it belongs to. */
export interface Comment {
  /** `function`, or the entity as CLIF prints it: `block2`, `inst7`, `gv0`, `stack_limit`. */
  readonly entity: string;
  /** The text with its semicolons, up to the end of the line. */
  readonly text: string;
  /** Line of the comment, counted from 1. */
  readonly line: number;
}

/** Maps the entities of one function to their positions in the text. */
export interface SourceMap {
  /** Position of `function`, `block2`, `inst7`, `v3`, `gv0` and so on; undefined if the text has no such entity. */
  location(entity: string): SourceLocation | undefined;
  /** Line of an entity, or undefined. */
  line(entity: string): number | undefined;
}

/** Comments and positions of one function. */
export interface FunctionDetails {
  readonly comments: readonly Comment[];
  readonly sourceMap: SourceMap;
}

/** Columns of offsets by entity number, -1 where there is none. */
class OffsetColumn {
  private offsets: Int32Array = new Int32Array(16).fill(-1);

  set(index: number, offset: number): void {
    if (index >= this.offsets.length) {
      const grown = new Int32Array(Math.max(index + 1, this.offsets.length * 2)).fill(-1);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[index] = offset;
  }

  get(index: number): number {
    return index < this.offsets.length ? this.offsets[index]! : -1;
  }
}

/** Kinds of comment owners, in the low two bits of their code. */
const OWNER_INST = 0;
const OWNER_BLOCK = 1;
const OWNER_OTHER = 2;

/** Collects positions and comments while a function is read. */
export class SourceMapBuilder {
  private readonly lexer: Lexer;
  private insts: OffsetColumn = new OffsetColumn();
  private values: OffsetColumn = new OffsetColumn();
  private blocks: OffsetColumn = new OffsetColumn();
  /** Offsets and names of the other entities. */
  private others: Map<string, number> = new Map();
  private otherNames: string[] = [];
  /** Number of the first comment that belongs to this function, and of the first one not yet claimed. */
  private firstComment: number = 0;
  private claimed: number = 0;
  /** Owner of each comment from `firstComment` on: a kind and a number. */
  private owners: number[] = [];

  constructor(lexer: Lexer) {
    this.lexer = lexer;
  }

  /** Starts on a new function; comments passed so far belong to what came before. */
  begin(): void {
    this.insts = new OffsetColumn();
    this.values = new OffsetColumn();
    this.blocks = new OffsetColumn();
    this.others = new Map();
    this.otherNames = [];
    this.firstComment = this.claimed = this.lexer.commentCount;
    this.owners = [];
  }

  inst(inst: number, offset: number): void {
    this.insts.set(inst, offset);
    if (this.claimed < this.lexer.commentCount) this.claim((inst << 2) | OWNER_INST);
  }

  value(value: number, offset: number): void {
    this.values.set(value, offset);
  }

  block(block: number, offset: number): void {
    this.blocks.set(block, offset);
    if (this.claimed < this.lexer.commentCount) this.claim((block << 2) | OWNER_BLOCK);
  }

  /** Records a declaration or the function itself, and gives it the comments behind it. */
  other(entity: string, offset: number): void {
    this.others.set(entity, offset);
    this.claimOther(entity);
  }

  private claimOther(entity: string): void {
    if (this.claimed === this.lexer.commentCount) return;
    this.otherNames.push(entity);
    this.claim(((this.otherNames.length - 1) << 2) | OWNER_OTHER);
  }

  /** Gives the comments that the lexer has passed since the last claim to an owner. */
  private claim(owner: number): void {
    while (this.claimed < this.lexer.commentCount) {
      this.owners.push(owner);
      this.claimed++;
    }
  }

  /** The details of the function just read. */
  finish(): FunctionDetails {
    this.claimOther("function");
    const { lexer, owners, otherNames, firstComment, insts, values, blocks, others } = this;
    const offsetOf = (entity: string): number => {
      const known = others.get(entity);
      if (known !== undefined) return known;
      const match = /^(inst|v|block)(0|[1-9]\d{0,8})$/.exec(entity);
      if (match === null) return -1;
      const column = match[1] === "inst" ? insts : match[1] === "v" ? values : blocks;
      return column.get(Number(match[2]));
    };
    const location = (entity: string): SourceLocation | undefined => {
      const offset = offsetOf(entity);
      return offset < 0 ? undefined : { line: lexer.lineOf(offset), column: lexer.columnOf(offset) };
    };
    const ownerName = (owner: number): string => {
      const n = owner >> 2;
      const kind = owner & 3;
      return kind === OWNER_INST ? `inst${n}` : kind === OWNER_BLOCK ? `block${n}` : otherNames[n]!;
    };
    // Made when somebody looks: most functions have many comments that nobody reads.
    let comments: readonly Comment[] | undefined;
    return {
      get comments(): readonly Comment[] {
        return (comments ??= owners.map((owner, i) => comment(lexer, firstComment + i, ownerName(owner))));
      },
      sourceMap: { location, line: (entity) => location(entity)?.line },
    };
  }
}

/** Comment number `i` of the text. */
export function comment(lexer: Lexer, i: number, entity: string): Comment {
  const start = lexer.comments[i * 2]!;
  return { entity, text: lexer.text.slice(start, lexer.comments[i * 2 + 1]!), line: lexer.lineOf(start) };
}
