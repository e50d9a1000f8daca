using System.Buffers;

namespace Pipeline.ObjectStorage.Transfer;

/// <summary>
/// The memory in which all writes of a store keep their parts. Each write may have one buffer, so that none waits for another; more than that only
/// while all together stay within <see cref="ObjectStoreOptions.MaxBufferedBytes"/>.
/// </summary>
internal sealed class PartBuffers(long maxBytes)
{
    private long _taken;
    private long _peak;

    /// <summary>What is taken now.</summary>
    public long TakenBytes => Interlocked.Read(ref _taken);

    /// <summary>The most that was ever taken.</summary>
    public long PeakBytes => Interlocked.Read(ref _peak);

    public byte[] Rent(int bytes) => Counted(ArrayPool<byte>.Shared.Rent(bytes));

    /// <summary>A buffer, if there is room for one that isn't needed.</summary>
    public byte[]? TryRent(int bytes) => TakenBytes + bytes <= maxBytes ? Rent(bytes) : null;

    public void Return(byte[] buffer)
    {
        Interlocked.Add(ref _taken, -buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private byte[] Counted(byte[] buffer)
    {
        var taken = Interlocked.Add(ref _taken, buffer.Length);
        for (var peak = PeakBytes; taken > peak; peak = PeakBytes)
            Interlocked.CompareExchange(ref _peak, taken, peak);
        return buffer;
    }
}
