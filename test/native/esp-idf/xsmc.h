#pragma once

#include <stdint.h>

typedef struct xsMachineRecord xsMachine;
typedef struct xsSlotRecord xsSlot;
typedef unsigned char xsBooleanValue;
typedef int32_t xsIntegerValue;

struct xsSlotRecord {
	void *data[4];
};
struct xsMachineRecord {
	xsSlot *stack;
	xsSlot *scope;
	xsSlot *frame;
};

void fxBoolean(xsMachine *, xsSlot *, xsBooleanValue);
void fxNumber(xsMachine *, xsSlot *, double);
xsBooleanValue fxToBoolean(xsMachine *, xsSlot *);
xsIntegerValue fxToInteger(xsMachine *, xsSlot *);

#define xsArg(_INDEX) (the->frame[-1 - (_INDEX)])
#define xsResult (the->frame[1])
#define xsmcSetBoolean(_SLOT, _VALUE) fxBoolean(the, &_SLOT, _VALUE)
#define xsmcSetNumber(_SLOT, _VALUE) fxNumber(the, &_SLOT, _VALUE)
#define xsmcToBoolean(_SLOT) fxToBoolean(the, &_SLOT)
#define xsmcToInteger(_SLOT) fxToInteger(the, &_SLOT)
