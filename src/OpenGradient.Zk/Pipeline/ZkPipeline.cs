// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using OpenGradient.Zk.Core;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk;

/// <summary>
/// The order of the stages, written down once: import → quantize → compile → setup → prove. Each stage that was done
/// before with equal ingredients is taken from the artefact store.
/// </summary>
public sealed class ZkPipeline
{
    private const string Models = "models";
    private const string Keys = "keys";
    private const long LargestModel = 1L << 30;

    /// <summary>A pipeline over a store.</summary>
    /// <exception cref="InvalidInputException">A ceremony is required, but none is named.</exception>
    public ZkPipeline(PipelineOptions options, ArtifactStore store, IStepReporter? reporter = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        if (options.SrsPath is null)
        {
            SrsSource.RefuseInsecure(options);
        }
        (Options, Store, Reporter) = (options, store, reporter ?? SilentReporter.Instance);
    }

    /// <summary>How models are proven.</summary>
    public PipelineOptions Options { get; }

    /// <summary>Where artefacts lie.</summary>
    public ArtifactStore Store { get; }

    private IStepReporter Reporter { get; }

    /// <summary>Imports, quantizes and compiles an ONNX file.</summary>
    /// <param name="modelPath">The file.</param>
    /// <param name="firstInput">What to take ranges from where there is nothing better; null if there is no input yet.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="InvalidModelException">The file is not there, or not a well-formed ONNX model.</exception>
    /// <exception cref="UnsupportedModelException">A node is not supported.</exception>
    /// <exception cref="QuantizationException">A layer does not fit the integers.</exception>
    public async Task<PreparedModel> PrepareAsync(
        string modelPath, double[][]? firstInput = null, CancellationToken cancellationToken = default)
    {
        var bytes = await ReadModelAsync(modelPath, cancellationToken).ConfigureAwait(false);
        ExactOutputs.Warn(Options, Reporter);
        var calibration = CalibrationSource.Choose(modelPath, Options, firstInput, Reporter);
        calibration.Warn(Reporter);
        var key = Recipe.KeyOf(bytes, Options, calibration);
        if (Store.Find(Models, key) is { } known)
        {
            Reporter.Note($"The circuit of {Path.GetFileName(modelPath)} was made before: {known}");
            return ExactOutputs.Warn(PreparedModel.Load(known), Reporter);
        }
        var preparation = new ModelPreparation(modelPath, bytes, Options, calibration, Reporter, cancellationToken);
        return ExactOutputs.Warn(PreparedModel.Load(await Store.CreateAsync(Models, key, preparation.FillAsync).ConfigureAwait(false)), Reporter);
    }

