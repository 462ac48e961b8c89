import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { deadManLimits } from "../../firmware/safety/limits";
import { root } from "../architecture/source-files";

const text = readFileSync(join(root, "firmware/sdkconfig/sdkconfig.defaults"), "utf8");
const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
const settings = new Map(lines.map((line) => line.split("=") as [string, string]));
const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8")) as { build: Record<string, string> };

/** Without the CONFIG_ that each begins with. */
function holds(expected: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(expected)) expect(settings.get(`CONFIG_${name}`), name).to.equal(value);
}

describe("sdkconfig", () => {
  it("SR-022: is where the build looks for it", () => {
    expect(manifest.build.SDKCONFIGPATH).to.equal("./firmware/sdkconfig");
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

  it("SR-023: the dead-man's interrupt runs without the flash cache, from a steady clock", () => {
    holds({ GPTIMER_ISR_CACHE_SAFE: "y", GPTIMER_ISR_HANDLER_IN_IRAM: "y", PM_ENABLE: "n" });
  });
});
