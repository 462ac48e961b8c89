import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { systemError, UsageError } from "../scenario/usage-error";

/** A folder that is known to take files before the work for them begins. */
export class OutFolder {
  readonly path: string;
  /** Folders that did not exist before, deepest first. */
  readonly #created: string[] = [];

  /** Makes the folder and proves that it can be written to; a `UsageError` says why not. */
  constructor(path: string, fileNames: readonly string[]) {
    this.path = path;
    try {
      this.#make(resolve(path));
      const probe = this.#temporary("probe");
      writeFileSync(probe, "");
      rmSync(probe);
    } catch (cause) {
      this.discard();
      throw new UsageError(`cannot write to the out folder ${path}: ${systemError(cause)}`);
    }
    const taken = fileNames.find((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isDirectory());
    if (taken !== undefined) throw new UsageError(`cannot write ${join(path, taken)}: it is a folder`);
  }

  /** Writes all files or none: under passing names first, then renamed. */
  write(files: Readonly<Record<string, string>>): void {
    const names = Object.keys(files);
    try {
      for (const name of names) writeFileSync(this.#temporary(name), files[name] ?? "");
      for (const name of names) renameSync(this.#temporary(name), join(this.path, name));
    } catch (cause) {
      for (const name of names) rmSync(this.#temporary(name), { force: true });
      this.discard();
      throw new UsageError(`cannot write to the out folder ${this.path}: ${systemError(cause)}`);
    }
  }

  /** Removes what the check created, unless something lies in it by now. */
  discard(): void {
    try {
      for (const folder of this.#created) rmdirSync(folder);
    } catch {
      // Somebody uses the folder: it stays.
    }
  }

  /** As `mkdir` with `recursive`, which never returns below /proc (Node 20), and which tells less of what it made. */
  #make(folder: string): void {
    if (existsSync(folder) && statSync(folder).isDirectory()) return;
    if (dirname(folder) !== folder) this.#make(dirname(folder));
    mkdirSync(folder);
    this.#created.unshift(folder);
  }

  #temporary(name: string): string {
    return join(this.path, `.${name}.${process.pid}.tmp`);
  }
}
