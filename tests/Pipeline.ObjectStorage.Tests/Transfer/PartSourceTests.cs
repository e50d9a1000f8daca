using System.Security.Cryptography;
using Pipeline.ObjectStorage.Tests.Contract;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Tests.Transfer;

public sealed class PartSourceTests
{
    private const int PartBytes = 8 * 1024 * 1024;
    private const int Kibibyte = 1024;

    [Theory]
    [InlineData(1 * Kibibyte, true, 1 * Kibibyte)]
    [InlineData(1 * Kibibyte, false, 64 * Kibibyte)]
    [InlineData(100 * Kibibyte, true, 128 * Kibibyte)]
    public async Task A_small_write_takes_a_small_buffer(int length, bool isAnnounced, int most)
    {
        var buffers = new PartBuffers(long.MaxValue);
        var content = Random(length);
        using var measured = new MeasuredContent("file", new MemoryStream(content), isAnnounced ? length : null, null);

        using (var source = await PartSource.StartAsync(measured, buffers, PartBytes, isAnnounced ? length : null, CancellationToken.None))
            Assert.Equal(content, source.Single!.Value.ToArray());

        // While a buffer is replaced by a larger one, there are two.
        Assert.InRange(buffers.PeakBytes, length, most + (64 * Kibibyte));
        Assert.Equal(0, buffers.TakenBytes);
    }

    [Fact]
    public async Task What_was_announced_and_has_not_arrived_takes_no_memory()
    {
        var buffers = new PartBuffers(long.MaxValue);
        using var stop = new CancellationTokenSource();
        using var measured = new MeasuredContent("file", new StalledStream(1 * Kibibyte), 100L * PartBytes, null);

        var start = PartSource.StartAsync(measured, buffers, PartBytes, 100L * PartBytes, stop.Token);

        Assert.Equal(64 * Kibibyte, buffers.TakenBytes);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(0, buffers.TakenBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartBytes - 1)]
    [InlineData(PartBytes)]
    [InlineData(PartBytes + 1)]
    [InlineData((3 * PartBytes) + 17)]
    public async Task The_parts_are_the_content_whether_it_was_announced_or_not(int length)
    {
        var content = Random(length);
        foreach (var announced in new long?[] { null, length })
        {
            var buffers = new PartBuffers(long.MaxValue);
            using var measured = new MeasuredContent("file", new TrickleStream(content), announced, null);
            using (var source = await PartSource.StartAsync(measured, buffers, PartBytes, announced, CancellationToken.None))
            {
                Assert.Equal(length > PartBytes, source.Single is null);
                var parts = await source.SendAsync((number, bytes, _) => Task.FromResult((number, bytes.ToArray())), CancellationToken.None);
                Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(x => x.number));
                Assert.All(parts.SkipLast(1), x => Assert.Equal(PartBytes, x.Item2.Length));
                Assert.Equal(content, parts.SelectMany(x => x.Item2));
            }

            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), measured.Finish());
            Assert.InRange(buffers.PeakBytes, 0, 2 * PartBytes);
            Assert.Equal(0, buffers.TakenBytes);
        }
    }

    [Fact]
    public async Task Many_writes_at_once_have_one_part_each_in_memory_once_the_bound_is_reached()
    {
        const int writes = 12;
        var buffers = new PartBuffers(3L * PartBytes);
        var content = new byte[4 * PartBytes];

        await Parallel.ForAsync(0, writes, new ParallelOptions { MaxDegreeOfParallelism = writes }, async (_, token) =>
        {
            using var measured = new MeasuredContent("file", new MemoryStream(content), content.Length, null);
            using var source = await PartSource.StartAsync(measured, buffers, PartBytes, content.Length, token);
            var parts = await source.SendAsync(async (number, bytes, _) =>
            {
                await Task.Yield();
                return (long)bytes.Length;
            }, token);
            Assert.Equal(content.Length, parts.Sum());
        });

        // Each its one, and while the first one grows the smaller beside it; the second ones came within the bound.
        Assert.InRange(buffers.PeakBytes, PartBytes, ((writes * 3L / 2) + 3) * PartBytes);
        Assert.Equal(0, buffers.TakenBytes);
    }

    private static byte[] Random(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    /// <summary>Gives some bytes, and then none until it is given up.</summary>
    private sealed class StalledStream(int bytes) : ReadOnlyStream
    {
        private int _left = bytes;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            var read = Math.Min(_left, buffer.Length);
            _left -= read;
            return read;
        }
    }
}
