// Generated from the rules by `pnpm support`. Do not edit.

/** What the rules lower, by opcode and type; see `SupportMatrix` of codegen. */
export const SUPPORT = `values i8 i16 i32 i64 i128 f32 f64
atomic_cas i8 i16 i32 i64 i128
atomic_load i8 i16 i32 i64 i128
atomic_rmw i8 i16 i32 i64 i128
atomic_store i8 i16 i32 i64 i128
band i8 i16 i32 i64 i128 f32 f64
bitcast i8(i8) i16(i16) i32(i32,f32) i64(i64,f64) i128(i128) f32(i32,f32) f64(i64,f64)
bitrev i8 i16 i32 i64 i128
bitselect i8 i16 i32 i64 i128
bmask i8 i16 i32 i64 i128
bnot i8 i16 i32 i64 i128 f32 f64
bor i8 i16 i32 i64 i128 f32 f64
br_table -
brif i8 i16 i32 i64 i128
bswap i16 i32 i64 i128
bxor i8 i16 i32 i64 i128 f32 f64
call -
call_indirect i64
ceil f32 f64
cls i8 i16 i32 i64 i128
clz i8 i16 i32 i64 i128
ctz i8 i16 i32 i64 i128
debugtrap -
f32const -
f64const -
fabs f32 f64
fadd f32 f64
fcmp f32 f64
fcopysign f32 f64
fcvt_from_sint f32(i8,i16,i32,i64) f64(i8,i16,i32,i64)
fcvt_from_uint f32(i8,i16,i32,i64) f64(i8,i16,i32,i64)
fcvt_to_sint i8(f32,f64) i16(f32,f64) i32(f32,f64) i64(f32,f64)
fcvt_to_sint_sat i8(f32,f64) i16(f32,f64) i32(f32,f64) i64(f32,f64)
fcvt_to_uint i8(f32,f64) i16(f32,f64) i32(f32,f64) i64(f32,f64)
fcvt_to_uint_sat i8(f32,f64) i16(f32,f64) i32(f32,f64) i64(f32,f64)
fdemote f32(f64)
fdiv f32 f64
fence -
floor f32 f64
fma f32 f64
fmax f32 f64
fmin f32 f64
fmul f32 f64
fneg f32 f64
fpromote f64(f32)
fsub f32 f64
func_addr i64
get_exception_handler_address i64
get_pinned_reg i64
get_return_address i64
get_stack_pointer i64
iabs i8 i16 i32 i64 i128
iadd i8 i16 i32 i64 i128
icmp i8 i16 i32 i64 i128
iconcat i8 i16 i32 i64
iconst i8 i16 i32 i64
imul i8 i16 i32 i64 i128
ineg i8 i16 i32 i64 i128
ireduce i8 i16 i32 i64
ishl i8 i16 i32 i64 i128
isplit i16 i32 i64 i128
istore16 i32 i64
istore32 i64
istore8 i16 i32 i64
isub i8 i16 i32 i64 i128
jump -
load i8 i16 i32 i64 i128 f32 f64
nearest f32 f64
nop -
popcnt i8 i16 i32 i64 i128
return -
return_call -
return_call_indirect i64
rotl i8 i16 i32 i64 i128
rotr i8 i16 i32 i64 i128
sadd_overflow i8 i16 i32 i64 i128
sadd_overflow_cin i8 i16 i32 i64
sdiv i8 i16 i32 i64
select i8 i16 i32 i64 i128 f32 f64
select_spectre_guard i8 i16 i32 i64 i128
sequence_point -
set_pinned_reg i64
sextend i16 i32 i64 i128
sload16 i32 i64
sload32 i64
sload8 i16 i32 i64
smax i8 i16 i32 i64 i128
smin i8 i16 i32 i64 i128
smul_overflow i8 i16 i32 i64
smulhi i8 i16 i32 i64
sqrt f32 f64
srem i8 i16 i32 i64
sshr i8 i16 i32 i64 i128
ssub_overflow i8 i16 i32 i64 i128
ssub_overflow_bin i8 i16 i32 i64
stack_addr i64
store i8 i16 i32 i64 i128 f32 f64
symbol_value i64
tls_value i64[tls_model]
trap -
trapnz i8 i16 i32 i64 i128
trapz i8 i16 i32 i64 i128
trunc f32 f64
try_call -
try_call_indirect i64
uadd_overflow i8 i16 i32 i64 i128
uadd_overflow_cin i8 i16 i32 i64
uadd_overflow_trap i32 i64
udiv i8 i16 i32 i64
uextend i16 i32 i64 i128
uload16 i32 i64
uload32 i64
uload8 i16 i32 i64
umax i8 i16 i32 i64 i128
umin i8 i16 i32 i64 i128
umul_overflow i8 i16 i32 i64
umulhi i8 i16 i32 i64
urem i8 i16 i32 i64
ushr i8 i16 i32 i64 i128
usub_overflow i8 i16 i32 i64 i128
usub_overflow_bin i8 i16 i32 i64`;
