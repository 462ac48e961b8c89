import { pressureLimits } from "../../firmware/safety/limits";
import { Mode } from "../../firmware/shared/order";
import { Reason } from "../../firmware/shared/reasons";
import { World } from "../../sim/world";
import { drawPerson, type LopSubject } from "./population";
import { SearchAlone } from "./search-alone";

/** Somebody of the population, still and ordinary: a leg in an 11 cm cuff, the artery law that the model is not made of alone. */
const SEED = 1;
const INDEX = 10;
const PATIENCE_MS = 240_000;

/** What one search heard, and what it made of it. */
export interface Example {
  readonly subject: LopSubject;
  /** In the order of listening: cuff pressure, mmHg, and growth of the limb by a beat, ml. */
  readonly heard: readonly { readonly mmhg: number; readonly ml: number }[];
  /** The fitted curve, by 1 mmHg. */
  readonly curve: readonly { readonly mmhg: number; readonly ml: number }[];
  readonly lopMmhg: number;
  readonly marginMmhg: number;
}

export function exampleSearch(): Example {
  const subject = drawPerson(INDEX, SEED);
  const alone = new SearchAlone(subject.config);
  const world = new World({ ...subject, controller: () => alone });
  const { board } = world;
  const { search } = alone;
  board.order.mode = Mode.search;
  board.known.circumferenceCm = subject.person.circumferenceCm;
  board.wantedMmhg = pressureLimits.searchCeiling.value;
  while (search.outcome === Reason.none && world.nowMs < PATIENCE_MS) world.step();
  const { envelope, fit, lopMmhg, marginMmhg } = search;
  const heard = Array.from({ length: envelope.length }, (_, i) => ({
    mmhg: envelope.pressuresMmhg[i] ?? Number.NaN,
    ml: envelope.amplitudesMl[i] ?? Number.NaN,
  }));
  const pressures = heard.map(({ mmhg }) => mmhg);
  const from = Math.floor(Math.min(...pressures));
  const curve = Array.from({ length: Math.ceil(Math.max(...pressures)) - from + 1 }, (_, i) => ({
    mmhg: from + i,
    ml: fit.amplitudeAt(from + i),
  }));
  return { subject, heard, curve, lopMmhg, marginMmhg };
}
