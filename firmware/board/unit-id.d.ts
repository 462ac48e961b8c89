/** A number of 32 bits that stays the same for as long as the chip lives. */
export function unitId(): number;
