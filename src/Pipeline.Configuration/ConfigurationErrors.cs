using Pipeline.Errors;

namespace Pipeline.Configuration;

/// <summary>Errors of this library.</summary>
[ErrorCodes]
public static class ConfigurationErrors
{
    /// <summary>PIPE9400.</summary>
    public static ErrorCode InvalidCatalogue { get; } = new("PIPE9400", "A program declares its settings wrongly",
        "An options class has a [Setting] that can't be used: a variable twice, a type that no text can be read as, an example or default that its own rules refuse.",
        "Correct the options class that the message names.");

    /// <summary>PIPE9401.</summary>
    public static ErrorCode InvalidSettings { get; } = new("PIPE9401", "The settings are invalid",
        "Environment variables are missing, misspelt, or hold what can't be used. All of them are in the message.",
        "Set each variable to what the message says it must be. docs/ENVIRONMENT_VARIABLES.md has every one, with an example.");

    /// <summary>PIPE9402.</summary>
    public static ErrorCode InvalidDescription { get; } = new("PIPE9402", "A description of settings can't be read",
        "What was given isn't the JSON that a service prints for --describe-configuration, or a newer version of it.",
        "Build service and build program from the same sources, and run again.");
}
