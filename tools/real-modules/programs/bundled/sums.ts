export default function total(numbers: readonly number[]): number {
  let sum = 0;
  for (const n of numbers) sum += n;
  return sum;
}

export const unused = { never: "in the bundle" } as const;
