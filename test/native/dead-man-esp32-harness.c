/* What the dead-man's ESP32 side does to a modelled chip. Says what is wrong, and ends with 1. */
#include <stdio.h>
#include <string.h>

#include "esp32-model.h"

static int wrong;
#define EXPECT(what) \
	do { \
		if (!(what)) wrong = 1, printf("line %d: %s\n", __LINE__, #what); \
	} while (0)

static void boot(void)
{
	js_start(PUMP, BLEED, DUMP, RAIL);
	attach_pwm(PUMP);
	attach_pwm(BLEED);
	attach_pwm(DUMP);
	make_output(RAIL);
}

static bool all_safe(void)
{
	return state_of(PUMP) == LOW && state_of(BLEED) == LOW && state_of(DUMP) == LOW && state_of(RAIL) == FLOATING;
}

static void fed_for(uint32_t times)
{
	for (; times > 0; times--) {
		js_feed();
		samples(1);
	}
}

static void starves(void)
{
	boot();
	pwm_levels(true, true, true);
	fed_for(50);
	EXPECT(state_of(PUMP) == HIGH && state_of(BLEED) == HIGH && state_of(DUMP) == HIGH && state_of(RAIL) == LOW);
	/* 200 ms are 200.6 samples of 997 us, and one has passed since the last feed. */
	samples(199);
	EXPECT(!js_tripped());
	samples(2);
	EXPECT(js_tripped() && all_safe());
	/* A hung or malicious JavaScript may re-make its outputs: each sample takes them again. */
	attach_pwm(PUMP);
	make_output(RAIL);
	samples(1);
	EXPECT(all_safe() && !js_clear());
	fed_for(10);
	EXPECT(js_tripped() && all_safe());
}

static void test_trip(void)
{
	boot();
	samples(202);
	EXPECT(js_tripped() && all_safe());
	EXPECT(js_clear() && !js_tripped());
	samples(1);
	EXPECT(state_of(RAIL) == LOW);
	pwm_levels(true, false, false);
	fed_for(5);
	EXPECT(!js_tripped() && state_of(PUMP) == HIGH);
	samples(202);
	EXPECT(js_tripped() && all_safe() && !js_clear());
}

static void trips_before_the_board(void)
{
	js_start(PUMP, BLEED, DUMP, RAIL);
	samples(202);
	boot();
	samples(1);
	EXPECT(all_safe() && js_clear());
	samples(1);
	pwm_levels(true, true, true);
	EXPECT(state_of(PUMP) == HIGH && state_of(BLEED) == HIGH && state_of(RAIL) == LOW);
}

/* The pump high in one sample of twenty: a duty of 5 %, or a heartbeat of short runs. */
static void absolute_limit(uint32_t minutes, bool leg)
{
	boot();
	js_latch(leg);
	/* The first sample finds the inputs off, and switches them on. Valves alone start no limit. */
	pwm_levels(false, true, true);
	fed_for(1000);
	uint32_t almost = (uint32_t)(minutes * 60000000ull / 997) - 2;
	for (uint32_t i = 0; i < almost; i++) {
		pwm_levels(i % 20 == 0, false, true);
		fed_for(1);
	}
	EXPECT(!js_tripped());
	fed_for(5);
	EXPECT(js_tripped() && all_safe());
}

static void restart(void)
{
	boot();
	pwm_levels(true, true, true);
	fed_for(5);
	model_restart();
	EXPECT(state_of(PUMP) == LOW && state_of(BLEED) == LOW && state_of(DUMP) == LOW && state_of(RAIL) == FLOATING);
}

static void cannot_start(void)
{
	EXPECT(js_tripped() && !js_clear());
	js_start(PUMP, 34, DUMP, RAIL);
	EXPECT(js_tripped() && !js_clear());
	js_start(PUMP, 300, DUMP, RAIL);
	js_start(PUMP, -1, DUMP, RAIL);
	EXPECT(js_tripped());
}

int main(int count, char **names)
{
	const char *name = count > 1 ? names[1] : "";
	model_start();
	if (!strcmp(name, "starves")) starves();
	else if (!strcmp(name, "test-trip")) test_trip();
	else if (!strcmp(name, "early-trip")) trips_before_the_board();
	else if (!strcmp(name, "arm")) absolute_limit(15, false);
	else if (!strcmp(name, "leg")) absolute_limit(20, true);
	else if (!strcmp(name, "restart")) restart();
	else if (!strcmp(name, "cannot-start")) cannot_start();
	else return 2;
	return wrong;
}
