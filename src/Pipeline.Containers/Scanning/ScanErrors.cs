using Pipeline.Errors;

namespace Pipeline.Containers.Scanning;

/// <summary>Errors of scans and of what they are judged by.</summary>
[ErrorCodes]
public static class ScanErrors
{
    /// <summary>PIPE3301.</summary>
    public static readonly ErrorCode UnreadableReport = new(
        "PIPE3301",
        "The scan report can't be read",
        "The file is missing, is no JSON, was cut off, or has a value of another kind than Trivy writes.",
        "Scan again, and take the file that Trivy wrote with --format json, whole and unchanged.");

    /// <summary>PIPE3302.</summary>
    public static readonly ErrorCode UnknownReportVersion = new(
        "PIPE3302",
        "The scan report has another format",
        "Only Trivy's JSON report with SchemaVersion 2 is read. An SBOM, a SARIF file or a report of another version says other things in other places.",
        "Write the report with: trivy image --format json, by the pinned version.");

    /// <summary>PIPE3303.</summary>
    public static readonly ErrorCode InvalidWaivers = new(
        "PIPE3303",
        "The waivers can't be taken as they are",
        "A waiver lacks its id, owner, reason (statement) or expiry (expired_at), or the file has something in it that isn't known, such as a misspelt field.",
        "Correct each line that the message names. docs/guides/scanning.md shows the format.");

    /// <summary>PIPE3304.</summary>
    public static readonly ErrorCode InvalidVex = new(
        "PIPE3304",
        "The VEX document can't be taken as it is",
        "It is neither OpenVEX nor CycloneDX, or a statement lacks what its format requires (a status, a justification for not_affected).",
        "Correct each statement that the message names.");

    /// <summary>PIPE3305.</summary>
    public static readonly ErrorCode UnusableLayout = new(
        "PIPE3305",
        "There is no such image to read",
        "The folder is no OCI layout, hasn't the image with this digest, or a blob in it isn't what its name says.",
        "Build the image again, or pull it again by its digest.");

    /// <summary>PIPE3306.</summary>
    public static readonly ErrorCode InvalidPin = new(
        "PIPE3306",
        "The scanner isn't pinned",
        "Nothing may float: a pin names Trivy's version, its image by digest, and where they are known the digests of its binaries.",
        "Give the pin its version and aquasec/trivy@sha256:….");
}
