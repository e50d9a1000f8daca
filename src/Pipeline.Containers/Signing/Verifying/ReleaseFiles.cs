namespace Pipeline.Containers.Signing.Verifying;

/// <summary>A release as files on this machine: all that is needed to verify it without a network.</summary>
public sealed record ReleaseFiles
{
    /// <summary>The image: an OCI layout's folder, or an OCI archive (a tar of one).</summary>
    public required string Image { get; init; }

    /// <summary>Which image of the layout. Default, null: the only one.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The attestations: a bundle's folder, or an in-toto bundle (<c>*.jsonl</c>). Default, null: those that the layout itself holds as referrers.</summary>
    public string? Attestations { get; init; }

    /// <summary>A bill of materials that must be the attested one. Default, null: those that the layout itself holds, if it does.</summary>
    public string? Bill { get; init; }
}
