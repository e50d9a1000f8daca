namespace AgentKit.Server.Tests.Files;

/// <summary>An upload that must be refused.</summary>
internal sealed record HostileUpload(string Description, int Status, string Problem)
{
    public string Category { get; init; } = "other";

    public string Name { get; init; } = "file.pdf";

    public byte[] Content { get; init; } = SampleContent.Pdf;

    public string? Type { get; init; }

    public (string Name, string Value)? Header { get; init; }

    public bool IsChunked { get; init; }

    /// <summary>Instead of category and name.</summary>
    public string? Query { get; init; }

    public string Client { get; init; } = FileService.Client;

    public override string ToString() => Description;
}
