import { Events, Lifecycle, Stage } from "../../firmware/session/lifecycle";
import { Reason } from "../../firmware/shared/reasons";

export const WANTED = 100;
export const stages = Object.values(Stage);

/** A life in `stage`, whose permits say what the test says. */
export function living(stage: Stage) {
  const permit = { arm: Reason.none as Reason, order: Reason.none as Reason };
  const life = new Lifecycle({ armObjection: () => permit.arm, orderObjection: () => permit.order });
  const step = (events: Partial<Events> = {}, wanted?: number) =>
    life.decide(wanted, Object.assign(new Events(), events));
  if (stage === Stage.faulted) step({ stop: Reason.overPressure });
  else if (stage !== Stage.starting) step({ started: true });
  if (stage >= Stage.testing && stage <= Stage.holding) step({ armPressed: true });
  if (stage >= Stage.armed && stage <= Stage.holding) step({ testEnded: true });
  if (stage === Stage.holding) step({}, WANTED);
  if (life.stage !== stage) throw new Error(`is in ${life.stage}, not ${stage}`);
  return { life, permit, step };
}
