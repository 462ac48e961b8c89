import { expect } from "chai";
import { CuffClient, operations, TransportError, WebBluetoothTransport } from "../../companion/client";
import type { WebBluetooth, WebCharacteristic, WebDevice } from "../../companion/client/web-bluetooth-types";
import { CUFF_SERVICE_UUID, gattTable, Slot } from "../../firmware/ble/gatt-table";
import type { DirectTransport } from "../../sim/ble/direct-transport";
import { Room, thrownBy } from "./room";

/** A characteristic as a browser shows it, over a transport to a simulated cuff. */
class PageCharacteristic implements WebCharacteristic {
  readonly #page: Page;
  readonly #slot: Slot;
  readonly #listeners = new Set<() => void>();
  value: DataView | undefined;

  constructor(page: Page, slot: Slot) {
    this.#page = page;
    this.#slot = slot;
  }

  async readValue(): Promise<DataView> {
    const bytes = await this.#page.operation(() => this.#page.cuff.read(this.#slot));
    this.#change(bytes);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  writeValueWithResponse(bytes: Uint8Array): Promise<void> {
    return this.#page.operation(() => this.#page.cuff.write(this.#slot, bytes));
  }

  writeValueWithoutResponse(bytes: Uint8Array): Promise<void> {
    this.#page.withoutResponse++;
    return this.#page.operation(() => this.#page.cuff.write(this.#slot, bytes));
  }

  startNotifications(): Promise<unknown> {
    return this.#page.operation(() => this.#page.cuff.subscribe(this.#slot, (bytes) => this.#change(bytes)));
  }

  stopNotifications(): Promise<unknown> {
    return this.#page.operation(() => this.#page.cuff.unsubscribe(this.#slot));
  }

