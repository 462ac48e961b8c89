import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { decoded, encoded } from "../../companion/protocol/frame-bytes";
import type { AnyFrame } from "../../firmware/ble/frame";
import { frames } from "../../firmware/ble/frames";
import { answerHead, outOfOrderAnswer, requestHead } from "../../firmware/ble/operation";
import { operationList } from "../../firmware/ble/operations";
import { Result } from "../../firmware/ble/results";
import { generate, root } from "../../tools/protocol/generate";
import type { Told, Vector } from "../../tools/protocol/vectors";

const { vectors } = JSON.parse(readFileSync(join(root, "docs/protocol-vectors.json"), "utf8")) as { vectors: Vector[] };

/** The frames that a vector consists of, each with what it says. */
function partsOf({ of, part, head = {}, values }: Vector): (readonly [AnyFrame, Told])[] {
  if (part === "frame") return [[frames.find(({ name }) => name === of) as AnyFrame, values]];
  const operation = operationList.find(({ name }) => name === of);
  if (operation === undefined) throw new Error(`no operation ${of}`);
  if (part === "request")
    return [
      [requestHead, head],
      [operation.request, values],
    ];
  if (head.result === Result.success)
    return [
      [answerHead, head],
      [operation.answer, values],
    ];
  if (head.result === Result.outOfOrder)
    return [
      [answerHead, head],
      [outOfOrderAnswer, values],
    ];
  return [[answerHead, head]];
}

function known(told: Told) {
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value ?? Number.NaN]));
}

describe("protocol document", () => {
  for (const { path, text } of generate()) {
    it(`${path} is what the firmware's tables say: npm run protocol writes it anew`, () => {
      expect(readFileSync(join(root, path), "utf8") === text, `${path} is stale`).to.equal(true);
    });
  }

  it("has vectors for every frame, request and answer, and the codec agrees with each", () => {
    const told = new Set(vectors.map(({ of, part }) => `${of} ${part}`));
    expect(told.size).to.equal(frames.length + 2 * operationList.length);
    for (const vector of vectors) {
      const bytes = Buffer.from(vector.hex, "hex");
      let at = 0;
      let written = "";
      for (const [frame, says] of partsOf(vector)) {
        expect(decoded(frame, bytes.subarray(at))?.values, vector.hex).to.deep.equal(known(says));
        const given = says === vector.values ? (vector.given ?? says) : says;
        written += Buffer.from(encoded(frame, known(given))).toString("hex");
        at += frame.bytes;
      }
      const rest = vector.hex.slice(2 * at);
      expect(vector.isLonger ?? rest === (vector.tail ?? ""), vector.hex).to.equal(true);
      expect(written + rest).to.equal(vector.hex);
    }
  });

  it("is enough for another language: Python reads and writes every vector by the JSON alone", function () {
    const { error, status, stdout } = spawnSync("python3", [join(__dirname, "vectors.py")], { encoding: "utf8" });
    if (error !== undefined) {
      if (process.env.CI !== undefined) throw error;
      process.stderr.write("      skipped: no python3 here\n");
      this.skip();
    }
    expect(stdout).to.match(new RegExp(`^${vectors.length} vectors, 0 differences\\n$`));
    expect(status).to.equal(0);
  });
});
