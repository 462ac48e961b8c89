import { Slot } from "../../firmware/ble/gatt-table";
import { operations } from "../../firmware/ble/operations";
import type { RandomStream } from "../../sim/random";
import { chance, oneOf } from "../sessions/draw";
import { OTHER_KEY, OWN_KEY } from "./cuff-before";
import { drawWrite } from "./draw-write";
import type { HostileLink } from "./hostile-link";
import type { Stage } from "./stage";

/** Of the rounds of an attack, those in which something happens to the link or to the button. */
const LINK_SHARE = 0.07;
/** … and in which a link that takes nothing does so again: an answer that waits keeps all else waiting. */
const RECOVERY_SHARE = 0.2;
const BUTTON_SHARE = 0.015;
/** So often the chip starts anew in one attack. */
const RESTARTS = 0.15;
const slots = Object.values(Slot);

/** So many writes, in rounds: some come alone, and some as a flood between two ticks. */
export function attack(stage: Stage, writes: number): void {
  const { random } = stage;
  const lastWrite = stage.writes + writes;
  const restartAt = chance(random, RESTARTS) ? stage.writes + random.between(0, writes) : Number.POSITIVE_INFINITY;
  let hasRestarted = false;
  while (stage.writes < lastWrite && stage.exceptions === 0) {
    if (!hasRestarted && stage.writes > restartAt) {
      stage.restart(chance(random, 0.5));
      hasRestarted = true;
    }
    if (stage.link === undefined && chance(random, 0.7)) connect(stage);
    if (chance(random, LINK_SHARE)) meddle(stage);
    else if (chance(random, RECOVERY_SHARE)) stage.link?.recover();
    if (chance(random, BUTTON_SHARE)) stage.press(oneOf(random, [300, 300, 300, 4000, 10_200]));
    for (let left = floodOf(random); left > 0; left--) {
      const { slot, bytes } = drawWrite(stage);
      stage.write(slot, bytes, linkFor(stage));
    }
    if (chance(random, 0.1)) stage.read(oneOf(random, slots));
    stage.run(pauseOf(random));
  }
}

function floodOf(random: RandomStream): number {
  const draw = random.uniform();
  return Math.floor(draw < 0.8 ? 1 : draw < 0.95 ? random.between(2, 5) : random.between(5, 40));
}

function pauseOf(random: RandomStream): number {
  const draw = random.uniform();
  if (draw < 0.6) return Math.floor(random.between(1, 11));
  if (draw < 0.9) return Math.floor(random.between(10, 40));
  return Math.floor(draw < 0.985 ? random.between(50, 300) : random.between(1000, 4000));
}

/** Now and then somebody writes who is not there any more. */
function linkFor({ link, gone, random }: Stage): HostileLink | undefined {
  return link === undefined || (gone.length > 0 && chance(random, 0.02)) ? gone.at(-1) : link;
}

/** Half of them go on as an app that the cuff knows would: nothing deep is reached otherwise. */
function connect(stage: Stage): void {
  const { random } = stage;
  const deaf = chance(random, 0.9) ? [] : slots.filter(() => chance(random, 0.3));
  stage.connect(chance(random, 0.9), oneOf(random, [20, 20, 100, 244]), deaf);
  if (chance(random, 0.5)) return;
  const { introduce, requestControl } = operations;
  stage.write(Slot.controlPoint, Uint8Array.of(introduce.code, 7, ...(chance(random, 0.8) ? OWN_KEY : OTHER_KEY)));
  stage.write(Slot.controlPoint, Uint8Array.of(requestControl.code, 8));
}

/** The link comes, goes, or does not do what links should, in the middle of anything. */
function meddle(stage: Stage): void {
  const { random, link } = stage;
  const draw = random.uniform();
  if (link === undefined || draw < 0.1) connect(stage);
  else if (draw < 0.3) stage.disconnect();
  else if (draw < 0.35) stage.disconnect(stage.gone.at(-1));
  else if (draw < 0.5 || (link.isStuck && draw < 0.8)) link.isStuck = !link.isStuck;
  else if (draw < 0.55 || (!link.isEncrypted && draw < 0.8)) link.isEncrypted = !link.isEncrypted;
  else if (draw < 0.65) link.longestBytes = Math.max(link.longestBytes, oneOf(random, [100, 244]));
  else for (const slot of slots) if (!link.listening.delete(slot)) link.listening.add(slot);
}
