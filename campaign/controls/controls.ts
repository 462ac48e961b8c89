import { airControls } from "./air-controls";
import type { Control } from "./control";
import { hardwareControls } from "./hardware-controls";
import { permitControls } from "./permit-controls";
import { searchControls } from "./search-controls";
import { sessionControls } from "./session-controls";
import { trainingControls } from "./training-controls";
import { watchControls } from "./watch-controls";

/** Every control that is taken away. */
export const controls: readonly Control[] = [
  ...watchControls,
  ...airControls,
  ...sessionControls,
  ...permitControls,
  ...hardwareControls,
  ...searchControls,
  ...trainingControls,
];
