import { CuffService } from "../../firmware/ble/cuff-service";
import { capabilitiesFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import { Diary } from "../../firmware/diary";
import { Keeper } from "../../firmware/keeper";
import { SessionHeader } from "../../firmware/log/session-header";
import { SessionRecorder } from "../../firmware/log/session-recorder";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { SessionStatistics } from "../../firmware/log/session-statistics";
import { firstBuild } from "../../firmware/parts/builds";
import { LimbAccount } from "../../firmware/safety/limb-account";
import { LopRecord } from "../../firmware/session/lop-record";
import { Phase } from "../../firmware/shared/phase";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput, TickOutput } from "../../firmware/shared/tick";
import { Part } from "../../firmware/shared/training";
import type { Flash } from "../../firmware/storage/flash";

/** Flash as an array: it costs next to nothing, so that what is metered is the firmware. */
export class PlainFlash implements Flash {
  readonly sectorBytes = 4096;
  readonly sectorCount: number;
  readonly bytes: Uint8Array;

  constructor(sectorCount: number) {
    this.sectorCount = sectorCount;
    this.bytes = new Uint8Array(this.sectorBytes * sectorCount).fill(0xff);
  }

  read(into: Uint8Array, address: number): void {
    into.set(this.bytes.subarray(address, address + into.length));
  }

  write(bytes: Uint8Array, address: number): void {
    this.bytes.set(bytes, address);
  }

  eraseSector(sector: number): void {
    this.bytes.fill(0xff, sector * this.sectorBytes, (sector + 1) * this.sectorBytes);
  }
}

/** A client that listens to everything and keeps the last answer. */
export class Listener implements Link {
  readonly isEncrypted = true;
  readonly longestBytes = 244;
  readonly answer = new Uint8Array(20);
  answers = 0;
  frames = 0;
  bytes = 0;

  isSubscribed(): boolean {
    return true;
  }

  send(slot: Slot, bytes: Uint8Array): boolean {
    this.frames++;
    this.bytes += bytes.length;
    if (slot !== Slot.controlPoint) return true;
    this.answer.set(bytes);
    this.answers++;
    return true;
  }

  drop(): void {}
}

const SESSIONS = 3;
const SESSION_SAMPLES = 3000;

function usedLog(flash: Flash): SessionShelf {
  const shelf = new SessionShelf(flash);
  while (shelf.tidy() === "more");
  const recorder = new SessionRecorder(shelf);
  for (let session = 0; session < SESSIONS; session++) {
    recorder.begin(new SessionHeader());
    for (let i = 0; i < SESSION_SAMPLES; i++) recorder.sample(100 + (i % 13));
    recorder.close(new SessionStatistics());
  }
  return shelf;
}

/** The service on an engine of its own, with a cuff that says yes to everything: only what the radio costs is metered. */
export class Rig {
  readonly keeper = new Keeper(new PlainFlash(32), firstBuild, false);
  readonly account = new LimbAccount(0, undefined);
  readonly input = new TickInput();
  readonly output: TickOutput = Object.assign(new TickOutput(), { pressureValid: true, lopMmhg: 180 });
  readonly service: CuffService;
  link = new Listener();
  #nowMs = 0;
  /** A person trains: something changes in every tick. */
  isTraining = false;

  constructor() {
    const { limb } = firstBuild.cuff;
    const permit = { orderObjection: () => Reason.none, highestFor: () => 200 };
    const cuff = { account: this.account, limb, permit, inflation: { restMs: 0 }, lop: new LopRecord(0) };
    const diary = new Diary(usedLog(new PlainFlash(64)), firstBuild);
    const identity = { unitId: 1, isDebugBuild: false, isBenchBuild: false };
    this.service = new CuffService(cuff, this.keeper, diary, firstBuild, identity);
  }

  connect(): void {
    this.service.connected(this.link);
  }

  write(bytes: Uint8Array): void {
    this.service.write(this.link, Slot.controlPoint, bytes);
  }

  read(): number {
    return this.service.read(this.link, Slot.capabilities).length - capabilitiesFrame.bytes;
  }

  /** What the cuff would say in this tick. */
  tick(): void {
    const { input, output } = this;
    this.#nowMs += 10;
    output.gesture = 0;
    output.pressureMmhg = this.isTraining ? 100 + (this.#nowMs % 70) / 10 : 0.3;
    output.isOrdered = input.wantedMmhg !== undefined;
    output.setpointMmhg = input.wantedMmhg;
    const { training } = output;
    training.answered = input.training.request.sequence;
    training.targetMmhg = 100;
    output.phase = this.isTraining ? Phase.holding : Phase.vented;
    if (!this.isTraining) return;
    training.part = Part.working;
    training.sets = 4;
    training.repetitions[0] = Math.floor(this.#nowMs / 3000);
    training.remainingMs = 60_000 - (this.#nowMs % 60_000);
  }

  /** What the radio costs in each tick. */
  readonly serve = (): void => {
    this.service.fill(this.input);
    this.service.turn(this.#nowMs, this.output, this.input, 10);
  };
}
