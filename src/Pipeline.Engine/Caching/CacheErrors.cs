using Pipeline.Errors;

namespace Pipeline.Engine.Caching;

/// <summary>What can go wrong with the cache. Only a wrong declaration fails a target; the rest are warnings, and the build goes on.</summary>
[ErrorCodes]
public static class CacheErrors
{
    /// <summary>A result couldn't be written to the store.</summary>
    public static ErrorCode CannotWrite { get; } = new("PIPE0110", "The cache can't be written",
        "The disk is full, the directory isn't writable, or the remote store refused.",
        "Free space, correct the rights, or point the cache to another place. The build itself goes on; the target runs again next time.");

    /// <summary>The store couldn't be read.</summary>
    public static ErrorCode CannotRead { get; } = new("PIPE0111", "The cache can't be read",
        "The directory isn't readable, or the remote store can't be reached.",
        "Correct the rights or the connection. The build itself goes on; the target runs.");

    /// <summary>What a target read or made can't be taken for the result of its declared inputs.</summary>
    public static ErrorCode NotKept { get; } = new("PIPE0112", "A target's result isn't kept",
        "A declared input is missing, a declared output wasn't written, or an input changed while the target ran.",
        "Correct the target's inputs and outputs as the message says. Until then the target runs every time.");

    /// <summary>A target declares an output outside of the root, or all of it.</summary>
    public static ErrorCode OutputOutsideRoot { get; } = new("PIPE0113", "An output lies outside of the root, or is the root itself",
        "Restoring outputs deletes and replaces files; that is only allowed below the build's root directory, and not for all of it.",
        "Declare a path below the root, or leave this output out.");
}
