/**
 * The SDK's names and the file in this folder that stands in for each where there is no chip: for a resolver in Node
 * and for a bundler alike.
 */
export const standIns: Readonly<Record<string, string>> = Object.freeze({
  "embedded:io/analog": "analog",
  "embedded:io/digital": "digital",
  "embedded:io/i2c": "i2c",
  "embedded:io/pwm": "pwm",
  time: "time",
});
