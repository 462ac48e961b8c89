/** What `@moddable/typings` 5.6.0 lacks; the device build takes the SDK's own. */
declare module "embedded:storage/flash" {
  interface Flash {
    status(): { readonly blockLength: number; readonly blocks: number };
    read(buffer: Uint8Array, byteOffset: number): number;
    write(buffer: Uint8Array, byteOffset: number): void;
    eraseBlock(start: number, end?: number): void;
  }
  const flash: { open(options: { path: string }): Flash };
  export default flash;
}

declare module "embedded:io/bluetoothle/peripheral" {
  const GATTServer: import("../firmware/ble/sdk-gatt").SdkServerClass;

  export { GATTServer };
}

declare module "mc/config" {
  const config: { readonly bench?: unknown };
  export default config;
}
