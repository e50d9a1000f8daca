using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Errors;
using Serilog;

namespace Pipeline.Components.Signing;

/// <summary>Says, without a network, whether images are what their signed attestations say: from the image, the attestations and public keys alone.</summary>
public interface IVerifyRelease : IHazImages, IHazEnvironment
{
    /// <summary>An image from elsewhere; default the images of this build.</summary>
    [Parameter("Image to verify: an OCI layout's folder or an OCI archive. Default: the images of this build.")]
    AbsolutePath? VerifyImage => TryGetValue(() => VerifyImage);

    /// <summary>Its attestations; default those that the layout itself holds.</summary>
    [Parameter("Attestations of --verify-image: a bundle's folder, or a file of envelopes (.jsonl). Default: those in the image's layout.")]
    AbsolutePath? Attestations => TryGetValue(() => Attestations);

    /// <summary>Who is trusted; default <see cref="TrustedKeysFile"/>, in a rehearsal also its own key.</summary>
    [Parameter("Public keys that are trusted: a PEM file, or a set of keys (docs/guides/signing.md). Default .nuke/trusted-keys.json.")]
    AbsolutePath? TrustedKeys => TryGetValue(() => TrustedKeys);

    /// <summary>The keys that the repository trusts, reviewed like code.</summary>
    AbsolutePath TrustedKeysFile => RootDirectory / ".nuke" / "trusted-keys.json";

    /// <summary>Builders whose word on how an image was built is taken. Default: the repository's workflow <c>ci-cd.yml</c>; in a rehearsal also a person's machine.</summary>
    IReadOnlyList<string> TrustedBuilders =>
    [
        .. ReleaseBuilder.Workflow(GitRepository, "ci-cd.yml") is { } workflow ? [workflow] : Array.Empty<string>(),
        .. IsRehearsal ? [ReleaseBuilder.Local] : Array.Empty<string>(),
    ];

    /// <summary>What must be attested. Default: provenance, bill of materials and the evidence that lists them; for a named environment also that all sources were committed, and that all tests (not the quick ones alone) and the scan passed.</summary>
    VerificationPolicy ReleaseRequirements => new()
    {
        Requirements =
        [
            new ProvenanceRequirement { Builders = TrustedBuilders, CommittedSources = !IsRehearsal },
            new SbomRequirement(),
            new EvidenceRequirement(),
            .. IsRehearsal ? Array.Empty<Requirement>() : [new TestRequirement { AllowWarnings = false }, new ScanRequirement()],
        ],
    };

    /// <summary>Verifies. Never cached.</summary>
    Target VerifyRelease => _ => _
        .Description("Verifies images offline against their signed attestations and trusted public keys.")
        .TryAfter<ISignImage>(x => x.SignImage)
        .After(AttachToImages)
        .Executes(async cancellationToken =>
        {
            IReadOnlyList<ReleaseFiles> releases = VerifyImage is { } named
                ? [new ReleaseFiles { Image = named!, Attestations = Attestations?.ToString() }]
                : [.. Images.Where(x => File.Exists(x.RecordFile)).Select(FilesOf)];
            if (releases.Count == 0)
                throw new PipelineException(ImageComponentErrors.NothingToVerify, $"There is no image in '{ImageDirectory}'. Run SignImage first, or give --verify-image and --attestations.") { ExitCode = 2 };

            List<ReleaseVerdict> verdicts = [];
            foreach (var files in releases)
                verdicts.Add(Show(await VerifyAsync(files, cancellationToken)));
            foreach (var verdict in verdicts)
                verdict.Require();
        });

    /// <summary>What can be said of an image of this build: whether it is verified, which checks failed, and by whose keys it is signed.</summary>
    /// <exception cref="PipelineException">PIPE2231: nobody is trusted; PIPE3506, PIPE3507: its attestations can't be read.</exception>
    sealed Task<ReleaseVerdict> VerifyAsync(ImageFiles image, CancellationToken cancellationToken) => VerifyAsync(FilesOf(image), cancellationToken);

    /// <summary>The same of an image that was pulled, with its attestations in its layout.</summary>
    internal sealed Task<ReleaseVerdict> VerifyAsync(string layout, Pipeline.Containers.Digest digest, CancellationToken cancellationToken) =>
        VerifyAsync(new ReleaseFiles { Image = layout, Digest = digest }, cancellationToken);

    private async Task<ReleaseVerdict> VerifyAsync(ReleaseFiles files, CancellationToken cancellationToken)
    {
        var trusted = await ReleaseKeys.TrustedAsync(this, TrustedKeys, TrustedKeysFile!, ISignImage.KeptKey(this), cancellationToken);
        return await new OfflineVerifier(new ReleaseVerifier(trusted, ReleaseRequirements, TimeProvider.System)).VerifyAsync(files, cancellationToken);
    }

    private ReleaseFiles FilesOf(ImageFiles image) => new()
    {
        Image = Directory.Exists(image.Layout) ? image.Layout! : image.Archive!,
        Digest = Pipeline.Containers.Digest.Parse(image.Record().Digest),
        Attestations = Directory.Exists(AttestationsOf(image)) ? AttestationsOf(image)! : null,
        Bill = File.Exists(BillOf(image)) ? BillOf(image)! : null,
    };

    private ReleaseVerdict Show(ReleaseVerdict verdict)
    {
        foreach (var check in verdict.Checks)
        {
            if (check.Outcome == CheckOutcome.Failed)
                Log.Error("{Check:l}", check);
            else
                Log.Debug("{Check:l}", check);
        }

        var signers = verdict.SignedBy.Count == 0 ? "nobody who is trusted" : string.Join(", ", verdict.SignedBy);
        Log.Information("{Verdict:l}; signed by {Signers:l}", verdict, signers);
        ReportSummary(x =>
        {
            x[verdict.Image.ToString()[..19]] = $"{(verdict.IsVerified ? "verified" : "NOT verified")}, signed by {signers}";
            return x;
        });
        return verdict;
    }
}
