#pragma once

#include <stdint.h>

/* ESP-IDF 6, components/esp_hw_support/include/esp_mac.h: as far as it is used. */
int esp_efuse_mac_get_default(uint8_t *mac);
