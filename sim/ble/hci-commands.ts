import { u16 } from "./hci-bytes";

/** Commands that change something, by their code (Bluetooth Core, volume 4 part E, chapter 7). */
export const Op = Object.freeze({
  disconnect: 0x0406,
  readRemoteVersion: 0x041d,
  reset: 0x0c03,
  setRandomAddress: 0x2005,
  setAdvertisingData: 0x2008,
  setScanResponse: 0x2009,
  enableAdvertising: 0x200a,
  enableScan: 0x200c,
  connect: 0x200d,
  cancelConnect: 0x200e,
  updateConnection: 0x2013,
  readRemoteFeatures: 0x2016,
  encrypt: 0x2019,
  replyKey: 0x201a,
  replyNoKey: 0x201b,
});

const ACL_BYTES = 251;
const ACL_PACKETS = 8;
const LONGEST_US = 2120;
const NONE = Buffer.alloc(0);
const dataLength = Buffer.concat([u16(ACL_BYTES), u16(LONGEST_US)]);

/** Commands that are answered always alike. */
const fixedAnswers: ReadonlyMap<number, Buffer> = new Map([
  [0x0c01, NONE], // set event mask
  [0x1001, Buffer.of(9, 0, 0, 9, 0xff, 0xff, 0, 0)], // local version: 5.0
  [0x1005, Buffer.concat([u16(ACL_BYTES), Buffer.of(0), u16(ACL_PACKETS), u16(0)])],
  [0x1009, Buffer.alloc(6)], // public address: none
  [0x2001, NONE], // set LE event mask
  [0x2002, Buffer.concat([u16(ACL_BYTES), Buffer.of(ACL_PACKETS)])],
  [0x2003, Buffer.of(1, 0, 0, 0, 0, 0, 0, 0)], // features: encryption
  [0x2006, NONE], // advertising parameters
  [0x2007, Buffer.of(0)], // transmit power
  [0x200b, NONE], // scan parameters
  [0x200f, Buffer.of(8)], // size of the accept list
  [0x2010, NONE], // and its changes
  [0x2011, NONE],
  [0x2012, NONE],
  [0x201c, Buffer.of(255, 255, 255, 255, 255, 3, 0, 0)], // all combinations of states
  [0x2022, NONE], // data length
  [0x2023, dataLength],
  [0x2024, NONE],
  [0x202f, Buffer.concat([dataLength, dataLength])],
]);

/** What a command that changes nothing here is answered, or `undefined` where there is more to do. */
export function fixedAnswer(opcode: number): Buffer | undefined {
  return fixedAnswers.get(opcode);
}
