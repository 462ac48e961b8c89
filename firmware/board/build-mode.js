// The function of build-mode.c, in the form that the XS compiler turns into a direct call.

export function wasBuiltForDebug() {
  return native("xs_is_debug_build").call(this);
}
