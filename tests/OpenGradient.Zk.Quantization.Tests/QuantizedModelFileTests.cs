// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Core;

namespace OpenGradient.Zk.Quantization.Tests;

public sealed class QuantizedModelFileTests
{
    private static QuantizedModel Model()
    {
        var model = Models.Random(9, [8, 6, 4], Models.Tanh, Activation.Identity);
        return Quantizer.Quantize(model, null, Models.Samples(model, 40, -1, 1)).Model;
    }

    [Fact]
    public void A_saved_model_computes_the_same()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ogzk-").FullName, "model.ogq");
        var model = Model();
        QuantizedModelFile.Save(model, path);
        var again = QuantizedModelFile.Load(path);
        Assert.Equal(model.Schema.Hash, again.Schema.Hash);
        Assert.Equal(QuantizedModelFile.ToBytes(model), QuantizedModelFile.ToBytes(again));
        int[][] entries = [[.. Enumerable.Range(0, 8).Select(i => i * 500)]];
        Assert.Equal(IntegerEvaluator.Evaluate(model, entries)[2], IntegerEvaluator.Evaluate(again, entries)[2]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Damage_is_noticed_wherever_it_is()
    {
        var bytes = QuantizedModelFile.ToBytes(Model());
        for (var at = 0; at < bytes.Length; at += 97)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            Assert.Throws<InvalidArtifactException>(() => QuantizedModelFile.Parse(changed, "x.ogq"));
        }
        Assert.Throws<InvalidArtifactException>(() => QuantizedModelFile.Parse(bytes.AsSpan(0, bytes.Length - 1), "x.ogq"));
    }

    [Fact]
    public void A_forged_digest_does_not_get_nonsense_past_the_reader()
    {
        var bytes = QuantizedModelFile.ToBytes(Model());
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var changed = (byte[])bytes.Clone();
            changed[36 + random.Next(400)] = (byte)random.Next(256);
            Digest256.Keccak(changed.AsSpan(36)).ToArray().CopyTo(changed, 4);
            try
            {
                QuantizedModelFile.Parse(changed, "x.ogq");
            }
            catch (ZkException)
            {
                // A sentence is the other allowed answer.
            }
        }
    }

    [Fact]
    public void A_missing_file_is_a_sentence() => Assert.Throws<InvalidArtifactException>(() => QuantizedModelFile.Load("nowhere.ogq"));
}
