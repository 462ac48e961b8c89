#pragma once

#include <stdint.h>

/* Address of each pin's pad register; 0 where there is no pin. */
extern const uint32_t GPIO_PIN_MUX_REG[40];
