import { EventEmitter } from "node:events";
import * as hci from "./hci-bytes";
import { u16 } from "./hci-bytes";
import { fixedAnswer, Op } from "./hci-commands";
import type { AirLink, VirtualAir } from "./virtual-air";

const NO_BYTES = Buffer.alloc(0);
const GOOD = Buffer.of(0);
/** 24 × 1.25 ms, no latency, 5 s of supervision timeout: what the air says of every link. */
const LINK_PARAMETERS = Buffer.concat([u16(24), u16(0), u16(500)]);
const ADVERTISEMENT = 0;
const SCAN_RESPONSE = 4;
const SIGNAL_DBM = 256 - 48;

/** One Bluetooth LE controller: the transport of a host, which writes commands and data to it and listens to "data". */
export class VirtualController extends EventEmitter {
  readonly #air: VirtualAir;
  readonly #mostMtu: number;
  readonly #links = new Map<number, AirLink>();
  readonly #commands: ReadonlyMap<number, (content: Buffer, opcode: number) => void>;
  /** While it is set, what this host sends over a link reaches nobody. */
  isSilenced = false;
  isAdvertising = false;
  isScanning = false;
  /** Type and address, as they stand in HCI events. */
  #address = Buffer.alloc(7);
  #wanted: Buffer | undefined;
  #advertisement = NO_BYTES;
  #scanResponse = NO_BYTES;

