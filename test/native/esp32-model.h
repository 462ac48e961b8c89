/*
 * A small ESP32 behind the dead-man: memory at the real addresses of the GPIO registers, a PWM that can be routed to a
 * pin, the timer's alarm, and a JavaScript caller.
 */
#ifndef ESP32_MODEL_H
#define ESP32_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum { PUMP = 25, BLEED = 26, DUMP = 27, RAIL = 33 };

/* Route number of a PWM channel: any that is not plain GPIO. */
#define PWM_ROUTE(pin) (71u + (pin))

void model_start(void);
/* A restart as after a panic: processors begin anew, pins and PWM stay as they are. */
void model_restart(void);

/* JavaScript attaches its PWM to a gate, or makes the rail an output; the SDK leaves a PWM pin's input off. */
void attach_pwm(int pin);
void make_output(int pin);
/* PWM levels from now on. */
void pwm_levels(bool pump, bool bleed, bool dump);

/* Runs the alarm's interrupt `times`, the hardware keeping up. */
void samples(uint32_t times);

/* What a pin shows outside: driven high, driven low, or not driven. */
typedef enum { LOW, HIGH, FLOATING } pin_state;
pin_state state_of(int pin);

/* Calls from JavaScript. */
void js_start(int pump, int bleed, int dump, int rail);
void js_feed(void);
void js_latch(bool leg);
bool js_clear(void);
bool js_tripped(void);

#endif
