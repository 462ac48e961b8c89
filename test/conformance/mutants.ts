import { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import { operations } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import type { Scenario } from "../../sim/scenario/schema";
import { VirtualCuff } from "../../sim/virtual/virtual-cuff";

/** A defect: what it makes of what the cuff sends, and of what it is sent. Nothing drops it. */
export interface Mutant {
  readonly sent?: (slot: Slot, bytes: Uint8Array) => Uint8Array | undefined;
  readonly written?: (slot: Slot, bytes: Uint8Array) => Uint8Array | undefined;
}

/** A cuff with a defect between its service and the world. */
export class MutantCuff extends VirtualCuff {
  readonly #mutant: Mutant;
  readonly #wrapped = new Map<Link, Link>();

  constructor(scenario: Scenario, mutant: Mutant) {
    super(scenario, 1);
    this.#mutant = mutant;
  }

  override connected(link: Link): void {
    super.connected(this.#wrap(link));
  }

  override disconnected(link: Link): void {
    super.disconnected(this.#wrap(link));
  }

  override write(link: Link, slot: Slot, bytes: Uint8Array): void {
    const { written } = this.#mutant;
    const changed = written === undefined ? bytes : written(slot, bytes);
    if (changed !== undefined) super.write(this.#wrap(link), slot, changed);
  }

  #wrap(link: Link): Link {
    const known = this.#wrapped.get(link);
    if (known !== undefined) return known;
    const { sent } = this.#mutant;
    const wrapped: Link = {
      isEncrypted: link.isEncrypted,
      longestBytes: link.longestBytes,
      isSubscribed: (slot) => link.isSubscribed(slot),
      send: (slot, bytes) => {
        const changed = sent === undefined ? bytes : sent(slot, bytes);
        return changed === undefined || link.send(slot, changed);
      },
      drop: () => link.drop(),
    };
    this.#wrapped.set(link, wrapped);
    return wrapped;
  }
}

function onAnswers(change: (answer: Uint8Array) => void) {
  return (slot: Slot, bytes: Uint8Array): Uint8Array => {
    const answer = bytes.slice();
    if (slot === Slot.controlPoint) change(answer);
    return answer;
  };
}

let statuses = 0;

/** Each with a check that has to notice it. */
export const mutants: Readonly<Record<string, { readonly mutant: Mutant; readonly finds: RegExp }>> = {
  "loses every tenth status": {
    mutant: { sent: (slot, bytes) => (slot === Slot.status && ++statuses % 10 === 0 ? undefined : bytes) },
    finds: /^frame status/,
  },
  "does as strangers say": {
    mutant: {
      sent: onAnswers((answer) => {
        if (answer[2] === Result.notBonded) answer[2] = Result.success;
      }),
    },
    finds: /^identify: without bond/,
  },
  "fills up what is too short": {
    mutant: {
      written: (slot, bytes) => {
        if (slot !== Slot.controlPoint || bytes[0] !== operations.expectRest.code || bytes.length !== 3) return bytes;
        return Uint8Array.of(...bytes, 0);
      },
    },
    finds: /^expectRest: too short/,
  },
  "cuts what is too long": {
    mutant: { written: (slot, bytes) => (slot === Slot.controlPoint ? bytes.slice(0, 20) : bytes) },
    finds: /^control point: writes of up to 512 bytes/,
  },
  "forgets the reason": {
    mutant: {
      sent: onAnswers((answer) => {
        answer[3] = 0;
      }),
    },
    finds: /^hold: not now/,
  },
  "never says which number is due": {
    mutant: { sent: (slot, bytes) => (slot === Slot.controlPoint && bytes[2] === 6 ? bytes.slice(0, 4) : bytes) },
    finds: /^sequence: a number that is not due/,
  },
};