  constructor(air: VirtualAir, mostMtu: number) {
    super();
    this.#air = air;
    this.#mostMtu = mostMtu;
    const sets = (change: (content: Buffer) => void) => (content: Buffer, opcode: number) => {
      change(content);
      this.tell(hci.commandComplete(opcode, NO_BYTES));
    };
    const begins = (deed: (content: Buffer) => void) => (content: Buffer, opcode: number) => {
      this.tell(hci.commandStatus(opcode, 0));
      deed(content);
    };
    this.#commands = new Map([
      [Op.reset, sets(() => this.#reset())],
      [Op.setRandomAddress, sets((content) => this.#setAddress(content))],
      [Op.setAdvertisingData, sets((content) => this.#setAdvertisement(content))],
      [Op.setScanResponse, sets((content) => this.#setScanResponse(content))],
      [Op.enableAdvertising, sets((content) => this.#enableAdvertising(content[0] === 1))],
      [Op.enableScan, sets((content) => this.#enableScan(content[0] === 1))],
      [Op.cancelConnect, sets(() => this.#cancel())],
      [Op.replyKey, (content, opcode) => this.#replyKey(content, opcode)],
      [Op.replyNoKey, (content, opcode) => this.#replyNoKey(content, opcode)],
      [Op.connect, begins((content) => this.#connect(content))],
      [Op.disconnect, begins((content) => this.#disconnect(content))],
      [Op.encrypt, begins((content) => this.#encrypt(content))],
      [Op.updateConnection, begins((content) => this.#update(content))],
      [Op.readRemoteVersion, begins((content) => this.#tellVersion(content))],
      [Op.readRemoteFeatures, begins((content) => this.#tellFeatures(content))],
    ]);
  }

  get links(): readonly AirLink[] {
    return [...this.#links.values()];
  }

  /** From the host. */
  write(packet: Buffer): void {
    if (packet[0] === hci.ACL_DATA) {
      this.#send(packet);
      return;
    }
    const opcode = packet.readUInt16LE(1);
    const fixed = fixedAnswer(opcode);
    if (fixed !== undefined) this.tell(hci.commandComplete(opcode, fixed));
    else this.#commandFor(opcode)(packet.subarray(4), opcode);
  }

  /** Out of reach: both sides find out by their supervision timeouts. */
  loseLinks(): void {
    for (const link of this.links) this.#air.end(link, hci.CONNECTION_TIMEOUT, hci.CONNECTION_TIMEOUT);
  }

  wants(peripheral: VirtualController): boolean {
    return this.#wanted?.equals(peripheral.#address) ?? false;
  }

  hear(peripheral: VirtualController): void {
    this.#report(ADVERTISEMENT, peripheral.#address, peripheral.#advertisement);
    this.#report(SCAN_RESPONSE, peripheral.#address, peripheral.#scanResponse);
  }

  linked(link: AirLink): void {
    this.#links.set(link.handle, link);
    const isCentral = link.central === this;
    if (isCentral) this.#wanted = undefined;
    else this.isAdvertising = false;
    const peer = isCentral ? link.peripheral : link.central;
    const role = Buffer.of(isCentral ? 0 : 1);
    const handle = u16(link.handle);
    this.tell(hci.leEvent(hci.LE_CONNECTED, GOOD, handle, role, peer.#address, LINK_PARAMETERS, Buffer.of(0)));
  }

  ended(link: AirLink, reason: number): void {
    if (this.#links.delete(link.handle)) {
      this.tell(hci.event(hci.DISCONNECTED, GOOD, u16(link.handle), Buffer.of(reason)));
    }
  }

  /** To the host. */
  tell(packet: Buffer): void {
    this.#air.later(() => this.emit("data", packet));
  }

  #commandFor(opcode: number): (content: Buffer, opcode: number) => void {
    const command = this.#commands.get(opcode);
    if (command === undefined) throw new Error(`the virtual controller has no command 0x${opcode.toString(16)}`);
    return command;
  }

  #report(type: number, address: Buffer, data: Buffer): void {
    const head = Buffer.of(1, type);
    this.tell(
      hci.leEvent(hci.LE_ADVERTISING_REPORT, head, address, Buffer.of(data.length), data, Buffer.of(SIGNAL_DBM)),
    );
  }

  /** The host's "first packet" is 0 on its way out and 2 on its way in. Order with events is kept: one queue. */
  #send(packet: Buffer): void {
    const head = packet.readUInt16LE(1);
    const handle = head & 0xfff;
    const link = this.#links.get(handle);
    const acl = hci.limitMtu(Buffer.from(packet), this.#mostMtu);
    acl.writeUInt16LE(handle | (((head >> 12) & 3 || 2) << 12), 1);
    this.#air.later(() => {
      if (link === undefined || this.#links.get(handle) !== link) return;
      const peer = link.central === this ? link.peripheral : link.central;
      if (!this.isSilenced) peer.emit("data", hci.limitMtu(acl, peer.#mostMtu));
      this.emit("data", hci.event(hci.PACKETS_COMPLETED, Buffer.of(1), u16(handle), u16(1)));
    });
  }

  #reset(): void {
    this.isAdvertising = false;
    this.isScanning = false;
    this.#wanted = undefined;
  }

  /** Hosts here have random static addresses, which are told from public ones by their type. */
  #setAddress(content: Buffer): void {
    this.#address = Buffer.concat([Buffer.of(1), content.subarray(0, 6)]);
  }

  #setAdvertisement(content: Buffer): void {
    this.#advertisement = Buffer.from(content.subarray(1, 1 + (content[0] ?? 0)));
    this.#air.meet();
  }

  #setScanResponse(content: Buffer): void {
    this.#scanResponse = Buffer.from(content.subarray(1, 1 + (content[0] ?? 0)));
    this.#air.meet();
  }

  #enableAdvertising(isOn: boolean): void {
    this.isAdvertising = isOn;
    this.#air.meet();
  }

  #enableScan(isOn: boolean): void {
    this.isScanning = isOn;
    this.#air.meet();
  }

  #connect(content: Buffer): void {
    this.#wanted = Buffer.from(content.subarray(5, 12));
    this.#air.meet();
  }

  #cancel(): void {
    if (this.#wanted === undefined) return;
    this.#wanted = undefined;
    this.tell(hci.leEvent(hci.LE_CONNECTED, Buffer.of(hci.UNKNOWN_CONNECTION), Buffer.alloc(17)));
  }

  #disconnect(content: Buffer): void {
    const link = this.#links.get(content.readUInt16LE(0));
    const reason = content.readUInt8(2);
    if (link?.central === this) this.#air.end(link, hci.ENDED_HERE, reason);
    else if (link !== undefined) this.#air.end(link, reason, hci.ENDED_HERE);
  }

  #encrypt(content: Buffer): void {
    const link = this.#links.get(content.readUInt16LE(0));
    if (link === undefined) return;
    link.offeredKey = content.subarray(12, 28).toString("hex");
    link.peripheral.tell(hci.leEvent(hci.LE_KEY_REQUEST, content.subarray(0, 12)));
  }

  #replyKey(content: Buffer, opcode: number): void {
    this.tell(hci.commandComplete(opcode, content.subarray(0, 2)));
    const link = this.#links.get(content.readUInt16LE(0));
    if (link === undefined) return;
    if (link.offeredKey !== content.subarray(2, 18).toString("hex")) {
      this.#air.end(link, hci.KEYS_DIFFER, hci.KEYS_DIFFER);
      return;
    }
    const handle = u16(link.handle);
    const changed = link.isEncrypted
      ? hci.event(hci.KEY_REFRESHED, GOOD, handle)
      : hci.event(hci.ENCRYPTION_CHANGED, GOOD, handle, Buffer.of(1));
    link.isEncrypted = true;
    link.central.tell(changed);
    link.peripheral.tell(changed);
  }

  #replyNoKey(content: Buffer, opcode: number): void {
    this.tell(hci.commandComplete(opcode, content.subarray(0, 2)));
    const link = this.#links.get(content.readUInt16LE(0));
    const failed = hci.event(hci.ENCRYPTION_CHANGED, Buffer.of(hci.KEY_MISSING), content.subarray(0, 2), Buffer.of(0));
    link?.central.tell(failed);
  }

  #update(content: Buffer): void {
    const link = this.#links.get(content.readUInt16LE(0));
    const updated = hci.leEvent(hci.LE_CONNECTION_UPDATED, GOOD, content.subarray(0, 2), LINK_PARAMETERS);
    link?.central.tell(updated);
    link?.peripheral.tell(updated);
  }

  #tellVersion(content: Buffer): void {
    this.tell(hci.event(hci.REMOTE_VERSION, GOOD, content.subarray(0, 2), Buffer.of(9, 0xff, 0xff, 0, 0)));
  }

  #tellFeatures(content: Buffer): void {
    const features = Buffer.of(1, 0, 0, 0, 0, 0, 0, 0);
    this.tell(hci.leEvent(hci.LE_REMOTE_FEATURES, GOOD, content.subarray(0, 2), features));
  }
}
