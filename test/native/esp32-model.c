/* Anonymous memory is not in C99. */
#define _DEFAULT_SOURCE
#include "esp32-model.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "driver/gptimer.h"
#include "soc/gpio_periph.h"
#include "soc/gpio_reg.h"
#include "soc/gpio_sig_map.h"
#include "soc/io_mux_reg.h"
#include "xsmc.h"

#define PAGE 4096
#define REG(address) (*(volatile uint32_t *)(uintptr_t)(address))
#define ROUTE(pin) REG(GPIO_FUNC0_OUT_SEL_CFG_REG + 4 * (pin))
#define PAD(pin) REG(GPIO_PIN_MUX_REG[pin])

/* Offsets of the pads that the first board uses. */
const uint32_t GPIO_PIN_MUX_REG[40] = {
	[PUMP] = DR_REG_IO_MUX_BASE + 0x24,
	[BLEED] = DR_REG_IO_MUX_BASE + 0x28,
	[DUMP] = DR_REG_IO_MUX_BASE + 0x2c,
	[RAIL] = DR_REG_IO_MUX_BASE + 0x20,
};

/* A stray program has left the gates' output bits high. */
static uint64_t out = 7ull << PUMP, pwm;
static gptimer_alarm_cb_t alarm_callback;
static struct gptimer_t { int unused; } the_timer;
static bool timer_runs;

static void map(uintptr_t address)
{
	void *got = mmap((void *)address, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	if (got != (void *)address) exit(77);
}

void model_start(void)
{
	map(DR_REG_GPIO_BASE);
	map(DR_REG_IO_MUX_BASE);
	for (int i = 0; i < 40; i++) ROUTE(i) = SIG_GPIO_OUT_IDX;
}

static bool is_enabled(int pin)
{
	uint32_t word = REG(pin < 32 ? GPIO_ENABLE_REG : GPIO_ENABLE1_REG);
	return word >> (pin & 31) & 1;
}

pin_state state_of(int pin)
{
	uint32_t route = ROUTE(pin) & GPIO_FUNC0_OUT_SEL;
	if (route == PWM_ROUTE(pin)) return pwm >> pin & 1 ? HIGH : LOW;
	if (!is_enabled(pin)) return FLOATING;
	return out >> pin & 1 ? HIGH : LOW;
}

/* Set and clear registers act on the words they belong to; inputs follow the pins whose input is on. */
static void settle(void)
{
	REG(GPIO_ENABLE_REG) = (REG(GPIO_ENABLE_REG) | REG(GPIO_ENABLE_W1TS_REG)) & ~REG(GPIO_ENABLE_W1TC_REG);
	REG(GPIO_ENABLE1_REG) = (REG(GPIO_ENABLE1_REG) | REG(GPIO_ENABLE1_W1TS_REG)) & ~REG(GPIO_ENABLE1_W1TC_REG);
	out &= ~(REG(GPIO_OUT_W1TC_REG) | (uint64_t)REG(GPIO_OUT1_W1TC_REG) << 32);
	REG(GPIO_ENABLE_W1TS_REG) = REG(GPIO_ENABLE_W1TC_REG) = REG(GPIO_OUT_W1TC_REG) = 0;
	REG(GPIO_ENABLE1_W1TS_REG) = REG(GPIO_ENABLE1_W1TC_REG) = REG(GPIO_OUT1_W1TC_REG) = 0;
	uint32_t in = 0;
	for (int pin = PUMP; pin <= DUMP; pin++) {
		if (PAD(pin) & FUN_IE && state_of(pin) == HIGH) in |= 1u << pin;
	}
	REG(GPIO_IN_REG) = in;
}

/* The linker's list of what runs before main. */
extern void (*__init_array_start[])(void);
extern void (*__init_array_end[])(void);

void model_restart(void)
{
	for (void (**run)(void) = __init_array_start; run < __init_array_end; run++) (*run)();
	settle();
}

void attach_pwm(int pin)
{
	ROUTE(pin) = PWM_ROUTE(pin);
	PAD(pin) = PIN_FUNC_GPIO << MCU_SEL_S;
	settle();
}

void make_output(int pin)
{
	REG(pin < 32 ? GPIO_ENABLE_W1TS_REG : GPIO_ENABLE1_W1TS_REG) = 1u << (pin & 31);
	settle();
}

void pwm_levels(bool pump, bool bleed, bool dump)
{
	pwm = (uint64_t)pump << PUMP | (uint64_t)bleed << BLEED | (uint64_t)dump << DUMP;
	settle();
}

void samples(uint32_t times)
{
	const gptimer_alarm_event_data_t event = {0, 0};
	for (; times > 0 && timer_runs; times--) {
		settle();
		if (alarm_callback(&the_timer, &event, NULL)) abort();
		settle();
	}
}

esp_err_t gptimer_new_timer(const gptimer_config_t *config, gptimer_handle_t *ret_timer)
{
	if (config->resolution_hz != 1000000 || config->direction != GPTIMER_COUNT_UP) return 1;
	*ret_timer = &the_timer;
	return ESP_OK;
}

esp_err_t gptimer_set_alarm_action(gptimer_handle_t timer, const gptimer_alarm_config_t *config)
{
	return timer == &the_timer && config->flags.auto_reload_on_alarm && config->alarm_count == 997 ? ESP_OK : 1;
}

esp_err_t gptimer_register_event_callbacks(gptimer_handle_t timer, const gptimer_event_callbacks_t *cbs, void *user_data)
{
	(void)timer, (void)user_data;
	alarm_callback = cbs->on_alarm;
	return ESP_OK;
}

esp_err_t gptimer_enable(gptimer_handle_t timer)
{
	return timer == &the_timer && alarm_callback != NULL ? ESP_OK : 1;
}

esp_err_t gptimer_start(gptimer_handle_t timer)
{
	timer_runs = timer == &the_timer;
	return ESP_OK;
}
