using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>
/// Whether what the sender says fits the bytes. A wrong type is refused rather than corrected: the sender has mixed something up. A wrong ending
/// is refused because the receiver's system goes by it: a text named <c>.bat</c> is a program there.
/// </summary>
internal static class TypeAgreement
{
    public static Refusal? Check(FileKind kind, FileHints hints)
    {
        var facts = FileKinds.Of(kind);
        if (hints.DeclaredType is { } declared && declared != facts.MediaType && !facts.DeclaredAs.Contains(declared))
            return new Refusal(RefusalReason.TypeMismatch, $"The content is {facts.Name} ({facts.MediaType}), and another type was declared. Send 'Content-Type: {facts.MediaType}', or application/octet-stream.");
        if (hints.Extension.Length > 0 && !facts.Extensions.Contains(hints.Extension))
            return new Refusal(RefusalReason.TypeMismatch, $"The content is {facts.Name}, whose names end with {string.Join(", ", facts.Extensions.Select(x => $".{x}"))}; this name ends otherwise.");
        return null;
    }
}
