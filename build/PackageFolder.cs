using System;
using System.IO;
using System.Linq;

/// <summary>What is in the machine's package folder, as an input of Restore: a folder that was emptied needs a restore although no file here changed.</summary>
static class PackageFolder
{
    public static string Describe()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(folder)
            ? $"{folder} {string.Join(' ', Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal))}"
            : "none";
    }
}
