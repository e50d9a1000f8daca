using Pipeline.Containers.Scanning.Running;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>A shell script in Trivy's place, for what a real one does only on a bad day.</summary>
internal sealed class FakeTrivy
{
    public const string Help = "--input --format --output --cache-dir --skip-db-update --scanners (vuln,misconfig,secret,license) --image-config-scanners --skip-check-update --list-all-pkgs";

    public FakeTrivy(TestImage image, string onScan, string version = "0.75.0", string help = Help, string onStart = ":")
    {
        Path = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(image.Root, "bin")).FullName, "trivy");
        File.WriteAllText(Path, $$"""
            #!/bin/sh
            here={{image.Root}}
            {{onStart}}
            case "$1 $2" in
              "version --format") echo '{"Version":"{{version}}"}'; exit 0 ;;
              "image --help") echo '{{help}}'; exit 0 ;;
            esac
            while [ $# -gt 0 ]; do
              [ "$1" = --output ] && output=$2
              echo "$1" >> "$here/arguments"
              shift
            done
            {{onScan}}
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public Digest Digest => Digest.Of(File.ReadAllBytes(Path));

    public static string Report(TestImage image) => $"echo '{{\"SchemaVersion\":2,\"ArtifactName\":\"x\",\"Metadata\":{{\"ImageID\":\"{image.ConfigDigest}\"}}}}' > \"$output\"";

    public ScanRequest Request(TestImage image) => RealTrivy.Request(image) with { TrivyPath = Path, Pin = new TrivyPin { Version = "0.75.0", Binaries = [Digest] } };
}
