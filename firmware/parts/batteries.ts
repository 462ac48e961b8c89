/** A battery, as the controller senses it under load. */
export interface BatteryPart {
  readonly name: string;
  /** Charged, mV. */
  readonly fullMv: number;
  /** Below this voltage nothing is started, mV. */
  readonly lowestStartMv: number;
  /** Below this voltage a hold is released, in time before the regulators drop out, mV. */
  readonly releaseMv: number;
}

/**
 * Lithium-ion cells are empty at 3.0 V and fall steeply below 3.3 V; nothing starts that could not be finished. The
 * regulator of a 12 V pump drops out at 2.8 V a cell, that of the 3.3 V logic later: to be bench-checked.
 */
export const batteries = Object.freeze({
  liIon3s: Object.freeze<BatteryPart>({
    name: "three lithium-ion cells",
    fullMv: 12_600,
    lowestStartMv: 10_200,
    releaseMv: 9300,
  }),
  liIon1s: Object.freeze<BatteryPart>({
    name: "one lithium-ion cell, boosted",
    fullMv: 4200,
    lowestStartMv: 3450,
    releaseMv: 3150,
  }),
});

export type BatteryName = keyof typeof batteries;
