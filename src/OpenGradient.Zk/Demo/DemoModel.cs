// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Demo;

/// <summary>A model that ships with the project: the network, rows to calibrate with, and a test split it never saw.</summary>
/// <param name="Folder">Where its files lie.</param>
public sealed record DemoModel(string Folder)
{
    private const string InCheckout = "circuits/models";
    private const string Installed = "models";

    /// <summary>The network.</summary>
    public string ModelPath => Path.Combine(Folder, "model.onnx");

    /// <summary>Rows that show the ranges.</summary>
    public string CalibrationPath => Path.Combine(Folder, "calibration.json");

    /// <summary>Labelled rows that were used for nothing else.</summary>
    public string TestPath => Path.Combine(Folder, "test.json");

    /// <summary>Finds a model by name: installed beside the program, or in the checkout it was built from.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static DemoModel Find(string name)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Installed, name);
        if (Directory.Exists(beside))
        {
            return new DemoModel(beside);
        }
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, InCheckout, name);
            if (Directory.Exists(folder))
            {
                return new DemoModel(folder);
            }
        }
        throw new InvalidInputException($"There is no model \"{name}\" beside the program or under {InCheckout} above it; run from a checkout, or install again.");
    }
}
