import { type Transport, TransportError } from "../../companion/client/transport";
import { encoded } from "../../companion/protocol/frame-bytes";
import { capabilitiesFrame, PROTOCOL_MAJOR, statusFrame } from "../../firmware/ble/frames";
import { Slot } from "../../firmware/ble/gatt-table";
import { operationOf } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import type { VirtualTime } from "../../sim/ble/virtual-time";

export const UNIT_ID = 7;

/** A cuff's end of the wire that does what a test wants: one operation at a time, as phones have it. */
export class FakeCuff implements Transport {
  readonly name = "made up";
  readonly #time: VirtualTime;
  readonly #listeners = new Map<Slot, (bytes: Uint8Array) => void>();
  onLost: (() => void) | undefined;
  /** Every operation, in the order of their beginnings: "write 2 0107". */
  readonly operations: string[] = [];
  /** How long one takes, ms. */
  latencyMs = 20;
  isBusy = false;
  overlaps = 0;
  connects = 0;
  capabilities = encoded(capabilitiesFrame, {
    ...capabilitiesFrame.blank(),
    protocolMajor: PROTOCOL_MAJOR,
    leastClientMajor: 1,
    unitId: UNIT_ID,
    hasClock: true,
  });
  /** What the cuff indicates to a request. */
  answer: (request: Uint8Array) => readonly Uint8Array[] = (request) => [success(request)];
  /** Called when an operation begins: it may throw, or never come to an end. */
  before: (operation: string, slot: Slot | undefined) => Promise<void> | void = () => undefined;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  connect(): Promise<void> {
    this.connects++;
    this.#listeners.clear();
    return this.#operation("connect", undefined, () => undefined);
  }

  async disconnect(): Promise<void> {
    this.isBusy = false;
    this.#listeners.clear();
  }

  read(slot: Slot): Promise<Uint8Array> {
    return this.#operation("read", slot, () => (slot === Slot.capabilities ? this.capabilities : new Uint8Array()));
  }

  async write(slot: Slot, bytes: Uint8Array, withResponse: boolean): Promise<void> {
    const written = bytes.slice();
    const what = `${Buffer.from(written).toString("hex")}`;
    if (!withResponse) {
      this.operations.push(`release ${what}`);
      await this.before("release", slot);
      return;
    }
    await this.#operation("write", slot, () => undefined, what);
    for (const answer of this.answer(written)) this.send(Slot.controlPoint, answer);
  }

  subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    return this.#operation("subscribe", slot, () => {
      this.#listeners.set(slot, listener);
    });
  }

  unsubscribe(slot: Slot): Promise<void> {
    return this.#operation("unsubscribe", slot, () => {
      this.#listeners.delete(slot);
    });
  }

  /** The link breaks. */
  lose(): void {
    this.isBusy = false;
    this.#listeners.clear();
    this.onLost?.();
  }

  /** The cuff notifies or indicates. */
  send(slot: Slot, bytes: Uint8Array): void {
    this.#listeners.get(slot)?.(bytes.slice());
  }

  get writes(): string[] {
    return this.operations.filter((one) => one.startsWith("write "));
  }

  async #operation<T>(kind: string, slot: Slot | undefined, result: () => T, what = ""): Promise<T> {
    this.operations.push([kind, slot ?? "", what].join(" ").trim());
    if (this.isBusy) {
      this.overlaps++;
      throw new TransportError("GATT operation already in progress.");
    }
    this.isBusy = true;
    try {
      await this.before(kind, slot);
      await new Promise<void>((resolve) => {
        this.#time.after(this.latencyMs, resolve);
      });
    } finally {
      this.isBusy = false;
    }
    return result();
  }
}

/** What a cuff answers that does what it is told, and adopts nothing but zeros. */
export function success(request: Uint8Array): Uint8Array {
  const [code = 0, sequence = 0] = request;
  const adopted = operationOf(code)?.answer;
  return Uint8Array.of(code, sequence, Result.success, 0, ...new Uint8Array(adopted?.bytes ?? 0));
}

export function answerOf(request: Uint8Array, result: number, reason: number, ...rest: number[]): Uint8Array {
  return Uint8Array.of(request[0] ?? 0, request[1] ?? 0, result, reason, ...rest);
}

export function statusBytes(values: Partial<ReturnType<typeof statusFrame.blank>>): Uint8Array {
  return encoded(statusFrame, { ...statusFrame.blank(), ...values });
}

/** A copy in which one byte is another. */
export function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = byte;
  return copy;
}
