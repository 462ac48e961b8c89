#include "dead-man-core.h"

#include "dead-man-limits.h"

void dead_man_init(dead_man *self, uint32_t now_ms)
{
	self->now_ms = now_ms;
	self->fed_ms = now_ms;
	self->inflated_ms = now_ms;
	self->busy_ms = now_ms;
	self->timing = false;
	self->leg = false;
	self->energised = false;
	self->tripped = false;
	self->test_forgiven = false;
}

void dead_man_feed(dead_man *self)
{
	if (!self->tripped) self->fed_ms = self->now_ms;
}

void dead_man_latch_limb(dead_man *self, bool leg)
{
	if (!self->timing) self->leg = leg;
}

bool dead_man_clear_test_trip(dead_man *self)
{
	if (!self->tripped || self->energised || self->test_forgiven) return false;
	self->test_forgiven = true;
	self->fed_ms = self->now_ms;
	self->tripped = false;
	return true;
}

/* Follows the inflation on the gates themselves. True once it has lasted as long as the limb may bear. */
static bool DEAD_MAN_IN_RAM inflated_too_long(dead_man *self, uint32_t last_ms, bool pump, bool any)
{
	uint32_t now_ms = self->now_ms;
	if (pump && !self->timing) {
		/* The pump may have been driven since just after the last step. */
		self->inflated_ms = last_ms;
		self->timing = true;
	}
	if (!self->timing) return false;
	if (any) self->busy_ms = now_ms;
	if (now_ms - self->busy_ms >= DEAD_MAN_CLEAR_AFTER_MS) {
		self->timing = false;
		return false;
	}
	return now_ms - self->inflated_ms >= (self->leg ? DEAD_MAN_ABSOLUTE_LEG_MS : DEAD_MAN_ABSOLUTE_ARM_MS);
}

bool DEAD_MAN_IN_RAM dead_man_step(dead_man *self, uint32_t now_ms, bool pump, bool bleed, bool dump)
{
	uint32_t last_ms = self->now_ms;
	bool any = pump || bleed || dump;
	self->now_ms = now_ms;
	if (any) self->energised = true;
	/* Nothing below may run once tripped: it could trip again what is being forgiven on the other core. */
	if (self->tripped) return true;
	bool too_long = inflated_too_long(self, last_ms, pump, any);
	if (too_long || now_ms - self->fed_ms > DEAD_MAN_HEARTBEAT_MS) self->tripped = true;
	return self->tripped;
}
