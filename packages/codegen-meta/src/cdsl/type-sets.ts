/**
 * The named sets of types that constrain operands and controlling types.
 *
 * A set is a product: lane types x lane counts x shapes. `S` admits scalars, `V` fixed vectors, `D` dynamic ones;
 * `lanes` limits vector lane counts (default 2..256). Set number 0 is the empty set ("no controlling type").
 */
import { allTypes, isDynamic, LANE_NAMES, laneIndex, log2Lanes } from "./types.ts";

export interface TypeSet {
  readonly name: string;
  /** Set number in the generated tables; at least 1. */
  readonly number: number;
  /** Lane types and shapes in prose, for the reference page. */
  readonly doc: string;
  readonly types: ReadonlySet<number>;
}

const ints = "i8 i16 i32 i64 i128";
const floats = "f16 f32 f64 f128";
const any = `${ints} ${floats}`;

/** name, lane types, shapes, [min lanes, max lanes] of vectors. */
const rows: readonly (readonly [string, string, string, (readonly [number, number])?])[] = [
  ["iB", ints, "S"],
  ["ScalarTruthy", ints, "S"],
  ["NarrowInt", "i8 i16 i32 i64", "S"],
  ["WideInt", "i16 i32 i64 i128", "S"],
  ["iSwappable", "i16 i32 i64 i128", "S"],
  ["iAddr", "i32 i64", "S"],
  ["i32_64", "i32 i64", "S"],
  ["Int", ints, "SVD"],
  ["IntFixed", ints, "SV"],
  ["IntS", ints, "S"],
  ["IxN", ints, "V"],
  ["TxN", any, "V"],
  ["TxNDyn", any, "VD"],
  ["Any", any, "SV"],
  ["Mem", any, "SVD"],
  ["MemTo", any, "SVD"],
  ["Float", floats, "SVD"],
  ["FloatS", floats, "S"],
  ["iExt8", "i16 i32 i64", "S"],
  ["iExt16", "i32 i64", "S"],
  ["iExt32", "i64", "S"],
  ["I16or32", "i16 i32", "SV", [4, 8]],
  ["I16or32or64xN", "i16 i32 i64", "VD", [2, 8]],
  ["I8or16or32xN", "i8 i16 i32", "VD", [2, 16]],
  ["AtomicMem", ints, "S"],
  ["DynN", any, "D"],
];

function makeSet(number: number, [name, lanes, shapes, range = [2, 256]]: (typeof rows)[number]): TypeSet {
  const laneNames = new Set(lanes.split(" "));
  const types = new Set<number>();
  for (const t of allTypes()) {
    if (!laneNames.has(LANE_NAMES[laneIndex(t)] as string)) continue;
    const count = 1 << log2Lanes(t);
    const shape = isDynamic(t) ? "D" : count === 1 ? "S" : "V";
    if (!shapes.includes(shape)) continue;
    if (shape !== "S" && (count < range[0] || count > range[1])) continue;
    types.add(t);
  }
  const shapeWords = [...shapes].map((s) =>
    s === "S" ? "scalars" : s === "V" ? "vectors" : "dynamic vectors",
  );
  const limit = shapes === "S" ? "" : ` of ${range[0]} to ${range[1]} lanes`;
  return { name, number, types, doc: `${lanes.replaceAll(" ", ", ")}: ${shapeWords.join(", ")}${limit}` };
}

/** All sets in number order. */
export const TYPE_SETS: readonly TypeSet[] = rows.map((row, i) => makeSet(i + 1, row));

const byName = new Map(TYPE_SETS.map((s) => [s.name, s]));

/** The set with that name, or `undefined`. */
export function typeSetByName(name: string): TypeSet | undefined {
  return byName.get(name);
}
