/*
 * The dead-man's hands on the ESP32: sees the three gates, and takes pump, valves and rail out of everyone else's.
 * Everything but `open` works on registers alone and lies in RAM, so it runs while the flash cache is off.
 */
#ifndef DEAD_MAN_GATES_ESP32_H
#define DEAD_MAN_GATES_ESP32_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	uint8_t pump;
	uint8_t bleed;
	uint8_t dump;
	uint8_t rail;
} dead_man_pins;

typedef struct {
	bool pump;
	bool bleed;
	bool dump;
} dead_man_levels;

/* Finds the registers of these pins. False for a pin that cannot be an output. Also remembers them over a reset. */
bool dead_man_gates_open(dead_man_pins pins);

/* What stands on the gates' pins at this moment. */
dead_man_levels dead_man_gates_read(void);

/* Pump and valves low, away from the PWM; the rail's pin an input. To be repeated: another call may undo it. */
void dead_man_gates_hold(void);

/* Gives pins that are held back to whoever had them. */
void dead_man_gates_release(void);

#endif
