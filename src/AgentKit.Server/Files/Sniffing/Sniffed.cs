using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>What the first bytes say: a kind, or why not.</summary>
internal sealed record Sniffed
{
    public FileKind? Kind { get; private init; }

    public Refusal? Refusal { get; private init; }

    public static implicit operator Sniffed(FileKind kind) => new() { Kind = kind };

    public static Sniffed Refused(RefusalReason reason, string detail) => new() { Refusal = new Refusal(reason, detail) };
}
