// The functions of dead-man-esp32.c, in the form that the XS compiler turns into direct calls.

export function start(pumpPin, bleedPin, dumpPin, railPin) {
  native("xs_dead_man_start").call(this, pumpPin, bleedPin, dumpPin, railPin);
}

export function feed() {
  native("xs_dead_man_feed").call(this);
}

export function latchLimb(isLeg) {
  native("xs_dead_man_latch_limb").call(this, isLeg);
}

export function clearTestTrip() {
  return native("xs_dead_man_clear_test_trip").call(this);
}

export function tripped() {
  return native("xs_dead_man_tripped").call(this);
}
