import { CuffClient, type KeyStore, MemoryKeyStore, operations, Posture, Side } from "../../companion/client";
import type { CuffClientOptions } from "../../companion/client/client";
import type { DirectTransport } from "../../sim/ble/direct-transport";
import { VirtualCuff, type VirtualCuffOptions } from "../../sim/ble/virtual-cuff";
import { VirtualTime } from "../../sim/ble/virtual-time";

/** The cuff has checked itself. */
const STARTED_MS = 8000;

export const who = Object.freeze({ personSlot: 0, side: Side.left, posture: Posture.supine });
export const LOP_MMHG = 150;
/** A hold that is allowed at that LOP. */
export const gentleHold = Object.freeze({ ...who, mode: 0, isOptIn: false, setpointMmhg: 80 });

/** Virtual time, a cuff on somebody, and an app's client for it. */
export class Room {
  readonly time: VirtualTime;
  readonly cuff: VirtualCuff;
  readonly keys: KeyStore = new MemoryKeyStore();
  transport: DirectTransport;
  client: CuffClient;

  constructor(options: VirtualCuffOptions = {}, time = new VirtualTime()) {
    this.time = time;
    this.cuff = new VirtualCuff(time, options);
    this.transport = this.cuff.transport();
    this.client = this.clientOver(this.transport);
  }

  clientOver(transport: DirectTransport, options: Partial<CuffClientOptions> = {}): CuffClient {
    this.transport = transport;
    this.client = new CuffClient({ transport, keys: this.keys, scheduler: this.time, ...options });
    return this.client;
  }

  /** Lets time pass until it is done. */
  do<T>(work: Promise<T>, limitMs = 200_000): Promise<T> {
    return this.time.until(work, limitMs);
  }

  async started(): Promise<this> {
    await this.time.run(STARTED_MS);
    return this;
  }

  /** Connected, known to the cuff, in control, and the person screened. */
  async controlled(): Promise<this> {
    await this.started();
    await this.do(this.client.connect());
    await this.do(this.cuff.holdButton());
    await this.do(this.client.status.until(({ isBondingOpen }) => isBondingOpen));
    await this.do(this.client.introduce());
    await this.do(this.client.takeControl());
    await this.do(this.client.ask(operations.screen, { personSlot: 0, isAcknowledged: true, isAdult: true }));
    return this;
  }

  /** … and the cuff armed, with a limb occlusion pressure. */
  async armed(): Promise<this> {
    await this.controlled();
    await this.arm();
    await this.do(this.client.ask(operations.enterLop, { ...who, lopMmhg: LOP_MMHG }));
    return this;
  }

  async arm(): Promise<void> {
    await this.do(this.cuff.press());
    await this.do(this.client.status.until(({ isArmed }) => isArmed, 30_000));
  }

  /** … and holding 80 mmHg. */
  async holding(): Promise<this> {
    await this.armed();
    await this.do(this.client.ask(operations.hold, gentleHold));
    await this.do(this.client.status.until(({ pressureMmhg }) => pressureMmhg > 75, 30_000));
    return this;
  }

  /** The pressure that is really in the cuff, mmHg. */
  get trueMmhg(): number {
    return this.cuff.world.air.cuffMmhg;
  }
}

/** What a promise that has to fail throws. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
