using System.Runtime.CompilerServices;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

/// <summary>Compares text with a committed file. With UPDATE_SNAPSHOTS=1 it writes the file, for a person to look at the difference.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
