import { GattServer } from "../../firmware/ble/gatt-server";
import { CUFF_SERVICE_UUID } from "../../firmware/ble/gatt-table";
import { AttRadio } from "../../sim/ble/att-radio";
import { openHost } from "../../sim/ble/ble-host";
import { gattServerOn, type Mishaps } from "../../sim/ble/peripheral";
import { VirtualAir } from "../../sim/ble/virtual-air";
import type { VirtualController } from "../../sim/ble/virtual-controller";
import { Central, type Peer } from "./central";
import { Recorder } from "./recorder";

export const NAME = new TextEncoder().encode("cuff 7");

/** A cuff's GATT server and a phone in the same air, over real ATT, L2CAP and SMP. */
export class AttBench {
  readonly air: VirtualAir;
  readonly events = new Recorder();
  readonly errors: unknown[] = [];
  /** The cuff side of the radio. */
  readonly cuff: VirtualController;
  readonly server: GattServer;
  readonly mishaps: Mishaps;
  readonly phone: Central;
  readonly radio: AttRadio;

  private constructor(open: { cuff: VirtualController; radio: AttRadio; phone: Central; air: VirtualAir }) {
    this.air = open.air;
    this.cuff = open.cuff;
    this.phone = open.phone;
    this.radio = open.radio;
    const { GATTServer, mishaps } = gattServerOn(open.radio);
    this.mishaps = mishaps;
    this.server = new GattServer(GATTServer, this.events, {
      name: NAME,
      report: (error) => this.errors.push(error),
      endLink: () => open.radio.endLink(),
    });
  }

  static async open(mtu = 247): Promise<AttBench> {
    const air = new VirtualAir();
    const cuff = air.controller(mtu);
    const radio = new AttRadio(await openHost(cuff, "C0:00:00:00:00:01"));
    const phone = await Central.on(air.controller(), "C0:00:00:00:00:02");
    return new AttBench({ air, cuff, radio, phone });
  }

  anotherPhone(): Promise<Central> {
    return Central.on(this.air.controller(), "C0:00:00:00:00:03");
  }

  async connected(phone = this.phone): Promise<Peer> {
    const peer = await phone.connect(CUFF_SERVICE_UUID);
    await peer.discover();
    return peer;
  }

  async paired(): Promise<Peer> {
    const peer = await this.connected();
    if (!(await peer.pair())) throw new Error("the cuff does not pair");
    return peer;
  }
}
