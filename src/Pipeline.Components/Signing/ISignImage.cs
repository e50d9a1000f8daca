using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Auditing;
using Pipeline.Components.Bills;
using Pipeline.Components.Coverage;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Releases;
using Pipeline.Components.Scanning;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Errors;
using Pipeline.Releases.Proving;
using Serilog;
using EvidenceKind = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.Signing;

/// <summary>Signs what is known of the images (in-toto statements in DSSE envelopes): provenance, bill of materials, results of tests and scan, all evidence. docs/guides/signing.md.</summary>
public interface ISignImage : IHazImages, IHazEnvironment
{
    /// <summary>The key. In a rehearsal one is made on first use and kept; a named environment names its own.</summary>
    [Parameter("Key that signs releases: a PEM file, or a reference (secret://area/name) to the environment's secret store. A rehearsal makes its own.")]
    string? SigningKey => TryGetValue(() => SigningKey);

    /// <summary>The passphrase of an encrypted key.</summary>
    [Parameter("Passphrase of the signing key."), Secret]
    string? SigningKeyPassphrase => TryGetValue(() => SigningKeyPassphrase);

    /// <summary>Who builds, as a URI: the workflow in GitHub Actions, else a person's machine.</summary>
    string BuilderId => ImageMachine.Workflow() ?? ReleaseBuilder.Local;

    /// <summary>The public half of the key that signed last. To look at: whoever verifies brings keys of his own.</summary>
    AbsolutePath SignedByFile => ReleaseDirectory / "signed-by.pub";

    /// <summary>Finds the key, and makes a rehearsal's. Never cached: what is signed depends on the key that is there now.</summary>
    Target ReadSigningKey => _ => _
        .Unlisted()
        .Requires(() => HasSigningKey())
        .Executes(async cancellationToken =>
        {
            using var key = await KeyAsync(cancellationToken);
            ReleaseDirectory.CreateDirectory();
            await File.WriteAllTextAsync(SignedByFile, key.PublicKey.ToPem(), cancellationToken);
        });

    /// <summary>Signs.</summary>
    Target SignImage => _ => _
        .Description("Signs provenance, bills of materials, test and scan results of the images.")
        .Requires(() => HasSigningKey())
        .DependsOn(ReadSigningKey)
        .TryDependsOn<IBuildImage>(x => x.BuildImage)
        .TryDependsOn<IBuildOpsImage>(x => x.BuildOpsImage)
        .TryAfter<ITest>(x => x.Test)
        .TryAfter<ICoverageGate>(x => x.CheckCoverage)
        .TryAfter<IMakeSbom>(x => x.Sbom)
        .TryAfter<IScanImage>(x => x.ScanImage)
        .TryAfter<IAuditPackages>(x => x.Audit)
        .Triggers<IHazImages>(x => x.AttachToImages)
        .Produces(ReleaseDirectory / "**")
        .CacheInputs(
        [
            .. Images.Select(x => Relative(x.RecordFile)),
            Relative(SignedByFile),
            Relative(BillDirectory) + "/*.cdx.json",
            Relative(ScanDirectory()) + "/*.summary.json",
            // Not what environments add later, nor what this target itself leaves.
            Relative(EvidenceDirectory) + "/*.json", "!" + Relative(EvidenceDirectory) + "/*.*.json", "!" + Relative(SignatureFile()),
        ])
        .CacheValue(nameof(BuilderId), () => BuilderId)
        .CacheValue("Commit", () => GitRepository?.Commit)
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheOutputs([.. Images.Select(x => Relative(AttestationsOf(x))), Relative(SignatureFile())])
        .Executes(async cancellationToken =>
        {
            using var key = await KeyAsync(cancellationToken);
            var sources = await SourceTree.FindAsync(RootDirectory!, cancellationToken);
            var isChanged = sources is null ? (bool?)null : await SourceTree.IsChangedAsync(RootDirectory!, cancellationToken);
            if (isChanged == true)
                Log.Warning("There are uncommitted changes: the provenance says so, and no environment but the rehearsal takes such a release");
            var evidence = await OwnEvidenceAsync(sources, cancellationToken);
            var (inputs, count) = (new List<EvidenceInput>(), 0);
            foreach (var image in Images)
            {
                var bundle = await (await StatementsAsync(image, evidence, cancellationToken) with { SourceTree = sources, HasUncommittedChanges = isChanged }).SignAsync(key, cancellationToken);
                await bundle.WriteAsync(AttestationsOf(image)!, cancellationToken);
                count += bundle.Entries.Count;
                inputs.AddRange([new EvidenceInput(image.EvidenceName, image.Record().Digest), await ImageEvidence.FileAsync($"{image.Name}.attestations", AttestationsOf(image) / "attestations.json", cancellationToken)]);
                Log.Information("{Image}: {Count} attestations in {Directory}", image.Name, bundle.Entries.Count, Relative(AttestationsOf(image)));
            }

            await ImageEvidence.LeaveAsync(
                this,
                ImageEvidence.Of(EvidenceKind.Signature.Name, EvidenceResult.Passed) with { Inputs = inputs, Figures = new Dictionary<string, string> { ["key"] = key.PublicKey.Id, ["attestations"] = count.ToString(CultureInfo.InvariantCulture) } },
                cancellationToken);
            ReportSummary(x =>
            {
                x["Key"] = key.PublicKey.Id[..12] + (SigningKey is null ? " (this rehearsal's own)" : "");
                x["Attestations"] = count.ToString(CultureInfo.InvariantCulture);
                if (isChanged == true)
                    x["Sources"] = "with uncommitted changes";
                return x;
            });
        });

