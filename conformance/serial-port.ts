import { closeSync, constants, openSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { ReadStream, WriteStream } from "node:tty";
import type { ByteStreams } from "../companion/client/serial-transport";
import { systemError, UsageError } from "../sim/scenario/usage-error";

/** A serial port of this machine, by its path. */
export interface SerialPort extends ByteStreams {
  close(): void;
}

/** Opens it raw: not a byte is to be taken for a key. @throws UsageError */
export function openSerialPort(path: string): SerialPort {
  let input: ReadStream;
  let output: WriteStream;
  try {
    // Not to become the terminal that this process is controlled by.
    const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    try {
      input = new ReadStream(fd);
      output = new WriteStream(openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK));
    } catch {
      closeSync(fd);
      throw new UsageError(`${path} is no serial port`);
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot open the serial port ${path}: ${systemError(cause)}`);
  }
  input.setRawMode(true);
  return {
    readable: Readable.toWeb(input) as unknown as ByteStreams["readable"],
    writable: Writable.toWeb(output) as ByteStreams["writable"],
    close() {
      input.destroy();
      output.destroy();
    },
  };
}
