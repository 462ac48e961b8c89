#include <stdint.h>
#include "host/ble_gap.h"
#include "xsmc.h"

/* Bluetooth Core, vol. 1, part F: "Remote User Terminated Connection". */
#define TERMINATED_BY_USER 0x13
#define NONE 0xffff

static int note(uint16_t handle, void *found)
{
	*(uint16_t *)found = handle;
	return 0;
}

/*
 * Ends the one connection that there is. The handle is only noted inside the loop over connections, which holds a lock
 * that ending one needs. The SDK hears of the end as of any lost link; its own close() forgets the connection first, and
 * crashes on what the radio still has to say of it.
 */
void xs_end_link(xsMachine *the)
{
	uint16_t handle = NONE;

	(void)the;
	ble_gap_conn_foreach_handle(note, &handle);
	if (handle != NONE)
		ble_gap_terminate(handle, TERMINATED_BY_USER);
}
