/** The last run ended in a panic, a watchdog, a brown-out, or in a way that the chip does not know. */
export function wasAbnormalReset(): boolean;
