using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Targets;
using Pipeline.Containers.Building;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Images;

/// <summary>What the targets that build an image have in common.</summary>
internal static class ImageTarget
{
    /// <summary>What an image depends on besides its files, and what it leaves.</summary>
    public static ITargetDefinition CacheImage(this ITargetDefinition definition, IHazImageBuilder build, string name, string evidence, AbsolutePath? dockerfile)
    {
        var image = new ImageFiles(name, build.ImageDirectory);
        if (dockerfile is not null)
            definition = definition.CacheInputs(build.Relative(dockerfile));
        return definition
            .DependsOn(build.FetchBaseImage)
            .CacheValue(nameof(build.BaseImage), build.BaseImageKey)
            .CacheValue(nameof(build.ImageTag), () => build.ImageTag)
            .CacheValue(nameof(build.ImageBuilder), () => build.ImageBuilder.ToString())
            .CacheValue("Commit", () => build.GitRepository?.Commit)
            .CacheVariables("SOURCE_DATE_EPOCH")
            .CacheOutputs(build.Relative(image.Layout), build.Relative(image.Archive), build.Relative(image.RecordFile), build.Relative(build.EvidenceDirectory / $"{evidence}.json"));
    }

    /// <summary>Builds, and leaves layout, archive, record and evidence.</summary>
    public static async Task RunAsync(IHazImageBuilder build, string folder, string name, string evidence, AbsolutePath? dockerfile, Func<ImageRequest, ImageRequest> configure, CancellationToken cancellationToken)
    {
        var files = new ImageFiles(name, build.ImageDirectory);
        var commit = build.GitRepository?.Commit;
        var order = new ImageOrder
        {
            Request = configure(new ImageRequest
            {
                ApplicationDirectory = folder,
                Name = name,
                Version = build.ImageTag,
                Created = await CommitTime.FindAsync(build.RootDirectory!, cancellationToken),
                LayoutDirectory = files.Layout!,
                ArchivePath = files.Archive!,
                KeptDirectory = build.TemporaryDirectory / "layers" / name,
                Revision = commit,
                Source = build.GitRepository?.HttpsUrl,
            }),
            BaseImage = build.UsedBaseImage(),
            Builder = build.ImageBuilder,
            Dockerfile = dockerfile,
            BaseImageDirectory = build.BaseImageDirectory!,
        };
        Directory.CreateDirectory(build.ImageDirectory!);
        var (image, builtBy) = await order.BuildAsync(new Progress<string>(x => Log.Debug("{Step}", x)), cancellationToken);
        ImageRecord.Write(files.RecordFile!, image);
        await ImageEvidence.LeaveAsync(build, Evidence(image, evidence, builtBy, commit), cancellationToken);

        foreach (var warning in image.Warnings)
            Log.Warning("{Warning}", warning);
        Log.Information("{Reference}", image.Reference);
        build.ReportSummary(x =>
        {
            x["Digest"] = image.Digest.ToString()[..19];
            x["Size"] = $"{image.SizeBytes / 1024.0 / 1024.0:0.0} MiB";
            x["Base"] = image.HasBase ? "yes" : "none (application layer alone)";
            x["Built by"] = builtBy;
            return x;
        });
    }

    private static EvidenceRecord Evidence(BuiltImage image, string kind, string builtBy, string? commit) => ImageEvidence.Of(kind, EvidenceResult.Passed) with
    {
        Reason = image.HasBase ? null : LayoutImageBuilder.ApplicationLayerAlone,
        Inputs =
        [
            new EvidenceInput(kind, image.Digest.ToString()),
            .. commit is null ? Array.Empty<EvidenceInput>() : [new EvidenceInput("commit", commit)],
            .. image.BaseDigest is { } digest ? [new EvidenceInput("base", digest.ToString())] : Array.Empty<EvidenceInput>(),
        ],
        Figures = new Dictionary<string, string>
        {
            ["name"] = image.Name,
            ["version"] = image.Version,
            ["sizeBytes"] = image.SizeBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["builtBy"] = builtBy,
        },
    };
}
