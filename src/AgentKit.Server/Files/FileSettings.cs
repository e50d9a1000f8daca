using Pipeline.Configuration;

namespace AgentKit.Server.Files;

/// <summary>Where clients' files are kept.</summary>
[SettingGroup("Files")]
internal sealed record FileSettings
{
    [Setting("FILE_STORAGE_ROOT", "Where files are kept: file:///folder, s3://bucket/prefix, azblob://account/container/prefix or gs://bucket/prefix.", Example = "s3://agentkit-files/production", RequiredIn = ["Production", "Staging"])]
    public string? StorageRoot { get; init; }
}
