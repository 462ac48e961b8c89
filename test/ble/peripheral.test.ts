import { expect } from "chai";
import type { SdkCharacteristic, SdkConnection, SdkServerOptions } from "../../firmware/ble/sdk-gatt";
import { type Advertisement, advertisingBytes } from "../../sim/ble/advertising-bytes";
import { gattServerOn } from "../../sim/ble/peripheral";
import { propertyBits } from "../../sim/ble/property-bits";
import { DirectRadio } from "./direct-radio";

const STATUS = "2a19";
const nothing = (): void => undefined;
const one = (): Uint8Array => Uint8Array.of(1);

/** What a program of the SDK could be that GattServer is not. */
function program(characteristic: Partial<SdkCharacteristic>, others: Partial<SdkServerOptions> = {}): SdkServerOptions {
  return {
    mtu: 247,
    services: [{ uuid: "180f", characteristics: [{ uuid: STATUS, properties: propertyBits.read, ...characteristic }] }],
    security: {
      bond: true,
      authenticate: false,
      immediate: false,
      ioCapabilities: "none",
      display: false,
      keyboard: false,
    },
    onReady: nothing,
    onConnect: nothing,
    onDisconnect: nothing,
    onSecured: nothing,
    onWarning: nothing,
    ...others,
  };
}

function build(options: SdkServerOptions): void {
  const { GATTServer } = gattServerOn(new DirectRadio());
  new GATTServer(options);
}

describe("the stand-in for the SDK's GATT server", () => {
  const wrong: readonly [string, Partial<SdkCharacteristic>][] = [
    ["inconsistent read", { properties: propertyBits.read }],
    ["inconsistent read", { properties: propertyBits.write, onRead: one, onWrite: nothing }],
    ["inconsistent write", { properties: propertyBits.writeWithOutResponse }],
    ["inconsistent write", { onRead: one, onWrite: nothing }],
    ["inconsistent onSubscribe", { properties: propertyBits.notify, onSubscribe: nothing }],
    ["inconsistent onSubscribe", { onRead: one, onUnsubscribe: nothing }],
    ["value too big", { value: new Uint8Array(525) }],
    ["crash: an empty value", { value: new Uint8Array(0) }],
    ["crash: a value takes", { value: one(), properties: propertyBits.read | propertyBits.notify }],
    ["properies missing", { properties: 0, onRead: one }],
    ["bad uuid", { uuid: "2A19", onRead: one }],
  ];
  for (const [message, characteristic] of wrong) {
    it(`refuses: ${message} (${Object.keys(characteristic).join(", ")})`, () => {
      expect(() => build(program(characteristic))).to.throw(message);
    });
  }

  it("takes what is right, once", () => {
    const { GATTServer } = gattServerOn(new DirectRadio());
    const options = program({ value: new Uint8Array(524) });
    new GATTServer(options);
    expect(() => new GATTServer(options)).to.throw("only one");
  });

  it("looks at `display`, whatever `ioCapabilities` says", () => {
    const { security } = program({});
    const passkey = { ...security, authenticate: true, ioCapabilities: "display" as never };
    expect(() => build(program({ onRead: one }, { security: passkey }))).to.throw("authenticate requires");
    build(program({ onRead: one }, { security: { ...passkey, display: true } }));
  });

  const tooLong: readonly [string, Advertisement][] = [
    ["a name", { name: "a".repeat(30) }],
    ["service and name", { flags: 6, services: ["7d3b0001-52e6-4f0c-9a41-c0f5b6d82e17"], name: "nine char" }],
  ];
  for (const [what, advertisement] of tooLong) {
    it(`refuses more than 31 bytes: ${what}`, () => {
      expect(() => advertisingBytes(advertisement)).to.throw(RangeError);
    });
  }

  it("advertises what fits, each list by its length", () => {
    const bytes = advertisingBytes({ flags: 6, name: "ab", services: ["180f", "180a"], 255: Uint8Array.of(1, 0, 7) });
    expect([...bytes]).to.deep.equal([4, 255, 1, 0, 7, 2, 1, 6, 3, 9, 0x61, 0x62, 5, 3, 0x0f, 0x18, 0x0a, 0x18]);
    expect(() => advertisingBytes({ colour: one() } as Advertisement)).to.throw("unrecognized colour");
    expect(() => advertisingBytes({ services: ["18"] })).to.throw("invalid UUID");
  });

  describe("with a client", () => {
    let radio: DirectRadio;
    let mishaps: readonly string[];
    let connection: SdkConnection | undefined;
    let native: object;

    function run(options: SdkServerOptions): SdkConnection {
      radio = new DirectRadio();
      const stack = gattServerOn(radio);
      mishaps = stack.mishaps.all;
      const server = new stack.GATTServer({
        ...options,
        onConnect: (who) => {
          connection = who;
          options.onConnect(who);
        },
      });
      server.startAdvertising({ flags: 6 }, {});
      radio.connect();
      if (connection === undefined) throw new Error("not connected");
      return connection;
    }

    const notifying: Partial<SdkCharacteristic> = {
      properties: propertyBits.read | propertyBits.notify,
      onRead: one,
      onSubscribe(this: object) {
        native = this;
      },
      onUnsubscribe: nothing,
    };

    it("notifies only by its own object, and only who listens; a third argument is not passed on", async () => {
      const link = run(program(notifying));
      radio.subscribe(STATUS);
      expect(() => link.notify({ uuid: STATUS }, one())).to.throw(TypeError);
      let calls = 0;
      (link.notify as (...all: unknown[]) => void)(native, one(), () => {
        calls += 1;
      });
      await Promise.resolve();
      expect([radio.sent.length, calls]).to.deep.equal([1, 0]);
      radio.unsubscribe(STATUS);
      expect(() => link.notify(native, one())).to.throw("disabled");
    });

    it("hangs for good once a callback has thrown", () => {
      let reads = 0;
      run(
        program({
          onRead: () => {
            reads += 1;
            throw new Error("oh");
          },
        }),
      );
      radio.read(STATUS);
      radio.read(STATUS);
      expect(reads).to.equal(1);
      expect(mishaps).to.deep.equal(["hang: onRead threw Error: oh"]);
    });

    it("hangs where a read gives no bytes", () => {
      run(program({ onRead: () => "text" as unknown as Uint8Array }));
      radio.read(STATUS);
      expect(mishaps).to.deep.equal(["hang: onRead threw TypeError: onRead gave no buffer"]);
    });

    it("tells nothing of a closed connection and advertises no more", async () => {
      let ends = 0;
      const link = run(
        program(
          { onRead: one },
          {
            onDisconnect: () => {
              ends += 1;
            },
          },
        ),
      );
      link.close();
      expect(() => link.maximumWrite).to.throw(TypeError);
      expect(() => link.close()).to.throw(TypeError);
      await Promise.resolve();
      expect([radio.isLinked, ends, radio.advertised]).to.deep.equal([false, 0, undefined]);
      expect(mishaps).to.deep.equal([]);
    });

    it("crashes on close where the client listens, or writes in the last moment", async () => {
      run(program(notifying)).close();
      radio.read(STATUS);
      expect(mishaps).to.deep.equal(["crash: onRead of a connection that was closed"]);
      const link = run(program(notifying));
      radio.subscribe(STATUS);
      link.close();
      await Promise.resolve();
      expect(mishaps).to.deep.equal(["crash: onSubscribe or onUnsubscribe of a connection that was closed"]);
    });
  });
});
