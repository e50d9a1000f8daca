using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;

namespace AgentKit.Server.Files.Scanning;

/// <summary>The malware scanner.</summary>
[SettingGroup("Malware scanner", Description = "Without one, files are published once their bytes were checked.")]
internal sealed record ScannerSettings
{
    [Setting("AGENTKIT_FILES_CLAMAV", "Where ClamAV's clamd listens: tcp://host:3310 or unix:///run/clamav/clamd.ctl. Files stay in quarantine until it has seen them.", Example = "tcp://clamav:3310")]
    [UriSchemes("tcp", "unix")]
    public Uri? ClamAv { get; init; }

    [Setting("AGENTKIT_FILES_SCAN_TIMEOUT", "How long ClamAV may take to say something about a file, from one answer or chunk to the next.", Example = "00:02:00")]
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    [Setting("AGENTKIT_FILES_SCAN_RETRY", "How long to wait until a file is scanned again after the scanner was away; doubles up to an hour.", Example = "00:00:15")]
    [Range(typeof(TimeSpan), "00:00:00.0100000", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(15);
}
