#pragma once

/* On the chip: code in RAM; memory that no restart of the processors touches. */
#define IRAM_ATTR
#define RTC_NOINIT_ATTR