    /// <summary>Makes the keys, or finds those made before.</summary>
    /// <exception cref="NativeLibraryException">The native prover is missing or does not fit.</exception>
    public async Task<ModelKeys> SetupAsync(PreparedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireNative();
        using var circuit = await OpenCircuitAsync(model, cancellationToken).ConfigureAwait(false);
        using var srs = await OpenSrsAsync(circuit.Log2Size, cancellationToken).ConfigureAwait(false);
        return await SetupAsync(model, circuit, srs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything up to a prover, making what is missing.</summary>
    public async Task<ModelProver> OpenProverAsync(PreparedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireNative();
        var circuit = await OpenCircuitAsync(model, cancellationToken).ConfigureAwait(false);
        try
        {
            using var srs = await OpenSrsAsync(circuit.Log2Size, cancellationToken).ConfigureAwait(false);
            var keys = await SetupAsync(model, circuit, srs, cancellationToken).ConfigureAwait(false);
            using var provingKey = await Task.Run(() => ProvingKey.Read(keys.ProvingKeyPath), cancellationToken).ConfigureAwait(false);
            var prover = await Reporter.RunAsync("openProver", "Opening the proving key", _ =>
                Prover.OpenAsync(provingKey, srs, cancellationToken)).ConfigureAwait(false);
            return new ModelProver(model, keys, srs, circuit, prover);
        }
        catch
        {
            circuit.Dispose();
            throw;
        }
    }

    /// <summary>The circuit as native code understands it.</summary>
    public static Task<NativeCircuit> OpenCircuitAsync(PreparedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Task.Run(() => NativeCircuit.Open(model.Circuit.Bytes.Span), cancellationToken);
    }

    /// <summary>The reference string the options ask for, with a warning when it is the insecure one.</summary>
    public Task<Srs> OpenSrsAsync(int log2Size, CancellationToken cancellationToken = default) =>
        SrsSource.OpenAsync(Options, Store, log2Size, Reporter, cancellationToken);

    /// <summary>The key in the store whose digest is this one; null if there is none.</summary>
    public string? FindVerifyingKey(Digest256 digest) =>
        Store.Folders(Keys).Where(folder => HasKey(folder, digest)).Where(ArtifactStore.IsWhole)
            .Select(folder => Path.Combine(folder, ModelKeys.VerifyingKeyFile)).FirstOrDefault();

    private async Task<ModelKeys> SetupAsync(PreparedModel model, NativeCircuit circuit, Srs srs, CancellationToken cancellationToken)
    {
        // The content digest names the weights; the circuit's own digest does not.
        var key = new ArtifactKey(
            ("circuit", model.Circuit.ContentDigest.ToString()), ("srs", srs.Id.ToString()), ("protocol", NativeProver.ProtocolId.ToString()));
        if (Store.Find(Keys, key) is { } known)
        {
            Reporter.Note($"The keys were made before: {known}");
            var made = ReadVerifyingKey(known);
            RequireExpected(made.Digest);
            return new ModelKeys(known, made, null, srs.IsInsecure);
        }
        RequireExpected(null);
        var start = Stopwatch.GetTimestamp();
        var folder = await Reporter.RunAsync("setup", "Setting up keys", progress => Store.CreateAsync(Keys, key, async staged =>
        {
            using var pair = await Prover.SetupAsync(circuit, srs, progress, cancellationToken).ConfigureAwait(false);
            pair.VerifyingKey.Write(Path.Combine(staged, ModelKeys.VerifyingKeyFile));
            pair.ProvingKey.Write(Path.Combine(staged, ModelKeys.ProvingKeyFile));
        })).ConfigureAwait(false);
        return new ModelKeys(folder, ReadVerifyingKey(folder), Stopwatch.GetElapsedTime(start).TotalSeconds, srs.IsInsecure);
    }

    // Another width, range or calibration makes another circuit without a word, and so another key: a caller may pin it.
    private void RequireExpected(Digest256? found)
    {
        if (Options.ExpectedKey is { } expected && expected != found)
        {
            throw new InvalidInputException(found is { } other
                ? $"The key {expected} is expected, but the model with these options has the key {other}; nothing was proven. Give the options that the "
                    + "expected key was made with (--bits, --calibration, --input-range, --public-input, --srs)."
                : $"The key {expected} is expected, but {Store.Root} has no key for the model with these options, and a new one would have another digest; "
                    + "nothing was made. Give the options and the store (--artifacts) that the expected key was made with.");
        }
    }

    private static bool HasKey(string folder, Digest256 digest)
    {
        try
        {
            return ReadVerifyingKey(folder).Digest == digest;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidArtifactException)
        {
            return false; // damaged, or being made at this moment
        }
    }

    private void RequireNative()
    {
        NativeProver.EnsureAvailable();
        if (Options.Threads > 0)
        {
            NativeProver.SetThreads(Options.Threads);
        }
    }

    private static VerifyingKey ReadVerifyingKey(string folder) => VerifyingKey.Read(Path.Combine(folder, ModelKeys.VerifyingKeyFile));

    private static async Task<byte[]> ReadModelAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= LargestModel
                ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)
                : throw new InvalidModelException(path, $"it has {size} bytes; the limit is {LargestModel}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidModelException(path, Directory.Exists(path) ? "it is a folder; name the .onnx file in it"
                : error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message.TrimEnd('.'), error);
        }
    }
}
