using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>The errors of paths, files, archives and downloads.</summary>
[ErrorCodes]
internal static class PathErrors
{
    public static readonly ErrorCode AssertionFailed = new(
        "PIPE1000",
        "The build refused to go on",
        "Build code called Assert.Fail, or a helper that found its precondition broken.",
        "Read the message: it was written by the author of the build or of the helper.");

    public static readonly ErrorCode AlreadyExists = new(
        "PIPE1001",
        "A file or directory is already there",
        "A copy, move or rename met an existing file or directory, and its ExistsPolicy says to fail.",
        "Delete the target first, or pass a policy such as ExistsPolicy.MergeAndOverwrite.");

    public static readonly ErrorCode UnknownArchive = new(
        "PIPE1002",
        "The archive type is not known",
        "CompressTo and UncompressTo choose the format by the extension of the archive.",
        "Use .zip, .tar.gz (.tgz) or .tar.bz2 (.tbz2, .tbz), or call ZipTo, TarGZipTo or TarBZip2To.");

    public static readonly ErrorCode EscapingEntry = new(
        "PIPE1003",
        "An archive tries to write outside of its directory",
        "An entry's path is rooted, or climbs above the target directory, directly or through a link in the archive.",
        "Don't unpack this archive; find out where it came from.");

    public static readonly ErrorCode DownloadFailed = new(
        "PIPE1004",
        "A request was not answered with success",
        "The server answered with an error status.",
        "Check the address and the credentials; the message holds the status and the start of the answer.");

    public static readonly ErrorCode ChangelogMalformed = new(
        "PIPE1005",
        "The changelog can't be used",
        "The changelog has no heading of the expected form, or already has a section for the version.",
        "Write release headings as '## 1.2.3' or '## [1.2.3] / 2026-01-31', and upcoming changes under '## vNext' or '## [Unreleased]'.");

    public static readonly ErrorCode RetriesExhausted = new(
        "PIPE1006",
        "All attempts failed",
        "An action was tried as often as allowed and failed each time.",
        "The message holds the last failure; fix that one, or allow more attempts or a longer delay.");

    public static readonly ErrorCode Unreadable = new(
        "PIPE1007",
        "A file has not the format that it should have",
        "A JSON, YAML or XML file has a syntax error, or its content doesn't fit the type that it is read as.",
        "The message names the file and the place; correct it there.");
}
