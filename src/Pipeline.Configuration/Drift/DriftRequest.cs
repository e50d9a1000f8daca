using Pipeline.Configuration.Describing;
using Pipeline.Configuration.Generating;
using Pipeline.Configuration.Sources;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Drift;

/// <summary>Everything that is held against the settings.</summary>
public sealed record DriftRequest
{
    /// <summary>The settings, as the built service describes them.</summary>
    public required ConfigurationDescription Description { get; init; }

    /// <summary>What the files are generated with.</summary>
    public required GenerationOptions Generation { get; init; }

    /// <summary>The overlays, rendered.</summary>
    public required IReadOnlyList<OverlayManifests> Overlays { get; init; }

    /// <summary>The image that the service runs from, as the manifests name it, without tag and digest: each container with it is looked at.</summary>
    public required string Image { get; init; }

    /// <summary>The setting that says which environment it is. Default <c>ASPNETCORE_ENVIRONMENT</c>.</summary>
    public string EnvironmentVariable { get; init; } = "ASPNETCORE_ENVIRONMENT";

    /// <summary>Variables of libraries that manifests may set.</summary>
    public IReadOnlyList<LibraryVariable> LibraryVariables { get; init; } = [];

    /// <summary>The committed files, by path; one that isn't there is left out.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>C# source files.</summary>
    public required IReadOnlyList<SourceText> Sources { get; init; }

    /// <summary>Source code that may read the environment past the catalogue.</summary>
    public IReadOnlyList<AllowedRead> AllowedReads { get; init; } = [];

    /// <summary>The names in the secret store of one environment; null where it wasn't asked.</summary>
    public SecretNames? Secrets { get; init; }

    /// <summary>Why <see cref="Secrets"/> is null.</summary>
    public string SecretsNotAsked { get; init; } = "no environment is named; --environment NAME names one.";
}
