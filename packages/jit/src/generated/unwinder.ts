// Made from the CLIF of @cranelift-ts/runtime-lib by bin/build-unwinder.js; do not edit.

/** Compiled routines: offsets of the functions, and all of the code in base64. */
export interface CompiledUnwinder {
  readonly findHandler: number;
  readonly throwHere: number;
  readonly backtrace: number;
  /** SHA-256 of the CLIF that it was made from. */
  readonly source: string;
  readonly code: string;
}

export const UNWINDERS: Readonly<Record<"x86_64", CompiledUnwinder>> = {
  x86_64: {
    findHandler: 352,
    throwHere: 912,
    backtrace: 208,
    source: "2630b04cc9692e8f736ac40bbb35a5b739d800138559e467061fe4045a18de5e",
    code: "VUiL7EiD7BBIiRwkTIlkJAhIiwdIhcAPhQgAAABFM8DpagAAAEiLCDPSSDvRD4IIAAAARTPA6VQAAABMi8JJweAESot8AAhOi0QAEEUzyU2L0E07yg+CRQAAAE07yA+DJQAAAE1ryRhOjQQPSjk0D0EPlsJKi3wPEEiF/0APlcdBhPoPhQYAAABIg8IB65tJi8BIixwkTItkJAhIi+Vdw0+NHBFJ0etNa+MYSY1bAUo5dCcID4YFAAAATYvT65NMi8vrjszMzMzMzMzMzMzMzFVIi+xIg+wQSIvHSMcEJAAAAABIi0gISIt4EEyLQBhIi0AgSIPA8Ek7+EEPk8BIO/hBD5bBRSPBQPbHB0EPlMFFhMgPhA0AAABMiwQkTDvCD4IJAAAASIsEJEiL5V3DTYvIScHhBEqJDA5KiXwOCEmNSAFIiQwkSItPCEyLD0yNRwFJi/nroMzMzMzMzMzMzFVIi+xIg+xQSIlcJCBMiWQkKEyJbCQwTIl0JDhMiXwkQEiJPCSLXyhEi2csTItvMEiLB0iJRCQITIt/CEyLdxBIi08YSItHIEiDwPBIiUQkEEw78Q+TwUw78A+WwCPIQfbGBw+UwITBD4UgAAAAM8BIi1wkIEyLZCQoTItsJDBMi3QkOEyLfCRASIvlXcNJjXf/SIt8JAjoBP7//0iFwA+EbAAAAEyLEEyJVCQYTSv6SItIEEiLRCQYi1EEM/ZMi8JGjQwGQdHpQTvwD4L4AAAAO/IPgzgAAACLfPEISI0E0YtU8QxIweIERItE8RRJweAESI10EBBKjVQAEEE7/w+FDAAAAEUzwEg78g+CHAAAAE2LfghJiwZJjU4BSIs8JEyL8EiLRCQQ6ST///+LPkSLXgRMjU4QiwFNi9ZMK9CD/wIPhGwAAACD/wEPhCUAAABEO9sPlMBFheRAD5THTTvFQQ+Uw0EL+0CE+A+FBQAAAEmL8euSi04ISItEJBhIA8FIizwkSIlHCEyJdxBMiVcYuAEAAABIi1wkIEyLZCQoTItsJDBMi3QkOEyLfCRASIvlXcNIizwkSItEJBhPiwQaSYvx6T////9IizwkRY1RAUY5fMkID4MIAAAASYvy6d3+//9Ni8Hp1f7//8zMzMxVSIvsSIPsEEiJHCRIi9/o/P3//4XAD4UJAAAASIscJEiL5V3DSIt7GEiLcxBIi1MISItLOEyLQ0DoIgAAAA8LVUiL7EiLxUjHRwgAAAAASIlHEEiJRxjopP///13DzMxIifxIifVIichJidNMicJB/+M=",
  },
};
