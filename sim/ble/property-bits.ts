/** `GATTServer.properties` of the SDK (modules/io/ble/server/esp32/bleserver.js, 8.2.3), spelt as there. */
export const propertyBits = Object.freeze({
  broadcast: 1,
  read: 2,
  writeWithOutResponse: 4,
  write: 8,
  notify: 16,
  indicate: 32,
  authenticatedSignedWrites: 64,
  reliableWrite: 128,
  readEncrypted: 512 | 2,
  readAuthenticated: 1024 | 2,
  writeEncrypted: 4096 | 8,
  writeAuthenticated: 8192 | 8,
  subscribeEncrypted: 32768 | 16,
  subscribeAuthenticated: 65536 | 16,
});
