/** How urgent an alarm is (IEC 60601-1-8). A larger number is more urgent. */
export const Priority = Object.freeze({ none: 0, low: 1, medium: 2, high: 3 } as const);

export type Priority = (typeof Priority)[keyof typeof Priority];
