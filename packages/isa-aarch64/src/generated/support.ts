// Generated from the rules by `pnpm support`. Do not edit.

/** What the rules lower, by opcode and type; see `SupportMatrix` of codegen. */
export const SUPPORT = `values i8 i16 i32 i64 i128
band i8 i16 i32 i64
bitrev i32 i64
bmask i8(i8,i16,i32,i64) i16(i8,i16,i32,i64) i32(i8,i16,i32,i64) i64(i8,i16,i32,i64)
bnot i8 i16 i32 i64
bor i8 i16 i32 i64
br_table -
brif i8 i16 i32 i64
bswap i16 i32 i64
bxor i8 i16 i32 i64
call -
call_indirect i64
cls i32 i64
clz i32 i64
ctz i32 i64
func_addr i64
get_frame_pointer i64
iabs i8 i16 i32 i64
iadd i8 i16 i32 i64
icmp i8 i16 i32 i64
iconst i8 i16 i32 i64
imul i8 i16 i32 i64
ineg i8 i16 i32 i64
ireduce i8 i16 i32 i64
ishl i8 i16 i32 i64
istore16 i32 i64
istore32 i64
istore8 i16 i32 i64
isub i8 i16 i32 i64
jump -
load i8 i16 i32 i64
nop -
return -
return_call -
return_call_indirect i64
rotl i32 i64
rotr i32 i64
sdiv i8 i16 i32 i64
select i8(i8,i16,i32,i64) i16(i8,i16,i32,i64) i32(i8,i16,i32,i64) i64(i8,i16,i32,i64)
select_spectre_guard i8(i8,i16,i32,i64) i16(i8,i16,i32,i64) i32(i8,i16,i32,i64) i64(i8,i16,i32,i64)
sextend i16 i32 i64
sload16 i32 i64
sload32 i64
sload8 i16 i32 i64
smax i8 i16 i32 i64
smin i8 i16 i32 i64
smulhi i32 i64
srem i8 i16 i32 i64
sshr i8 i16 i32 i64
stack_addr i64
store i8 i16 i32 i64
symbol_value i64
trap -
trapnz i8 i16 i32 i64
trapz i8 i16 i32 i64
udiv i8 i16 i32 i64
uextend i16 i32 i64
uload16 i32 i64
uload32 i64
uload8 i16 i32 i64
umax i8 i16 i32 i64
umin i8 i16 i32 i64
umulhi i32 i64
urem i8 i16 i32 i64
ushr i8 i16 i32 i64`;
