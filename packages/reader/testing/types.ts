// The spelling of types, said independently of the package's own tables.

/** Scalars, fixed vectors of 2 to 256 lanes, dynamic vectors. */
export const typeName: RegExp = /^(i8|i16|i32|i64|i128|f16|f32|f64|f128)(x(2|4|8|16|32|64|128|256)(xN)?)?$/;
