import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { gattTable } from "../../firmware/ble/gatt-table";
import { deadManLimits } from "../../firmware/safety/limits";
import { root } from "../architecture/source-files";

const FILE = "firmware/sdkconfig/sdkconfig.defaults";
const S3_FILE = "firmware/sdkconfig/esp32s3/sdkconfig.defaults";
const text = readFileSync(join(root, FILE), "utf8");
const lines = settingsOf(text);
const settings = new Map(lines.map((line) => line.split("=") as [string, string]));
const { platforms } = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as {
  platforms: Record<string, { build: Record<string, string> }>;
};

function settingsOf(file: string): string[] {
  return file.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Without the CONFIG_ that each begins with. */
function holds(expected: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(expected)) expect(settings.get(`CONFIG_${name}`), name).to.equal(value);
}

describe("sdkconfig", () => {
  it("SR-022: is where the build looks for it", () => {
    expect(`${platforms.esp32?.build.SDKCONFIGPATH}/sdkconfig.defaults`).to.equal(`./${FILE}`);
    expect(`${platforms["esp32/esp32s3"]?.build.SDKCONFIGPATH}/sdkconfig.defaults`).to.equal(`./${S3_FILE}`);
  });

  it("SR-022: has every setting once, as the SDK's merge reads it", () => {
    expect(settings.size).to.equal(lines.length);
    for (const line of lines) expect(line).to.match(/^CONFIG_[A-Z0-9_]+=(y|n|\d+)$/);
    expect(text).to.not.match(/^# CONFIG/m);
  });

  it("SR-022: the task watchdog is on and restarts the chip", () => {
    holds({ ESP_TASK_WDT_EN: "y", ESP_TASK_WDT_INIT: "y", ESP_TASK_WDT_PANIC: "y" });
    holds({ ESP_TASK_WDT_CHECK_IDLE_TASK_CPU0: "y", ESP_TASK_WDT_CHECK_IDLE_TASK_CPU1: "y" });
    // The SDK's event loop sleeps up to a second less than this; below 2 it guesses.
    expect(Number(settings.get("CONFIG_ESP_TASK_WDT_TIMEOUT_S"))).to.be.within(2, 5);
  });

  it("SR-022: the interrupt watchdog is on, on both cores, and no slower than the rail", () => {
    holds({ ESP_INT_WDT: "y", ESP_INT_WDT_CHECK_CPU1: "y" });
    expect(Number(settings.get("CONFIG_ESP_INT_WDT_TIMEOUT_MS"))).to.be.within(10, deadManLimits.rail.value);
  });

  it("SR-022: a panic restarts at once: no stub, no core dump, no delay", () => {
    holds({ ESP_SYSTEM_PANIC_PRINT_REBOOT: "y", ESP_SYSTEM_PANIC_GDBSTUB: "n" });
    holds({ ESP_SYSTEM_PANIC_REBOOT_DELAY_SECONDS: "0", ESP_COREDUMP_ENABLE_TO_NONE: "y" });
    expect(settings.get("CONFIG_ESP_COREDUMP_ENABLE_TO_UART")).to.equal("n");
  });

  it("SR-022: the brown-out detector is on, and so is the watchdog of the bootloader, which checks the image", () => {
    holds({ ESP_BROWNOUT_DET: "y", ESP_BROWNOUT_DET_LVL_SEL_7: "y" });
    holds({ BOOTLOADER_WDT_ENABLE: "y", BOOTLOADER_WDT_DISABLE_IN_USER_CODE: "n" });
    holds({ BOOTLOADER_SKIP_VALIDATE_ALWAYS: "n" });
  });

  it("SR-022: the S3's differ in the size of the flash and in the brown-out level, which it counts the other way round", () => {
    const s3 = readFileSync(join(root, S3_FILE), "utf8");
    const others = settingsOf(s3);
    expect(s3).to.not.match(/^# CONFIG/m);
    expect(others.filter((line) => !lines.includes(line))).to.deep.equal([
      "CONFIG_ESP_BROWNOUT_DET_LVL_SEL_4=y",
      "CONFIG_ESPTOOLPY_FLASHSIZE_8MB=y",
      "CONFIG_ESPTOOLPY_FLASHSIZE_4MB=n",
    ]);
    expect(lines.filter((line) => !others.includes(line))).to.deep.equal(["CONFIG_ESP_BROWNOUT_DET_LVL_SEL_7=y"]);
  });

  it("keeps the bonds of all phones that it keeps any of: room for every subscription of each", () => {
    holds({ BT_NIMBLE_MAX_CONNECTIONS: "1", BT_NIMBLE_NVS_PERSIST: "y", BT_NIMBLE_SM_SC: "y" });
    const subscribable = gattTable
      .flatMap(({ characteristics }) => characteristics)
      .filter(({ properties }) => properties.includes("notify") || properties.includes("indicate"));
    expect(subscribable).to.have.length.above(5);
    const bonds = Number(settings.get("CONFIG_BT_NIMBLE_MAX_BONDS"));
    expect(bonds).to.equal(3);
    expect(Number(settings.get("CONFIG_BT_NIMBLE_MAX_CCCDS"))).to.be.at.least(bonds * subscribable.length);
    expect(Number(settings.get("CONFIG_BT_NIMBLE_MSYS_1_BLOCK_COUNT"))).to.be.above(12);
  });

  it("SR-023: the dead-man's interrupt runs without the flash cache, from a steady clock", () => {
    holds({ GPTIMER_ISR_CACHE_SAFE: "y", GPTIMER_ISR_HANDLER_IN_IRAM: "y", PM_ENABLE: "n" });
  });
});
