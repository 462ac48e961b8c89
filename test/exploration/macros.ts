import { batteries } from "../../firmware/parts/batteries";
import { pressureLimits, timeLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Phase } from "../../firmware/shared/phase";
import type { LiveCuff, Macro } from "./live-cuff";

const LOP_MMHG = 150;
const HOLD_MMHG = 90;
const OTHER_MMHG = 110;
/** What an over-pressure, a pump that does not stop, and a noisy transducer show, mmHg. */
const OVER_MMHG = 325;
const STUCK_MMHG = 60;
const NOISE_MMHG = 12;
const CHARGED_MV = 12_000;
/** After a deed this much is waited, so that what it brings about shows, ms. */
const AFTER_MS = 100;
/** The longest that anything takes which the cuff does by itself, and how long it has to rest, ms. */
const LONGEST_MS = 15_000;
const SETTLED_MS = 1000;
/** What lasts until something happens. */
const resting: readonly Phase[] = [Phase.vented, Phase.armed, Phase.holding, Phase.faulted];

function settle(cuff: LiveCuff): void {
  let restedMs = 0;
  cuff.follow(LONGEST_MS, ({ phase }) => {
    restedMs = resting.includes(phase) ? restedMs + 10 : 0;
    return restedMs > SETTLED_MS;
  });
}

function macro(name: string, act: (cuff: LiveCuff) => void): Macro {
  return { name, act };
}

const press = macro("short press", (cuff) => void cuff.press());
const order = macro("order, or another one", (cuff) => {
  cuff.input.order.mode = Mode.free;
  cuff.input.wantedMmhg = cuff.input.wantedMmhg === HOLD_MMHG ? OTHER_MMHG : HOLD_MMHG;
  cuff.follow(AFTER_MS);
});
const lop = macro("LOP entered", (cuff) => cuff.enterLop(LOP_MMHG));
const settled = macro("settle", settle);

/** From power-on to an armed cuff that waits for an order, and to a hold. */
export const toArmed: readonly Macro[] = [press, settled, lop];
export const toHold: readonly Macro[] = [...toArmed, order, settled];

/** What people do, what time does, and what breaks. */
export const macros: readonly Macro[] = [
  press,
  order,
  lop,
  settled,
  macro("search", (cuff) => {
    cuff.input.order.mode = Mode.search;
    cuff.input.wantedMmhg = pressureLimits.searchCeiling.value;
    cuff.follow(AFTER_MS);
  }),
  macro("press of 4 s", (cuff) => void cuff.press(4000)),
  macro("press of 11 s", (cuff) => void cuff.press(11_000)),
  macro("withdraw", (cuff) => {
    cuff.input.wantedMmhg = undefined;
    cuff.follow(AFTER_MS);
  }),
  macro("wait 1 s", (cuff) => void cuff.follow(1000)),
  macro("wait 130 s", (cuff) => void cuff.follow(timeLimits.armingUnused.value + 10_000)),
  macro("link lost for 31 s", (cuff) => {
    cuff.input.linked = false;
    cuff.follow(timeLimits.linkLost.value + 1000);
    cuff.input.linked = true;
    cuff.follow(AFTER_MS);
  }),
  macro("over-pressure", (cuff) => {
    cuff.tick(OVER_MMHG);
    cuff.follow(AFTER_MS);
  }),
  macro("samples lost", (cuff) => {
    for (let i = 0; i < 20; i++) cuff.tickBlind();
    cuff.follow(AFTER_MS);
  }),
  macro("noisy samples", (cuff) => {
    const mmhg = cuff.output.pressureMmhg;
    for (let i = 0; i < 150; i++) cuff.tick(mmhg + (i % 2 === 0 ? NOISE_MMHG : -NOISE_MMHG));
    cuff.tick(mmhg);
    cuff.follow(AFTER_MS);
  }),
  macro("battery low for a moment", (cuff) => {
    cuff.input.batteryMv = batteries.liIon3s.releaseMv - 100;
    cuff.follow(500);
    cuff.input.batteryMv = CHARGED_MV;
    cuff.follow(AFTER_MS);
  }),
  macro("pump stuck on for 15 s", (cuff) => {
    const mmhg = Math.max(STUCK_MMHG, cuff.output.pressureMmhg);
    cuff.glide(mmhg, 3000);
    cuff.glide(mmhg, 15_000);
  }),
  macro("restart", (cuff) => cuff.restart()),
];
