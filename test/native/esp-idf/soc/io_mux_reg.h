#pragma once

#define DR_REG_IO_MUX_BASE 0x3ff49000
#define FUN_IE (1UL << 9)
#define MCU_SEL 0x7
#define MCU_SEL_S 12
#define PIN_FUNC_GPIO 2
