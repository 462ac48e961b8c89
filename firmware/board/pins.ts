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
  /** A three-colour light, common cathode, and a passive buzzer. */
  red: 16,
  green: 17,
  blue: 18,
  buzzer: 19,
  i2cData: 21,
  i2cClock: 22,
});

/** PWM above hearing for the motor; the valves' coils average well below that; the buzzer within IEC 60601-1-8's 150–1000 Hz. */
export const pwmHz = Object.freeze({ pump: 20_000, valves: 2000, buzzer: 800 });
