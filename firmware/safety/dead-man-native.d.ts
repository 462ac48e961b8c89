/** Starts the watchdog on these pins. Once only: it runs until the chip restarts. Counts as tripped if it cannot start. */
export function start(pumpPin: number, bleedPin: number, dumpPin: number, railPin: number): void;
export function feed(): void;
export function latchLimb(isLeg: boolean): void;
export function clearTestTrip(): boolean;
export function tripped(): boolean;
