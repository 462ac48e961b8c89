/*
 * The dead-man on the ESP32: a hardware timer whose interrupt steps the core with what stands on the gates, and holds
 * the outputs safe once it says so. JavaScript can feed it, and nothing else keeps it quiet; nothing stops it.
 */
#include <stddef.h>

#include "dead-man-core.h"
#include "dead-man-gates-esp32.h"
#include "driver/gptimer.h"
#include "xsmc.h"

#define TIMER_HZ 1000000

/*
 * About a kilohertz, and on purpose not exactly. A gate under PWM is high for a part of its period only, and the PWM
 * and this timer divide the same clock: at 1000 us every sample would fall on the same place of a 50 us or 500 us
 * period and might never see a driven gate. 997 shares no factor with either, so the samples walk over every
 * microsecond of the period: 50 of them see any pulse of a microsecond on the pump, 500 (half a second) on a valve.
 */
#define SAMPLE_US 997
#define MS_US 1000

/* Above the interrupts of level 1 and 2; the highest that may be written in C. */
#define PRIORITY 3

static dead_man core;
static gptimer_handle_t timer;
/* The dead-man's own clock: it counts its own interrupts, so it needs no other to be right. */
static uint32_t now_ms, pending_us;
static bool running;

static bool IRAM_ATTR on_sample(gptimer_handle_t source, const gptimer_alarm_event_data_t *event, void *context)
{
	(void)source, (void)event, (void)context;
	pending_us += SAMPLE_US;
	if (pending_us >= MS_US) {
		pending_us -= MS_US;
		now_ms++;
	}
	dead_man_levels seen = dead_man_gates_read();
	if (dead_man_step(&core, now_ms, seen.pump, seen.bleed, seen.dump)) dead_man_gates_hold();
	else dead_man_gates_release();
	return false;
}

static bool start(dead_man_pins pins)
{
	const gptimer_config_t config = {
		.clk_src = GPTIMER_CLK_SRC_DEFAULT,
		.direction = GPTIMER_COUNT_UP,
		.resolution_hz = TIMER_HZ,
		.intr_priority = PRIORITY,
	};
	const gptimer_alarm_config_t alarm = {.alarm_count = SAMPLE_US, .flags.auto_reload_on_alarm = true};
	const gptimer_event_callbacks_t callbacks = {.on_alarm = on_sample};
	if (!dead_man_gates_open(pins)) return false;
	dead_man_init(&core, now_ms);
	if (gptimer_new_timer(&config, &timer) != ESP_OK) return false;
	if (gptimer_set_alarm_action(timer, &alarm) != ESP_OK) return false;
	if (gptimer_register_event_callbacks(timer, &callbacks, NULL) != ESP_OK) return false;
	return gptimer_enable(timer) == ESP_OK && gptimer_start(timer) == ESP_OK;
}

static uint8_t pin_argument(xsMachine *the, xsIntegerValue index)
{
	xsIntegerValue number = xsmcToInteger(xsArg(index));
	/* No pin has number 255: the start then fails. */
	return number < 0 || number > UINT8_MAX ? UINT8_MAX : (uint8_t)number;
}

/* A second start, by a JavaScript machine that was made anew without a restart of the chip, changes nothing. */
void xs_dead_man_start(xsMachine *the)
{
	dead_man_pins pins = {
		.pump = pin_argument(the, 0),
		.bleed = pin_argument(the, 1),
		.dump = pin_argument(the, 2),
		.rail = pin_argument(the, 3),
	};
	if (!timer) running = start(pins);
}

void xs_dead_man_feed(xsMachine *the)
{
	(void)the;
	dead_man_feed(&core);
}

void xs_dead_man_latch_limb(xsMachine *the)
{
	dead_man_latch_limb(&core, xsmcToBoolean(xsArg(0)));
}

void xs_dead_man_clear_test_trip(xsMachine *the)
{
	xsmcSetBoolean(xsResult, running && dead_man_clear_test_trip(&core));
}

/* One that does not run counts as tripped: without a dead-man nothing else is safe. */
void xs_dead_man_tripped(xsMachine *the)
{
	xsmcSetBoolean(xsResult, !running || core.tripped);
}
