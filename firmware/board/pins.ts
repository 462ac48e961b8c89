import { board } from "./boards/chosen";

/** Those of the board that this build is for. */
export const { pins } = board;

/** PWM above hearing for the motor; the valves' coils average well below that; the buzzer within IEC 60601-1-8's 150–1000 Hz. */
export const pwmHz = Object.freeze({ pump: 20_000, valves: 2000, buzzer: 800 });
