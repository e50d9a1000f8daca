namespace AgentKit.Server.Files.Sniffing;

/// <summary>What the sender says a file is: never believed, only compared.</summary>
/// <param name="Extension">The name's ending in lower case, without the dot; empty for none.</param>
/// <param name="DeclaredType">The declared media type in lower case, without parameters; null for none or one that says nothing.</param>
internal sealed record FileHints(string Extension, string? DeclaredType)
{
    private static readonly string[] s_meaningless = ["application/octet-stream", "binary/octet-stream", "application/binary", "multipart/form-data"];

    public static FileHints None { get; } = new("", null);

    public static FileHints Of(string name, string? contentType)
    {
        var dot = name.LastIndexOf('.');
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        return new FileHints(dot < 0 ? "" : name[(dot + 1)..].ToLowerInvariant(), string.IsNullOrEmpty(type) || s_meaningless.Contains(type) ? null : type);
    }

    public bool Suggests(FileKind kind)
    {
        var facts = FileKinds.Of(kind);
        return facts.Extensions[0] == Extension || facts.MediaType == DeclaredType;
    }
}
