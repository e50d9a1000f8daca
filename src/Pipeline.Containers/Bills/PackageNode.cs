namespace Pipeline.Containers.Bills;

/// <summary>A package, or a project that is referenced.</summary>
internal sealed record PackageNode
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required bool IsProject { get; init; }

    /// <summary>False for what only the build uses: analyzers, build tasks, test tools.</summary>
    public required bool IsRuntime { get; init; }

    /// <summary>SHA-512 of the package's content in hexadecimal, as lock files hold it in Base64; null for a project.</summary>
    public string? ContentHash { get; init; }

    public PackageLicense? License { get; init; }

    /// <summary>Keys of the graph.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    public string Key => $"{Name}/{Version}";

    public string Reference => IsProject ? $"project:{Name}@{Version}" : $"pkg:nuget/{Uri.EscapeDataString(Name)}@{Uri.EscapeDataString(Version)}";

    /// <summary>NuGet writes hashes in Base64, CycloneDX in hexadecimal; null for what is none.</summary>
    public static string? Hexadecimal(string? base64)
    {
        var text = base64?.StartsWith("sha512-", StringComparison.Ordinal) == true ? base64["sha512-".Length..] : base64;
        var hash = new byte[64];
        return text is not null && Convert.TryFromBase64String(text, hash, out var length) && length == 64 ? Convert.ToHexStringLower(hash) : null;
    }
}
