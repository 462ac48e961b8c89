import { type Transport, TransportError } from "../../companion/client/transport";
import { CUFF_SERVICE_UUID, Slot } from "../../firmware/ble/gatt-table";
import { Att, type Central, type Peer } from "./central";
import { uuids } from "./uuids";

const names = new Map(Object.entries(Slot).map(([name, slot]) => [slot, name as keyof typeof Slot]));

function uuidOf(slot: Slot): string {
  const name = names.get(slot);
  return name === undefined ? "" : uuids[name];
}

/** A phone's stack: it pairs, or takes up an old pairing, where the cuff asks for an encrypted link, and tries again. */
export class AttTransport implements Transport {
  readonly name = "a cuff in the same air";
  readonly #phone: Central;
  readonly #asksForLargerMtu: boolean;
  #peer: Peer | undefined;
  #isPaired = false;
  onLost: (() => void) | undefined;
  /** How often it paired anew. */
  pairings = 0;

  constructor(phone: Central, asksForLargerMtu: boolean) {
    this.#phone = phone;
    this.#asksForLargerMtu = asksForLargerMtu;
  }

  async connect(): Promise<void> {
    const peer = await this.#phone.connect(CUFF_SERVICE_UUID);
    this.#peer = peer;
    void peer.ended.then(() => {
      if (this.#peer !== peer) return;
      this.#peer = undefined;
      this.onLost?.();
    });
    await peer.discover();
    if (this.#asksForLargerMtu) await peer.exchangeMtu();
  }

  async disconnect(): Promise<void> {
    const peer = this.#peer;
    this.#peer = undefined;
    await peer?.disconnect();
  }

  async read(slot: Slot): Promise<Uint8Array> {
    let bytes: readonly number[] = [];
    await this.#allowed(async (peer) => {
      const answer = await peer.read(uuidOf(slot));
      bytes = answer.bytes;
      return answer.error;
    });
    return Uint8Array.from(bytes);
  }

  async write(slot: Slot, bytes: Uint8Array, withResponse: boolean): Promise<void> {
    if (withResponse) await this.#allowed((peer) => peer.write(uuidOf(slot), [...bytes]));
    else await this.#standing.writeWithoutResponse(uuidOf(slot), [...bytes]);
  }

  subscribe(slot: Slot, listener: (bytes: Uint8Array) => void): Promise<void> {
    return this.#allowed((peer) => peer.subscribe(uuidOf(slot), (bytes) => listener(Uint8Array.from(bytes))));
  }

  unsubscribe(slot: Slot): Promise<void> {
    return this.#allowed((peer) => peer.unsubscribe(uuidOf(slot)));
  }

  get #standing(): Peer {
    if (this.#peer === undefined) throw new TransportError("The link is lost.");
    return this.#peer;
  }

  async #allowed(operation: (peer: Peer) => Promise<number>): Promise<void> {
    const peer = this.#standing;
    const error = await operation(peer);
    if (error === Att.success) return;
    if (error !== Att.insufficientAuthentication && error !== Att.insufficientEncryption) {
      throw new TransportError(`ATT error ${error}`);
    }
    await this.#encrypt(peer);
    const again = await operation(peer);
    if (again !== Att.success) throw new TransportError(`ATT error ${again}`);
  }

  async #encrypt(peer: Peer): Promise<void> {
    if (this.#isPaired) {
      await peer.encrypt();
      return;
    }
    if (!(await peer.pair())) throw new TransportError("not paired");
    this.#isPaired = true;
    this.pairings++;
  }
}