  addEventListener(_: string, listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Also for reads: a browser makes no difference. */
  #change(bytes: Uint8Array): void {
    // As a view into something larger, which browsers may hand out.
    const room = new Uint8Array(bytes.length + 5);
    room.set(bytes, 3);
    this.value = new DataView(room.buffer, 3, bytes.length);
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What a page sees of a cuff. Operations that overlap are refused, and what was not asked for is not to be seen. */
class Page {
  readonly cuff: DirectTransport;
  readonly device: WebDevice;
  readonly bluetooth: WebBluetooth;
  readonly asked: unknown[] = [];
  #onDisconnected: () => void = () => undefined;
  #services: readonly (string | number)[] = [];
  #isBusy = false;
  withoutResponse = 0;

  constructor(cuff: DirectTransport) {
    this.cuff = cuff;
    cuff.onLost = () => this.#onDisconnected();
    const gatt = {
      connected: true,
      connect: () => this.operation(() => cuff.connect()),
      disconnect: () => {
        void cuff.disconnect();
        this.#onDisconnected();
      },
      getPrimaryService: async (uuid: string | number) => this.#serviceOf(uuid),
    };
    this.device = {
      name: "Cuff 7",
      id: "x",
      gatt,
      addEventListener: (_: string, listener: () => void) => {
        this.#onDisconnected = listener;
      },
    };
    this.bluetooth = {
      requestDevice: async (options) => {
        this.asked.push(options);
        this.#services = [...options.filters.flatMap(({ services }) => services), ...options.optionalServices];
        return this.device;
      },
    };
  }

  async operation<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isBusy) throw new Error("GATT operation already in progress.");
    this.#isBusy = true;
    try {
      await Promise.resolve();
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  #serviceOf(uuid: string | number) {
    const text = typeof uuid === "number" ? uuid.toString(16) : uuid;
    const row = gattTable.find((service) => service.uuid === text);
    if (row === undefined || !this.#services.includes(uuid))
      throw new Error(`No Services matching UUID ${text} found.`);
    return {
      getCharacteristic: async (wanted: string | number) => {
        const name = typeof wanted === "number" ? wanted.toString(16) : wanted;
        const slot = row.characteristics.find((one) => one.uuid === name)?.slot;
        if (slot === undefined) throw new Error(`No Characteristics matching UUID ${name} found.`);
        return new PageCharacteristic(this, slot);
      },
    };
  }
}

async function opened() {
  const room = await new Room().started();
  const page = new Page(room.transport);
  const transport = await WebBluetoothTransport.choose(page.bluetooth);
  const client = new CuffClient({ transport, keys: room.keys, scheduler: room.time });
  return { room, page, transport, client };
}

describe("client: Web Bluetooth", () => {
  it("asks for cuffs, and for the other services of one", async () => {
    const { page, transport } = await opened();
    expect(page.asked).to.deep.equal([
      { filters: [{ services: [CUFF_SERVICE_UUID] }], optionalServices: [0x180a, 0x180f] },
    ]);
    expect(transport.name).to.equal("Cuff 7");
  });

  it("drives a cuff: reads, writes, indications and streams, none of them overlapping", async () => {
    const { room, client } = await opened();
    await room.do(client.connect());
    await room.do(room.cuff.holdButton());
    await room.time.run(200);
    await room.do(client.introduce());
    await room.do(client.takeControl());
    expect((await room.do(client.ask(operations.readLogState))).sessions).to.equal(0);
    const heard: number[] = [];
    client.status.listen(({ sequence }) => heard.push(sequence));
    await room.time.run(1000);
    expect(heard.length).to.be.within(9, 11);
    expect(client.status.missed).to.equal(0);
    expect(client.battery.latest?.batteryPercent).to.be.within(1, 100);
  });

  it("releases by a write without response", async () => {
    const { room, page, client } = await opened();
    await room.do(client.connect());
    await room.do(client.release());
    expect(page.withoutResponse).to.equal(1);
    expect(page.cuff.written.at(-1)?.slot).to.equal(Slot.release);
  });

  it("tells of a lost link, connects again, and does not hear what it has ended", async () => {
    const { room, page, client } = await opened();
    await room.do(client.connect());
    let losses = 0;
    client.lost.listen(() => losses++);
    page.cuff.onLost?.();
    expect([losses, client.isConnected]).to.deep.equal([1, false]);
    await page.cuff.disconnect();
    await room.do(client.connect());
    const stop = await room.do(client.tap(Slot.log, () => undefined));
    await room.do(stop());
    await room.do(client.disconnect());
    expect(losses).to.equal(1);
  });

  it("hears a read of what it listens to, and after it has ended that no more", async () => {
    const { room, transport } = await opened();
    await room.do(transport.connect());
    let heard = 0;
    await room.do(transport.subscribe(Slot.session, () => heard++));
    await room.do(transport.read(Slot.session));
    expect(heard).to.be.above(0);
    await room.do(transport.unsubscribe(Slot.session));
    heard = 0;
    await room.do(transport.read(Slot.session));
    expect(heard).to.equal(0);
    let losses = 0;
    transport.onLost = () => losses++;
    await room.do(transport.disconnect());
    expect(losses, "it was no loss").to.equal(0);
  });

  it("says in the browser's words what did not work", async () => {
    const { room, page, transport } = await opened();
    page.cuff.isOutOfRange = true;
    const error = await thrownBy(room.do(transport.connect()));
    expect(error).to.be.instanceOf(TransportError);
    expect((error as Error).message).to.equal("The cuff is out of range.");
    expect(await thrownBy(transport.read(Slot.status))).to.be.instanceOf(TransportError);
    const closed = new WebBluetoothTransport({ id: "x", addEventListener: () => undefined });
    expect(await thrownBy(closed.connect())).to.be.instanceOf(TransportError);
    expect(closed.name).to.equal("x");
    const nothing: WebBluetooth = { requestDevice: () => Promise.reject(new Error("User cancelled.")) };
    expect(await thrownBy(WebBluetoothTransport.choose(nothing))).to.be.instanceOf(TransportError);
  });
});
