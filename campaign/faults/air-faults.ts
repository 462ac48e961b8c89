import { cuffs } from "../../firmware/parts/cuffs";
import { Reason } from "../../firmware/shared/reasons";
import type { Fault } from "./fault";

const {
  hoseBlocked,
  noRise,
  leak,
  leakLarge,
  slackCuff,
  ventBlocked,
  valveStuck,
  pumpStuckOn,
  risesUnpumped,
  overPressure,
  excessPressure,
  zeroDrifted,
  currentAbsent,
  currentStray,
  volumeOutsidePreset,
  testNoRise,
  testLeaks,
  testRisesTooFast,
  testBleedStuck,
  testDumpStuck,
  testRestless,
} = Reason;

const loss = [noRise, leak, leakLarge, slackCuff, testNoRise, testLeaks, Reason.searchLeak];
const blocked = [
  hoseBlocked,
  risesUnpumped,
  testRisesTooFast,
  Reason.transducersDisagree,
  overPressure,
  Reason.stillPressurised,
];

export const airFaults: readonly Fault[] = [
  { name: "hose kinked shut", tells: blocked, inject: ({ air }, random) => air.kinkHose(random.between(500, 5000)) },
  {
    name: "hose off at the cuff",
    tells: loss,
    inject: ({ air }) => {
      air.leakMlPerS = 500;
    },
  },
  {
    name: "cuff bursts open",
    tells: [...loss, volumeOutsidePreset, testRestless],
    inject: ({ limb, air }) => {
      limb.squeezeMl = -300;
      air.leakMlPerS = 100;
    },
  },
  {
    name: "leak, C' 20 ml/s",
    tells: loss,
    watchS: 90,
    inject: ({ air }) => {
      air.leakMlPerS = 20;
    },
  },
  {
    name: "leak, C' 3 ml/s",
    tells: loss,
    watchS: 150,
    inject: ({ air }) => {
      air.leakMlPerS = 3;
    },
  },
  {
    name: "pump's wire off",
    tells: [noRise, slackCuff, testNoRise, currentAbsent, leak],
    watchS: 90,
    inject: ({ board }) => {
      board.wiring.pumpOff = true;
    },
  },
  {
    name: "pump driver stuck on",
    tells: [
      pumpStuckOn,
      risesUnpumped,
      overPressure,
      zeroDrifted,
      excessPressure,
      valveStuck,
      ventBlocked,
      currentStray,
      testNoRise,
      testLeaks,
      testRisesTooFast,
      testBleedStuck,
      testDumpStuck,
      testRestless,
      Reason.notZeroed,
      Reason.stillPressurised,
    ],
    watchS: 120,
    inject: ({ board }) => {
      board.wiring.pumpStuckOn = true;
    },
  },
  {
    name: "bleed valve stuck shut",
    tells: [testBleedStuck, valveStuck, excessPressure, risesUnpumped],
    inject: ({ air }) => air.bleed.stickAt(0),
  },
  { name: "dump valve stuck shut", tells: [testDumpStuck, valveStuck], inject: ({ air }) => air.dump.stickAt(0) },
  {
    name: "both valves stuck shut",
    // Late in a release the pressure has fallen before: a pump would look the same, and the text names both.
    tells: [ventBlocked, pumpStuckOn, testBleedStuck, testDumpStuck, valveStuck, zeroDrifted],
    watchS: 90,
    inject: ({ air }) => {
      air.bleed.stickAt(0);
      air.dump.stickAt(0);
    },
  },
  {
    name: "bleed valve stuck open",
    tells: [...loss, testRisesTooFast],
    watchS: 90,
    inject: ({ air }) => air.bleed.stickAt(1),
  },
  { name: "dump valve stuck open", tells: loss, watchS: 90, inject: ({ air }) => air.dump.stickAt(1) },
  {
    name: "bleed valve's wire off",
    tells: [...loss, currentAbsent],
    watchS: 90,
    inject: ({ board }) => {
      board.wiring.bleedOff = true;
    },
  },
  {
    name: "dump valve's wire off",
    tells: [...loss, currentAbsent],
    watchS: 90,
    inject: ({ board }) => {
      board.wiring.dumpOff = true;
    },
  },
  {
    name: "arm cuff on a thigh preset",
    tells: [volumeOutsidePreset, testRisesTooFast],
    needs: ({ config }) => config.cuff.limb === "leg",
    before: (setup) => ({
      ...setup,
      parts: { ...setup.config, cuff: { ...setup.config.cuff, volumeAt200Ml: 0.45 * cuffs.arm.volumeAt200Ml } },
    }),
  },
  {
    name: "no limb in the cuff",
    tells: [volumeOutsidePreset, testNoRise, noRise, slackCuff],
    watchS: 90,
    // Without a limb to grip the bladder bulges: it takes three times the air before it gets firm.
    before: (setup) => {
      const { curve } = setup.config.cuff;
      const loose = { ...curve, softShare: 4 * curve.softShare, softMmhg: 3 * curve.softMmhg };
      return { ...setup, parts: { ...setup.config, cuff: { ...setup.config.cuff, curve: loose } } };
    },
  },
];
