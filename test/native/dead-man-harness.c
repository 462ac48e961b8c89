/*
 * Plays records from standard input on the dead-man's core and answers with what it said. A record is 12 bytes, little
 * endian: act, levels (1 pump, 2 bleed, 4 dump, 8 feed before every step), 2 unused, count (32 bit), step in ms
 * (32 bit). A step answers with one byte each time, every other act with one: 1 for "force safe" or "did it", 2 for
 * tripped.
 */
#include <stdio.h>

#include "dead-man-core.h"

static uint32_t word_at(const unsigned char *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void answer(const dead_man *self, bool said)
{
	putchar((said ? 1 : 0) | (self->tripped ? 2 : 0));
}

static uint32_t run_steps(dead_man *self, uint32_t now_ms, const unsigned char *record)
{
	unsigned char levels = record[1];
	for (uint32_t left = word_at(record + 4); left > 0; left--) {
		if (levels & 8) dead_man_feed(self);
		now_ms += word_at(record + 8);
		answer(self, dead_man_step(self, now_ms, levels & 1, levels & 2, levels & 4));
	}
	return now_ms;
}

int main(void)
{
	unsigned char record[12];
	uint32_t now_ms = 0;
	dead_man self;
	dead_man_init(&self, now_ms);
	while (fread(record, sizeof record, 1, stdin) == 1) {
		switch (record[0]) {
		case 'b': /* boot, at the time in the last word */
			now_ms = word_at(record + 8);
			dead_man_init(&self, now_ms);
			answer(&self, false);
			break;
		case 's':
			now_ms = run_steps(&self, now_ms, record);
			break;
		case 'f':
			dead_man_feed(&self);
			answer(&self, false);
			break;
		case 'l': /* a leg if there is a count */
			dead_man_latch_limb(&self, word_at(record + 4) > 0);
			answer(&self, false);
			break;
		case 'c':
			answer(&self, dead_man_clear_test_trip(&self));
			break;
		default:
			return 1;
		}
	}
	return 0;
}
