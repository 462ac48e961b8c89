import { expect } from "chai";
import { Control } from "../../firmware/control";
import { firstBuild } from "../../firmware/parts/builds";
import { Seeker } from "../../firmware/seeker";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { TickInput, TickOutput } from "../../firmware/shared/tick";

describe("seeker", () => {
  it("SR-054: gives up after 150 s, so that the release still falls within the 160 s of the rules", () => {
    // Without a sample the pressure never arrives anywhere.
    const seeker = new Seeker(firstBuild, new Control(firstBuild, new TickOutput()), { find: () => undefined });
    const input = new TickInput();
    input.order.mode = Mode.search;
    let ms = 0;
    for (; ms < 400_000 && seeker.ended === Reason.none; ms += 10) seeker.setpointFor(280, input, 10);
    expect([seeker.ended, ms]).to.deep.equal([Reason.searchTimeOut, 150_000]);
  });
});
