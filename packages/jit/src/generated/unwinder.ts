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
    findHandler: 304,
    throwHere: 832,
    backtrace: 176,
    source: "2630b04cc9692e8f736ac40bbb35a5b739d800138559e467061fe4045a18de5e",
    code: "VUiL7EiD7BBIiRwkTIlkJAhIiwdIhcB1BUUzwOt1SIsIM9JIO9FzaEyLwknB4ARKi3wACE6LRAAQRTPJTYvQTTvKcyBPjRwRSdHrTWvjGEmNWwFKOXQnCHYFTYvT6+BMi8vr2007yHMhTWvJGE6NBA9KOTQPQQ+WwkqLfA8QSIX/QA+Vx0GE+nUJSIPCAeuTRTPASYvASIscJEyLZCQISIvlXcPMzMzMzMzMzMzMzMxVSIvsSIPsEEiLx0jHBCQAAAAASItICEiLeBBMi0AYSItAIEiDwPBJO/hBD5PASDv4QQ+WwUUjwUD2xwdBD5TBRYTIdDFMiwQkTDvCcyhNi8hJweEESokMDkqJfA4ISY1IAUiJDCRIi08ITIsPTI1HAUmL+euxSIsEJEiL5V3DzFVIi+xIg+xQSIlcJCBMiWQkKEyJbCQwTIl0JDhMiXwkQEiJPCSLXyhEi2csTItvMEiLB0iJRCQITIt/CEyLdxBIi08YSItHIEiDwPBIiUQkEEw78Q+TwUw78A+WwCPIQfbGBw+UwITBD4T3AAAASY13/0iLfCQI6FT+//9IhcAPhMQAAABMixBMiVQkGE0r+kiLSBBIi0QkGItRBDP2TIvCRo0MBkHR6UE78HMZSIs8JEWNUQFGOXzJCHMFSYvy6+BNi8Hr2zvyc3+LfPEISI0E0YtU8QxIweIERItE8RRJweAESI10EBBKjVQAEEE7/3VXRTPASDvyc0+LPkSLXgRMjU4QiwFNi9ZMK9CD/wJ0JoP/AXRvRDvbD5TARYXkQA+Ux007xUEPlMNBC/tAhPh1U0mL8eu+SIs8JEiLRCQYT4sEGkmL8eusTYt+CEmLBkmNTgFIizwkTIvwSItEJBDp7P7//zPASItcJCBMi2QkKEyLbCQwTIt0JDhMi3wkQEiL5V3Di04ISItEJBhIA8FIizwkSIlHCEyJdxBMiVcYuAEAAABIi1wkIEyLZCQoTItsJDBMi3QkOEyLfCRASIvlXcPMzMzMzMzMzMzMzMzMVUiL7EiD7BBIiRwkSIvf6Bz+//+FwHUJSIscJEiL5V3DSIt7GEiLcxBIi1MISItLOEyLQ0DoJgAAAA8LzMzMzFVIi+xIi8VIx0cIAAAAAEiJRxBIiUcY6KT///9dw8zMSIn8SIn1SInISYnTTInCQf/j",
  },
};
