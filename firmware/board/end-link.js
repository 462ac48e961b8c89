// The function of end-link.c, in the form that the XS compiler turns into a direct call.

export function endLink() {
  return native("xs_end_link").call(this);
}
