import type { CuffService } from "../../firmware/ble/cuff-service";
import type { Slot } from "../../firmware/ble/gatt-table";
import type { Link } from "../../firmware/ble/link";
import { SessionShelf } from "../../firmware/log/session-shelf";
import { type ByteSink, Cable } from "../../firmware/wire/cable";
import type { Line } from "../../firmware/wire/messages";
import { type Host, socketTraits, WireLink } from "../../firmware/wire/wire-link";
import { SimulatedFlash } from "../hardware/flash";
import { RandomStream } from "../random";
import type { Scenario } from "../scenario/schema";
import { setupOf } from "../scenario/setup";
import { World } from "../world";
import { type Deed, deeds, type Place } from "./deeds";
import { Exerciser } from "./exerciser";

const SECTOR_BYTES = 4096;
const SECTORS = 32;
const LOG_SECTORS = 128;

/** A simulated cuff on somebody's limb, for apps to connect to. Its time only goes on by `run`. */
export class VirtualCuff implements Host, Place {
  readonly world: World;
  readonly exerciser: Exerciser;
  readonly #links = new Set<WireLink>();
  #buttonUpMs = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario, seed: number) {
    const setup = setupOf(scenario, seed);
    const flash = flashOf(seed, "flash", SECTORS);
    this.world = new World({
      ...setup,
      isServed: true,
      flash,
      logFlash: tidy(flashOf(seed, "log flash", LOG_SECTORS)),
    });
    this.exerciser = new Exerciser(this.world, setup.config.cuff.name);
  }

  /** Goes on by so much of the cuff's own time, ms. */
  run(ms: number): void {
    for (let i = 0; i < ms; i++) {
      if (this.world.nowMs >= this.#buttonUpMs) this.letGo();
      this.exerciser.step(1);
      this.world.step();
    }
    for (const link of this.#links) link.turn(ms);
  }

  /** A client on a line that brings messages whole, and says when it ends. */
  join(line: Line): WireLink {
    const link = new WireLink(this, line, socketTraits);
    this.#links.add(link);
    return link;
  }

  leave(link: WireLink): void {
    link.lost();
    this.#links.delete(link);
  }

  /** A serial line, for good. */
  plug(sink: ByteSink): Cable {
    const cable = new Cable(this, sink);
    this.#links.add(cable.link);
    return cable;
  }

  /** Does what is asked; gives what it came to. @param isOn of a deed with two states; the other one where nothing is said */
  do({ pressMs, toggle, once }: Deed, isOn?: boolean): boolean {
    if (pressMs !== undefined) this.press(pressMs);
    once?.(this);
    if (toggle === undefined) return true;
    toggle.set(this, isOn ?? !toggle.isOn(this));
    return toggle.isOn(this);
  }

  /** Holds the button down for so long. */
  press(forMs: number): void {
    this.world.board.buttonDown = true;
    this.#buttonUpMs = this.world.nowMs + forMs;
  }

  letGo(): void {
    this.world.board.buttonDown = false;
    this.#buttonUpMs = Number.POSITIVE_INFINITY;
  }

  /** Of all deeds with two states. */
  get states(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(deeds.flatMap(({ name, toggle }) => (toggle ? [[name, toggle.isOn(this)]] : [])));
  }

  /** The chip starts anew, and whoever was connected is not any more. */
  restart(): void {
    for (const link of this.#links) link.drop();
    this.world.restart(false);
  }

  get service(): CuffService {
    return this.world.service as CuffService;
  }

  get isBusy(): boolean {
    return this.service.isBusy;
  }

  connected(link: Link): void {
    this.service.connected(link);
  }

  disconnected(link: Link): void {
    this.service.disconnected(link);
  }

  write(link: Link, slot: Slot, bytes: Uint8Array): void {
    this.service.write(link, slot, bytes);
  }

  read(link: Link, slot: Slot): Uint8Array {
    return this.service.read(link, slot);
  }
}

function flashOf(seed: number, name: string, sectorCount: number): SimulatedFlash {
  return new SimulatedFlash({ sectorBytes: SECTOR_BYTES, sectorCount, chance: new RandomStream(seed, name) });
}

/** Makes its sectors ready: a new cuff would take a second or two for it. */
function tidy(flash: SimulatedFlash): SimulatedFlash {
  const shelf = new SessionShelf(flash);
  while (shelf.tidy() === "more");
  return flash;
}
