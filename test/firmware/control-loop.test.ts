import { expect } from "chai";
import { type Board, ControlLoop } from "../../firmware/control-loop";
import { Cuff } from "../../firmware/cuff";
import { firstBuild } from "../../firmware/parts/builds";
import { cuffs } from "../../firmware/parts/cuffs";
import { valves } from "../../firmware/parts/valves";
import { Reason } from "../../firmware/shared/reasons";
import { typicalAir } from "../../sim/air/circuit";
import { typicalTransducer } from "../../sim/hardware/transducer";
import { World } from "../../sim/world";
import { typicalPerson } from "../support/person";

/** A board that writes down what is done to it, in order. */
class DiaryBoard implements Board {
  readonly diary: string[] = [];
  samples = true;
  counts = 1_677_722;
  nowMs = 0;
  /** As it is after power-on, unfed. */
  readonly deadMan = {
    tripped: true,
    feed: () => void this.diary.push("feed"),
    clearTestTrip: () => {
      this.diary.push("clear");
      this.deadMan.tripped = false;
      return true;
    },
    latchLimb: (limb: string) => void this.diary.push(`latch ${limb}`),
  };

  read(input: Parameters<Board["read"]>[0]): void {
    this.diary.push("read");
    if (this.samples) input.samples.push(this.nowMs, this.counts);
  }

  write(): void {
    this.diary.push("write");
  }

  toggleRail(): void {
    this.diary.push("toggle");
  }
}

function turns(board: DiaryBoard, loop: ControlLoop, count: number): ReturnType<ControlLoop["turn"]> {
  let output = loop.turn(board.nowMs);
  for (let i = 1; i < count; i++) {
    board.nowMs += 10;
    output = loop.turn(board.nowMs);
  }
  return output;
}

describe("control loop", () => {
  it("SR-018: reads, writes, and only then feeds the dead-man; the rail is toggled in between, where it is needed", () => {
    const board = new DiaryBoard();
    const cuff = new Cuff(firstBuild);
    const loop = new ControlLoop(cuff, board);
    const output = turns(board, loop, 5);
    const turn = (): string[] => {
      board.diary.length = 0;
      board.nowMs += 10;
      loop.turn(board.nowMs);
      return board.diary;
    };
    expect(turn()).to.deep.equal(["read", "write", "feed"]);
    cuff.tick = () => Object.assign(output, { railAlive: true });
    expect(turn()).to.deep.equal(["read", "write", "toggle", "feed"]);
  });

  it("SR-018: feeds nothing without a fresh sample", () => {
    const board = new DiaryBoard();
    const loop = new ControlLoop(new Cuff(firstBuild), board);
    turns(board, loop, 5);
    board.samples = false;
    turns(board, loop, 15);
    board.diary.length = 0;
    turns(board, loop, 5);
    expect(board.diary).to.not.include("feed").and.not.include("toggle");
  });

  it("SR-008: goes on feeding in a fault, but drops the rail", () => {
    const board = new DiaryBoard();
    const loop = new ControlLoop(new Cuff(firstBuild), board);
    turns(board, loop, 5);
    board.counts = 1_677_722 + 330 * 17_895;
    turns(board, loop, 3);
    board.diary.length = 0;
    turns(board, loop, 5);
    expect(board.diary).to.include("feed").and.not.include("toggle");
  });

  it("SR-007: tells the cuff that the dead-man has tripped", () => {
    const board = new DiaryBoard();
    const loop = new ControlLoop(new Cuff(firstBuild), board);
    turns(board, loop, 5);
    board.deadMan.tripped = true;
    expect(turns(board, loop, 2).reason).to.equal(Reason.deadManTripped);
  });

  it("SR-007: forgives the dead-man its test trip once, and nothing is fed or toggled before", () => {
    const board = new DiaryBoard();
    const loop = new ControlLoop(new Cuff(firstBuild), board);
    turns(board, loop, 3);
    expect(board.diary.filter((entry) => entry === "clear")).to.have.lengthOf(1);
    expect(board.diary.slice(0, board.diary.indexOf("clear")))
      .to.not.include("feed")
      .and.not.include("toggle");
  });

  it("SR-006: latches the limb of its cuff at arming, before the pump's gate is first driven", () => {
    for (const cuff of Object.values(cuffs)) {
      const config = { ...firstBuild, cuff, bleed: valves.proportional60 };
      const diary: string[] = [];
      const world = new World({
        config,
        seed: 1,
        air: typicalAir,
        transducer: typicalTransducer,
        person: typicalPerson,
        wrapBoard: (board) => {
          const { deadMan } = board;
          deadMan.latchLimb = (limb) => void diary.push(`latch ${limb}`);
          const write = board.write.bind(board);
          board.write = (output) => {
            if (output.pumpDuty > 0) diary.push("pump");
            write(output);
          };
          return board;
        },
      });
      world.attendant.wishMmhg = 80;
      while (world.nowMs < 9000) world.step();
      expect(diary.slice(0, 2)).to.deep.equal([`latch ${cuff.limb}`, "pump"]);
    }
  });
});
