import { expect } from "chai";
import fc from "fast-check";
import Analog from "../../sim/io/analog";
import { type Chip, powerUp } from "../../sim/io/chip";
import { ForeignChip } from "../../sim/io/devices/foreign-chip";
import Digital from "../../sim/io/digital";
import I2C from "../../sim/io/i2c";
import PWM from "../../sim/io/pwm";

describe("simulated IO", () => {
  let chip: Chip;
  beforeEach(() => {
    chip = powerUp();
  });

  describe("PWM", () => {
    it("starts at 0, writes whole numbers up to the resolution, and is always on at the highest", () => {
      const pwm = new PWM({ pin: 25, hz: 20_000 });
      expect(pwm.resolution).to.equal(10);
      expect(chip.pin(25)).to.include({ isDriven: true, duty: 0, hz: 20_000 });
      pwm.write(512);
      expect(chip.pin(25).duty).to.equal(0.5);
      pwm.write(1023);
      expect(chip.pin(25).duty).to.equal(1);
      for (const value of [-1, 1024]) expect(() => pwm.write(value)).to.throw(RangeError, "invalid value");
    });

    it("leaves its pin at 0 when it is closed, and writes no more", () => {
      const pwm = new PWM({ pin: 25 });
      pwm.write(700);
      pwm.close();
      pwm.close();
      expect(chip.pin(25)).to.include({ isDriven: true, duty: 0, hz: 0 });
      expect(() => pwm.write(0)).to.throw("closed");
      expect(new PWM({ pin: 25 }).hz).to.equal(1024);
    });

    it("has four channels, and no pin twice", () => {
      const all = [16, 17, 18, 19].map((pin) => new PWM({ pin, hz: 500 }));
      expect(() => new PWM({ pin: 25, hz: 500 })).to.throw("no ledc channel");
      all[0]?.close();
      expect(() => new PWM({ pin: 17, hz: 500 })).to.throw("in use");
      expect(new PWM({ pin: 25, hz: 600 }).hz).to.equal(600);
    });

    it("refuses what the chip cannot count", () => {
      expect(() => new PWM({ pin: 25, hz: 0 })).to.throw(RangeError, "invalid hz");
      expect(() => new PWM({ pin: 25, hz: 10 })).to.throw(RangeError, "invalid combination");
      expect(() => new PWM({ pin: 25, hz: 100_000 })).to.throw("configure");
      expect(() => new PWM({ pin: 34 })).to.throw("can't configure");
    });
  });

  describe("Digital", () => {
    it("an output starts at its initial value and shows every write", () => {
      const output = new Digital({ pin: 33, mode: Digital.Output, initialValue: 1 });
      expect(chip.pin(33)).to.include({ isDriven: true, duty: 1 });
      chip.advance(5);
      output.write(0);
      output.write(0);
      expect(chip.changes).to.deep.equal([
        { atMs: 0, pin: 33, duty: 1, hz: 0 },
        { atMs: 5, pin: 33, duty: 0, hz: 0 },
      ]);
      expect(() => output.read()).to.throw("can't read output");
    });

    it("an input reads what drives it from outside, else its pull", () => {
      const input = new Digital({ pin: 32, mode: Digital.InputPullUp });
      expect(input.read()).to.equal(1);
      chip.pin(32).setOutside(0);
      expect(input.read()).to.equal(0);
      expect(() => input.write(1)).to.throw("can't write input");
      expect(new Digital({ pin: 4, mode: Digital.InputPullDown }).read()).to.equal(0);
    });

    it("tells the edges that were asked for", () => {
      let edges = 0;
      const onReadable = (): void => {
        edges++;
      };
      new Digital({ pin: 32, mode: Digital.InputPullUp, edge: Digital.Falling, onReadable });
      for (const level of [0, 1, 0, 0] as const) chip.pin(32).setOutside(level);
      expect(edges).to.equal(2);
      expect(() => new Digital({ pin: 4, mode: Digital.Input, onReadable })).to.throw("invalid edges");
    });

    it("refuses pins that are taken, missing or inputs only, and gives its own back", () => {
      const output = new Digital({ pin: 33, mode: Digital.Output });
      expect(() => new PWM({ pin: 33 })).to.throw("in use");
      expect(() => new Digital({ pin: 24, mode: Digital.Input })).to.throw("invalid pin");
      expect(() => new Digital({ pin: 34, mode: Digital.Output })).to.throw("input only");
      expect(() => new Digital({ pin: 4, mode: 7 })).to.throw("invalid mode");
      output.close();
      expect(chip.pin(33)).to.include({ isDriven: false, pull: "up" });
      expect(() => output.write(1)).to.throw("closed");
      new Digital({ pin: 33, mode: Digital.Output });
    });
  });

  describe("I2C", () => {
    const options = { data: 21, clock: 22, hz: 400_000, address: 0x50 };

    it("several addresses share two pins, none of them twice, and nobody else gets the pins", () => {
      const first = new I2C(options);
      const second = new I2C({ ...options, address: 0x51 });
      expect(() => new I2C(options)).to.throw("duplicate address");
      first.close();
      expect(() => new Digital({ pin: 21, mode: Digital.Input })).to.throw("in use");
      second.close();
      new Digital({ pin: 21, mode: Digital.Input });
      expect(() => new I2C(options)).to.throw("inUse");
    });

    it("fills a buffer or makes one, and throws where nobody acknowledges", () => {
      chip.bus(21, 22).attach(new ForeignChip(0x50, 7));
      const i2c = new I2C(options);
      const into = new Uint8Array(3);
      expect(i2c.read(into)).to.equal(3);
      expect([...into]).to.deep.equal([7, 7, 7]);
      expect([...new Uint8Array(i2c.read(2))]).to.deep.equal([7, 7]);
      i2c.write(into);
      const nobody = new I2C({ ...options, address: 0x51 });
      expect(() => nobody.read(into)).to.throw("read failed");
      expect(() => nobody.write(into)).to.throw("write failed");
      i2c.close();
      expect(() => i2c.write(into)).to.throw("closed");
    });

    it("takes the time that its bits take, and blocks for its timeout on a held clock", () => {
      const bus = chip.bus(21, 22);
      bus.attach(new ForeignChip(0x50, 7));
      const i2c = new I2C({ ...options, hz: 100_000 });
      i2c.read(new Uint8Array(9));
      expect(bus.spentMs).to.be.closeTo(0.9, 1e-9);
      bus.clockIsHeld = true;
      expect(() => i2c.read(1)).to.throw("read failed");
      expect(bus.spentMs, "the SDK's own 400 ms").to.be.closeTo(400.9, 1e-9);
    });

    it("refuses options that the SDK refuses", () => {
      const refused = [{ hz: 0 }, { hz: 3e7 }, { address: 128 }, { timeout: -2 }, { data: 34 }];
      for (const wrong of refused) expect(() => new I2C({ ...options, ...wrong })).to.throw(RangeError);
      for (const name of ["data", "clock", "address"]) {
        expect(() => new I2C({ ...options, [name]: undefined })).to.throw(RangeError, `${name} required`);
      }
    });
  });

  it("an analog input reads its pin's voltage in 12 bits", () => {
    const analog = new Analog({ pin: 35 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3.3, noNaN: true }), (volts) => {
        chip.pin(35).volts = volts;
        expect((analog.read() / 4095) * 3.3).to.be.closeTo(volts, 0.0005);
      }),
    );
    expect(() => new Analog({ pin: 21 })).to.throw("not analog pin");
    analog.close();
    expect(() => analog.read()).to.throw("closed");
  });
});
