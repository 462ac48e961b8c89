// The function of reset-reason.c, in the form that the XS compiler turns into a direct call.

export function wasAbnormalReset() {
  return native("xs_was_abnormal_reset").call(this);
}
