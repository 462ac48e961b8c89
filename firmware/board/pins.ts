/**
 * First board: an ESP32 DevKitC. Pins that stay low from reset to start (not 0, 2, 5, 12, 15: strapping or pulsed),
 * each gate with a pull-down of its own.
 */
export const pins = Object.freeze({
  pump: 25,
  bleedValve: 26,
  dumpValve: 27,
  railToggle: 33,
  /** To ground when pressed. */
  button: 32,
  i2cData: 21,
  i2cClock: 22,
});

/** PWM above hearing for the motor; the valves' coils average well below that. */
export const pwmHz = Object.freeze({ pump: 20_000, valves: 2000 });
