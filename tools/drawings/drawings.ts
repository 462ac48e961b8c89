import { airSheet } from "./air";
import { controllerSheet } from "./controller";
import { driversSheet } from "./drivers";
import { powerSheet } from "./power";
import { railSheet } from "./rail";
import type { Sheet } from "./sheet";

/** Where they are kept, from the project's root. */
export const drawingsFolder = "docs/hardware/drawings";

/** Every drawing, by its file. */
export function drawings(): Readonly<Record<string, Sheet>> {
  return {
    "power.svg": powerSheet(),
    "rail.svg": railSheet(),
    "drivers.svg": driversSheet(),
    "controller.svg": controllerSheet(),
    "air.svg": airSheet(),
  };
}
