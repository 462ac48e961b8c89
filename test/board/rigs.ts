import { Abp2 } from "../../firmware/board/drivers/abp2";
import { Mpr } from "../../firmware/board/drivers/mpr";
import { Mpx5050 } from "../../firmware/board/drivers/mpx5050";
import type {
  OneShotSensor,
  PressureSample,
  SensorFault,
  SensorOptions,
} from "../../firmware/board/drivers/one-shot-sensor";
import { Xgzp68xxd } from "../../firmware/board/drivers/xgzp68xxd";
import { type Chip, powerUp } from "../../sim/io/chip";
import { Ads1115Device } from "../../sim/io/devices/ads1115";
import { abp2100kg, HoneywellDevice, mpr0060kg } from "../../sim/io/devices/honeywell";
import { mpx5050Volts } from "../../sim/io/devices/mpx5050";
import { XgzpDevice } from "../../sim/io/devices/xgzp68xxd";
import I2C from "../../sim/io/i2c";
import type { I2cBus, I2cTarget } from "../../sim/io/i2c-bus";

export const DATA = 21;
export const CLOCK = 22;

/** What all models of transducers can do. */
export interface Device extends I2cTarget {
  isMute: boolean;
  neverFinishes: boolean;
  readonly conversions: number;
  reset(): void;
}

/** One of the four transducers and its model. */
export interface Kind {
  readonly name: string;
  readonly maximumPa: number;
  /** A count of the part, in Pa. */
  readonly countPa: number;
  /** A byte that a foreign chip may answer with and be taken for the part, because the part itself might. */
  readonly likenessByte: number;
  readonly newDevice: () => Device;
  readonly newSensor: (options: SensorOptions) => OneShotSensor;
  readonly press: (device: Device, pa: number) => void;
}

const honeywellCounts = 13_421_772;

export const kinds: readonly Kind[] = [
  {
    name: "MPR",
    maximumPa: 60_000,
    countPa: 60_000 / honeywellCounts,
    likenessByte: 0x40,
    newDevice: () => new HoneywellDevice(mpr0060kg),
    newSensor: (options) => new Mpr(options),
    press: (device, pa) => {
      (device as HoneywellDevice).pressurePa = pa;
    },
  },
  {
    name: "ABP2",
    maximumPa: 100_000,
    countPa: 100_000 / honeywellCounts,
    likenessByte: 0x40,
    newDevice: () => new HoneywellDevice(abp2100kg),
    newSensor: (options) => new Abp2(options),
    press: (device, pa) => {
      (device as HoneywellDevice).pressurePa = pa;
    },
  },
  {
    name: "XGZP68xxD",
    maximumPa: 100_000,
    countPa: 1 / 64,
    likenessByte: 0x02,
    newDevice: () => new XgzpDevice(),
    newSensor: (options) => new Xgzp68xxd(options),
    press: (device, pa) => {
      (device as XgzpDevice).pressurePa = pa;
    },
  },
  {
    name: "MPX5050",
    maximumPa: 50_000,
    countPa: 6.144 / 0x8000 / 5 / 0.018e-3,
    likenessByte: -1,
    newDevice: () => new Ads1115Device(),
    newSensor: (options) => new Mpx5050(options),
    press: (device, pa) => {
      (device as Ads1115Device).volts[0] = mpx5050Volts(pa, 5);
    },
  },
];

/** A driver on a bus of its own with a model at the other end. */
export class Rig<S extends OneShotSensor = OneShotSensor> {
  readonly chip: Chip = powerUp();
  readonly bus: I2cBus = this.chip.bus(DATA, CLOCK);
  readonly faults: SensorFault[] = [];
  readonly sensor: S;

  constructor(target: I2cTarget, newSensor: (options: SensorOptions) => S) {
    this.bus.attach(target);
    const sensor = { io: I2C, data: DATA, clock: CLOCK };
    this.sensor = newSensor({ sensor, onError: (fault) => this.faults.push(fault) });
  }

  /** A call, 10 ms after the one before. */
  tick(): PressureSample | undefined {
    this.chip.advance(10);
    return this.sensor.sample(this.chip.nowMs);
  }

  /** Calls until a sample comes; undefined when none does in 100 ms. */
  next(): PressureSample | undefined {
    for (let i = 0; i < 10; i++) {
      const sample = this.tick();
      if (sample !== undefined) return sample;
    }
    return undefined;
  }
}

/** A rig of one of the four, with its model within reach. */
export function rigOf(kind: Kind): { rig: Rig; device: Device } {
  const device = kind.newDevice();
  return { rig: new Rig(device, kind.newSensor), device };
}
