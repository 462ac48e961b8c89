#pragma once

#include <stdint.h>

/* NimBLE as ESP-IDF 6 has it, nimble/host/include/host/ble_gap.h: as far as it is used. */
typedef int ble_gap_conn_foreach_handle_fn(uint16_t conn_handle, void *arg);

void ble_gap_conn_foreach_handle(ble_gap_conn_foreach_handle_fn *cb, void *arg);
int ble_gap_terminate(uint16_t conn_handle, uint8_t hci_reason);
