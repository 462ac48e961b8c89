import { pumps } from "../../firmware/parts/pumps";
import { valves } from "../../firmware/parts/valves";
import { dumpFromMmhg, dumpPressuresMmhg, espBpAtmosphereMmhg } from "./measured";
import { dumping, pumping, Rig } from "./rig";
import { type Anchor, withinTwoSd } from "./row";

/** T2: how fast a dump valve empties an arm cuff. The clock starts when the valve opens, as in the recordings. */
export const valveDump: Anchor = {
  id: "T2",
  title: "dump, DFR0866-class solenoid on an arm cuff, pressure after opening at 200.1 mmHg",
  note: "650 mmHg of air, 1 m of 4 mm hose, transducer at the valve. Fitted: conductance of the valve, shape of the cuff's volume curve.",
  rows: () => {
    const rig = new Rig({ pump: pumps.zr370, dump: valves.dump97, atmosphereMmhg: espBpAtmosphereMmhg });
    rig.until(pumping, (air) => air.manifoldMmhg >= dumpFromMmhg);
    rig.until(dumping, (air) => air.dump.opening === 1);
    const openMs = rig.nowMs;
    return dumpPressuresMmhg.map((point) => {
      rig.hold(dumping, point.at - (rig.nowMs - openMs) / 1000);
      const simulated = rig.air.manifoldMmhg;
      return withinTwoSd({ name: `pressure after ${point.at} s`, unit: "mmHg", standing: "fitted", simulated }, point);
    });
  },
};
