using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Secrets.Tests.MountedFiles;

/// <summary>A directory that is filled and swapped as the kubelet does it with a Secret volume: files are links into <c>..data</c>, itself a link to a dated directory.</summary>
internal sealed class SecretVolume : IDisposable
{
    private int _generation;

    public string Path { get; } = Directory.CreateTempSubdirectory("secret-volume").FullName;

    public void Mount(IReadOnlyDictionary<string, string> files)
    {
        var before = Directory.GetDirectories(Path, "..2*").SingleOrDefault();
        var dated = $"..2026_11_23_08_00_00.{(++_generation).ToString(CultureInfo.InvariantCulture)}";
        Directory.CreateDirectory(In(dated));
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(dated, name))!);
            File.WriteAllText(In(dated, name), content);
        }

        File.CreateSymbolicLink(In("..data_tmp"), dated);
        Rename("..data_tmp", "..data");
        foreach (var top in files.Keys.Select(x => x.Split('/')[0]).Distinct().Where(x => !System.IO.Path.Exists(In(x))))
            File.CreateSymbolicLink(In(top), $"..data/{top}");
        foreach (var stale in Directory.GetFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Where(x => !x!.StartsWith('.') && !files.Keys.Any(y => y.Split('/')[0] == x)))
            File.Delete(In(stale!));
        if (before is not null)
            Directory.Delete(before, recursive: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    // rename(2), as the kubelet does it: .NET moves no link to a directory over another one.
    private void Rename(string from, string to)
    {
        using var mv = Process.Start("mv", ["-T", In(from), In(to)]);
        mv.WaitForExit();
        Assert.Equal(0, mv.ExitCode);
    }

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
