/** Colours of the light on the cuff. */
export const Light = Object.freeze({ off: 0, red: 1, yellow: 2, cyan: 3 } as const);

export type Light = (typeof Light)[keyof typeof Light];
