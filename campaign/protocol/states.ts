import { operations } from "../../firmware/ble/operations";
import { Phase } from "../../firmware/shared/phase";
import { Deed, Part } from "../../firmware/shared/training";
import { OTHER_KEY, OWN_KEY } from "./cuff-before";
import type { Stage } from "./stage";
import { armed, bonded, hold, holding, idle, inControl, readingTheLog, search, training } from "./ways";

/** Where a cuff may be when somebody begins to write nonsense to it. */
export interface State {
  readonly name: string;
  /** Brings it there. False where this cuff does not come there: then it is wherever it got. */
  enter(stage: Stage): boolean;
}

const isPhase = (stage: Stage, phase: Phase): boolean => stage.world.output?.phase === phase;
const isPart = (stage: Stage, part: Part): boolean => stage.world.output?.training.part === part;

/** A held button that opens the bonding window, or forgets all keys. */
const BONDING_MS = 4000;
const FORGETTING_MS = 10_200;

export const states: readonly State[] = [
  {
    name: "starting",
    enter(stage) {
      stage.run(stage.random.between(100, 3000)).connect();
      // It begins by letting go of whatever may still be in it.
      return isPhase(stage, Phase.starting) || isPhase(stage, Phase.releasing);
    },
  },
  { name: "idle", enter: idle },
  {
    name: "a link without encryption",
    // For nearly as long as a stranger may stay.
    enter: (stage) =>
      idle(stage) && stage.connect(false, 20).run(stage.random.between(25_000, 29_900)).link !== undefined,
  },
  { name: "a stranger", enter: (stage) => idle(stage) && stage.connect().link !== undefined },
  {
    name: "a stranger in the bonding window",
    enter: (stage) => idle(stage) && stage.connect().press(BONDING_MS).rights.windowMs > 0,
  },
  {
    name: "all keys just forgotten",
    enter: (stage) => inControl(stage) && stage.press(FORGETTING_MS).rights.keys.length === 0,
  },
  { name: "bonded", enter: (stage) => idle(stage) && bonded(stage, OWN_KEY) },
  { name: "in control", enter: inControl },
  {
    name: "self-test",
    enter: (stage) => inControl(stage) && isPhase(stage.press(300).run(stage.random.between(50, 3000)), Phase.testing),
  },
  { name: "armed", enter: armed },
  { name: "an order pending", enter: (stage) => armed(stage) && hold(stage) },
  {
    name: "searching",
    enter: (stage) => armed(stage) && search(stage) && isPhase(stage.run(8000), Phase.searching),
  },
  { name: "filling", enter: (stage) => holding(stage, Phase.inflating) },
  { name: "holding", enter: (stage) => holding(stage, Phase.holding) },
  {
    name: "holding, link just lost",
    enter(stage) {
      const isThere = holding(stage, Phase.holding);
      stage.disconnect();
      return isThere;
    },
  },
  {
    name: "holding, another known client came",
    enter(stage) {
      const isThere = holding(stage, Phase.holding);
      stage.disconnect();
      stage.run(200);
      // … and asks for control at once, in vain.
      return bonded(stage, OTHER_KEY) && !stage.succeeds(operations.requestControl, {}) && isThere;
    },
  },
  { name: "training", enter: (stage) => training(stage) && isPart(stage.run(2000), Part.working) },
  {
    name: "paused",
    enter: (stage) =>
      training(stage) &&
      stage.run(2000).succeeds(operations.deed, { deed: Deed.pause, stepOf: 0 }) &&
      isPart(stage.run(50), Part.paused),
  },
  {
    name: "a rest with the cuff open",
    enter: (stage) =>
      training(stage) &&
      stage.run(2000).succeeds(operations.deed, { deed: Deed.skip, stepOf: 0 }) &&
      isPart(stage.run(50), Part.released),
  },
  {
    name: "letting go",
    enter: (stage) =>
      holding(stage, Phase.holding) &&
      stage.succeeds(operations.release, {}) &&
      isPhase(stage.run(100), Phase.releasing),
  },
  {
    name: "faulted",
    enter(stage) {
      const isThere = inControl(stage);
      stage.world.transducer.fault = "error";
      return stage.until(() => isPhase(stage, Phase.faulted), 5000) && isThere;
    },
  },
  { name: "reading the log", enter: readingTheLog },
];
