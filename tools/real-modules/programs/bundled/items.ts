export enum Kind {
  Fruit = "fruit",
  Tool = "tool",
}

export interface Item {
  readonly kind: Kind;
  readonly name: string;
  readonly price?: number;
}

export function label(item: Item): string | undefined {
  switch (item.kind) {
    case Kind.Fruit:
      return `a fruit: ${item.name}`;
    case Kind.Tool:
      return `a tool: ${item.name}`;
  }
}
