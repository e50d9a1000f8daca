using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Categories;

/// <summary>What one category takes.</summary>
internal sealed record CategoryRule(FileCategory Category, long MaxBytes, IReadOnlyList<FileKind> Kinds)
{
    /// <summary>Null when the category takes the kind.</summary>
    public Refusal? Check(FileKind kind) => Kinds.Contains(kind)
        ? null
        : new Refusal(RefusalReason.KindNotAllowed, $"The content is {FileKinds.Of(kind).Name}; '{Category.Name()}' takes {string.Join(", ", Kinds.Select(x => FileKinds.Of(x).Name))}.");

    public Refusal TooLarge() => new(RefusalReason.TooLarge, $"'{Category.Name()}' takes files of up to {MaxBytes} bytes.");
}
