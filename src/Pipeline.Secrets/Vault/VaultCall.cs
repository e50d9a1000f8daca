namespace Pipeline.Secrets.Vault;

/// <summary>One request to Vault.</summary>
internal sealed record VaultCall
{
    /// <summary>What it does, for messages: <c>reading 'a/b'</c>.</summary>
    public required string Title { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>The path after <c>/v1/</c>, escaped.</summary>
    public required string Path { get; init; }

    public Secret? Token { get; init; }

    public object? Content { get; init; }

    /// <summary>What must not come back in a message.</summary>
    public IReadOnlyList<Secret> Sent { get; init; } = [];

    /// <summary>Statuses beside success that have a meaning of their own here.</summary>
    public IReadOnlyList<int> Expected { get; init; } = [];

    public bool IsRepeatable { get; init; } = true;

    /// <summary>The title; the record's own text would show the content.</summary>
    public override string ToString() => Title;
}
