namespace Pipeline.Containers.Bills;

/// <summary>Of what a bill of materials is made.</summary>
public sealed record BillRequest
{
    /// <summary>The image's repository, without tag: <c>ghcr.io/acme/app</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The OCI layout's folder.</summary>
    public required string LayoutDirectory { get; init; }

    /// <summary>The image in it.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The application's folder in the image: its files are listed with their hashes. Default <c>/app</c>.</summary>
    public string ApplicationDirectory { get; init; } = "/app";

    /// <summary>The project's <c>obj/project.assets.json</c>, as restored for this image. Null: packages come from the <c>*.deps.json</c> in the image alone, without licences and without those that were used only to build.</summary>
    public string? AssetsFile { get; init; }

    /// <summary>The framework in the assets file, <c>net10.0</c>; null where it has but one.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>The runtime in the assets file, <c>linux-x64</c>; null for none.</summary>
    public string? RuntimeIdentifier { get; init; }

    /// <summary>The commit's time, which is the document's: two builds of one commit give the same bytes.</summary>
    public required DateTimeOffset CommitTime { get; init; }

    /// <summary>This program's version, which the document names as its tool.</summary>
    public required string ToolVersion { get; init; }
}
