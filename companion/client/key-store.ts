import { KEY_BYTES } from "../../firmware/ble/link-operations";

/** Where an app keeps the key that it made up for each cuff. Whoever has the key is the app, for that cuff. */
export interface KeyStore {
  /** @param unitId of the cuff, from its capabilities */
  load(unitId: number): Promise<Uint8Array | undefined>;
  save(unitId: number, key: Uint8Array): Promise<void>;
}

/** Forgets with the program. */
export class MemoryKeyStore implements KeyStore {
  readonly #keys = new Map<number, Uint8Array>();

  async load(unitId: number): Promise<Uint8Array | undefined> {
    return this.#keys.get(unitId)?.slice();
  }

  async save(unitId: number, key: Uint8Array): Promise<void> {
    this.#keys.set(unitId, key.slice());
  }
}

/** What is used of the browser's `localStorage`. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** Keeps keys in a browser, as hexadecimal digits. What is stored and is no key counts as none. */
export class WebStorageKeyStore implements KeyStore {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  async load(unitId: number): Promise<Uint8Array | undefined> {
    const text = this.#storage.getItem(nameOf(unitId)) ?? "";
    if (text.length !== 2 * KEY_BYTES || !/^[0-9a-f]*$/.test(text)) return undefined;
    return Uint8Array.from({ length: KEY_BYTES }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
  }

  async save(unitId: number, key: Uint8Array): Promise<void> {
    this.#storage.setItem(nameOf(unitId), Array.from(key, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
}

/** The key for this cuff: the one that is kept, or else a new one, which is kept before anybody sees it. */
export async function keyFor(store: KeyStore, unitId: number): Promise<Uint8Array> {
  const kept = await store.load(unitId);
  if (kept !== undefined) return kept;
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  await store.save(unitId, key);
  return key;
}

function nameOf(unitId: number): string {
  return `open-bfr-cuff/key/${unitId}`;
}
