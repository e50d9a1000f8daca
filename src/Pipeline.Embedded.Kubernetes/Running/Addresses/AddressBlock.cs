using System.Net;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Running.Addresses;

/// <summary>
/// A 127.x.0.0/16 that only this cluster uses while it runs, held by a lock on a file, so that two clusters on one machine never give out the same address.
/// Pods have its lower half, Services its upper. Where the system knows only 127.0.0.1 (macOS) all share that and each port is mapped to a free one.
/// </summary>
internal sealed class AddressBlock : IDisposable
{
    private const int FirstBlock = 16;
    private const int Blocks = 224;
    private readonly FileStream? held;
    private readonly byte block;
    private readonly HashSet<string> taken = [];
    private readonly Lock gate = new();
    private int lastPod = 1;

    private AddressBlock(FileStream? held, byte block) => (this.held, this.block) = (held, block);

    /// <summary>Whether each pod has an address of its own.</summary>
    public bool HasAddresses => held is not null;

    /// <param name="seed">The same seed takes the same block again where it is free: addresses then outlive a restart.</param>
    /// <exception cref="PipelineException">PIPE9101: none is free.</exception>
    public static AddressBlock Take(string seed)
    {
        if (!OperatingSystem.IsLinux())
            return new AddressBlock(null, 0);

        var directory = LocksDirectory();
        var start = SHA256.HashData(Encoding.UTF8.GetBytes(seed))[0] % Blocks;
        for (var i = 0; i < Blocks; i++)
        {
            var block = (byte)(FirstBlock + ((start + i) % Blocks));
            try
            {
                return new AddressBlock(Lock(Path.Combine(directory, $"127.{block}.lock")), block);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another cluster has it.
            }
        }

        throw new PipelineException(RunningErrors.NoAddressBlock, $"All {Blocks} blocks of loopback addresses are taken by embedded clusters (locks in '{directory}'). Stop those that are no longer needed.");
    }

    /// <summary>A shared 127.0.0.1, as on a system without other loopback addresses.</summary>
    public static AddressBlock Shared() => new(null, 0);

    public IPAddress NextPod()
    {
        if (!HasAddresses)
            return IPAddress.Loopback;

        lock (gate)
        {
            // One that was given back is given out again as late as possible.
            do
                lastPod = lastPod >= 0x7FFE ? 2 : lastPod + 1;
            while ((lastPod & 0xFF) is 0 or 0xFF || !taken.Add(Text(lastPod)));
            return IPAddress.Parse(Text(lastPod));
        }
    }

    /// <summary>The same for a Service of the same name, where it is free.</summary>
    public IPAddress ForService(string key)
    {
        if (!HasAddresses)
            return IPAddress.Loopback;

        lock (gate)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
            for (var number = (hash[0] << 8) | hash[1]; ; number++)
            {
                var host = 0x8000 | (number & 0x7FFF);
                if ((host & 0xFF) is not (0 or 0xFF) && taken.Add(Text(host)))
                    return IPAddress.Parse(Text(host));
            }
        }
    }

    /// <summary>Takes an address of an earlier run, where it is one of this block and free.</summary>
    public bool TryKeep(string address)
    {
        lock (gate)
            return HasAddresses && address.StartsWith($"127.{block}.", StringComparison.Ordinal) && taken.Add(address);
    }

    public void GiveBack(string address)
    {
        lock (gate)
            taken.Remove(address);
    }

    public void Dispose() => held?.Dispose();

    // Shared by all users of the machine, as its addresses are.
    private static string LocksDirectory()
    {
        var directory = Path.Combine(Path.GetTempPath(), "pipeline-embedded-kubernetes");
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            Volumes.FilePermissions.Set(directory, 0b001_111_111_111);
        }

        return directory;
    }

    private static FileStream Lock(string path)
    {
        var isNew = !File.Exists(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (isNew)
            Volumes.FilePermissions.Set(path, 0b110_110_110);
        return file;
    }

    private string Text(int host) => $"127.{block}.{host >> 8}.{host & 0xFF}";
}
