/*
 * The hard-timeout watchdog as a state machine: no hardware, no library, no allocation. A timer interrupt steps it with
 * what stands on the gates; everything else only leaves it a word. Times are 32-bit milliseconds that may wrap: only
 * differences count.
 */
#ifndef DEAD_MAN_CORE_H
#define DEAD_MAN_CORE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef ESP_PLATFORM
#include "esp_attr.h"
/* The interrupt runs while the flash cache is off, so its code lies in RAM. */
#define DEAD_MAN_IN_RAM IRAM_ATTR
#else
#define DEAD_MAN_IN_RAM
#endif

/*
 * The step runs in an interrupt, the other calls in a task, perhaps on the other core. Every field is a single word or
 * byte, written whole, and any order of the two sides is a valid order of events: so there is no lock to wait for.
 */
typedef struct {
	/* Time of the last step, and of the last feed. */
	volatile uint32_t now_ms;
	volatile uint32_t fed_ms;
	/* When the inflation being timed began, and when a gate was last seen energised; only while `timing`. */
	uint32_t inflated_ms;
	uint32_t busy_ms;
	volatile bool timing;
	volatile bool leg;
	/* An output was energised since boot. */
	volatile bool energised;
	volatile bool tripped;
	/* The one test trip of this boot was forgiven. */
	bool test_forgiven;
} dead_man;

/* Starts counting at `now_ms`, for an arm, as if just fed. */
void dead_man_init(dead_man *self, uint32_t now_ms);

/* A whole tick succeeded. Never extends the absolute limit; nothing once tripped. */
void dead_man_feed(dead_man *self);

/* Chooses the absolute limit: a leg's is longer. Ignored while an inflation is being timed. */
void dead_man_latch_limb(dead_man *self, bool leg);

/* Forgives a trip once a boot, and only if no output was ever energised. True if it did; that also counts as a feed. */
bool dead_man_clear_test_trip(dead_man *self);

/* One step with the levels seen on the gates since the last one. True means: force the outputs safe, now. */
bool dead_man_step(dead_man *self, uint32_t now_ms, bool pump, bool bleed, bool dump);

#endif
