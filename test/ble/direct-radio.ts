import { propertyBits } from "../../sim/ble/property-bits";
import type { Radio, RadioCharacteristic, RadioEvents, RadioSetup } from "../../sim/ble/radio";

/** A radio whose client is the test. */
export class DirectRadio implements Radio {
  maximumWrite = 20;
  advertised: { advertisement: number[]; scanResponse: number[] } | undefined;
  timesAdvertised = 0;
  timesStopped = 0;
  isLinked = false;
  readonly sent: { uuid: string; bytes: number[]; isIndication: boolean }[] = [];
  setup: RadioSetup | undefined;
  #events: RadioEvents | undefined;
  readonly #listening = new Set<RadioCharacteristic>();
  #unconfirmed: (() => void) | undefined;

  get events(): RadioEvents {
    if (this.#events === undefined) throw new Error("the server has not started");
    return this.#events;
  }

  start(setup: RadioSetup, events: RadioEvents): void {
    this.setup = setup;
    this.#events = events;
  }

  advertise(advertisement: Uint8Array, scanResponse: Uint8Array): void {
    if (this.isLinked) return;
    this.timesAdvertised += 1;
    this.advertised = { advertisement: [...advertisement], scanResponse: [...scanResponse] };
  }

  stopAdvertising(): void {
    this.timesStopped += 1;
    this.advertised = undefined;
  }

  send({ uuid }: RadioCharacteristic, bytes: Uint8Array, isIndication: boolean, onSent: () => void): void {
    this.sent.push({ uuid, bytes: [...bytes], isIndication });
    if (isIndication) this.#unconfirmed = onSent;
    else onSent();
  }

  /** A natively ended link, or one that the SDK has closed: the stack finds out later. */
  endLink(): void {
    queueMicrotask(() => this.disconnect());
  }

  connect(): void {
    if (this.advertised === undefined) throw new Error("nobody advertises");
    this.advertised = undefined;
    this.isLinked = true;
    this.events.connected();
  }

  disconnect(): void {
    if (!this.isLinked) return;
    this.isLinked = false;
    for (const characteristic of this.#listening) this.events.subscribed(characteristic, false, false);
    this.#listening.clear();
    this.events.disconnected();
  }

  encrypt(): void {
    this.events.secured({ encrypted: true, authenticated: false, bonded: true, keySize: 16 });
  }

  read(uuid: string): number[] {
    return [...(this.events.read(this.characteristic(uuid)) ?? [])];
  }

  write(uuid: string, bytes: readonly number[]): boolean {
    return this.events.write(this.characteristic(uuid), Uint8Array.from(bytes));
  }

  subscribe(uuid: string): void {
    const characteristic = this.characteristic(uuid);
    const isIndicated = (characteristic.properties & propertyBits.indicate) !== 0;
    this.#listening.add(characteristic);
    this.events.subscribed(characteristic, !isIndicated, isIndicated);
  }

  unsubscribe(uuid: string): void {
    const characteristic = this.characteristic(uuid);
    this.#listening.delete(characteristic);
    this.events.subscribed(characteristic, false, false);
  }

  confirm(): void {
    const confirm = this.#unconfirmed;
    this.#unconfirmed = undefined;
    confirm?.();
  }

  characteristic(uuid: string): RadioCharacteristic {
    const all = this.setup?.services.flatMap((service) => service.characteristics) ?? [];
    const found = all.find((characteristic) => characteristic.uuid === uuid);
    if (found === undefined) throw new Error(`no characteristic ${uuid}`);
    return found;
  }
}
