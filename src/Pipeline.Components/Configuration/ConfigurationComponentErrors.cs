using Pipeline.Errors;

namespace Pipeline.Components.Configuration;

/// <summary>Errors of the settings' targets.</summary>
[ErrorCodes]
public static class ConfigurationComponentErrors
{
    /// <summary>The drift gate failed.</summary>
    public static ErrorCode Drift { get; } = new("PIPE2060", "Settings and what is made of them disagree",
        "Code, manifests, secret store, documents or sources say different things about the service's environment variables.",
        "Do what stands beside each line above that begins with DRIFT, and run CheckEnvironment again. GenerateEnvironment writes the generated files anew.");

    /// <summary>The service didn't describe its settings.</summary>
    public static ErrorCode NotDescribed { get; } = new("PIPE2061", "The service doesn't describe its settings",
        "The published service, called with --describe-configuration, failed or printed nothing.",
        "Call it by hand as the message shows, and correct what it says.");
}
