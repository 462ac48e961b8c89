/** Which limb wears the cuff: pressure and time limits differ. */
export type Limb = "arm" | "leg";
