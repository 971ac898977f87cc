#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the two reference models on scikit-learn's bundled 8x8 digits and writes their ONNX and JSON files.

    apt-get install python3-sklearn python3-onnx      # scikit-learn 1.2.1, onnx 1.12
    /usr/bin/python3 scripts/train-digits.py          # writes circuits/models/digits and circuits/models/digits-tanh

digits       64-48-10, ReLU, Gemm (the exporters' form); pixels 0..16 as they are
digits-tanh  64-24-16-10, tanh and sigmoid, MatMul + Add, pixels divided by 16 inside of the graph, batch left open

Data: 1797 images, shuffled with seed 7: 1437 train, 360 held out (test.json, never trained on). calibration.json holds the
first 64 training rows. Everything is seeded; the files in the repository are what this script wrote.
"""
import json
import pathlib
import warnings

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

ROOT = pathlib.Path(__file__).resolve().parent.parent / "circuits" / "models"
SEED = 7


def fit(x, y, hidden, activation):
    model = MLPClassifier(hidden, activation=activation, alpha=1e-2, max_iter=400, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(x, y)


def constant(name, array):
    return numpy_helper.from_array(np.ascontiguousarray(array, dtype=np.float32), name)


def write(folder, nodes, initializers, batch, name):
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, 64])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [batch, 10])], initializers)
    model = helper.make_model(
        graph, producer_name="scripts/train-digits.py", opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    (ROOT / folder).mkdir(parents=True, exist_ok=True)
    (ROOT / folder / "model.onnx").write_bytes(model.SerializeToString())


def cases(folder, file, rows, labels, public=False):
    body = ",\n".join(
        '  {"inputs": [%s], "label": %d}' % (json.dumps([int(v) for v in row]), label)
        for row, label in zip(rows, labels))
    (ROOT / folder / file).write_text('{%s"cases": [\n%s\n]}\n' % ('"public": true, ' if public else "", body))


def main():
    digits = load_digits()
    x_train, x_test, y_train, y_test = train_test_split(
        digits.data, digits.target, test_size=360, random_state=SEED, stratify=digits.target)

    relu = fit(x_train / 16, y_train, (48,), "relu")
    w, b = relu.coefs_, relu.intercepts_
    write("digits", [
        helper.make_node("Gemm", ["image", "w1", "b1"], ["z1"], "dense1", transB=1),
        helper.make_node("Relu", ["z1"], ["a1"], "relu1"),
        helper.make_node("Gemm", ["a1", "w2", "b2"], ["logits"], "dense2", transB=1),
    ], [constant("w1", w[0].T / 16), constant("b1", b[0]), constant("w2", w[1].T), constant("b2", b[1])], 1, "digits")

    curved = fit(x_train / 16, y_train, (24, 16), "tanh")
    w, b = curved.coefs_, curved.intercepts_
    # tanh(z) = 2 sigmoid(2z) - 1: the second layer is written with a sigmoid, so that the model shows two curves.
    write("digits-tanh", [
        helper.make_node("Div", ["image", "sixteen"], ["scaled"], "scale"),
        helper.make_node("MatMul", ["scaled", "w1"], ["m1"], "dense1"),
        helper.make_node("Add", ["m1", "b1"], ["z1"], "bias1"),
        helper.make_node("Tanh", ["z1"], ["a1"], "tanh1"),
        helper.make_node("MatMul", ["a1", "w2"], ["m2"], "dense2"),
        helper.make_node("Add", ["m2", "b2"], ["z2"], "bias2"),
        helper.make_node("Sigmoid", ["z2"], ["a2"], "sigmoid2"),
        helper.make_node("MatMul", ["a2", "w3"], ["m3"], "dense3"),
        helper.make_node("Add", ["m3", "b3"], ["logits"], "bias3"),
    ], [constant("sixteen", np.array(16)),
        constant("w1", w[0]), constant("b1", b[0]),
        constant("w2", 2 * w[1]), constant("b2", 2 * b[1]),
        constant("w3", 2 * w[2]), constant("b3", b[2] - w[2].sum(axis=0))], "N", "digits-tanh")

    for folder, model in (("digits", relu), ("digits-tanh", curved)):
        cases(folder, "test.json", x_test, y_test)
        cases(folder, "calibration.json", x_train[:64], y_train[:64], public=True)  # so ranges are fitted exactly
        (ROOT / folder / "input.json").write_text(json.dumps({"input_data": [[int(v) for v in x_test[0]]]}) + "\n")
        print(folder, "held-out accuracy", model.score(x_test / 16, y_test), "label of input.json", y_test[0])


if __name__ == "__main__":
    main()
