import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What keeps a command from being run, as one line that says what to do. */
export class Missing extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

const SETUP = "npx xs-dev setup";
const SETUP_ESP32 = "npx xs-dev setup --device esp32";

/** Whether a program of this name is on the path. */
export function isOnPath(program: string, path: string | undefined): boolean {
  return (path ?? "").split(delimiter).some((folder) => {
    try {
      const file = join(folder, program);
      accessSync(file, constants.X_OK);
      return folder !== "" && statSync(file).isFile();
    } catch {
      return false;
    }
  });
}

/** The Moddable SDK and its tool. */
export function needSdk(env: Environment): void {
  const { MODDABLE } = env;
  if (MODDABLE === undefined || MODDABLE === "") {
    throw new Missing(`MODDABLE is not set: run "${SETUP}", then open a new terminal`);
  }
  if (!existsSync(join(MODDABLE, "examples/manifest_base.json"))) {
    throw new Missing(`there is no Moddable SDK in MODDABLE=${MODDABLE}: run "${SETUP}"`);
  }
  if (!isOnPath("mcconfig", env.PATH)) {
    throw new Missing(`mcconfig is not on the path: run "${SETUP}", then open a new terminal`);
  }
}

/** ESP-IDF: mcconfig makes its programs known by itself, from `export.sh`, where `idf.py` is not on the path. */
export function needIdf(env: Environment): void {
  const { IDF_PATH } = env;
  if (IDF_PATH === undefined || IDF_PATH === "") {
    throw new Missing(`IDF_PATH is not set: run "${SETUP_ESP32}", then open a new terminal`);
  }
  if (!isOnPath("idf.py", env.PATH) && !existsSync(join(IDF_PATH, "export.sh"))) {
    throw new Missing(`there is no ESP-IDF in IDF_PATH=${IDF_PATH}: run "${SETUP_ESP32}"`);
  }
}

/** The SDK's xsbug-log, which is a Node program with packages of its own. */
export function needXsbugLog({ MODDABLE = "" }: Environment): void {
  const folder = join(MODDABLE, "tools/xsbug-log");
  if (!existsSync(join(folder, "node_modules")))
    throw new Missing(`xsbug-log is not installed: run "npm install --prefix ${folder}"`);
}

/** The serial port of the board: named, because the SDK's guess may be another board that is plugged in. */
export function needPort(port: string | undefined): string {
  if (port === undefined) {
    throw new Missing("no serial port: name it with --port (or UPLOAD_PORT), for example --port /dev/ttyUSB0");
  }
  if (!existsSync(port)) {
    throw new Missing(`there is no port ${port}: plug the board in, then "ls /dev/ttyUSB* /dev/ttyACM* /dev/cu.*"`);
  }
  return port;
}
