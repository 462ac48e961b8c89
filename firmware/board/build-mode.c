#include "xsmc.h"

/*
 * True in a debug build, and in an instrumented one, which has the debugger's serial line too. The SDK's makefile
 * (tools/mcconfig/make.esp32.mk) defines these for -d and -i: so it cannot be wrong about what it is part of.
 */
void xs_is_debug_build(xsMachine *the)
{
#if defined(mxDebug) || defined(mxInstrument)
	xsmcSetBoolean(xsResult, 1);
#else
	xsmcSetBoolean(xsResult, 0);
#endif
}
