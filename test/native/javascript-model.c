/* The calls that JavaScript makes, with its values in slots as the XS machine passes them. */
#include "esp32-model.h"
#include "xsmc.h"

void xs_dead_man_start(xsMachine *the);
void xs_dead_man_feed(xsMachine *the);
void xs_dead_man_latch_limb(xsMachine *the);
void xs_dead_man_clear_test_trip(xsMachine *the);
void xs_dead_man_tripped(xsMachine *the);

static xsSlot slots[8];
static xsMachine machine = {.frame = &slots[5]};

static xsIntegerValue *value_in(xsSlot *slot)
{
	return (xsIntegerValue *)slot->data;
}

void fxBoolean(xsMachine *the, xsSlot *slot, xsBooleanValue value)
{
	(void)the;
	*value_in(slot) = value;
}

xsBooleanValue fxToBoolean(xsMachine *the, xsSlot *slot)
{
	(void)the;
	return *value_in(slot) != 0;
}

xsIntegerValue fxToInteger(xsMachine *the, xsSlot *slot)
{
	(void)the;
	return *value_in(slot);
}

static void put(int index, xsIntegerValue value)
{
	*value_in(&machine.frame[-1 - index]) = value;
}

static bool result(void)
{
	return *value_in(&machine.frame[1]) != 0;
}

void js_start(int pump, int bleed, int dump, int rail)
{
	put(0, pump);
	put(1, bleed);
	put(2, dump);
	put(3, rail);
	xs_dead_man_start(&machine);
}

void js_feed(void)
{
	xs_dead_man_feed(&machine);
}

void js_latch(bool leg)
{
	put(0, leg);
	xs_dead_man_latch_limb(&machine);
}

bool js_clear(void)
{
	xs_dead_man_clear_test_trip(&machine);
	return result();
}

bool js_tripped(void)
{
	xs_dead_man_tripped(&machine);
	return result();
}
