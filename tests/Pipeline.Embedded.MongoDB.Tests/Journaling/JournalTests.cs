using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_batch_that_was_cut_off_anywhere_is_not_there_and_all_before_it_is()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1, 2);
        var whole = new FileInfo(_directory.LastSegment).Length;
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 3, 4);
        var journal = await File.ReadAllBytesAsync(_directory.LastSegment);
        var segment = _directory.LastSegment;

        for (var length = whole; length < journal.Length; length++)
        {
            await File.WriteAllBytesAsync(segment, journal[..(int)length]);
            await using (var store = _directory.Open())
            {
                Assert.Equal([1, 2], StoreDirectory.Ids(store));
                await StoreDirectory.WriteAsync(store, 5);
            }

            await using (var store = _directory.Open())
                Assert.Equal([1, 2, 5], StoreDirectory.Ids(store));
        }
    }

    [Fact]
    public async Task A_changed_byte_in_the_middle_is_refused_wherever_it_is()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1);
        var middle = new FileInfo(_directory.LastSegment).Length;
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 2);
        var journal = await File.ReadAllBytesAsync(_directory.LastSegment);

        for (var position = 0; position < middle; position++)
        {
            var damaged = (byte[])journal.Clone();
            damaged[position] ^= 0x40;
            await File.WriteAllBytesAsync(_directory.LastSegment, damaged);

            var exception = Assert.Throws<PipelineException>(() => _directory.Open());

            Assert.Equal(EmbeddedMongoErrors.DataDamaged.Id, exception.Code.Id);
        }
    }

    [Fact]
    public async Task What_power_failure_left_as_zeros_is_dropped()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1);
        await using (var file = new FileStream(_directory.LastSegment, FileMode.Append))
            file.Write(new byte[10_000]);

        await using var reopened = _directory.Open();

        Assert.Equal([1], StoreDirectory.Ids(reopened));
    }

    [Fact]
    public async Task A_second_server_on_a_directory_is_refused()
    {
        await using var store = _directory.Open();

        var exception = Assert.Throws<PipelineException>(() => _directory.Open());

        Assert.Equal(EmbeddedMongoErrors.DirectoryInUse.Id, exception.Code.Id);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_refused()
    {
        await using (var store = _directory.Open(checkpointAfterBytes: 1))
            await StoreDirectory.WriteAsync(store, 1);
        var checkpoint = Assert.Single(Directory.GetFiles(_directory.Path, "checkpoint-*.bson"));
        var content = await File.ReadAllBytesAsync(checkpoint);
        for (var position = 0; position < content.Length; position += 7)
        {
            var damaged = (byte[])content.Clone();
            damaged[position] ^= 1;
            await File.WriteAllBytesAsync(checkpoint, damaged);

            Assert.Equal(EmbeddedMongoErrors.DataDamaged.Id, Assert.Throws<PipelineException>(() => _directory.Open()).Code.Id);
        }
    }

    [Fact]
    public async Task A_checkpoint_that_was_not_finished_is_passed_over()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1);
        await File.WriteAllBytesAsync(Path.Combine(_directory.Path, "checkpoint-000002.bson.partial"), [1, 2, 3]);
        await File.WriteAllBytesAsync(Path.Combine(_directory.Path, "journal-000002.log"), []);

        await using (var store = _directory.Open())
        {
            Assert.Equal([1], StoreDirectory.Ids(store));
            await StoreDirectory.WriteAsync(store, 2);
        }

        await using var reopened = _directory.Open();
        Assert.Equal([1, 2], StoreDirectory.Ids(reopened));
        Assert.Empty(Directory.GetFiles(_directory.Path, "*.partial"));
    }

    [Fact]
    public async Task A_checkpoint_that_is_finished_counts_before_what_it_replaces_is_deleted()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1);
        var old = await File.ReadAllBytesAsync(_directory.LastSegment);
        var name = _directory.LastSegment;
        await using (var store = _directory.Open(checkpointAfterBytes: 1))
            await StoreDirectory.WriteAsync(store, 2);
        await File.WriteAllBytesAsync(name, old);

        await using var reopened = _directory.Open();

        Assert.Equal([1, 2], StoreDirectory.Ids(reopened));
        Assert.False(File.Exists(name));
    }

    [Fact]
    public async Task Checkpoints_while_writes_go_on_lose_nothing()
    {
        string[] before;
        await using (var store = _directory.Open(checkpointAfterBytes: 2000))
        {
            for (var i = 0; i < 300; i++)
                await StoreDirectory.WriteAsync(store, i);
            before = StoreDirectory.Describe(store);
        }

        await using var reopened = _directory.Open();

        Assert.Equal(before, StoreDirectory.Describe(reopened));
    }

    [Fact]
    public async Task Files_of_another_format_are_refused_and_those_from_before_there_was_a_number_are_read()
    {
        await using (var store = _directory.Open())
            await StoreDirectory.WriteAsync(store, 1);
        var format = Path.Combine(_directory.Path, "format");

        await File.WriteAllTextAsync(format, "2\n");
        var refused = Assert.Throws<PipelineException>(() => _directory.Open());
        File.Delete(format);
        await using (var store = _directory.Open())
            Assert.Equal([1], StoreDirectory.Ids(store));

        Assert.Equal(EmbeddedMongoErrors.OtherFormat.Id, refused.Code.Id);
        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1\n", await File.ReadAllTextAsync(format));
    }
}
