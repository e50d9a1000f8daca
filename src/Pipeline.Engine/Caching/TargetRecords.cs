using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Engine.Caching;

/// <summary>The records of all targets, a file each.</summary>
internal sealed class TargetRecords(string directory, Action<string>? crashPoint)
{
    public TargetRecord? Find(string target)
    {
        try
        {
            return TargetRecord.Decode(AtomicFile.ReadOrNull(PathOf(target)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A record that can't be read is as good as none: the target is looked up in the store, or runs.
            return null;
        }
    }

    public void Save(string target, TargetRecord record)
    {
        Directory.CreateDirectory(directory);
        AtomicFile.Write(PathOf(target), record.Encode(), Durability.Process, () => crashPoint?.Invoke(CrashPoints.RecordWritten));
        crashPoint?.Invoke(CrashPoints.RecordSaved);
    }

    private string PathOf(string target)
    {
        // Targets are told apart without regard to case.
        var name = target.ToLowerInvariant();
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return Path.Join(directory, ContentHash.ToText(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
        }

        return Path.Join(directory, name);
    }
}
