using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>The checks that a kind of file passes while it is on its way, so that content refused by them is never stored.</summary>
internal sealed class PassingChecks : IContentCheck
{
    private readonly IContentCheck[] _checks;

    private PassingChecks(IContentCheck[] checks) => _checks = checks;

    /// <param name="kind">What the first bytes said.</param>
    /// <param name="lengthBytes">The size where it is known: then the end need not be looked for in every chunk.</param>
    public static PassingChecks For(FileKind kind, long? lengthBytes)
    {
        var facts = FileKinds.Of(kind);
        List<IContentCheck> checks = [];
        if (facts.IsText)
            checks.Add(new TextCheck());
        if (facts.IsImage)
            checks.Add(new EmbeddedMarkupCheck());
        if (!facts.IsZip)
            checks.Add(new AppendedArchiveCheck(lengthBytes));
        return new PassingChecks([.. checks]);
    }

    public Refusal? Append(ReadOnlySpan<byte> chunk)
    {
        foreach (var check in _checks)
        {
            if (check.Append(chunk) is { } refusal)
                return refusal;
        }

        return null;
    }

    public Refusal? Complete()
    {
        foreach (var check in _checks)
        {
            if (check.Complete() is { } refusal)
                return refusal;
        }

        return null;
    }
}
