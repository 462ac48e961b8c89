import { VirtualController } from "./virtual-controller";

/** A link of two controllers. Its encryption is not carried out: only whether both sides hold the same key counts. */
export interface AirLink {
  readonly handle: number;
  readonly central: VirtualController;
  readonly peripheral: VirtualController;
  /** The key that the central has begun to encrypt with, as hexadecimal digits. */
  offeredKey: string | undefined;
  isEncrypted: boolean;
}

const FIRST_HANDLE = 0x40;

/**
 * Bluetooth controllers in one process that hear each other at once and without loss. Whatever happens is an event in
 * one queue, so that a run depends on nothing but its order.
 */
export class VirtualAir {
  readonly #controllers: VirtualController[] = [];
  #nextHandle = FIRST_HANDLE;

  /** `mostMtu`: the ATT MTU that this side's host has at most, whatever it says itself. */
  controller(mostMtu = 517): VirtualController {
    const controller = new VirtualController(this, mostMtu);
    this.#controllers.push(controller);
    return controller;
  }

  /** Ends the hosts, and the timers of theirs that would keep a process waiting. */
  close(): void {
    for (const controller of this.#controllers) controller.emit("close");
  }

  later(action: () => void): void {
    setImmediate(action);
  }

  /** Whoever advertises meets whoever scans or wants to connect. To be called when either has changed. */
  meet(): void {
    this.later(() => {
      for (const peripheral of this.#controllers) {
        for (const central of this.#controllers) {
          if (central !== peripheral && peripheral.isAdvertising) this.#meet(central, peripheral);
        }
      }
    });
  }

  /** What a controller in the radio's reach hears of the end of a link: the one that asked, and the other. */
  end(link: AirLink, reasonForCentral: number, reasonForPeripheral: number): void {
    link.central.ended(link, reasonForCentral);
    link.peripheral.ended(link, reasonForPeripheral);
  }

  #meet(central: VirtualController, peripheral: VirtualController): void {
    if (central.isScanning) central.hear(peripheral);
    if (!central.wants(peripheral)) return;
    const handle = this.#nextHandle;
    this.#nextHandle += 1;
    const link: AirLink = { handle, central, peripheral, offeredKey: undefined, isEncrypted: false };
    central.linked(link);
    peripheral.linked(link);
  }
}
