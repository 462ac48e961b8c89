/** Ends the BLE connection, if there is one. Returns at once; the SDK tells of the end later. */
export function endLink(): void;
