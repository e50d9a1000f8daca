using Pipeline.Errors;

namespace Pipeline.Components.Files;

/// <summary>Errors of the targets for files.</summary>
[ErrorCodes]
public static class FileErrors
{
    /// <summary>A store isn't named well.</summary>
    public static ErrorCode InvalidStore { get; } = new("PIPE2040", "A store to move files between can't be used",
        "--from or --to is no object store's URI, or the MOVE_FROM_… and MOVE_TO_… variables don't fit it.",
        "Correct what the message names; docs/FILE_STORAGE_SETUP.md lists the URIs and variables.");

    /// <summary>Not everything was moved.</summary>
    public static ErrorCode MoveIncomplete { get; } = new("PIPE2041", "Not all files were moved",
        "Some objects couldn't be copied, or the source kept changing.",
        "Cure what the output names, and run MoveFiles again: what is there isn't copied twice.");
}
