using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Releases;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Images;

/// <summary>Which evidence belongs to what is deployed: that of both images, and of these sources.</summary>
public sealed class DeliveryEvidenceTests : IDisposable
{
    private static readonly Dictionary<string, string> s_images = new() { ["image"] = "sha256:1", ["image-ops"] = "sha256:2" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-delivery-evidence-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsOf(params (string Name, string Digest)[] inputs) => DeliveryEvidence.IsOf(
        new EvidenceRecord { Kind = "scan", Result = EvidenceResult.Passed, At = DateTimeOffset.UnixEpoch, Inputs = [.. inputs.Select(x => new EvidenceInput(x.Name, x.Digest))] }, s_images, "tree");

    [Fact]
    public void Evidence_of_either_image_belongs_to_the_release()
    {
        Assert.True(IsOf(("image", "sha256:1")));
        Assert.True(IsOf(("image-ops", "sha256:2"), ("commit", "abc")));
        Assert.True(IsOf(("image", "sha256:1"), ("image-ops", "sha256:2"), ("agentkit-ops.cdx.json", "sha256:9")));
        Assert.True(IsOf(("sources", "tree")));
    }

    [Fact]
    public void Evidence_of_another_image_or_of_other_sources_does_not()
    {
        Assert.False(IsOf(("image", "sha256:1"), ("image-ops", "sha256:3")));
        Assert.False(IsOf(("image", "sha256:2")));
        Assert.False(IsOf(("image-other", "sha256:1")));
        Assert.False(IsOf(("sources", "another")));
        Assert.False(IsOf(("commit", "abc")));
    }

    [Fact]
    public void The_images_are_those_that_were_built()
    {
        var build = new TwoImages { ImageDirectory = (AbsolutePath)_folder.FullName };
        File.WriteAllText(Path.Combine(_folder.FullName, "app.json"), """{"name":"app","digest":"sha256:1","hasBase":true}""");
        Assert.Equal([KeyValuePair.Create("image", "sha256:1")], DeliveryEvidence.ImagesOf(build));

        File.WriteAllText(Path.Combine(_folder.FullName, "ops.json"), """{"name":"ops","digest":"sha256:2","hasBase":true}""");
        Assert.Equal(s_images, DeliveryEvidence.ImagesOf(build));
    }

    private sealed class TwoImages : Nuke.Common.NukeBuild, IHazImages
    {
        public required AbsolutePath ImageDirectory { get; init; }

        public IReadOnlyList<ImageFiles> Images => [new("app", ImageDirectory), new("ops", ImageDirectory) { EvidenceName = "image-ops" }];
    }
}
