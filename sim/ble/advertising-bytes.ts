/** The records that the SDK's `startAdvertising` takes. */
export interface Advertisement {
  flags?: number;
  name?: string;
  services?: string[];
  [type: number]: Uint8Array;
}

const MOST_BYTES = 31;
const FLAGS = 1;
const NAME = 9;
/** The SDK calls every list incomplete or complete by its own lights: 3, 5 and 7 for UUIDs of 2, 4 and 16 bytes. */
const listTypes: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [4, 5],
  [16, 7],
]);

/** The bytes on air, or the error that the SDK throws: 31 are all there is in an advertisement or a scan response. */
export function advertisingBytes(advertisement: Advertisement): Uint8Array {
  const bytes: number[] = [];
  for (const [name, value] of Object.entries(advertisement)) {
    if (name === "flags") record(bytes, FLAGS, [value as number]);
    else if (name === "name") record(bytes, NAME, new TextEncoder().encode(value as string));
    else if (name === "services") lists(bytes, value as string[]);
    else record(bytes, adType(name), value as Uint8Array);
    if (bytes.length > MOST_BYTES) throw new RangeError(`${bytes.length} bytes do not fit into an advertisement`);
  }
  return Uint8Array.from(bytes);
}

function lists(bytes: number[], uuids: readonly string[]): void {
  const flat = uuids.map((uuid) => [...Buffer.from(uuid.replaceAll("-", ""), "hex")].reverse());
  if (flat.some((uuid) => !listTypes.has(uuid.length))) throw new Error("invalid UUID");
  for (const [length, type] of listTypes) {
    const some = flat.filter((uuid) => uuid.length === length);
    if (some.length > 0) record(bytes, type, some.flat());
  }
}

function record(bytes: number[], type: number, content: ArrayLike<number>): void {
  bytes.push(content.length + 1, type, ...Array.from(content));
}

function adType(name: string): number {
  const type = Number(name);
  if (!Number.isInteger(type) || type <= 0 || type > 255) throw new Error(`unrecognized ${name}`);
  return type;
}
