import { GATTServer } from "embedded:io/bluetoothle/peripheral";
import flash from "embedded:storage/flash";
import config from "mc/config";
import Time from "time";
import Timer from "timer";
import { advertisedName } from "./ble/advertised-name";
import { CuffService } from "./ble/cuff-service";
import { GattServer } from "./ble/gatt-server";
import { ServedBoard } from "./ble/served-board";
import { board } from "./board/boards/chosen";
import { wasBuiltForDebug } from "./board/build-mode";
import { endLink } from "./board/end-link";
import { Esp32Board } from "./board/esp32-board";
import { FlashPartition } from "./board/flash-partition";
import { NativeDeadMan } from "./board/native-dead-man";
import { wasAbnormalReset } from "./board/reset-reason";
import { unitId } from "./board/unit-id";
import { BuildMode } from "./build-mode";
import { ControlLoop } from "./control-loop";
import { Cuff } from "./cuff";
import { Diary } from "./diary";
import { Keeper } from "./keeper";
import { SessionShelf } from "./log/session-shelf";
import { phaseNames } from "./shared/phase";
import { reasonTexts } from "./shared/reason-texts";

const TICK_MS = 10;
const TELL_EVERY_MS = 1000;
/** The names of the partitions in `partitions.csv`. */
const PARTITION = "cuff";
const LOG_PARTITION = "log";

// First of all: from now on it is this clock that counts, not ours.
const deadMan = new NativeDeadMan();
const { build } = board;
const { isDebugBuild, isBenchBuild, isDebugOnly } = new BuildMode(wasBuiltForDebug(), config.bench);
const keeper = new Keeper(new FlashPartition(flash.open({ path: PARTITION })), build, wasAbnormalReset());
const shelf = new SessionShelf(new FlashPartition(flash.open({ path: LOG_PARTITION })));
const diary = new Diary(shelf, build, keeper.eraseWanted);
const cuff = new Cuff(keeper.calibrated(build), { ...keeper.boot, isDebugOnly });
const identity = { unitId: unitId(), isDebugBuild, isBenchBuild };
const service = new CuffService(cuff, keeper, diary, build, identity);
const loop = new ControlLoop(cuff, new ServedBoard(new Esp32Board(deadMan, keeper, diary), service));
let { cuffName } = keeper.people;
const radio = new GattServer(GATTServer, service, {
  name: advertisedName(cuffName),
  report: (error) => trace(`BLE: ${error}\n`),
  endLink,
});

let lastMs = Time.ticks;
let toldMs = lastMs;
Timer.repeat(() => {
  const nowMs = Time.ticks;
  const output = loop.turn(nowMs);
  const stepMs = (nowMs - lastMs) | 0;
  keeper.turn(output, loop.input, cuff.account, stepMs);
  diary.turn(output, loop.input, keeper, stepMs);
  if (diary.hasErased) keeper.noteErased(cuff.account);
  service.turn(nowMs, output, loop.input, stepMs);
  radio.turn(stepMs);
  lastMs = nowMs;
  if (((nowMs - toldMs) | 0) < TELL_EVERY_MS) return;
  toldMs = nowMs;
  if (keeper.people.cuffName !== cuffName) {
    cuffName = keeper.people.cuffName;
    radio.rename(advertisedName(cuffName));
  }
  const reason = reasonTexts[output.reason];
  trace(`${phaseNames[output.phase]}, ${output.pressureMmhg.toFixed(1)} mmHg. ${reason}\n`);
}, TICK_MS);
