import { type Host, openHost } from "../../sim/ble/ble-host";
import type {
  BleManager,
  ClientCharacteristic,
  ClientService,
  Connection,
  Pending,
  Report,
} from "../../sim/ble/ble-host-types";
import type { VirtualController } from "../../sim/ble/virtual-controller";

/** ATT error codes that the tests meet. */
export const Att = Object.freeze({ success: 0, insufficientAuthentication: 5, insufficientEncryption: 15 });

const NO_INPUT_NO_OUTPUT = 3;
const BASE_UUID_END = "-0000-1000-8000-00805F9B34FB";

/** A phone: a real GATT client over a virtual controller, with promises. */
export class Central {
  readonly controller: VirtualController;
  readonly #host: Host;

  private constructor(controller: VirtualController, host: Host) {
    this.controller = controller;
    this.#host = host;
  }

  static async on(controller: VirtualController, address: string): Promise<Central> {
    return new Central(controller, await openHost(controller, address));
  }

  /** The first connectable advertisement that names the service. */
  find(serviceUuid: string): Promise<Report> {
    return new Promise((resolve) => {
      const scanner = this.#manager.startScan({});
      scanner.on("report", (report) => {
        const isOurs = report.parsedDataItems.serviceUuids?.includes(serviceUuid.toUpperCase()) ?? false;
        if (!report.connectable || !isOurs) return;
        scanner.stopScan();
        resolve(report);
      });
    });
  }

  async connect(serviceUuid: string): Promise<Peer> {
    const { addressType, address } = await this.find(serviceUuid);
    return this.connectTo(addressType, address).peer;
  }

  /** Waits for ever where the other does not advertise. */
  connectTo(addressType: string, address: string): { readonly peer: Promise<Peer>; readonly pending: Pending } {
    let pending: Pending | undefined;
    const peer = new Promise<Peer>((resolve) => {
      pending = this.#manager.connect(addressType, address, {}, (connection) => resolve(new Peer(connection)));
    });
    return { peer, pending: pending as unknown as Pending };
  }

  get #manager(): BleManager {
    return this.#host.manager;
  }
}

/** The cuff, seen from the phone, while the connection lasts. */
export class Peer {
  readonly connection: Connection;
  /** The HCI reason. */
  readonly ended: Promise<number>;
  /** Indications wait for a confirmation while it is set. */
  withholdsConfirmation = false;
  readonly #characteristics = new Map<string, ClientCharacteristic>();
  readonly #withheld: (() => void)[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
    this.ended = new Promise((resolve) => connection.on("disconnect", resolve));
  }

  /** Every service with its characteristics; from then on they are known by their UUIDs. */
  async discover(): Promise<Map<string, readonly ClientCharacteristic[]>> {
    const services = await called<readonly ClientService[]>((done) =>
      this.connection.gatt.discoverAllPrimaryServices(done),
    );
    const table = new Map<string, readonly ClientCharacteristic[]>();
    for (const service of services) {
      const characteristics = await called<readonly ClientCharacteristic[]>((done) =>
        service.discoverCharacteristics(done),
      );
      table.set(service.uuid, characteristics);
      for (const characteristic of characteristics) this.#characteristics.set(characteristic.uuid, characteristic);
    }
    return table;
  }

  /** The larger MTU is asked for only here. */
  async exchangeMtu(): Promise<number> {
    await called<number>((done) => this.connection.gatt.exchangeMtu(done));
    return this.connection.gatt.currentMtu;
  }

  /** LE Secure Connections, Just Works. `false` where the other side refuses. */
  pair(): Promise<boolean> {
    const { smp } = this.connection;
    return new Promise((resolve) => {
      smp.on("pairingComplete", ({ sc }) => resolve(sc));
      smp.on("pairingFail", () => resolve(false));
      smp.sendPairingRequest({ ioCap: NO_INPUT_NO_OUTPUT, bondingFlags: 1, mitm: false, sc: true });
    });
  }

  /** With the key of an earlier pairing: an HCI status. */
  encrypt(): Promise<number> {
    const { smp } = this.connection;
    return new Promise((resolve) => {
      smp.on("encrypt", resolve);
      smp.startEncryption();
    });
  }

  read(uuid: string): Promise<{ error: number; bytes: number[] }> {
    return new Promise((resolve) => {
      this.characteristic(uuid).read((error, value) => resolve({ error, bytes: [...(value ?? [])] }));
    });
  }

  /** The ATT error code, 0 for success. */
  write(uuid: string, bytes: readonly number[]): Promise<number> {
    return called((done) => this.characteristic(uuid).write(Buffer.from(bytes), done));
  }

  writeWithoutResponse(uuid: string, bytes: readonly number[]): Promise<void> {
    return new Promise((resolve) => this.characteristic(uuid).writeWithoutResponse(Buffer.from(bytes), resolve));
  }

  /** The first part of a long write: prepared, and never carried out. */
  prepareWrite(uuid: string, bytes: readonly number[]): Promise<number> {
    this.connection.gatt.beginReliableWrite();
    return this.write(uuid, bytes);
  }

  /** To indications where the characteristic has them, else to notifications. The ATT error code. */
  subscribe(uuid: string, listener: (bytes: number[], isIndication: boolean) => void): Promise<number> {
    const characteristic = this.characteristic(uuid);
    characteristic.on("change", (value, isIndication, confirm) => {
      listener([...value], isIndication);
      if (!isIndication) return;
      if (this.withholdsConfirmation) this.#withheld.push(confirm);
      else confirm();
    });
    const isIndicated = characteristic.properties.indicate === true;
    return called((done) => characteristic.writeCCCD(!isIndicated, isIndicated, done));
  }

  /** Subscribes; what it gives waits for the next value that has come, or will. */
  async listen(uuid: string): Promise<() => Promise<number[]>> {
    const come: number[][] = [];
    const waiting: ((bytes: number[]) => void)[] = [];
    const error = await this.subscribe(uuid, (bytes) => {
      const wanted = waiting.shift();
      if (wanted === undefined) come.push(bytes);
      else wanted(bytes);
    });
    if (error !== Att.success) throw new Error(`no subscription to ${uuid}: ATT error ${error}`);
    return () => {
      const first = come.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    };
  }

  /** What was withheld. */
  confirm(): void {
    for (const confirm of this.#withheld.splice(0)) confirm();
  }

  unsubscribe(uuid: string): Promise<number> {
    return called((done) => this.characteristic(uuid).writeCCCD(false, false, done));
  }

  disconnect(): Promise<number> {
    this.connection.disconnect();
    return this.ended;
  }

  characteristic(uuid: string): ClientCharacteristic {
    const found = this.#characteristics.get(longUuid(uuid));
    if (found === undefined) throw new Error(`${uuid} was not discovered`);
    return found;
  }
}

export function longUuid(uuid: string): string {
  return uuid.length === 4 ? `0000${uuid.toUpperCase()}${BASE_UUID_END}` : uuid.toUpperCase();
}

function called<T>(start: (done: (value: T) => void) => void): Promise<T> {
  return new Promise(start);
}
