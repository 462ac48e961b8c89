#pragma once

#include <stdint.h>

#define GPIO_NUM_MAX 40
/* All pins of the ESP32 but 24, 28 to 31, and 34 to 39, which are inputs only. */
#define SOC_GPIO_VALID_OUTPUT_GPIO_MASK (0xffffffffffULL & ~(1ULL << 24) & ~(0xfULL << 28) & ~(0x3fULL << 34))
#define GPIO_IS_VALID_OUTPUT_GPIO(gpio_num) \
	(((gpio_num) >= 0) && (((1ULL << (gpio_num)) & SOC_GPIO_VALID_OUTPUT_GPIO_MASK) != 0))
