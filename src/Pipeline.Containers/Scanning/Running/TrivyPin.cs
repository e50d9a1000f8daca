using Pipeline.Errors;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>The one Trivy that is run. Its release pipeline was compromised in 2026 (CVE-2026-33634): nothing of it may float.</summary>
public sealed record TrivyPin
{
    /// <summary><c>0.75.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The image by digest: <c>aquasec/trivy:0.75.0@sha256:…</c>; null where no container may be used.</summary>
    public string? Image { get; init; }

    /// <summary>SHA-256 of the binaries that are run, one for each platform. Where there is none, none is.</summary>
    public IReadOnlyList<Digest> Binaries { get; init; } = [];

    /// <summary>Refuses a pin that pins nothing.</summary>
    /// <exception cref="PipelineException">PIPE3306.</exception>
    public void Require()
    {
        if (Version.Length == 0 || Version.Any(x => !char.IsAsciiLetterOrDigit(x) && x is not ('.' or '-' or '+')) || Version is "latest")
            throw new PipelineException(ScanErrors.InvalidPin, $"'{Version}' is no version of Trivy. Pin one, such as 0.75.0.") { ExitCode = 2 };
        if (Image is not null && (Image.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var at) || !Digest.TryParse(Image[(at + 1)..], out _)))
            throw new PipelineException(ScanErrors.InvalidPin, $"The image '{Image}' floats. Pin it by digest: aquasec/trivy:{Version}@sha256:….") { ExitCode = 2 };
    }
}
