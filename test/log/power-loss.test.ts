import { expect } from "chai";
import { checkHistory } from "../../campaign/log/history";

const HISTORIES = 200;
/** 200 histories take some ten seconds. */
const CHUNK = 50;

describe("training log and power loss", () => {
  for (let first = 1; first <= HISTORIES; first += CHUNK) {
    it(`shows every session as it was, but for what was being written, at every byte of histories ${first} to ${first + CHUNK - 1}`, () => {
      let cuts = 0;
      for (let seed = first; seed < first + CHUNK; seed++) cuts += checkHistory(seed);
      expect(cuts).to.be.above(4000);
    });
  }
});
