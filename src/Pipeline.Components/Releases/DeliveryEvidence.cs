using Pipeline.Components.Deploying;
using Pipeline.Components.Images;
using Pipeline.Kubernetes;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Releases;

/// <summary>The evidence of what is deployed: what the stages before left about these very images, the service's and the one that Jobs run, and these very sources.</summary>
internal sealed class DeliveryEvidence(IDeploy build)
{
    /// <summary>What evidence of tests says about the sources that they ran on.</summary>
    public const string Sources = "sources";

    /// <summary>What evidence of images says about the image.</summary>
    public const string Image = "image";

    /// <summary>Adds it to a release's record.</summary>
    /// <param name="deployer">The cluster.</param>
    /// <param name="namespaceName">Where the record is.</param>
    /// <param name="number">The release.</param>
    /// <param name="bypass">That a promotion was bypassed for it; null where none was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RecordAsync(Deployer deployer, string namespaceName, int number, EvidenceRecord? bypass, CancellationToken cancellationToken) =>
        await ReleaseEvidence.AddAsync(deployer, build.Application, namespaceName, number, [.. await ReadAsync(cancellationToken), .. bypass is null ? [] : new[] { bypass }], cancellationToken);

    private async Task<IReadOnlyList<EvidenceRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        var image = ImageRecord.Read(build.ImageFile!);
        var images = ImagesOf(build);
        var sources = await SourceTree.FindAsync(build.RootDirectory!, cancellationToken);
        var left = (await build.Evidence.ReadAsync(cancellationToken)).Records.Where(x => x.Environment is null).ToLookup(x => IsOf(x, images, sources));
        foreach (var other in left[false])
            Log.Debug("Evidence '{Kind}' is about other sources or another image, and isn't taken", other.Kind);
        var facts = new BuildFacts(build.GitRepository?.Commit, await ApplicationVersion.FindAsync(build, cancellationToken), image.HasBase) { OpsDigest = images.GetValueOrDefault(BuildFacts.OpsInput) };
        return [.. left[true], facts.ToRecord(DateTimeOffset.UtcNow, RunOrigin.Where(), [.. images.Where(x => x.Key != BuildFacts.OpsInput).Select(x => new EvidenceInput(x.Key, x.Value))])];
    }

    /// <summary>Each image's digest, by what evidence calls it. One that wasn't built has no evidence either.</summary>
    internal static IReadOnlyDictionary<string, string> ImagesOf(IHazImages build) => build.Images.Where(x => File.Exists(x.RecordFile)).ToDictionary(x => x.EvidenceName, x => x.Record().Digest);

    // Evidence that names none of them can't be told from that of another day. Of an image that isn't there, nothing can be said.
    internal static bool IsOf(EvidenceRecord record, IReadOnlyDictionary<string, string> images, string? sources)
    {
        var named = record.Inputs.Where(x => x.Name == Sources || x.Name == Image || x.Name.StartsWith($"{Image}-", StringComparison.Ordinal)).ToList();
        return named.Count > 0 && named.All(x => x.Digest == (x.Name == Sources ? sources : images.GetValueOrDefault(x.Name)));
    }
}
