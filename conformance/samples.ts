import { encoded } from "../companion/protocol/frame-bytes";
import type { AnyValues } from "../firmware/ble/fields";
import { ERASE_MAGIC } from "../firmware/ble/log-operations";
import type { Operation } from "../firmware/ble/operation";
import type { OperationName } from "../firmware/ble/operations";
import { Mode } from "../firmware/shared/order";
import { Deed, StepOf } from "../firmware/shared/training";

/** The person that is tried with: on a real cuff the last slot is the least likely to be somebody's. */
export const WHO = Object.freeze({ personSlot: 3, side: 0, posture: 1 });
export const LOP_MMHG = 150;
/** Low, and a third of that LOP: for a mandrel as for a limb. */
export const HOLD_MMHG = 60;
export const NAME = new TextEncoder().encode("conformance");
const ANY_KEY = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const NO_SESSION = 0xffff_fff0;

interface Sample {
  readonly values: AnyValues;
  readonly tail?: Uint8Array;
}

/** A request of each operation that is right as far as its bytes go. */
const samples: Readonly<Record<OperationName, Sample>> = Object.freeze({
  introduce: { values: {}, tail: ANY_KEY },
  requestControl: { values: {} },
  giveUpControl: { values: {} },
  setClock: { values: { unixS: 1_795_000_000 } },
  nameCuff: { values: {}, tail: NAME },
  identify: { values: {} },
  silence: { values: {} },
  confirm: { values: {} },
  release: { values: {} },
  setPerson: { values: { ...WHO, circumferenceCm: 32.5, systolicMmhg: 121 } },
  readPerson: { values: { personSlot: WHO.personSlot } },
  screen: { values: { personSlot: WHO.personSlot, isAcknowledged: true, isAdult: true } },
  erasePerson: { values: { personSlot: WHO.personSlot } },
  readLimb: { values: { personSlot: WHO.personSlot, side: WHO.side } },
  enterLop: { values: { ...WHO, lopMmhg: LOP_MMHG } },
  search: { values: { ...WHO, ceilingMmhg: 0 } },
  hold: { values: { ...WHO, mode: Mode.free, isOptIn: false, setpointMmhg: HOLD_MMHG } },
  adjust: { values: { setpointMmhg: HOLD_MMHG } },
  expectRest: { values: { restMs: 0 } },
  putPlan: { values: { offset: 0 }, tail: Uint8Array.of(0) },
  train: { values: { ...WHO, isOptIn: false, sessionsBefore: 9, planLength: 16, planCrc: 0 } },
  trainPreset: { values: { ...WHO, isOptIn: false, sessionsBefore: 9, preset: 0 } },
  repeatLast: { values: { ...WHO, isOptIn: false } },
  deed: { values: { deed: Deed.skip, stepOf: StepOf.tenMmhg } },
  readLogState: { values: {} },
  nextSession: { values: { after: 0 } },
  readSession: { values: { session: NO_SESSION, offset: 0, length: 1 } },
  markDownloaded: { values: { session: NO_SESSION } },
  eraseEverything: { values: { magic: ERASE_MAGIC } },
  resendEvents: { values: { from: 0 } },
});

/** The bytes behind the head of that request, with some values changed. */
export function sampleOf({ name, request }: Operation, changed: AnyValues = {}): Uint8Array {
  const { values, tail } = samples[name as OperationName];
  return encoded(request, { ...values, ...changed }, tail);
}
