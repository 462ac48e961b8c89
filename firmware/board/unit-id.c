#include <stdint.h>
#include "esp_mac.h"
#include "xsmc.h"

/* A number that is the chip's own: the last four bytes of its MAC address, of which the first three are Espressif's. */
void xs_unit_id(xsMachine *the)
{
	uint8_t mac[6] = {0};

	esp_efuse_mac_get_default(mac);
	const uint32_t id = ((uint32_t)mac[2] << 24) | ((uint32_t)mac[3] << 16) | ((uint32_t)mac[4] << 8) | mac[5];
	xsmcSetNumber(xsResult, (double)id);
}
