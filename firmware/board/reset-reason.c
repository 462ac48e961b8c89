#include "esp_system.h"
#include "xsmc.h"

/* True where the last run ended in a panic, a watchdog, a brown-out, or in a way that the chip does not know. */
void xs_was_abnormal_reset(xsMachine *the)
{
	const esp_reset_reason_t reason = esp_reset_reason();
	const int normal =
		reason == ESP_RST_POWERON || reason == ESP_RST_EXT || reason == ESP_RST_SW || reason == ESP_RST_DEEPSLEEP;

	xsmcSetBoolean(xsResult, !normal);
}
