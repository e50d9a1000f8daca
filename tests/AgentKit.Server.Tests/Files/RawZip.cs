using System.IO.Compression;
using System.Text;

namespace AgentKit.Server.Tests.Files;

/// <summary>Writes ZIP archives as no archiver would: every field of the directory and of the entries can lie.</summary>
internal sealed class RawZip : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly List<byte[]> _directory = [];

    public long Position => _bytes.Position;

    public static byte[] Deflate(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var deflate = new DeflateStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(content);
        return buffer.ToArray();
    }

    public RawZip Add(string name, byte[] packed, long expanded, int method = 8, int flags = 0, string? localName = null, uint attributes = 0)
    {
        var offset = _bytes.Position;
        Local(localName ?? name, packed.Length, expanded, method, flags, []);
        _bytes.Write(packed);
        return Point(name, offset, packed.Length, expanded, method, flags, attributes);
    }

    /// <summary>A stored entry whose own header says something else than the directory, with extra fields in both, and something behind its content.</summary>
    public RawZip AddTwice(string name, byte[] content, int localSize, int localFlags = 0, byte[]? extra = null, byte[]? localExtra = null, byte[]? behind = null)
    {
        var offset = _bytes.Position;
        Local(name, localSize, localSize, 0, localFlags, localExtra ?? []);
        _bytes.Write(content);
        _bytes.Write(behind ?? []);
        return Point(name, offset, content.Length, content.Length, 0, localFlags, extra: extra);
    }

    /// <summary>A stored entry that the directory doesn't name.</summary>
    public RawZip Write(string name, byte[] content)
    {
        Local(name, content.Length, content.Length, 0, 0, []);
        _bytes.Write(content);
        return this;
    }

    /// <summary>An entry of the directory for bytes that are there already.</summary>
    public RawZip Point(string name, long offset, long packed, long expanded, int method = 8, int flags = 0, uint attributes = 0, byte[]? extra = null)
    {
        using var entry = new MemoryStream();
        using var writer = new BinaryWriter(entry);
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Write(0x02014B50);
        writer.Write((short)20);
        writer.Write((short)20);
        writer.Write((short)flags);
        writer.Write((short)method);
        writer.Write(0);
        writer.Write(0);
        writer.Write((uint)packed);
        writer.Write((uint)expanded);
        writer.Write((short)bytes.Length);
        writer.Write((short)(extra?.Length ?? 0));
        writer.Write((short)0);
        writer.Write((short)0);
        writer.Write((short)0);
        writer.Write(attributes);
        writer.Write((uint)offset);
        writer.Write(bytes);
        writer.Write(extra ?? []);
        _directory.Add(entry.ToArray());
        return this;
    }

    public byte[] Build(int? count = null, long offsetBy = 0, byte[]? behind = null)
    {
        var at = _bytes.Position;
        foreach (var entry in _directory)
            _bytes.Write(entry);
        var size = _bytes.Position - at;
        using var writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);
        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write((short)(count ?? _directory.Count));
        writer.Write((short)(count ?? _directory.Count));
        writer.Write((uint)size);
        writer.Write((uint)(at + offsetBy));
        writer.Write((short)0);
        writer.Write(behind ?? []);
        return _bytes.ToArray();
    }

    public void Dispose() => _bytes.Dispose();

    private void Local(string name, long packed, long expanded, int method, int flags, byte[] extra)
    {
        using var writer = new BinaryWriter(_bytes, Encoding.UTF8, leaveOpen: true);
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Write(0x04034B50);
        writer.Write((short)20);
        writer.Write((short)flags);
        writer.Write((short)method);
        writer.Write(0);
        writer.Write(0);
        writer.Write((uint)packed);
        writer.Write((uint)expanded);
        writer.Write((short)bytes.Length);
        writer.Write((short)extra.Length);
        writer.Write(bytes);
        writer.Write(extra);
    }
}
