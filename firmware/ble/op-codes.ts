/** Codes of the operations on the control point. Append only, never reuse. */
export const Op = Object.freeze({
  // 0x00 on: the link, and the cuff as a thing.
  introduce: 0x00,
  requestControl: 0x01,
  giveUpControl: 0x02,
  setClock: 0x03,
  nameCuff: 0x04,
  identify: 0x05,
  silence: 0x06,
  confirm: 0x07,
  release: 0x08,
  // 0x10 on: who wears it.
  setPerson: 0x10,
  readPerson: 0x11,
  screen: 0x12,
  erasePerson: 0x13,
  readLimb: 0x14,
  // 0x20 on: pressure.
  enterLop: 0x20,
  search: 0x21,
  hold: 0x22,
  adjust: 0x23,
  expectRest: 0x24,
  // 0x30 on: training.
  putPlan: 0x30,
  train: 0x31,
  trainPreset: 0x32,
  repeatLast: 0x33,
  deed: 0x34,
  // 0x40 on: what was recorded.
  readLogState: 0x40,
  nextSession: 0x41,
  readSession: 0x42,
  markDownloaded: 0x43,
  eraseEverything: 0x44,
  resendEvents: 0x45,
} as const);

export type Op = (typeof Op)[keyof typeof Op];
