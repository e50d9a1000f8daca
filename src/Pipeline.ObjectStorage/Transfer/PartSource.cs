namespace Pipeline.ObjectStorage.Transfer;

/// <summary>
/// Cuts content into parts with two buffers at most: one part is on its way while the next is read. The first grows with what arrives, and is never
/// larger than the content was announced to be; so many small or slow writes take little. Whether there is more than one part a single byte tells.
/// </summary>
internal sealed class PartSource : IDisposable
{
    private const int MaxUnderWay = 2;
    private const int FirstBytes = 64 * 1024;
    private const int Growth = 4;

    private readonly MeasuredContent _content;
    private readonly PartBuffers _buffers;
    private readonly int _partBytes;
    private readonly long? _announced;
    private readonly Stack<byte[]> _free = new();
    private readonly Queue<(byte[] Buffer, int Length)> _read = new();
    private readonly byte[] _ahead = new byte[1];
    private int _rented;
    private bool _hasAhead;

    private PartSource(MeasuredContent content, PartBuffers buffers, int partBytes, long? announced) => (_content, _buffers, _partBytes, _announced) = (content, buffers, partBytes, announced);

    /// <summary>All there is, when it fits one part; null when it doesn't.</summary>
    public ReadOnlyMemory<byte>? Single => _read.Count switch
    {
        0 => ReadOnlyMemory<byte>.Empty,
        1 when !_hasAhead => _read.Peek().Buffer.AsMemory(0, _read.Peek().Length),
        // A plain null would turn into an empty memory.
        _ => default(ReadOnlyMemory<byte>?),
    };

    public static async Task<PartSource> StartAsync(MeasuredContent content, PartBuffers buffers, int partBytes, long? lengthBytes, CancellationToken cancellationToken)
    {
        var source = new PartSource(content, buffers, PartBytes(partBytes, lengthBytes ?? 0), lengthBytes);
        try
        {
            await source.ReadAsync(source.Take(source.Bound(FirstBytes)), cancellationToken);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Sends every part. When one fails the others are stopped, and all have ended when this returns.</summary>
    public async Task<IReadOnlyList<T>> SendAsync<T>(Func<int, ReadOnlyMemory<byte>, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = new List<T>();
        var underWay = new Queue<(Task<T> Task, byte[] Buffer)>();
        var number = 0;
        try
        {
            while (true)
            {
                if (_read.Count == 0 && HasMore)
                {
                    byte[]? buffer;
                    while ((buffer = FreeOrSpare()) is null)
                        await FinishOneAsync();
                    await ReadAsync(buffer, stop.Token);
                }

                if (_read.Count == 0)
                    break;
                var (part, length) = _read.Dequeue();
                if (++number > MultipartLimits.MaxParts)
                    throw MultipartParts.Invalid(_content.Key, $"There are more than {MultipartLimits.MaxParts} parts of {_partBytes} bytes. Tell the length beforehand ({nameof(PutOptions.LengthBytes)}), or set a larger {nameof(ObjectStoreOptions)}.{nameof(ObjectStoreOptions.PartBytes)}.");
                underWay.Enqueue((send(number, part.AsMemory(0, length), stop.Token), part));
                if (underWay.Count == MaxUnderWay)
                    await FinishOneAsync();
            }

            while (underWay.Count > 0)
                await FinishOneAsync();
            return sent;
        }
        catch
        {
            await stop.CancelAsync();
            foreach (var (task, buffer) in underWay)
            {
                await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _free.Push(buffer);
            }

            throw;
        }

        async Task FinishOneAsync()
        {
            var (task, buffer) = underWay.Peek();
            sent.Add(await task);
            underWay.Dequeue();
            _free.Push(buffer);
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _free.Concat(_read.Select(x => x.Buffer)))
            _buffers.Return(buffer);
        _free.Clear();
        _read.Clear();
    }

    private bool HasMore => _hasAhead || !_content.Ended;

    // 10,000 parts must do: longer content goes in larger ones.
    private static int PartBytes(int asked, long lengthBytes) => (int)Math.Max(asked, (lengthBytes + MultipartLimits.MaxParts - 1) / MultipartLimits.MaxParts);

    /// <summary>How large a buffer may be for what is still to come.</summary>
    private int Bound(int bytes)
    {
        var still = _announced is { } announced ? Math.Max(1, announced - _content.LengthBytes + (_hasAhead ? 1 : 0)) : long.MaxValue;
        return (int)Math.Min(Math.Min(bytes, _partBytes), still);
    }

    private byte[] Take(int bytes)
    {
        _rented++;
        return _buffers.Rent(bytes);
    }

    /// <summary>A buffer that is free, or a further one if there is room; null when a part under way has to be waited for.</summary>
    private byte[]? FreeOrSpare()
    {
        if (_free.TryPop(out var free))
            return free;
        if (_rented >= MaxUnderWay || _buffers.TryRent(Bound(_partBytes)) is not { } spare)
            return null;
        _rented++;
        return spare;
    }

    /// <summary>Fills a buffer with the next part, a larger one in its place where it isn't enough, and looks whether more comes.</summary>
    private async Task ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            var most = Bound(_partBytes);
            var length = 0;
            if (_hasAhead)
                (buffer[length++], _hasAhead) = (_ahead[0], false);
            while (true)
            {
                length += await _content.FillAsync(buffer.AsMemory(length, Math.Min(buffer.Length, most) - length), cancellationToken);
                if (_content.Ended || length == most)
                    break;
                buffer = Larger(buffer, length, most);
            }

            if (!_content.Ended)
                _hasAhead = await _content.FillAsync(_ahead, cancellationToken) > 0;
            if (length > 0)
                _read.Enqueue((buffer, length));
            else
                _free.Push(buffer);
        }
        catch
        {
            _free.Push(buffer);
            throw;
        }
    }

    private byte[] Larger(byte[] buffer, int length, int most)
    {
        var larger = _buffers.Rent((int)Math.Min(most, (long)buffer.Length * Growth));
        buffer.AsSpan(0, length).CopyTo(larger);
        _buffers.Return(buffer);
        return larger;
    }
}
