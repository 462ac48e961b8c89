import { Light } from "../shared/light";
import { Priority } from "../shared/priority";
import { alarmLimits } from "./limits";

/** One alarm priority as IEC 60601-1-8 has it: how the light flashes and how the buzzer beeps. */
interface Pattern {
  readonly light: Light;
  /** The light is on for the first half of this, ms; 0 for steady. */
  readonly flashMs: number;
  /** When the pulses of a burst begin, ms after its start, how long each is, and when the next burst starts. */
  readonly pulsesMs: readonly number[];
  readonly pulseMs: number;
  readonly burstMs: number;
}

/** Five pulses in the rhythm c-c-c–c-c, starting at `fromMs`. */
function five(fromMs: number): readonly number[] {
  return [0, 250, 500, 900, 1150].map((ms) => ms + fromMs);
}

const silent: Pattern = Object.freeze({
  light: Light.off,
  flashMs: 0,
  pulsesMs: Object.freeze([]),
  pulseMs: 0,
  burstMs: 0,
});

/**
 * IEC 60601-1-8, tables 2 to 4. High: red, 1.4–2.8 Hz, ten pulses (5 + 5) of 75–200 ms every 2.5–15 s. Medium: yellow,
 * 0.4–0.8 Hz, three pulses of 125–250 ms every 2.5–30 s. Low: cyan, steady, one or two pulses at 15 s or more.
 */
const patterns: Readonly<Record<Priority, Pattern>> = Object.freeze({
  [Priority.none]: silent,
  [Priority.low]: Object.freeze({
    light: Light.cyan,
    flashMs: 0,
    pulsesMs: Object.freeze([0, 300]),
    pulseMs: 150,
    burstMs: 20_000,
  }),
  [Priority.medium]: Object.freeze({
    light: Light.yellow,
    flashMs: 1600,
    pulsesMs: Object.freeze([0, 400, 800]),
    pulseMs: 200,
    burstMs: 7500,
  }),
  [Priority.high]: Object.freeze({
    light: Light.red,
    flashMs: 500,
    pulsesMs: Object.freeze([...five(0), ...five(2000)]),
    pulseMs: 150,
    burstMs: 8000,
  }),
});

/**
 * What is no alarm sounds like none (IEC 60601-1-8, 6.3.3.2): single clicks at the turns of a repetition, the one that
 * says "lift" twice as long, ms.
 */
const UP_CLICK_MS = 60;
const DOWN_CLICK_MS = 30;
/** Which cuff this is: so long, flashing and clicking at this pace, ms. */
const IDENTIFY_MS = 3000;
const IDENTIFY_FLASH_MS = 300;

/** What people see and hear. */
export interface IndicatorOutput {
  light: Light;
  buzzerOn: boolean;
  /** The sound is off for a while: shown, so that nobody takes it for "all is well". */
  isSilenced: boolean;
}

/** Light and buzzer of the cuff. Whoever silences gets 30 s without sound; the light goes on, and so does a worse alarm. */
export class Indicators {
  #priority: Priority = Priority.none;
  #sinceMs = 0;
  #silences = 0;
  #silentMs = 0;
  #identifies = 0;
  #identifyMs = 0;
  #isUp = false;
  #sinceTurnMs = Number.POSITIVE_INFINITY;
  /** Nothing is shown or heard, alarm or not. */
  #isQuiet = true;

  /** @param identifies goes up whenever somebody asks which cuff this is */
  identify(identifies: number): void {
    if (identifies === this.#identifies) return;
    this.#identifies = identifies;
    this.#identifyMs = IDENTIFY_MS;
    this.#isQuiet = false;
  }

  /** In a session, after `update`: the turns of a repetition. An alarm is never talked over. */
  cue(isUp: boolean, stepMs: number, out: IndicatorOutput): void {
    this.#sinceTurnMs = isUp === this.#isUp ? this.#sinceTurnMs + stepMs : 0;
    this.#isUp = isUp;
    if (this.#priority !== Priority.none || this.#identifyMs > 0) return;
    const isClick = this.#sinceTurnMs < (isUp ? UP_CLICK_MS : DOWN_CLICK_MS);
    out.light = isUp ? Light.green : Light.off;
    out.buzzerOn = isClick;
    if (isUp || isClick) this.#isQuiet = false;
  }

  /**
   * Every tick.
   * @param silences goes up whenever somebody silences the buzzer
   * @param out where light and buzzer go
   */
  update(priority: Priority, silences: number, stepMs: number, out: IndicatorOutput): void {
    if (priority === Priority.none && this.#isQuiet) {
      this.#silences = silences;
      return;
    }
    if (priority === Priority.none && this.#priority === Priority.none) {
      this.#silences = silences;
      this.#showIdentity(stepMs, out);
      return;
    }
    const pattern = patterns[priority];
    const isWorse = priority > this.#priority;
    this.#sinceMs = priority === this.#priority ? this.#sinceMs + stepMs : 0;
    this.#priority = priority;
    this.#isQuiet = priority === Priority.none && this.#identifyMs === 0;
    if (isWorse) this.#silentMs = 0;
    else if (silences !== this.#silences) this.#silentMs = alarmLimits.silence.value;
    else if (this.#silentMs > 0) this.#silentMs -= stepMs;
    this.#silences = silences;
    out.isSilenced = this.#silentMs > 0 && priority !== Priority.none;
    out.light = isLit(pattern, this.#sinceMs) ? pattern.light : Light.off;
    out.buzzerOn = !out.isSilenced && beeps(pattern, this.#sinceMs);
  }

  #showIdentity(stepMs: number, out: IndicatorOutput): void {
    const isOn = this.#identifyMs > 0 && this.#identifyMs % IDENTIFY_FLASH_MS >= IDENTIFY_FLASH_MS / 2;
    this.#identifyMs = this.#identifyMs > stepMs ? this.#identifyMs - stepMs : 0;
    this.#isQuiet = this.#identifyMs === 0;
    out.light = isOn ? Light.green : Light.off;
    out.buzzerOn = isOn;
  }
}

function isLit({ flashMs }: Pattern, sinceMs: number): boolean {
  return flashMs === 0 || sinceMs % flashMs < flashMs / 2;
}

function beeps({ pulsesMs, pulseMs, burstMs }: Pattern, sinceMs: number): boolean {
  if (burstMs === 0) return false;
  const inBurstMs = sinceMs % burstMs;
  for (let i = 0; i < pulsesMs.length; i++) {
    const startMs = pulsesMs[i] ?? 0;
    if (inBurstMs >= startMs && inBurstMs < startMs + pulseMs) return true;
  }
  return false;
}
