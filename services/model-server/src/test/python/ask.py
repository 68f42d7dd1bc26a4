# SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors
"""Asks a model server as users of Triton and KServe do, and compares with golden tensors.

Arguments: host and port of the server, name of a model, its ``golden.npz``. Prints one JSON object.
"""

import json
import sys

import numpy
import tritonclient.http as client
from tritonclient.utils import InferenceServerException

DATATYPES = {"uint8": "UINT8", "float32": "FP32", "int64": "INT64"}


def main(address: str, model: str, golden_file: str) -> None:
    golden = numpy.load(golden_file)
    server = client.InferenceServerClient(address)
    metadata = server.get_model_metadata(model)
    names = [output["name"] for output in metadata["outputs"]]

    def differences(binary: bool, only: str | None = None) -> dict[str, float]:
        inputs = []
        for tensor in metadata["inputs"]:
            values = golden[tensor["name"]]
            sent = client.InferInput(tensor["name"], list(values.shape), DATATYPES[values.dtype.name])
            sent.set_data_from_numpy(values, binary_data=binary)
            inputs.append(sent)
        outputs = [client.InferRequestedOutput(only, binary_data=binary)] if only else None
        result = server.infer(model, inputs, model_version="1", outputs=outputs, request_id="seven")
        assert result.get_response()["id"] == "seven"
        wanted = [only] if only else names
        assert [name for name in names if result.as_numpy(name) is not None] == wanted
        return {name: float(numpy.abs(result.as_numpy(name) - golden[name]).max()) for name in wanted}

    def refusal() -> list[str]:
        name = metadata["inputs"][0]["name"]
        wrong = client.InferInput(name, [1], "INT32")
        wrong.set_data_from_numpy(numpy.zeros(1, numpy.int32))
        try:
            server.infer(model, [wrong])
        except InferenceServerException as e:
            return [e.status(), e.message()]
        return []

    json.dump(
        {
            "ready": [server.is_server_live(), server.is_server_ready(), server.is_model_ready(model)],
            "nobodyReady": server.is_model_ready("nobody"),
            "server": server.get_server_metadata()["name"],
            "binary": differences(binary=True),
            "json": differences(binary=False),
            "one": differences(binary=True, only=names[-1]),
            "refusal": refusal(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
