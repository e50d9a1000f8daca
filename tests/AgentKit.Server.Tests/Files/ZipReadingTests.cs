using System.Buffers.Binary;
using System.Text;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Tests.Files;

/// <summary>Archives that two readers would read in two ways: one goes by the directory, the other from entry to entry.</summary>
public sealed class ZipReadingTests
{
    private static readonly byte[] s_content = SampleContent.Csv;

    [Fact]
    public async Task Content_between_two_entries_and_before_the_directory_is_refused()
    {
        var between = new RawZip().AddTwice("a.csv", s_content, s_content.Length, behind: [1, 2, 3]).Add("b.csv", s_content, s_content.Length, method: 0).Build();
        var hidden = new RawZip().Add("a.csv", s_content, s_content.Length, method: 0).Write("hidden.exe", [1]).Add("b.csv", s_content, s_content.Length, method: 0).Build();
        var last = new RawZip().Add("a.csv", s_content, s_content.Length, method: 0).Write("hidden.exe", [1]).Build();

        foreach (var zip in new[] { between, hidden, last })
            Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(zip)).Reason);
    }

    [Fact]
    public async Task A_descriptor_in_each_of_its_ways_is_passed_over_when_it_is_true()
    {
        foreach (var isSigned in new[] { false, true })
        {
            foreach (var isLarge in new[] { false, true })
            {
                Assert.Equal(FileKind.Zip, await InspectAsync(WithDescriptor(Descriptor(s_content.Length, isSigned, isLarge))));
                Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(WithDescriptor(Descriptor(s_content.Length + 1, isSigned, isLarge)))).Reason);
                Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(WithDescriptor([.. Descriptor(s_content.Length, isSigned, isLarge), 0]))).Reason);
            }
        }

        Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(WithDescriptor([]))).Reason);
        // Without the flag it is content that nobody announced.
        Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(new RawZip().AddTwice("a.csv", s_content, s_content.Length, behind: Descriptor(s_content.Length, true, false)).Build())).Reason);

        byte[] WithDescriptor(byte[] descriptor) => new RawZip().AddTwice("a.csv", s_content, 0, localFlags: 8, behind: descriptor).Add("b.csv", s_content, s_content.Length, method: 0).Build();
    }

    [Fact]
    public async Task An_entry_of_another_size_than_the_directory_says_is_refused()
    {
        foreach (var size in new[] { 0, 1, s_content.Length + 1 })
            Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(new RawZip().AddTwice("a.csv", s_content, size).Build())).Reason);
        Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(new RawZip().AddTwice("a.csv", s_content, 1, localFlags: 8, behind: Descriptor(s_content.Length, true, false)).Build())).Reason);
    }

    [Fact]
    public async Task A_second_name_in_an_extra_field_is_refused_unless_it_is_the_same()
    {
        Assert.Equal(FileKind.Zip, await InspectAsync(new RawZip().AddTwice("ä.csv", s_content, s_content.Length, extra: Name("ä.csv"), localExtra: Name("ä.csv")).Build()));
        foreach (var (extra, local) in new[] { (Name("b.exe"), Array.Empty<byte>()), (Name("b.exe"), Name("b.exe")), ([], Name("b.exe")), (Name("../a.csv"), []) })
            Assert.Equal(RefusalReason.UnsafeArchive, (await RefusedAsync(new RawZip().AddTwice("a.csv", s_content, s_content.Length, extra: extra, localExtra: local).Build())).Reason);
    }

    private static byte[] Descriptor(long size, bool isSigned, bool isLarge)
    {
        var sizes = new byte[isLarge ? 16 : 8];
        if (isLarge)
        {
            BinaryPrimitives.WriteInt64LittleEndian(sizes, size);
            BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(8), size);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(sizes, (int)size);
            BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(4), (int)size);
        }

        // The tests' archives have 0 for every checksum.
        return [.. isSigned ? "PK\u0007\u0008"u8 : [], 0, 0, 0, 0, .. sizes];
    }

    private static byte[] Name(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return [0x75, 0x70, (byte)(bytes.Length + 5), 0, 1, 0, 0, 0, 0, .. bytes];
    }

    private static Task<FileKind> InspectAsync(byte[] zip) => ZipInspector.InspectAsync(new ContentInMemory(zip, zip.Length), new ArchiveLimits(), CancellationToken.None);

    private static async Task<Refusal> RefusedAsync(byte[] zip) => (await Assert.ThrowsAsync<ContentRefusedException>(() => InspectAsync(zip))).Refusal;
}
