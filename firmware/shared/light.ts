/** Colours of the light on the cuff. Green is no alarm: it keeps the time of a repetition, or shows which cuff this is. */
export const Light = Object.freeze({ off: 0, red: 1, yellow: 2, cyan: 3, green: 4 } as const);

export type Light = (typeof Light)[keyof typeof Light];
