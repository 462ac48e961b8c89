import Time from "time";
import Timer from "timer";
import { Esp32Board } from "./board/esp32-board";
import { NativeDeadMan } from "./board/native-dead-man";
import { ControlLoop } from "./control-loop";
import { Cuff } from "./cuff";
import { firstBuild } from "./parts/builds";
import { phaseNames } from "./shared/phase";
import { reasonTexts } from "./shared/reason-texts";

const TICK_MS = 10;
const TELL_EVERY_MS = 1000;

const board = new Esp32Board(new NativeDeadMan());
const cuff = new Cuff(firstBuild);
const loop = new ControlLoop(cuff, board);

let toldMs = Time.ticks;
Timer.repeat(() => {
  const nowMs = Time.ticks;
  const output = loop.turn(nowMs);
  if (((nowMs - toldMs) | 0) < TELL_EVERY_MS) return;
  toldMs = nowMs;
  const reason = reasonTexts[output.reason];
  trace(`${phaseNames[output.phase]}, ${output.pressureMmhg.toFixed(1)} mmHg. ${reason}\n`);
}, TICK_MS);
