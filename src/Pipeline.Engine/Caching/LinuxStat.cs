using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Pipeline.Engine.Caching;

/// <summary>
/// Linux's <c>statx</c>, whose structure is the same on every architecture and C library (https://man7.org/linux/man-pages/man2/statx.2.html).
/// One call gives what several of .NET's would, and the change time and inode that none of them gives.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class LinuxStat
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int NoEntry = 2;
    private const int NotADirectory = 20;
    private const int TooManyLinks = 40;

    /// <summary>False if the C library or the kernel has no such call.</summary>
    public static bool TryRead(string path, bool followLinks, out FileStat? stat)
    {
        stat = null;
        var size = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        Span<byte> name = size <= 1024 ? stackalloc byte[1024] : new byte[size];
        name[Encoding.UTF8.GetBytes(path, name)] = 0;
        try
        {
            if (StatX(CurrentDirectory, ref MemoryMarshal.GetReference(name), followLinks ? 0 : NoFollow, BasicStats, out var buffer) == 0)
            {
                stat = buffer.ToStat();
                return true;
            }

            return Marshal.GetLastPInvokeError() is NoEntry or NotADirectory or TooManyLinks;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int directory, ref byte path, int flags, uint mask, out Buffer buffer);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Buffer
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public long Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        public readonly FileStat ToStat() => new()
        {
            Kind = (Mode & 0xf000) switch
            {
                0x8000 => FileKind.File,
                0x4000 => FileKind.Directory,
                0xa000 => FileKind.Link,
                _ => FileKind.Other,
            },
            Size = Size,
            ModifiedAt = ModifiedSeconds * 1_000_000_000 + ModifiedNanoseconds,
            ChangedAt = ChangedSeconds * 1_000_000_000 + ChangedNanoseconds,
            Inode = Inode,
            Mode = Mode & 0x1ff,
        };
    }
}