    /// <summary>Where a rehearsal keeps its key.</summary>
    internal static string KeptKey(INukeBuild build) => build.TemporaryDirectory / "rehearsal" / "release-key.pem";

    private Task<SigningKey> KeyAsync(CancellationToken cancellationToken) => ReleaseKeys.SigningKeyAsync(this, SigningKey, SigningKeyPassphrase, KeptKey(this), cancellationToken);

    private bool HasSigningKey() => IsRehearsal || SigningKey is not null
        ? true
        : throw new PipelineException(ImageComponentErrors.NoSigningKey, $"Environment '{Environment}' has no key to sign with. Give --signing-key FILE, or \"SigningKey\": \"secret://…\" in .nuke/parameters.{Environment}.json.") { ExitCode = 2 };

    private AbsolutePath ScanDirectory() => this is IScanImage scan ? scan.ScanDirectory : ArtifactsDirectory / "scan";

    private AbsolutePath SignatureFile() => EvidenceDirectory / $"{EvidenceKind.Signature.Name}.json";

    // What was found out about these images and these sources: a test run of another day says nothing of them.
    private async Task<EvidenceBundle> OwnEvidenceAsync(string? sources, CancellationToken cancellationToken)
    {
        var images = Images.ToDictionary(x => x.EvidenceName, x => x.Record().Digest);
        return EvidenceBundle.Of((await Evidence.ReadAsync(cancellationToken)).Records.Where(x => x.Environment is null && x.Kind != EvidenceKind.Signature.Name && IsOwn(x, images, sources)));
    }

    private static bool IsOwn(EvidenceRecord record, Dictionary<string, string> images, string? sources)
    {
        var named = record.Inputs.Where(x => images.ContainsKey(x.Name) || x.Name == DeliveryEvidence.Sources).ToList();
        return named.Count > 0 && named.TrueForAll(x => x.Digest == (images.GetValueOrDefault(x.Name) ?? sources));
    }

    private async Task<ReleaseStatements> StatementsAsync(ImageFiles image, EvidenceBundle evidence, CancellationToken cancellationToken) => new()
    {
        Image = image,
        Evidence = evidence,
        Bill = BillOf(image)!,
        ScanSummary = ScanDirectory() / $"{image.Name}.summary.json",
        BuilderId = BuilderId,
        InvocationId = ImageMachine.Workflow() is null ? null : RunOrigin.Where(),
        Repository = GitRepository?.HttpsUrl,
        Commit = GitRepository?.Commit,
        Reference = ImageMachine.GitReference(),
        SdkVersion = await DotNetVersion.FindAsync(cancellationToken),
        Now = TimeProvider.System.GetUtcNow(),
    };
}
