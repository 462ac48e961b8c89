import { LeakWatch } from "../../firmware/safety/leak-watch";
import { firstOf, Scene } from "./scene";

/** Exact in binary, and four to a block. */
export const STEP_MS = 250;

/** A quiet hold whose pump makes up for so much. */
export function holding(pumpedMmhgPerS: number, bledMmhgPerS = 0) {
  const scene = new Scene(STEP_MS);
  Object.assign(scene.situation, { setpointMmhg: 100, reached: true });
  Object.assign(scene.actuation, { pumpedMmhgPerS, bledMmhgPerS });
  scene.mmhg = 100;
  const watch = new LeakWatch(scene.pressure, scene.actuation, scene.situation);
  const judge = (ms: number) => firstOf(ms, STEP_MS, () => watch.judge(STEP_MS));
  scene.situation.reached = false;
  watch.judge(STEP_MS);
  scene.situation.reached = true;
  return { scene, watch, judge };
}
