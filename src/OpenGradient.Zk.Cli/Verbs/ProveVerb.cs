// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Numerics;
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;
using OpenGradient.Zk.Quantization;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk prove: everything from an ONNX file and an input to a proof, doing what is missing.</summary>
internal static class ProveVerb
{
    internal static Option<string> Input { get; } = new("--input", "-i")
    {
        Description = "The input: {\"input_data\": [[…], …]}, one flat row-major list per graph input.", Required = true,
    };

    internal static Option<Digest256?> Context { get; } =
        HexOptions.Digest("--context", "32 bytes the proof is bound to (default: zeros). A consumer contract tells its own.");

    private static Option<string?> Output { get; } = new("--out", "-o") { Description = "The proof file (default: the model's name with .ogp, here)." };

    private static Option<string?> Deployment { get; } = new("--deployment", "-d")
    {
        Description = "deployment.json: prove in the context its consumer contract asks of the account given (needs --rpc).",
    };

    private static Option<string?> Sender { get; } = new("--sender")
    {
        Description = "With --deployment: the account that will submit the proof, where its key is not here.",
    };

    internal static Command Command() => Verb.Create(
        "prove", "Prove one inference: quantize, compile and set up what is missing, then prove.",
        [.. ModelOptions.Proving, ModelOptions.ExpectKey, Input, Context, Output, Deployment, Sender, .. ChainOptions.Sending], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var modelPath = context.Get(ModelOptions.Model);
        var inputPath = context.Get(Input)!;
        RequireUsed(context);
        var path = OutputPath.Require(context.Get(Output) ?? Path.ChangeExtension(Path.GetFileName(modelPath), ".ogp"), Output.Name);
        var pipeline = ModelOptions.Pipeline(context);
        var sample = InputFile.Read(inputPath);
        var model = await pipeline.PrepareAsync(modelPath, sample, context.CancellationToken).ConfigureAwait(false);
        _ = InputQuantizer.Quantize(model.Schema, sample, OutOfRange.Refuse, inputPath); // before minutes of setup
        var (request, proofContext) = await AskAsync(context).ConfigureAwait(false);
        using var prover = await pipeline.OpenProverAsync(model, context.CancellationToken).ConfigureAwait(false);
        var proven = await prover.ProveAsync(sample, proofContext, inputPath, context.Reporter, context.CancellationToken).ConfigureAwait(false);
        var replaced = File.Exists(path);
        (proven.File with { Request = request }).Write(path);
        return Result(prover, proven, path, replaced);
    }

    // An option that decides nothing is a misunderstanding: the proof would be bound to no contract.
    private static void RequireUsed(VerbContext context)
    {
        var idle = ((Option[])[Sender, .. ChainOptions.Sending.Cast<Option>()])
            .Where(option => context.Parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList();
        if (context.Get(Deployment) is null && idle.Count > 0)
        {
            throw VerbException.Usage(
                $"{string.Join(", ", idle)} decide{(idle.Count == 1 ? "s" : "")} nothing without --deployment.",
                "Name the deployment the proof is for with --deployment FILE, or leave the rest out.");
        }
    }

    // Where a contract will consume the proof, the contract says what it must be bound to.
    private static async Task<(ProofRequest? Request, Digest256 Context)> AskAsync(VerbContext context)
    {
        if (context.Get(Deployment) is not { } path)
        {
            return (null, context.Get(Context) ?? default);
        }
        if (context.Get(Context) is not null)
        {
            throw VerbException.Usage("--context and --deployment both decide the context; give one of them.");
        }
        var deployment = DeploymentFile.Read(path);
        var address = deployment.RequireAddress(deployment.Consumer, "consumer");
        EthereumAddress? sender = context.Get(Sender) is { } text ? SenderOf(text) : null;
        using var account = await ChainOptions.OpenAsync(context, onlyReads: sender is not null).ConfigureAwait(false);
        await account.Sender.Client.EnsureChainAsync(BigInteger.Parse(deployment.ChainId, null), context.CancellationToken).ConfigureAwait(false);
        return await new ConsumerContract(account.Sender, address).RequestAsync(sender, cancellationToken: context.CancellationToken).ConfigureAwait(false);
    }

    private static EthereumAddress SenderOf(string text) => EthereumAddress.TryParse(text, out var address)
        ? address : throw VerbException.Usage($"--sender takes an address, 0x and 40 hexadecimal digits, not \"{Plain.Line(text)}\".");

    private static VerbResult Result(ModelProver prover, ProvenInference proven, string path, bool replaced)
    {
        var (key, cached) = (prover.Keys.VerifyingKey, prover.Keys.SetupSeconds is null);
        var data = new
        {
            proven.Outputs, CircuitDigest = prover.CircuitDigest.ToString(), VerifyingKeyDigest = prover.Keys.VerifyingKey.Digest.ToString(),
            Proof = new { Bytes = proven.Proof.Bytes.Length, Path = path, Replaced = replaced },
            prover.Keys.SetupSeconds, proven.WitnessSeconds, proven.ProveSeconds, PeakRssBytes = PeakMemory.Bytes(), proven.PublicInputs,
            Context = proven.Proof.Context.ToString(), InsecureSrs = proven.Proof.IsInsecure, VerifyingKeyPath = prover.Keys.VerifyingKeyPath,
            VerifyingKey = new { Digest = key.Digest.ToString(), Path = prover.Keys.VerifyingKeyPath, SrsId = key.SrsId.ToString(), Cached = cached },
        };
        return new VerbResult(data, console => Facts.Show(console,
        [
            .. proven.PublicInputs.Select(Facts.Input),
            .. proven.Outputs.Select(Facts.Output),
            ("proof", $"{path} ({Facts.Count(proven.Proof.Bytes.Length)} bytes{(replaced ? ", replaced what was there" : "")})"),
            ("verifying key", $"{prover.Keys.VerifyingKeyPath} ({(cached ? "made before" : "made now")})"), ("verifying key digest", data.VerifyingKeyDigest), ("context", data.Context),
            ("reference string", proven.Proof.IsInsecure ? "INSECURE (development)" : "ceremony"),
            ("setup", Facts.Seconds(prover.Keys.SetupSeconds)), ("proving", Facts.Seconds(proven.ProveSeconds)), ("peak memory", Facts.Mebibytes(data.PeakRssBytes)),
        ]));
    }
}
