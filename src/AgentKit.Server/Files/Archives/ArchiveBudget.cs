using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Archives;

/// <summary>What is left of the limits while an archive and those within it are inspected.</summary>
internal sealed class ArchiveBudget(ArchiveLimits limits)
{
    private int _entries = limits.MaxEntries;
    private long _bytes = limits.MaxExpandedBytes;

    public ArchiveLimits Limits => limits;

    public Refusal? TakeEntries(long count)
    {
        if (count > _entries)
            return new Refusal(RefusalReason.ArchiveBomb, $"The archive has more than {limits.MaxEntries} entries.");
        _entries -= (int)count;
        return null;
    }

    public Refusal? TakeBytes(long count)
    {
        if (count > _bytes)
            return new Refusal(RefusalReason.ArchiveBomb, $"The archive expands to more than {limits.MaxExpandedBytes} bytes.");
        _bytes -= count;
        return null;
    }

    public Refusal? CheckRatio(long packed, long expanded) => expanded > limits.RatioMattersFromBytes && expanded / limits.MaxRatio > packed
        ? new Refusal(RefusalReason.ArchiveBomb, $"The archive, or an entry of it, expands to more than {limits.MaxRatio} times its size.")
        : null;
}
