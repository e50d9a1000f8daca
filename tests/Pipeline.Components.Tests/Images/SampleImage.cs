using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Signing;
using Pipeline.Containers.Building;
using Pipeline.Releases.Proving;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Images;

/// <summary>An image as BuildImage leaves it, in a temporary folder that goes with the test, and a build that has it.</summary>
internal sealed class SampleImage : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public string Root { get; } = Directory.CreateTempSubdirectory("pipeline-sample-image-").FullName;

    public ImageFiles Files => new("app", (AbsolutePath)Root / "images");

    public string In(string name) => Path.Combine(Root, name);

    /// <summary>Builds it, on a base of its own if it is to have one.</summary>
    public async Task<BuiltImage> BuildAsync(bool hasBase = false, string program = "MZ not really")
    {
        Write("publish/App.dll", program);
        Write("publish/App.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.AspNetCore.App","version":"10.0.0"}}}""");
        var request = new ImageRequest
        {
            ApplicationDirectory = In("publish"),
            Name = "app",
            Version = "1.2.3",
            Created = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            LayoutDirectory = Files.Layout!,
            ArchivePath = Files.Archive!,
            Revision = Commit,
        };
        var order = new ImageOrder { Request = request, BaseImage = hasBase ? Base() : null, BaseImageDirectory = In("base-images") };
        var (image, builtBy) = await order.BuildAsync(new Progress<string>(), default);
        Assert.Equal("no engine", builtBy);
        ImageRecord.Write(Files.RecordFile!, image);
        return image;
    }

    /// <summary>Evidence of a run in which everything went well, but for what is said.</summary>
    public async Task<EvidenceBundle> EvidenceAsync(BuiltImage image, EvidenceResult scan = EvidenceResult.NotDone)
    {
        var folder = new EvidenceFolder(In("evidence"));
        await folder.WriteAsync(ImageEvidence.Of("image", EvidenceResult.Passed) with { Inputs = [new EvidenceInput("image", image.Digest.ToString())] }, default);
        await folder.WriteAsync(ImageEvidence.Of("tests", EvidenceResult.Passed) with { Figures = new Dictionary<string, string> { ["passed"] = "120", ["failed"] = "0", ["skipped"] = "2" } }, default);
        await folder.WriteAsync(ImageEvidence.Of("coverage", EvidenceResult.Passed) with { Figures = new Dictionary<string, string> { ["linePercent"] = "91.25" } }, default);
        await folder.WriteAsync(ImageEvidence.Of("scan", scan) with { Reason = scan == EvidenceResult.Passed ? null : "no database" }, default);
        return await folder.ReadAsync(default);
    }

    public string Write(string name, string content)
    {
        var path = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // A base that can run: its configuration doesn't say that it has none.
    private string Base()
    {
        using var image = new Pipeline.Containers.Tests.Scanning.TestImage([("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")]);
        var copy = In("base");
        foreach (var file in Directory.EnumerateFiles(image.Layout, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(image.Layout, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}

/// <summary>A build with all that is done with images; its parameters are set by the test.</summary>
internal sealed class SampleBuild : NukeBuild, IPushImage, ISignImage, IVerifyRelease
{
    public string Environment { get; init; } = EnvironmentNameAttribute.Rehearsal;

    public string? Registry { get; init; }

    public string? SecretStore { get; init; }

    public IReadOnlyList<string> TrustedBuilders => [ReleaseBuilder.Local];
}
