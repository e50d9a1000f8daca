using System.Diagnostics;
using System.Globalization;
using Pipeline.Containers.Building;

namespace Pipeline.Components.Images;

/// <summary>The time that an image carries: SOURCE_DATE_EPOCH, else the commit's; never now.</summary>
internal static class CommitTime
{
    public static async Task<DateTimeOffset> FindAsync(string rootDirectory, CancellationToken cancellationToken)
    {
        if (SourceDate.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), out var given))
            return given;
        using var git = Process.Start(new ProcessStartInfo("git", ["log", "-1", "--format=%ct"]) { WorkingDirectory = rootDirectory, RedirectStandardOutput = true, RedirectStandardError = true });
        var text = git is null ? "" : await git.StandardOutput.ReadToEndAsync(cancellationToken);
        return long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
    }
}
