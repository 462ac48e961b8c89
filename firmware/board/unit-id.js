// The function of unit-id.c, in the form that the XS compiler turns into a direct call.

export function unitId() {
  return native("xs_unit_id").call(this);
}
