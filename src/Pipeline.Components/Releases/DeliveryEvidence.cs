using Pipeline.Components.Deploying;
using Pipeline.Components.Images;
using Pipeline.Kubernetes;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Releases;

/// <summary>The evidence of what is deployed: what the stages before left about this very image and these very sources.</summary>
internal sealed class DeliveryEvidence(IDeploy build)
{
    /// <summary>What evidence of tests says about the sources that they ran on.</summary>
    public const string Sources = "sources";

    /// <summary>What evidence of images says about the image.</summary>
    public const string Image = "image";

    /// <summary>Adds it to a release's record.</summary>
    public async Task RecordAsync(Deployer deployer, string namespaceName, int number, CancellationToken cancellationToken) =>
        await ReleaseEvidence.AddAsync(deployer, build.Application, namespaceName, number, await ReadAsync(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<EvidenceRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        var image = ImageRecord.Read(build.ImageFile!);
        var sources = await SourceTree.FindAsync(build.RootDirectory!, cancellationToken);
        var left = (await build.Evidence.ReadAsync(cancellationToken)).Records.Where(x => x.Environment is null).ToLookup(x => IsOf(x, image.Digest, sources));
        foreach (var other in left[false])
            Log.Debug("Evidence '{Kind}' is about other sources or another image, and isn't taken", other.Kind);
        var facts = new BuildFacts(build.GitRepository?.Commit, await ApplicationVersion.FindAsync(build, cancellationToken), image.HasBase) { OpsDigest = OpsDigest() };
        return [.. left[true], facts.ToRecord(DateTimeOffset.UtcNow, RunOrigin.Where(), [new EvidenceInput(Image, image.Digest)])];
    }

    private string? OpsDigest() => build is IBuildOpsImage ops && build.Images.FirstOrDefault(x => x.Name == ops.OpsImageName) is { } image && File.Exists(image.RecordFile) ? image.Record().Digest : null;

    // Evidence that names neither can't be told from that of another day.
    private static bool IsOf(EvidenceRecord record, string image, string? sources)
    {
        var named = record.Inputs.Where(x => x.Name is Image or Sources).ToList();
        return named.Count > 0 && named.All(x => x.Name == Image ? x.Digest == image : x.Digest == sources);
    }
}
