using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace AgentKit.Server.Hosting;

/// <summary>
/// Memory for what connections receive and send, in blocks of 32 KiB. The server's own has blocks of 4 KiB, which costs two system calls for each 4 KiB
/// of an upload. An idle connection has none: the server waits for data before it takes a block.
/// </summary>
internal sealed class ConnectionMemory : MemoryPool<byte>
{
    private const int BlockBytes = 32 * 1024;
    private const int MostKept = 512;

    private readonly ConcurrentQueue<Block> _free = new();
    private int _kept;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryDequeue(out var block))
            return new Block(this);
        Interlocked.Decrement(ref _kept);
        return block;
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(Block block)
    {
        // After a peak the rest is the collector's.
        if (Interlocked.Increment(ref _kept) <= MostKept)
            _free.Enqueue(block);
        else
            Interlocked.Decrement(ref _kept);
    }

    private sealed class Block(ConnectionMemory memory) : IMemoryOwner<byte>
    {
        // Pinned for the sockets, which would pin it for each call.
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public void Dispose() => memory.Return(this);
    }

    /// <summary>Gives the server its memory.</summary>
    internal sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new ConnectionMemory();
    }
}
