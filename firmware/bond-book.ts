import { type Bonds, bondsCodec, MOST_BONDS } from "./storage/bonds";
import type { RecordStore } from "./storage/record-store";

const noBonds: Bonds = Object.freeze([]);

/** The keys by which the cuff knows its clients again, the oldest first. */
export class BondBook {
  readonly #store: RecordStore;
  #bonds: Bonds = noBonds;

  constructor(store: RecordStore) {
    this.#store = store;
    const stored = store.load(bondsCodec);
    // A phone that is not known any more bonds again, at the cuff.
    if (stored.state === "corrupt") store.forget(bondsCodec.kind);
    this.#bonds = stored.state === "found" ? stored.value : noBonds;
  }

  get count(): number {
    return this.#bonds.length;
  }

  knows(key: Uint8Array): boolean {
    for (let i = 0; i < this.#bonds.length; i++) {
      const bond = this.#bonds[i];
      if (bond !== undefined && isSame(bond, key)) return true;
    }
    return false;
  }

  /** The oldest has to go where there are too many. False where it could not be kept: then it is not known either. */
  add(key: Uint8Array): boolean {
    if (this.knows(key)) return true;
    const bonds = [...this.#bonds.slice(this.#bonds.length < MOST_BONDS ? 0 : 1), key.slice()];
    if (this.#store.save(bondsCodec, bonds) !== "saved") return false;
    this.#bonds = bonds;
    return true;
  }

  forgetAll(): void {
    this.#bonds = noBonds;
    this.#store.forget(bondsCodec.kind);
  }
}

/** Looks at every byte whatever it finds, so that the time taken tells nothing of a key. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
