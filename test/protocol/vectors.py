"""Decodes and encodes every vector of docs/protocol-vectors.json by nothing but docs/protocol.json.

Written without a look at the firmware's codec, so that description and vectors are proven to be enough for another
language. Python 3, standard library only: python3 test/protocol/vectors.py. Exits 1 where anything differs.
"""

import json
import math
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def wire_range(field):
    """Lowest and highest number on the wire; the code for "unknown" is not a value."""
    number, span = field["number"], 1 << (8 * field["bytes"])
    low = -span // 2 if number["isSigned"] else 0
    high = low + span - 1
    unknown = number.get("unknown")
    return low + (unknown == low), high - (unknown == high)


def encode_number(field, value):
    number = field["number"]
    if value is None:
        return number["unknown"]
    if number["wraps"]:
        return int(value)
    steps = value * number["divisor"] / number["factor"]
    nearest = math.ceil(steps) if number["roundsUp"] else math.floor(steps + 0.5)
    low, high = wire_range(field)
    return min(max(nearest, low), high)


def encode(frame, values):
    data = b""
    for field in frame["fields"]:
        size = field["bytes"]
        if field["kind"] == "fixed":
            raw = field["value"]
        elif field["kind"] == "bits":
            raw = sum(int(values[part["name"]]) << part["bit"] for part in field["parts"])
        else:
            raw = encode_number(field, values[field["name"]])
        data += (raw % (1 << (8 * size))).to_bytes(size, "little")
    return data


def decode(frame, data):
    values = {}
    for field in frame["fields"]:
        number = field.get("number", {})
        piece = data[field["at"] : field["at"] + field["bytes"]]
        raw = int.from_bytes(piece, "little", signed=number.get("isSigned", False))
        if field["kind"] == "fixed":
            assert raw == field["value"], f"{frame['name']} has the type {raw}"
        elif field["kind"] == "bits":
            for part in field["parts"]:
                value = (raw >> part["bit"]) & ((1 << part["width"]) - 1)
                values[part["name"]] = value == 1 if part["isFlag"] else value
        elif raw == number.get("unknown"):
            values[field["name"]] = None
        else:
            values[field["name"]] = raw * number["factor"] / number["divisor"]
    return values


def parts_of(protocol, vector):
    """The frames that a vector consists of, with what each of them says."""
    if vector["part"] == "frame":
        return [(next(frame for frame in protocol["frames"] if frame["name"] == vector["of"]), "values")]
    point = protocol["controlPoint"]
    operation = next(one for one in point["operations"] if one["name"] == vector["of"])
    if vector["part"] == "request":
        return [(point["requestHead"], "head"), (operation["request"], "values")]
    results = {one["name"]: one["code"] for one in protocol["enumerations"]["Result"]}
    behind = {results["success"]: [operation["answer"]], results["outOfOrder"]: [point["outOfOrderAnswer"]]}
    return [(point["answerHead"], "head")] + [(frame, "values") for frame in behind.get(vector["head"]["result"], [])]


def flaws(protocol, vector):
    data, at, built = bytes.fromhex(vector["hex"]), 0, b""
    for frame, key in parts_of(protocol, vector):
        said = decode(frame, data[at : at + frame["bytes"]])
        if said != vector[key]:
            yield f"reads as {said}, not as {vector[key]}"
        given = vector.get("given", vector[key]) if key == "values" else vector[key]
        built += encode(frame, given)
        at += frame["bytes"]
    tail = data[at:].hex()
    if vector.get("isLonger"):
        data = data[:at]
    elif tail != vector.get("tail", ""):
        yield f"ends with {tail}"
    else:
        built += data[at:]
    if built != data:
        yield f"is written as {built.hex()}"


def main():
    protocol = json.loads((DOCS / "protocol.json").read_text("utf-8"))
    vectors = json.loads((DOCS / "protocol-vectors.json").read_text("utf-8"))["vectors"]
    found = [(vector, flaw) for vector in vectors for flaw in flaws(protocol, vector)]
    for vector, flaw in found:
        print(f"{vector['of']} {vector['part']} ({vector['case']}) {vector['hex']}: {flaw}")
    print(f"{len(vectors)} vectors, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
