/** This firmware was built to be stopped by a debugger. */
export function wasBuiltForDebug(): boolean;
