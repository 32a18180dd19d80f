// What esbuild is given to bundle: modules with types, enums, decorators, JSX-free classes and dead code.
import { type Item, Kind, label } from "./bundled/items.ts";
import { default as total, unused } from "./bundled/sums.ts";

namespace Report {
  export interface Line<T extends Item = Item> {
    readonly item: T;
    readonly text: string;
  }
  export const lines = <T extends Item>(items: readonly T[]): Line<T>[] =>
    items.map((item) => ({ item, text: label(item)! }));
}

abstract class Base<in out T> {
  declare readonly hidden: string;
  static #made = 0;
  constructor(
    protected readonly items: T[],
    public name?: string,
  ) {
    Base.#made++;
  }
  static get made(): number {
    return Base.#made;
  }
  abstract sum(): number;
}

class Basket extends Base<Item> {
  override sum(): number {
    return total(this.items.map((i) => i.price ?? 0));
  }
  async *each(): AsyncGenerator<string, void, unknown> {
    for (const { text } of Report.lines(this.items)) yield text satisfies string;
  }
}

const enum Flag {
  A = 1 << 0,
  B = 1 << 4,
  Both = A | B,
}

if (false as boolean) console.log(unused);
const basket = new Basket([
  { kind: Kind.Fruit, name: "apple", price: 1.25 },
  { kind: Kind.Tool, name: "hammer" },
]);
console.log(
  basket.sum(),
  Base.made,
  Flag.Both,
  basket?.name ?? "no name",
  /[\p{L}--[a-z]]/v.source,
  1_000_000n ** 2n,
);
for await (const line of basket.each()) console.log(line);
export { Basket, type Item };
