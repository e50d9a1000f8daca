using System.Buffers;

namespace Pipeline.ObjectStorage.Transfer;

/// <summary>
/// Cuts content into parts with three buffers at most: two parts are on their way while the next is read. Whether there is one part or more is
/// known after the second was looked at.
/// </summary>
internal sealed class PartSource : IDisposable
{
    private const int MaxUnderWay = 2;

    private readonly MeasuredContent _content;
    private readonly int _partBytes;
    private readonly Stack<byte[]> _free = new();
    private readonly Queue<(byte[] Buffer, int Length)> _read = new();

    private PartSource(MeasuredContent content, int partBytes)
    {
        _content = content;
        _partBytes = partBytes;
        for (var i = 0; i <= MaxUnderWay; i++)
            _free.Push([]);
    }

    /// <summary>All there is, when it fits one part; null when it doesn't.</summary>
    public ReadOnlyMemory<byte>? Single => _read.Count switch
    {
        0 => ReadOnlyMemory<byte>.Empty,
        1 => _read.Peek().Buffer.AsMemory(0, _read.Peek().Length),
        // A plain null would turn into an empty memory.
        _ => default(ReadOnlyMemory<byte>?),
    };

    public static async Task<PartSource> StartAsync(MeasuredContent content, ObjectStoreOptions options, long? lengthBytes, CancellationToken cancellationToken)
    {
        var source = new PartSource(content, PartBytes(options.PartBytes, lengthBytes ?? 0));
        try
        {
            if (await source.ReadAsync(cancellationToken))
                await source.ReadAsync(cancellationToken);
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
            while (_read.Count > 0 || await ReadAsync(stop.Token))
            {
                var (buffer, length) = _read.Dequeue();
                if (++number > MultipartLimits.MaxParts)
                    throw MultipartParts.Invalid(_content.Key, $"There are more than {MultipartLimits.MaxParts} parts of {_partBytes} bytes. Tell the length beforehand ({nameof(PutOptions.LengthBytes)}), or set a larger {nameof(ObjectStoreOptions)}.{nameof(ObjectStoreOptions.PartBytes)}.");
                underWay.Enqueue((send(number, buffer.AsMemory(0, length), stop.Token), buffer));
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
        foreach (var buffer in _free.Concat(_read.Select(x => x.Buffer)).Where(x => x.Length > 0))
            ArrayPool<byte>.Shared.Return(buffer);
        _free.Clear();
        _read.Clear();
    }

    // 10,000 parts must do: longer content goes in larger ones.
    private static int PartBytes(int asked, long lengthBytes) => (int)Math.Max(asked, (lengthBytes + MultipartLimits.MaxParts - 1) / MultipartLimits.MaxParts);

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_content.Ended)
            return false;
        var buffer = _free.Pop();
        if (buffer.Length == 0)
            buffer = ArrayPool<byte>.Shared.Rent(_partBytes);
        int length;
        try
        {
            length = await _content.FillAsync(buffer.AsMemory(0, _partBytes), cancellationToken);
        }
        catch
        {
            _free.Push(buffer);
            throw;
        }

        if (length == 0)
        {
            _free.Push(buffer);
            return false;
        }

        _read.Enqueue((buffer, length));
        return true;
    }
}
