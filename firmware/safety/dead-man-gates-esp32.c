#include "dead-man-gates-esp32.h"

#include "driver/gpio.h"
#include "esp_attr.h"
#include "soc/gpio_periph.h"
#include "soc/gpio_reg.h"
#include "soc/gpio_sig_map.h"
#include "soc/io_mux_reg.h"

typedef volatile uint32_t *reg;
#define AT(address) ((reg)(uintptr_t)(address))

/* One gate: its registers are looked up at start, because the table for that lies in flash. */
typedef struct {
	uint32_t bit;
	reg in, route, pad;
	/* Who drove it when it was taken: a route other than plain GPIO, or 0 for none. */
	uint32_t taken_route;
} gate;

/* The chip has two sets of output registers: pins 0 to 31, and the others. Writing a 1 sets or clears that pin. */
typedef struct {
	const reg out_clear, enable, enable_set, enable_clear;
	uint32_t gates, rail;
} bank;

/* Plain GPIO, its output enabled by the enable register and not by a peripheral. */
#define PLAIN_ROUTE (SIG_GPIO_OUT_IDX | GPIO_FUNC0_OEN_SEL)
#define ROUTE_OF(pin) AT(GPIO_FUNC0_OUT_SEL_CFG_REG + 4u * (pin))

enum { GATES = 3, BANKS = 2, BANK_PINS = 32 };

/* Pump, bleed valve, dump valve. */
static gate gates[GATES];
static bank banks[BANKS] = {
	{AT(GPIO_OUT_W1TC_REG), AT(GPIO_ENABLE_REG), AT(GPIO_ENABLE_W1TS_REG), AT(GPIO_ENABLE_W1TC_REG), 0, 0},
	{AT(GPIO_OUT1_W1TC_REG), AT(GPIO_ENABLE1_REG), AT(GPIO_ENABLE1_W1TS_REG), AT(GPIO_ENABLE1_W1TC_REG), 0, 0},
};
static reg rail_route;
static bool held, rail_was_output;

/*
 * A panic or a watchdog restarts the ESP32's processors and not its pins: the PWM goes on driving a gate through the
 * restart (ESP-IDF, esp_restart_noos). So the pins of the last run are kept in memory that a restart leaves alone.
 */
static RTC_NOINIT_ATTR dead_man_pins last_pins;
static RTC_NOINIT_ATTR uint32_t last_pins_check;

static uint32_t check_of(dead_man_pins pins)
{
	return ~(pins.pump | (uint32_t)pins.bleed << 8 | (uint32_t)pins.dump << 16 | (uint32_t)pins.rail << 24);
}

/*
 * The level of a pin, whoever drives it. Attaching the PWM or making a pin an output can switch its input off, and a
 * pin without input reads low: so the input is seen to first, every time.
 */
static bool IRAM_ATTR is_high(const gate *it)
{
	if (!(*it->pad & FUN_IE)) *it->pad |= FUN_IE;
	return (*it->in & it->bit) != 0;
}

static bool can_drive(int pin)
{
	return pin < GPIO_NUM_MAX && GPIO_IS_VALID_OUTPUT_GPIO(pin);
}

static void open_gate(gate *it, uint8_t pin)
{
	it->bit = 1u << pin % BANK_PINS;
	it->in = AT(pin < BANK_PINS ? GPIO_IN_REG : GPIO_IN1_REG);
	it->route = ROUTE_OF(pin);
	it->pad = AT(GPIO_PIN_MUX_REG[pin]);
	it->taken_route = 0;
	banks[pin / BANK_PINS].gates |= it->bit;
}

bool dead_man_gates_open(dead_man_pins pins)
{
	if (!can_drive(pins.pump) || !can_drive(pins.bleed) || !can_drive(pins.dump) || !can_drive(pins.rail)) return false;
	for (int i = 0; i < BANKS; i++) banks[i].gates = banks[i].rail = 0;
	open_gate(&gates[0], pins.pump);
	open_gate(&gates[1], pins.bleed);
	open_gate(&gates[2], pins.dump);
	banks[pins.rail / BANK_PINS].rail = 1u << pins.rail % BANK_PINS;
	rail_route = ROUTE_OF(pins.rail);
	held = rail_was_output = false;
	last_pins = pins;
	last_pins_check = check_of(pins);
	return true;
}

dead_man_levels IRAM_ATTR dead_man_gates_read(void)
{
	return (dead_man_levels){.pump = is_high(&gates[0]), .bleed = is_high(&gates[1]), .dump = is_high(&gates[2])};
}

void IRAM_ATTR dead_man_gates_hold(void)
{
	held = true;
	*rail_route = PLAIN_ROUTE;
	for (int i = 0; i < BANKS; i++) {
		if (*banks[i].enable & banks[i].rail) rail_was_output = true;
		*banks[i].enable_clear = banks[i].rail;
		*banks[i].out_clear = banks[i].gates;
		*banks[i].enable_set = banks[i].gates;
	}
	for (int i = 0; i < GATES; i++) {
		gate *it = &gates[i];
		uint32_t route = *it->route;
		if ((route & GPIO_FUNC0_OUT_SEL) != SIG_GPIO_OUT_IDX) it->taken_route = route;
		*it->route = PLAIN_ROUTE;
		*it->pad = (*it->pad & ~((uint32_t)MCU_SEL << MCU_SEL_S)) | (uint32_t)PIN_FUNC_GPIO << MCU_SEL_S;
	}
}

void IRAM_ATTR dead_man_gates_release(void)
{
	if (!held) return;
	held = false;
	for (int i = 0; i < GATES; i++) {
		if (gates[i].taken_route != 0) *gates[i].route = gates[i].taken_route;
		gates[i].taken_route = 0;
	}
	for (int i = 0; i < BANKS; i++) {
		if (rail_was_output) *banks[i].enable_set = banks[i].rail;
	}
	rail_was_output = false;
}

/* Runs before any other code of this project. What the last run drove, if it is known, is not driven any longer. */
static void __attribute__((constructor)) let_go_after_restart(void)
{
	if (last_pins_check != check_of(last_pins) || !dead_man_gates_open(last_pins)) return;
	dead_man_gates_hold();
	held = false;
}
