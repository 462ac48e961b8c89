import { Reason } from "../../firmware/shared/reasons";
import type { World } from "../../sim/world";
import type { Fault } from "./fault";

const { transducerStale, transducerInvalid, transducerStuck, transducerNoisy, transducerJumped } = Reason;
const anyDoubt = [transducerStale, transducerInvalid, transducerStuck, transducerNoisy, transducerJumped];
/** What follows for the air when the eyes are wrong. */
const consequences = [
  Reason.overPressure,
  Reason.zeroDrifted,
  Reason.noRise,
  Reason.slackCuff,
  Reason.excessPressure,
  Reason.valveStuck,
  Reason.ventBlocked,
  Reason.pumpStuckOn,
  Reason.hoseBlocked,
  Reason.risesUnpumped,
  Reason.transducersDisagree,
  Reason.testNoRise,
  Reason.testLeaks,
  Reason.testRestless,
  Reason.testBleedStuck,
  Reason.testDumpStuck,
  Reason.testRisesTooFast,
  Reason.notZeroed,
];

function offset(mmhg: number): (world: World) => void {
  return ({ transducer }) => {
    transducer.extraOffsetMmhg = mmhg;
  };
}

export const transducerFaults: readonly Fault[] = [
  {
    name: "transducer unplugged",
    tells: [transducerStale],
    inject: ({ transducer }) => {
      transducer.fault = "unplugged";
    },
  },
  {
    name: "transducer reports errors",
    tells: [transducerInvalid],
    inject: ({ transducer }) => {
      transducer.fault = "error";
    },
  },
  {
    name: "transducer at its rail",
    tells: [transducerInvalid],
    inject: ({ transducer }) => {
      transducer.fault = "rail";
    },
  },
  {
    name: "transducer frozen",
    tells: [transducerStuck],
    inject: ({ transducer }) => {
      transducer.fault = "frozen";
    },
  },
  {
    name: "transducer noisy, 10 mmHg rms",
    tells: [transducerNoisy, transducerJumped, ...consequences],
    inject: ({ transducer }) => {
      transducer.extraNoiseMmhg = 10;
    },
  },
  { name: "reading jumps by -50 mmHg", tells: [...anyDoubt, ...consequences], inject: offset(-50) },
  { name: "reading jumps by +50 mmHg", tells: [...anyDoubt, ...consequences], inject: offset(50) },
  { name: "reading jumps by -15 mmHg", tells: [...anyDoubt, ...consequences], watchS: 60, inject: offset(-15) },
  {
    name: "reading drifts by -1 mmHg/s, to -20",
    tells: [...anyDoubt, ...consequences],
    watchS: 80,
    goOn: ({ transducer }, sinceMs) => {
      transducer.extraOffsetMmhg = -Math.min(20, sinceMs / 1000);
    },
  },
  {
    name: "zero off by 8 mmHg at power-on",
    tells: [Reason.zeroDrifted, Reason.notZeroed],
    before: (setup) => ({ ...setup, transducer: { ...setup.transducer, offsetMmhg: 8 } }),
  },
  {
    name: "second transducer 30 mmHg off",
    tells: [
      Reason.transducersDisagree,
      Reason.hoseBlocked,
      Reason.overPressure,
      Reason.zeroDrifted,
      Reason.stillPressurised,
    ],
    needs: ({ config }) => config.cuffTransducer !== undefined,
    inject: ({ second }) => {
      if (second) second.extraOffsetMmhg = 30;
    },
  },
  {
    name: "second transducer frozen",
    tells: [Reason.transducersDisagree, Reason.hoseBlocked, Reason.stillPressurised],
    needs: ({ config }) => config.cuffTransducer !== undefined,
    inject: ({ second }) => {
      if (second) second.fault = "frozen";
    },
  },
];
