using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Containers.Scanning.Databases;

/// <summary>
/// Reads the names of the buckets of a bbolt file (https://github.com/etcd-io/bbolt), as Trivy's database is, and whether anything is in
/// them. An empty file is worth knowing of: Trivy takes it, finds nothing, and says so with exit code 0.
/// </summary>
internal sealed class BoltFile : IDisposable
{
    private const uint Magic = 0xED0CDAED;
    private const int BranchPage = 1;
    private const int LeafPage = 2;
    private const int HeaderSize = 16;
    private const int MaximumDepth = 32;

    private readonly FileStream file;
    private readonly int pageSize;
    private readonly ulong pages;
    private readonly ulong root;

    private BoltFile(FileStream file, int pageSize, ulong pages, ulong root) => (this.file, this.pageSize, this.pages, this.root) = (file, pageSize, pages, root);

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static BoltFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            // Two meta pages, the newer valid one holds; the second lies one page in, and the page's size stands in the first.
            int[] sizes = [4096, 1024, 2048, 8192, 16384, 32768, 65536];
            var metas = ((long[])[0L, .. sizes]).Select(x => Meta.Read(file, x)).OfType<Meta>().ToList();
            var meta = metas.Count > 0 ? metas.MaxBy(x => x.Transaction)! : throw new InvalidDataException("it has no valid meta page");
            return new BoltFile(file, meta.PageSize, meta.Pages, meta.Root);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The buckets at the top, and whether something is in them.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IEnumerable<(string Name, bool HasContent)> Buckets()
    {
        foreach (var (name, value) in Elements(Page(root), 0))
        {
            if (value.Length < HeaderSize)
                throw new InvalidDataException($"the bucket '{name}' is damaged");
            var page = BinaryPrimitives.ReadUInt64LittleEndian(value);

            // A small bucket's page lies in its parent.
            yield return (name, Elements(page == 0 ? value[HeaderSize..] : Page(page), 0, anyElement: true).Any());
        }
    }

    public void Dispose() => file.Dispose();

    private IEnumerable<(string Name, byte[] Value)> Elements(byte[] page, int depth, bool anyElement = false)
    {
        if (page.Length < HeaderSize || depth > MaximumDepth)
            throw new InvalidDataException("a page is damaged");

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(8));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(10));
        for (var i = 0; i < count; i++)
        {
            var element = HeaderSize + (i * 16);
            if (element + 16 > page.Length)
                throw new InvalidDataException("a page is damaged");

            if (flags == BranchPage)
            {
                foreach (var below in Elements(Page(BinaryPrimitives.ReadUInt64LittleEndian(page.AsSpan(element + 8))), depth + 1, anyElement))
                    yield return below;
            }
            else if (flags == LeafPage)
            {
                var isBucket = BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(element)) == 1;
                var (position, key, value) = (Number(page, element + 4), Number(page, element + 8), Number(page, element + 12));
                if (element + position + key + value > page.Length)
                    throw new InvalidDataException("an element reaches out of its page");
                if (isBucket || anyElement)
                    yield return (Encoding.UTF8.GetString(page, (int)(element + position), (int)key), page.AsSpan((int)(element + position + key), (int)value).ToArray());
            }
            else
            {
                throw new InvalidDataException($"a page has the unknown kind {flags}");
            }
        }
    }

    private static long Number(byte[] page, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(offset));

    private byte[] Page(ulong number)
    {
        if (number >= pages)
            throw new InvalidDataException($"page {number} of {pages} is asked for");

        var header = new byte[HeaderSize];
        Read(number, header);
        var following = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        if (number + following >= pages)
            throw new InvalidDataException($"page {number} reaches out of the file");

        var page = new byte[checked((int)((following + 1) * (long)pageSize))];
        Read(number, page);
        return page;
    }

    private void Read(ulong number, byte[] target)
    {
        file.Position = (long)number * pageSize;
        if (file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
            throw new InvalidDataException("the file was cut off");
    }

    private sealed record Meta(int PageSize, ulong Root, ulong Pages, ulong Transaction)
    {
        private const int Size = 64;

        public static Meta? Read(FileStream file, long offset)
        {
            var page = new byte[HeaderSize + Size];
            file.Position = offset;
            if (file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) < page.Length)
                return null;

            var meta = page.AsSpan(HeaderSize);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(meta[8..]);
            var valid = BinaryPrimitives.ReadUInt32LittleEndian(meta) == Magic
                && BinaryPrimitives.ReadUInt32LittleEndian(meta[4..]) == 2
                && size is >= 512 and <= 65536
                && (offset == 0 || offset == size)
                && BinaryPrimitives.ReadUInt64LittleEndian(meta[56..]) == Fnv1a(meta[..56]);
            return valid
                ? new Meta((int)size, BinaryPrimitives.ReadUInt64LittleEndian(meta[16..]), BinaryPrimitives.ReadUInt64LittleEndian(meta[40..]), BinaryPrimitives.ReadUInt64LittleEndian(meta[48..]))
                : null;
        }

        private static ulong Fnv1a(ReadOnlySpan<byte> bytes)
        {
            var hash = 0xcbf29ce484222325;
            foreach (var value in bytes)
                hash = (hash ^ value) * 0x100000001b3;
            return hash;
        }
    }
}
