/** What is used of Web Bluetooth; the objects of `navigator.bluetooth` are such. */
export interface WebBluetooth {
  requestDevice(options: {
    readonly filters: { services: (string | number)[] }[];
    readonly optionalServices: (string | number)[];
  }): Promise<WebDevice>;
}

export interface WebDevice {
  readonly name?: string | undefined;
  readonly id: string;
  readonly gatt?: WebGattServer | undefined;
  addEventListener(type: "gattserverdisconnected", listener: () => void): void;
}

export interface WebGattServer {
  readonly connected: boolean;
  connect(): Promise<unknown>;
  disconnect(): void;
  getPrimaryService(uuid: string | number): Promise<WebService>;
}

export interface WebService {
  getCharacteristic(uuid: string | number): Promise<WebCharacteristic>;
}

export interface WebCharacteristic {
  readonly value?: DataView | undefined;
  readValue(): Promise<DataView>;
  writeValueWithResponse(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  writeValueWithoutResponse(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  startNotifications(): Promise<unknown>;
  stopNotifications(): Promise<unknown>;
  addEventListener(type: "characteristicvaluechanged", listener: () => void): void;
  removeEventListener(type: "characteristicvaluechanged", listener: () => void): void;
}
