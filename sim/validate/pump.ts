import { pumps } from "../../firmware/parts/pumps";
import { espBpAtmosphereMmhg, inflationFromMmhg, inflationTimesS } from "./measured";
import { pumping, Rig } from "./rig";
import { type Anchor, withinTwoSd } from "./row";

/** T1: how fast a small pump fills an arm cuff. */
export const pumpInflation: Anchor = {
  id: "T1",
  title: "inflation, ZR370 pump on an arm cuff, seconds from 20 mmHg",
  note: "Full pump, valves shut, 650 mmHg of air, typical creep, warming and leak. Fitted: free flow and stall pressure.",
  rows: () => {
    const rig = new Rig({ pump: pumps.zr370, atmosphereMmhg: espBpAtmosphereMmhg });
    rig.until(pumping, (air) => air.manifoldMmhg >= inflationFromMmhg);
    const startMs = rig.nowMs;
    return inflationTimesS.map((point) => {
      const took = rig.until(pumping, (air) => air.manifoldMmhg >= point.at);
      const simulated = took === null ? null : (rig.nowMs - startMs) / 1000;
      return withinTwoSd({ name: `time to ${point.at} mmHg`, unit: "s", standing: "fitted", simulated }, point);
    });
  },
};
