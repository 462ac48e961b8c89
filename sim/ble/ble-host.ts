import Module from "node:module";
import type { BleHost, BleManager, Transport } from "./ble-host-types";

interface Loader {
  _load(request: string, parent: { filename?: string } | undefined, isMain: boolean): unknown;
}

const loader = Module as unknown as Loader;
const refuse = (): never => {
  throw new Error("bonds are kept in memory only");
};
/** ble-host writes bonds to the working directory, and goes on without where it cannot. */
const noFiles = Object.freeze({
  mkdirSync: refuse,
  writeFileSync: refuse,
  readFileSync: refuse,
  readdirSync: refuse,
  unlinkSync: refuse,
  lstatSync: refuse,
  rmdirSync: refuse,
});

/** Loads a `ble-host` of its own: the module keeps its key pair and its bonds in module variables. */
function freshBleHost(): BleHost {
  const loadModule = loader._load;
  const ours = (name: string): boolean => /[\\/]ble-host[\\/]/.test(name);
  for (const name of Object.keys(require.cache)) if (ours(name)) delete require.cache[name];
  loader._load = function (this: unknown, request, parent, isMain) {
    if (request === "fs" && ours(parent?.filename ?? "")) return noFiles;
    return loadModule.call(this, request, parent, isMain);
  };
  try {
    return require("ble-host") as BleHost;
  } finally {
    loader._load = loadModule;
  }
}

export interface Host {
  readonly manager: BleManager;
}

/** A Bluetooth host (L2CAP, ATT, SMP) on a controller, with no bond to anybody. */
export function openHost(controller: Transport, staticRandomAddress: string): Promise<Host> {
  const { BleManager } = freshBleHost();
  return new Promise((resolve, reject) => {
    BleManager.create(controller, { staticRandomAddress }, (error, manager) => {
      if (error) {
        reject(error);
        return;
      }
      // It is told of the transport's end as of an error, and that is all it is told of.
      manager.on("error", () => undefined);
      resolve({ manager });
    });
  });
}
