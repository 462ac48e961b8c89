import { ReleaseWatch } from "../../firmware/safety/release-watch";
import { firstOf, Scene } from "./scene";

/** A cuff that is let go at `fromMmhg`; by its volume it should fall as `ventRateAt` says. */
export function opened(fromMmhg: number, ventRateAt: (mmhg: number) => number = () => 50) {
  const scene = new Scene();
  scene.actuation.ventRateAt = ventRateAt;
  scene.mmhg = fromMmhg;
  scene.second.known = false;
  const watch = new ReleaseWatch(scene.pressure, scene.second, scene.actuation, scene.situation);
  let ms = 0;
  /** Ticks while the pressure is what `at` says, from the moment of opening on. */
  const fall = (limitMs: number, at: (ms: number) => number) =>
    firstOf(limitMs, 10, () => {
      ms += 10;
      scene.mmhg = at(ms);
      return watch.judge();
    });
  return { scene, watch, fall };
}
